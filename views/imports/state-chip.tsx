import { Chip, type Meaning } from '../ui/chip'
import type { View } from '../view'

export type ImportState = 'planned' | 'running' | 'done' | 'failed' | 'undone'

const meanings: Record<ImportState, Meaning> = {
  planned: 'info',
  running: 'attention',
  done: 'good',
  failed: 'problem',
  undone: 'info',
}

export const StateChip = ({ view, state }: { view: View; state: ImportState }) => (
  <Chip meaning={meanings[state]}>{view.t(`imports.state.${state}`)}</Chip>
)
