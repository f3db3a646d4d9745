import type { FormState } from '../worker/http/form'
import type { View } from './view'

const untouched: FormState = { values: {}, errors: {} }

/** On a page of several forms: what was typed and what was wrong, for the form that was sent to `action`; nothing for the others. */
export const stateOf = ({ path }: Pick<View, 'path'>, state: FormState, action: string): FormState =>
  path.split('?')[0] === action ? state : untouched
