import type { GradeCategory, Grading } from '../../db/schema'

/** A grade that counts: `points` of `maxPoints`, which is above 0. */
export type Mark = { itemId: string; points: number; maxPoints: number; isExtra: boolean }

type Counting = Grading['counting']
type Limits = Pick<GradeCategory, 'dropLowest' | 'keepHighest'>

/**
 * Percent of some marks together; null where there are none but extra credit. Counted by items, extra credit adds its share
 * of one item; counted by points, its points.
 */
export function percentOfMarks(marks: Mark[], counting: Counting): number | null {
  const normal = marks.filter(({ isExtra }) => !isExtra)
  if (!normal.length) return null
  const got = marks.reduce((sum, mark) => sum + shareOf(mark, counting), 0)
  return Math.max(0, (got / normal.reduce((sum, mark) => sum + wholeOf(mark, counting), 0)) * 100)
}

/** Those that count: the choice that is best for the learner where some are dropped. Extra credit always counts. */
export function bestOf(marks: Mark[], limits: Limits | null, counting: Counting): Mark[] {
  const normal = marks.filter(({ isExtra }) => !isExtra)
  const count = Math.min(
    Math.max(1, normal.length - (limits?.dropLowest ?? 0)),
    Math.max(1, limits?.keepHighest ?? normal.length),
  )
  if (count >= normal.length) return marks
  // Of points of points the best choice is not always the highest percentages: raised step by step (Dinkelbach 1967) it is.
  let best = normal.slice(0, count)
  let ratio = -1
  for (;;) {
    const extra = marks.filter(({ isExtra }) => isExtra)
    const next = (percentOfMarks([...best, ...extra], counting) ?? 0) / 100
    if (next <= ratio + 1e-12) break
    ratio = next
    const worth = (mark: Mark) => shareOf(mark, counting) - ratio * wholeOf(mark, counting)
    best = normal.toSorted((a, b) => worth(b) - worth(a)).slice(0, count)
  }
  return marks.filter((mark) => mark.isExtra || best.includes(mark))
}

const shareOf = ({ points, maxPoints }: Mark, counting: Counting) =>
  counting === 'items' ? points / maxPoints : points
const wholeOf = ({ maxPoints }: Mark, counting: Counting) => (counting === 'items' ? 1 : maxPoints)
