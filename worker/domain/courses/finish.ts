import type { ItemAccess } from './item-access'
import type { Outline } from './read-outline'

const HOUR = 3_600_000

type Counted = Pick<Outline, 'course' | 'enrollment' | 'done' | 'all'>

/**
 * Whether a learner has done what the course asks for, a moment before the product has written so too. An average is
 * known only when it is written.
 */
export function isFinished({ course, enrollment, done, all }: Counted): boolean {
  if (enrollment?.role !== 'learner') return false
  if (enrollment.completedAt !== null) return true
  const { completion } = course
  if (completion.kind === 'average' || all === 0) return false
  return done >= (completion.kind === 'count' ? Math.min(completion.n, all) : all)
}

/** Whether this item is what has just completed the course; `isNew`: it was done in this very act. */
export function completesCourse({ item, outline, enrollment }: ItemAccess, now: number, isNew = false): boolean {
  const isCounted = item.required && item.completion.kind !== 'none'
  if (!enrollment || !isCounted) return false
  const done = outline.done + (isNew && item.state !== 'done' ? 1 : 0)
  if (!isFinished({ ...outline, done })) return false
  if (isNew && item.state !== 'done') return enrollment.completedAt === null
  const latest = Math.max(...outline.items.map(({ completedAt }) => completedAt ?? 0))
  const at = enrollment.completedAt ?? latest
  return item.completedAt === at && now - at < HOUR
}
