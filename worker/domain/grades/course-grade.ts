import type { GradeCategory, Grading } from '../../db/schema'
import { categoryOf, isWeighted } from './grading'
import { bestOf, type Mark, percentOfMarks } from './marks'

export type Counted = {
  itemId: string
  final: number | null
  maxPoints: number
  excused: boolean
  releasedAt: number | null
  /** Past its date with nothing there. */
  isMissing: boolean
  /** What the item itself says that counts while it is missing, 0-100; null is as the course says. */
  missingPercent: number | null
  categoryId: string | null
  extraCredit: boolean
}

/** `percent` is 0-100, more with extra credit; null before the first grade. */
export type CategoryGrade = { category: GradeCategory | null; percent: number | null; graded: number; all: number }

export type CourseGrade = {
  /** 0-100, more with extra credit; null before the first grade. */
  percent: number | null
  /** Of what counts, summed. */
  points: number
  maxPoints: number
  graded: number
  all: number
  /** In the course's order; null is what stands in none, last. Empty where the course has no categories. */
  categories: CategoryGrade[]
  /** Items that are graded and do not count, being the lowest of their category. */
  dropped: string[]
}

/**
 * How somebody stands in a course, of what is released so far. What is excused or worth nothing does not count; what is
 * missing counts as its item says, or as 0 where the course says so. Lowest grades are dropped within a category, in the way that is best for the
 * learner and never the last one. Categories with weights are set against each other as far as they hold a grade; what is in
 * none of them then does not count. Extra credit adds its points and never lowers anything.
 */
export function courseGrade(grades: Counted[], grading: Grading): CourseGrade {
  const counted = grades.filter(({ excused, maxPoints }) => !excused && maxPoints > 0)
  const weighted = isWeighted(grading)
  const buckets = bucketsOf(counted, grading).map(([category, inIt]) => {
    const marks = inIt.flatMap((one) => markOf(one, grading) ?? [])
    const kept = bestOf(marks, category, grading.counting)
    const doesCount = !weighted || Boolean(category?.weight)
    const percent = doesCount ? percentOfMarks(kept, grading.counting) : null
    return { category, inIt, marks, kept: doesCount ? kept : [], percent }
  })
  const kept = buckets.flatMap((bucket) => bucket.kept)
  return {
    percent: weighted ? weigh(buckets) : percentOfMarks(kept, grading.counting),
    points: sum(kept, ({ points }) => points),
    maxPoints: sum(kept, ({ maxPoints, isExtra }) => (isExtra ? 0 : maxPoints)),
    graded: counted.filter(isGiven).length,
    all: counted.length,
    categories: grading.categories.length
      ? buckets.map(({ category, percent, inIt }) => ({
          category,
          percent,
          graded: inIt.filter(isGiven).length,
          all: inIt.length,
        }))
      : [],
    dropped: buckets.flatMap(({ marks, kept, category }) =>
      weighted && !category?.weight ? [] : marks.filter((mark) => !kept.includes(mark)).map(({ itemId }) => itemId),
    ),
  }
}

/** Every category of the course, and last what is in none where there is any. */
function bucketsOf(counted: Counted[], grading: Grading): [GradeCategory | null, Counted[]][] {
  const byCategory = Map.groupBy(counted, ({ categoryId }) => categoryOf(grading, categoryId))
  const named = grading.categories.map((one): [GradeCategory, Counted[]] => [one, byCategory.get(one) ?? []])
  const others = byCategory.get(null)
  return others ? [...named, [null, others]] : named
}

const isGiven = ({ final, releasedAt }: Counted) => final !== null && releasedAt !== null

function markOf(one: Counted, grading: Grading): Mark | null {
  const { itemId, final, maxPoints, extraCredit: isExtra } = one
  if (isGiven(one)) return { itemId, points: final!, maxPoints, isExtra }
  const percent = missingAs(one, grading)
  return percent === null ? null : { itemId, points: (percent * maxPoints) / 100, maxPoints, isExtra }
}

/** What counts for it, 0-100, while nothing is there after its date; null is that it does not count. Extra credit only adds. */
export const missingAs = (
  one: Pick<Counted, 'isMissing' | 'missingPercent' | 'extraCredit'>,
  { missingCounts }: Pick<Grading, 'missingCounts'>,
): number | null => (one.isMissing && !one.extraCredit ? (one.missingPercent ?? (missingCounts ? 0 : null)) : null)

function weigh(buckets: { category: GradeCategory | null; percent: number | null }[]): number | null {
  const known = buckets.flatMap(({ category, percent }) =>
    percent === null ? [] : [{ weight: category?.weight ?? 0, percent }],
  )
  const weights = sum(known, ({ weight }) => weight)
  return weights > 0 ? sum(known, ({ weight, percent }) => weight * percent) / weights : null
}

const sum = <One>(all: One[], of: (one: One) => number) => all.reduce((total, one) => total + of(one), 0)
