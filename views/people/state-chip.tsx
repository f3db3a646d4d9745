import { html } from 'hono/html'
import type { UserState } from '../../worker/db/schema/people'
import { Chip } from '../ui/chip'
import type { View } from '../view'
import { stateNames } from './words'

export function StateChip({ view, state }: { view: View; state: UserState }) {
  if (state === 'active') return html`<span class="muted">${view.t(stateNames.active)}</span>`
  const meaning = state === 'suspended' ? 'problem' : state === 'requested' ? 'attention' : 'info'
  return <Chip meaning={meaning}>{view.t(stateNames[state])}</Chip>
}
