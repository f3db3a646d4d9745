import { percentOf } from './queries'

type Counted = { final: number | null; maxPoints: number; excused: boolean; releasedAt: number | null }

/** `percent` is 0-100, the mean of what is graded so far; null before the first grade. */
export type CourseGrade = { percent: number | null; graded: number; all: number }

/**
 * How somebody stands in a course: each graded item counts the same. What is excused, worth nothing or not yet released
 * does not count; what is missing counts as soon as somebody gives it 0.
 */
export function courseGrade(grades: Counted[]): CourseGrade {
  const counted = grades.filter(({ excused, maxPoints }) => !excused && maxPoints > 0)
  const percents = counted.flatMap(({ final, maxPoints, releasedAt }) =>
    final === null || releasedAt === null ? [] : [percentOf(final, maxPoints)],
  )
  const sum = percents.reduce((total, percent) => total + percent, 0)
  return { percent: percents.length ? sum / percents.length : null, graded: percents.length, all: counted.length }
}
