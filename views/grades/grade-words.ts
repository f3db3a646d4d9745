import type { GradeState } from '../../worker/domain/grades'
import type { Meaning } from '../ui/chip'
import { number, percent } from '../ui/numbers'
import type { View } from '../view'

type Reader = Pick<View, 't' | 'locale'>

/** "7.5", with at most two decimals. */
export const points = (reader: Reader, value: number) => number(reader, value, { maximumFractionDigits: 2 })

/** "82.5 %"; `value` is 0-100, and never rounds up to a whole that is not there. */
export const share = (reader: Reader, value: number) => percent(reader, value / 100)

/** In a word. */
export const stateWord = ({ t }: Reader, state: GradeState) => t(`grades.state.${state}`)

export const stateMeaning = (state: GradeState): Meaning | undefined =>
  (
    ({
      excused: undefined,
      graded: 'good',
      held: 'info',
      awaiting: 'info',
      missing: 'problem',
      open: undefined,
    }) as const
  )[state]
