import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, prepared } from '../../db/prepared'
import { courseModules, courses, type Grading, grades, items } from '../../db/schema'
import { NotFound } from '../../errors'
import { awaitsMarking, hasAnswersToMark } from '../assignments'
import { recordAudit } from '../audit'
import { dueFor } from '../deadlines'
import {
  type CourseGrade,
  courseGrade,
  type GradeState,
  gradeState,
  gradingOf,
  hidesNames,
  isByHandSql,
  missingAs,
  missingPercentOf,
  waitingInquiriesQuery,
} from '../grades'
import type { Actor } from '../policy'
import { itemIsFor, moduleIsFor } from '../progress'
import { openRoster, rosterCourseQuery, rosterGroupsQuery } from './roster'
import {
  countLinesQuery,
  cutPage,
  learnerQuery,
  learnersQuery,
  type RosterFilter,
  type RosterPlace,
} from './roster-lines'

const LEARNERS_A_PAGE = 50
const LEARNERS_A_READ = 200
const MOST_ITEMS = 300

/** Which learners: by name and group. */
export type GradebookFilter = Pick<RosterFilter, 'words' | 'groupId'>

/** In points of `maxPoints`, where there is any mark. */
export type GradebookCell = {
  points: number | null
  maxPoints: number
  state: GradeState
  isOverridden: boolean
  isDropped: boolean
  /** Percent that counts while it is missing; null where it is not, or does not count. */
  countsAs: number | null
}

export type GradebookRow = {
  id: string
  userId: string
  name: string
  /** By which they sign in: e-mail or username. */
  login: string | null
  photoId: string | null
  /** By item. */
  cells: Record<string, GradebookCell>
  course: CourseGrade
}

/** The grades of a course, a row a learner and a column a graded item, for those who mark there: one trip. */
export async function readGradebook(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  filter: GradebookFilter,
  place: RosterPlace,
) {
  await openRoster(tenant, actor, courseId)
  const { db } = tenant
  const { size = LEARNERS_A_PAGE } = place
  const [[course], columns, learners, marks, [counted], groups, [asked]] = await db.batch([
    rosterCourseQuery(db, courseId),
    columnsQuery(db, courseId),
    ...rowsQueries(tenant, courseId, filter, place, size),
    countLinesQuery(tenant, courseId, asRoster(filter)),
    rosterGroupsQuery(db, courseId),
    waitingInquiriesQuery(db, eq(courses.id, courseId)),
  ])
  if (!course) throw new NotFound()
  const { lines, previous, next } = cutPage(learners, place, size)
  const known = { grading: gradingOf(course), columns }
  return {
    course,
    grading: known.grading,
    columns,
    groups,
    count: counted?.count ?? 0,
    /** Questions about grades that wait for an answer. */
    asked: asked?.n ?? 0,
    previous,
    next,
    rows: rowsOf(tenant, known, lines, marks),
  }
}

/** The course of a gradebook, for those who mark there. */
export async function readGradebookCourse(tenant: Tenant, actor: Actor, courseId: string) {
  await openRoster(tenant, actor, courseId)
  const [course] = await rosterCourseQuery(tenant.db, courseId)
  if (!course) throw new NotFound()
  return course
}

/** One learner's row of it, as after a change; NotFound where there is none. One trip. */
export async function readGradebookRow(tenant: Tenant, actor: Actor, courseId: string, userId: string) {
  await openRoster(tenant, actor, courseId)
  const { db } = tenant
  const [[course], columns, learners, marks] = await db.batch([
    rosterCourseQuery(db, courseId),
    columnsQuery(db, courseId),
    ...gradesOf(tenant, learnerQuery(tenant, courseId, userId)),
  ])
  const [row] = course ? rowsOf(tenant, { grading: gradingOf(course), columns }, learners, marks) : []
  if (!course || !row) throw new NotFound()
  return { course, grading: gradingOf(course), columns, row }
}

export type Gradebook = Awaited<ReturnType<typeof readGradebook>>
export type GradebookColumn = Gradebook['columns'][number]

/** All of it for a file, read in pages while the file is being written. That somebody took it away is recorded. */
export async function exportGradebook(tenant: Tenant, actor: Actor, courseId: string, filter: GradebookFilter) {
  await openRoster(tenant, actor, courseId)
  const [[course], columns] = await tenant.db.batch([
    rosterCourseQuery(tenant.db, courseId),
    columnsQuery(tenant.db, courseId),
  ])
  if (!course) throw new NotFound()
  await recordAudit(tenant, actor, 'course.export-grades', { kind: 'course', id: courseId })
  const known = { grading: gradingOf(course), columns }
  return { course, grading: known.grading, columns, rows: allRows(tenant, known, courseId, filter) }
}

async function* allRows(
  tenant: Tenant,
  known: Known,
  courseId: string,
  filter: GradebookFilter,
): AsyncGenerator<GradebookRow> {
  let cursor: string | null = null
  do {
    const place: RosterPlace = { cursor, backwards: false }
    const [learners, marks] = await tenant.db.batch(rowsQueries(tenant, courseId, filter, place, LEARNERS_A_READ))
    const page = cutPage(learners, place, LEARNERS_A_READ)
    yield* rowsOf(tenant, known, page.lines, marks)
    cursor = page.next
  } while (cursor)
}

