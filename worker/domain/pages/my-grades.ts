import { and, desc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, courses, enrollments, grades, type ItemKind, items as itemTable } from '../../db/schema'
import { awaitsMarking, hasAnswersToMark } from '../assignments'
import { dueFor } from '../deadlines'
import { courseGrade, gradeState, gradingOf, isByHandOf, missingPercentOf } from '../grades'
import type { Actor } from '../policy'
import { itemIsFor, moduleIsFor } from '../progress'
import { learning, visible } from './learning-lines'

const MOST = 3_000

/** As `dueFor` calls it. */
const items = alias(itemTable, 'i')

/** How the reader stands in each course that grades anything, the latest first: one trip. */
export async function listMyGrades(tenant: Tenant, actor: Actor) {
  const now = tenant.now()
  const unmarked = sql`${grades.final} is null and ${grades.raw} is null and not ${grades.excused}`
  const rows = await tenant.db
    .select({
      id: enrollments.id,
      courseId: enrollments.courseId,
      title: courses.title,
      pictureId: courses.pictureId,
      completion: courses.completion,
      item: items.title,
      kind: items.kind,
      completedAt: enrollments.completedAt,
      grading: courses.grading,
      itemId: grades.itemId,
      categoryId: items.gradeCategoryId,
      extraCredit: items.extraCredit,
      raw: grades.raw,
      final: grades.final,
      maxPoints: grades.maxPoints,
      excused: grades.excused,
      releasedAt: grades.releasedAt,
      awaits: sql<number>`${unmarked} and (exists (select 1 from submissions s
        where s.enrollment_id = ${grades.enrollmentId} and s.item_id = ${grades.itemId} and ${awaitsMarking})
          or ${hasAnswersToMark(grades.enrollmentId, grades.itemId)})`.as('awaits'),
      isByHand: isByHandOf(grades.itemId).as('by_hand'),
      missingPercent: missingPercentOf(grades.itemId).as('missing_as'),
      dueAt: sql<number | null>`case when ${unmarked} then ${dueFor(sql`${enrollments.userId}`)} end`.as('due'),
    })
    .from(grades)
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .innerJoin(items, eq(items.id, grades.itemId))
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .where(
      and(
        learning(actor.id),
        visible(now),
        isNotNull(items.publishedAt),
        isNull(items.deletedAt),
        isNotNull(courseModules.publishedAt),
        isNull(courseModules.deletedAt),
        or(
          sql`not (${unmarked})`,
          and(itemIsFor('enrollments', now), moduleIsFor('enrollments', now, 'course_modules')),
        ),
      ),
    )
    .orderBy(desc(enrollments.round), desc(enrollments.id))
    .limit(MOST)
  // whoever takes a course again stands in it as in the last round
  return [...Map.groupBy(rows, ({ courseId }) => courseId).values()].map((all) => {
    const { id, courseId, title, pictureId, completion, completedAt, grading } = all[0]!
    const counted = all
      .filter((row) => row.id === id)
      .map((row) => ({
        ...row,
        isMissing:
          gradeState({ ...row, awaits: Boolean(row.awaits), isByHand: Boolean(row.isByHand) }, now) === 'missing',
      }))
    const { scheme } = gradingOf({ grading })
    const passPercent = completion.kind === 'average' ? completion.percent : null
    const about = {
      courseId,
      title,
      pictureId,
      completedAt,
      passPercent,
      next: nextOf(counted),
      isAwaited: counted.some(({ awaits }) => awaits),
    }
    return { ...about, scheme, ...courseGrade(counted, gradingOf({ grading })) }
  })
}

type Graded = {
  itemId: string
  item: string
  kind: ItemKind
  raw: number | null
  final: number | null
  excused: boolean
  awaits: number
  isByHand: number
  dueAt: number | null
  isMissing: boolean
}

/** What is to be done for the next grade: what is due first, then what has no date. */
function nextOf(grades: Graded[]) {
  const open = grades.filter(
    (one) => one.raw === null && one.final === null && !one.excused && !one.awaits && !one.isByHand,
  )
  const [first] = open.sort((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity))
  if (!first) return null
  const { itemId, item, kind, dueAt, isMissing } = first
  return { itemId, title: item, kind, dueAt, isMissing }
}

export type MyGrades = Awaited<ReturnType<typeof listMyGrades>>
