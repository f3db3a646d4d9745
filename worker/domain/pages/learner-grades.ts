import type { Tenant } from '../../../tenants/tenant'
import type { Grading } from '../../db/schema'
import { type Counted, type CourseGrade, courseGrade, gradeState, gradingOf, missingAs } from '../grades'
import type { Actor } from '../policy'
import { type LearnerItem, readLearner } from './learner-page'

/** Points by item id. */
export type Supposed = Record<string, number>

/** One learner's grades in a course with how each was made; of what is not given yet the learner sees nothing. */
export async function readLearnerGrades(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  userId: string,
  supposed: Supposed = {},
) {
  const { person, enrollment, course, mayMark, modules } = await readLearner(tenant, actor, courseId, userId)
  const now = tenant.now()
  const items = modules
    .flatMap((module) => module.items)
    .filter(({ maxPoints, publishedAt }) => maxPoints !== null && publishedAt !== null)
    .map((item) => {
      const { grade, submissions, attempts, dueAt } = item
      const last = submissions.at(-1)
      const known = grade ?? { final: null, raw: null, excused: false, releasedAt: null }
      // what its learner handed in and may not know the grade of is not missing
      const isKeptBack = item.holdGrades && !grade && (last || attempts.some(({ submittedAt }) => submittedAt !== null))
      const state = gradeState(
        {
          ...known,
          awaits: last?.markedAt === null || item.attempts.some(({ toMark }) => toMark > 0),
          dueAt: isKeptBack || item.isHidden ? null : dueAt,
          isByHand: item.isByHand,
        },
        now,
      )
      return { ...item, gradeState: state }
    })
  const grading = gradingOf(course)
  const counted = items.map((item) => countedOf(item))
  const countsAs = new Map(counted.map((one) => [one.itemId, missingAs(one, grading)]))
  return {
    person,
    course,
    mayMark,
    items: items.map((item) => ({ ...item, countsAs: countsAs.get(item.id) ?? null })),
    grading,
    standing: courseGrade(counted, grading),
    isOwn: actor.id === person.id,
    mayAsk: actor.id === person.id && enrollment.state !== 'withdrawn',
    /** Where one would stand with these points, by item, in place of what is not graded yet; null where nothing was asked. */
    supposed: suppose(counted, grading, supposed),
  }
}

export type LearnerGrades = Awaited<ReturnType<typeof readLearnerGrades>>

type Graded = LearnerItem & { gradeState: string }

const countedOf = ({
  id,
  grade,
  maxPoints,
  gradeState,
  missingPercent,
  gradeCategoryId,
  extraCredit,
}: Graded): Counted => ({
  itemId: id,
  final: grade?.final ?? null,
  maxPoints: grade?.maxPoints ?? maxPoints ?? 0,
  excused: grade?.excused ?? false,
  releasedAt: grade?.releasedAt ?? null,
  isMissing: gradeState === 'missing',
  missingPercent,
  categoryId: gradeCategoryId,
  extraCredit,
})

function suppose(counted: Counted[], grading: Grading, supposed: Supposed): CourseGrade | null {
  const isAsked = counted.some(({ itemId }) => Object.hasOwn(supposed, itemId))
  if (!isAsked) return null
  const then = counted.map((one) => {
    const points = Object.hasOwn(supposed, one.itemId) ? supposed[one.itemId]! : null
    return points === null || one.excused
      ? one
      : { ...one, final: Math.min(points, one.maxPoints), releasedAt: 0, isMissing: false }
  })
  return courseGrade(then, grading)
}