/** What is graded in a course and out, in its order. */
const columnsQuery = prepared((db, courseId: Given<string>) =>
  db
    .select({
      id: items.id,
      kind: items.kind,
      title: items.title,
      maxPoints: items.maxPoints,
      categoryId: items.gradeCategoryId,
      extraCredit: items.extraCredit,
      holdGrades: items.holdGrades,
      gradesLockedAt: items.gradesLockedAt,
      isByHand: isByHandSql.as('by_hand'),
      /** Marked without names: nothing of it stands beside one. */
      isHidden: hidesNames(items.id).as('is_hidden'),
      missingPercent: missingPercentOf(items.id).as('missing_as'),
    })
    .from(items)
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .where(
      and(
        eq(items.courseId, courseId),
        isNotNull(items.publishedAt),
        isNull(items.deletedAt),
        isNotNull(items.maxPoints),
        isNotNull(courseModules.publishedAt),
        isNull(courseModules.deletedAt),
      ),
    )
    .orderBy(asc(courseModules.position), asc(items.position))
    .limit(MOST_ITEMS),
)

const asRoster = ({ words, groupId }: GradebookFilter): RosterFilter => ({
  words,
  groupId,
  state: null,
  unseenDays: null,
  sort: 'name',
  descending: false,
})

const rowsQueries = (tenant: Tenant, courseId: string, filter: GradebookFilter, place: RosterPlace, size: number) =>
  gradesOf(tenant, learnersQuery(tenant, courseId, asRoster(filter), place, size))

/** Some learners, and the grades of just these. Only what has no mark yet is asked for its date and whether it waits. */
function gradesOf({ db, now }: Tenant, learners: ReturnType<typeof learnersQuery>) {
  const page = learners.as('page')
  const unmarked = sql`g.final is null and g.raw is null and not g.excused`
  const marks = db
    .select({
      enrollmentId: sql<string>`g.enrollment_id`.as('of_enrollment'),
      itemId: sql<string>`g.item_id`.as('of_item'),
      raw: sql<number | null>`g.raw`.as('raw_points'),
      final: sql<number | null>`g.final`.as('final_points'),
      override: sql<number | null>`g.override`.as('override_points'),
      maxPoints: sql<number>`g.max_points`.as('most_points'),
      excused: sql<number>`g.excused`.as('is_excused'),
      releasedAt: sql<number | null>`g.released_at`.as('given_at'),
      awaits: sql<number>`${unmarked} and (exists (select 1 from submissions s
        where s.enrollment_id = g.enrollment_id and s.item_id = g.item_id and ${awaitsMarking})
          or ${hasAnswersToMark(sql`g.enrollment_id`, sql`g.item_id`)})`.as('awaits'),
      dueAt: sql<number | null>`case when ${unmarked} then ${dueFor(sql.raw('page.user_id'))} end`.as('due'),
    })
    .from(page)
    .innerJoin(sql`${grades} g`, sql`g.enrollment_id = ${page.id}`)
    .innerJoin(sql`${items} i`, sql`i.id = g.item_id`)
    .innerJoin(sql`course_modules m`, sql`m.id = i.module_id`)
    .innerJoin(sql`enrollments e`, sql`e.id = g.enrollment_id`)
    .where(sql`(i.published_at is not null and i.deleted_at is null and i.max_points is not null)
      and (not (${unmarked}) or (${itemIsFor('e', now())} and ${moduleIsFor('e', now())}))`)
  return [learners, marks] as const
}

type Learners = Awaited<ReturnType<typeof rowsQueries>[0]>
type Marks = Awaited<ReturnType<typeof rowsQueries>[1]>

/** What a course says of its grades. */
type Known = {
  grading: Grading
  columns: {
    id: string
    categoryId: string | null
    extraCredit: boolean
    isByHand: number
    isHidden: number
    missingPercent: number | null
  }[]
}

function rowsOf(tenant: Tenant, { grading, columns }: Known, learners: Learners, marks: Marks): GradebookRow[] {
  const now = tenant.now()
  const byItem = new Map(columns.map((column) => [column.id, column]))
  const byLearner = Map.groupBy(marks, ({ enrollmentId }) => enrollmentId)
  return learners.map(({ id, userId, name, login, photoId }) => {
    const known = (byLearner.get(id) ?? []).flatMap((mark) => {
      const column = byItem.get(mark.itemId)
      if (!column || column.isHidden) return []
      const { categoryId, extraCredit, missingPercent } = column
      const isByHand = Boolean(column.isByHand)
      const state = gradeState({ ...mark, excused: Boolean(mark.excused), awaits: Boolean(mark.awaits), isByHand }, now)
      const isMissing = state === 'missing'
      const one = { isMissing, missingPercent, categoryId, extraCredit }
      return [{ ...mark, ...one, excused: Boolean(mark.excused), state, countsAs: missingAs(one, grading) }]
    })
    const course = courseGrade(known, grading)
    const cells = known.map(({ itemId, final, raw, maxPoints, state, override, countsAs }) => [
      itemId,
      {
        points: final ?? raw,
        maxPoints,
        state,
        isOverridden: override !== null,
        isDropped: course.dropped.includes(itemId),
        countsAs,
      },
    ])
    return { id, userId, name, login, photoId, cells: Object.fromEntries(cells), course }
  })
}
