import type { GradeScheme } from '../../worker/db/schema'
import type { CourseGrade, GradeState } from '../../worker/domain/grades'
import { wordFor } from '../../worker/lib/grade-scheme'
import type { Meaning } from '../ui/chip'
import { number, percent } from '../ui/numbers'
import type { View } from '../view'

type Reader = Pick<View, 't' | 'locale'>

/** "7.5", with at most two decimals. */
export const points = (reader: Reader, value: number) => number(reader, value, { maximumFractionDigits: 2 })

/** "82.5 %"; `value` is 0-100, and never rounds up to a whole that is not there. */
export const share = (reader: Reader, value: number) => percent(reader, value / 100)

/** The grade of a course as its scheme says it: "84 %", "132 / 160" or "B"; a dash before the first grade. */
export function total(
  reader: Reader,
  scheme: GradeScheme,
  grade: Pick<CourseGrade, 'percent' | 'points' | 'maxPoints'>,
) {
  if (grade.percent === null) return '–'
  if (scheme.kind === 'words') return wordFor(scheme.steps, grade.percent)
  if (scheme.kind === 'percent') return share(reader, grade.percent)
  return reader.t('grades.column', { title: points(reader, grade.points), most: points(reader, grade.maxPoints) })
}

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
