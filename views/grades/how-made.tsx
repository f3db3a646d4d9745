import type { LearnerItem } from '../../worker/domain/pages'
import { Time } from '../ui/time'
import type { View } from '../view'
import { points } from './grade-words'

/** How a grade was made, step by step, the newest first. What the product did by itself has no name. */
export function HowMade({ view, changes }: { view: View; changes: LearnerItem['changes'] }) {
  return (
    <ol class="how-made" role="list">
      {changes.map((change) => (
        <li>
          {sayChange(view, change)}{' '}
          <span class="small muted">
            <Time view={view} at={change.at} />
          </span>
          {change.reason && change.kind !== 'recounted' && (
            <q class="reason" dir="auto">
              {change.reason}
            </q>
          )}
        </li>
      ))}
    </ol>
  )
}

function sayChange(view: View, { kind, after, by, reason }: LearnerItem['changes'][number]): string {
  const { t } = view
  const values = { name: by ?? '', points: after === null ? '–' : points(view, after) }
  if (kind === 'recounted' && reason === 'late') return t('grades.made.late', values)
  if (kind === 'recounted' && reason === 'rulings') return t('grades.made.ruled', values)
  if (kind === 'recounted' && reason === 'peers') return t('grades.made.peers', values)
  if (kind === 'recounted') return t('grades.made.recounted', { ...values, rule: reason })
  if (!by && (kind === 'marked' || kind === 'regraded')) return t(`grades.made.${kind}Itself`, values)
  if (kind === 'overridden' && after === null) return t('grades.made.tookBack', values)
  return t(`grades.made.${kind}`, values)
}
