import type { ItemAccess } from './item-access'
import type { Outline } from './read-outline'

const HOUR = 3_600_000

type Counted = Pick<Outline, 'course' | 'enrollment' | 'done' | 'all'>

/**
 * Whether a learner has completed the course, or has just done the last thing for it, a moment before the product has written so.
 * Who did it all long ago, of a course that asks for less since, has not: that is settled when its authors have come to rest.
 */
export const isFinished = (outline: Outline, now: number): boolean =>
  outline.enrollment?.role === 'learner' &&
  (outline.enrollment.completedAt !== null || (hasDoneAll(outline) && now - lastDoneAt(outline) < HOUR))

/** An average is known only when it is written. */
function hasDoneAll({ course: { completion }, enrollment, done, all }: Counted): boolean {
  if (enrollment?.role !== 'learner') return false
  if (enrollment.completedAt !== null) return true
  if (completion.kind === 'average' || all === 0) return false
  return done >= (completion.kind === 'count' ? Math.min(completion.n, all) : all)
}

const lastDoneAt = ({ items }: Outline) => Math.max(0, ...items.map(({ completedAt }) => completedAt ?? 0))

/** Whether this item is what has just completed the course; `isNew`: it was done in this very act. */
export function completesCourse({ item, outline, enrollment }: ItemAccess, now: number, isNew = false): boolean {
  const isCounted = item.required && item.completion.kind !== 'none'
  if (!enrollment || !isCounted) return false
  const done = outline.done + (isNew && item.state !== 'done' ? 1 : 0)
  if (!hasDoneAll({ ...outline, done })) return false
  if (isNew && item.state !== 'done') return enrollment.completedAt === null
  const at = enrollment.completedAt ?? lastDoneAt(outline)
  return item.completedAt === at && now - at < HOUR
}
