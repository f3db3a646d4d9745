import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { assignments, courses, enrollments, grades, items, users } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { isByHand } from '../../lib/by-hand'
import { type GradeFile, readGradeFile } from '../../lib/grade-file'
import { cleanText } from '../../lib/text'
import { asksWhy, type GradeChange, hidesNames, importGrades, MOST_CHANGES } from '../grades'
import { type Actor, authorize } from '../policy'
import { openRoster, rosterCourseQuery } from './roster'

/** Headings of an exported file that name people, or that the course reckons itself. */
export type Headings = { people: string[]; ignored: string[] }

export type PlannedGrade = {
  line: number
  name: string
  title: string
  before: number | null
  after: number
  asksWhy: boolean
}
type Problem = {
  line: number
  key: GradeFile['problems'][number]['key'] | 'locked' | 'excused'
  text: string
  most?: number
}

/** What a file of grades would change, and what of it is left out: nothing is written. */
export async function planGradeImport(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  text: string,
  headings: Headings,
) {
  await openRoster(tenant, actor, courseId)
  authorize(actor, 'course.mark', { courseId })
  if (!text.trim()) throw new Invalid('file', 'grades.import.nothing')
  const { db } = tenant
  const [[course], columns, learners] = await db.batch([
    rosterCourseQuery(db, courseId),
    db
      .select({
        id: items.id,
        title: items.title,
        maxPoints: items.maxPoints,
        lockedAt: sql<number | null>`coalesce(${items.gradesLockedAt}, ${courses.gradesLockedAt})`.as('locked_at'),
        takesText: assignments.takesText,
        takesFiles: assignments.takesFiles,
        takesUrl: assignments.takesUrl,
      })
      .from(items)
      .innerJoin(courses, eq(courses.id, items.courseId))
      .leftJoin(assignments, eq(assignments.itemId, items.id))
      .where(
        and(
          eq(items.courseId, courseId),
          isNull(items.deletedAt),
          sql`${items.maxPoints} is not null and not ${hidesNames(items.id)}`,
        ),
      )
      .limit(300),
    db
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        username: users.username,
        enrollmentId: sql<string>`${enrollments.id}`.as('own_enrollment'),
      })
      .from(enrollments)
      .innerJoin(users, eq(users.id, enrollments.userId))
      .where(
        and(
          eq(enrollments.courseId, courseId),
          eq(enrollments.role, 'learner'),
          ne(enrollments.state, 'withdrawn'),
          isNull(users.deletedAt),
          sql`${enrollments.round} = (select max(r.round) from enrollments r
            where r.user_id = ${users.id} and r.course_id = ${courseId})`,
        ),
      )
      .limit(20_000),
  ])
  if (!course) throw new NotFound()
  const file = readGradeFile(text, { columns, learners, ...headings })
  const problems: Problem[] = [...file.problems]
  const [byColumn, byLearner] = [
    new Map(columns.map((one) => [one.id, one])),
    new Map(learners.map((one) => [one.id, one])),
  ]
  const named = new Set(file.values.map(({ userId }) => byLearner.get(userId)!.enrollmentId))
  const stands = await standingGrades(tenant, [...named], file.columns)
  const planned: PlannedGrade[] = []
  const changes: GradeChange[] = []
  for (const { line, userId, itemId, points } of file.values) {
    const [column, learner] = [byColumn.get(itemId)!, byLearner.get(userId)!]
    const grade = stands.get(`${learner.enrollmentId} ${itemId}`)
    if (!grade || grade.final === points) continue
    const said = { line, text: `${learner.name}: ${column.title}` }
    if (column.lockedAt !== null) problems.push({ ...said, key: 'locked' })
    else if (grade.excused) problems.push({ ...said, key: 'excused' })
    else {
      const { takesText, takesFiles, takesUrl } = column
      const hand =
        takesText !== null && isByHand({ takesText, takesFiles: Boolean(takesFiles), takesUrl: Boolean(takesUrl) })
      const { raw, override, final, releasedAt } = grade
      planned.push({
        line,
        name: learner.name,
        title: column.title,
        before: final,
        after: points,
        asksWhy: asksWhy({ isByHand: hand, final, releasedAt }),
      })
      changes.push({
        enrollmentId: learner.enrollmentId,
        itemId,
        before: { raw, override },
        after: hand ? { raw: points, override: null } : { raw, override: points },
        isByHand: hand,
      })
    }
  }
  if (changes.length > MOST_CHANGES) throw new Invalid('file', 'grades.import.tooMany', { most: MOST_CHANGES })
  return {
    course,
    planned,
    changes,
    problems: problems.toSorted((a, b) => a.line - b.line),
    digest: await digestOf(changes),
  }
}

export type GradeImport = Awaited<ReturnType<typeof planGradeImport>>

/** Writes what the preview showed; Conflict where something of it has changed since. Gives the act's id, by which it is taken back. */
export async function applyGradeImport(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  given: { text: string; digest: string | null; reason: string },
  headings: Headings,
) {
  const plan = await planGradeImport(tenant, actor, courseId, given.text, headings)
  if (given.digest !== null && given.digest !== plan.digest) throw new Conflict('grades.import.changedMeanwhile')
  const reason = cleanText(given.reason, 500)
  if (!reason && plan.planned.some((one) => one.asksWhy)) throw new Invalid('reason', 'progress.reasonMissing')
  const actId = await importGrades(tenant, actor, { courseId, changes: plan.changes, reason })
  return { ...plan, actId }
}

/** Of those who stand in the file, however many the course has. */
async function standingGrades({ db }: Tenant, enrollmentIds: string[], itemIds: string[]) {
  const rows = await db
    .select({
      enrollmentId: grades.enrollmentId,
      itemId: grades.itemId,
      raw: grades.raw,
      override: grades.override,
      final: grades.final,
      excused: grades.excused,
      releasedAt: grades.releasedAt,
    })
    .from(grades)
    .where(
      sql`${grades.enrollmentId} in (select value from json_each(${JSON.stringify(enrollmentIds)}))
        and ${grades.itemId} in (select value from json_each(${JSON.stringify(itemIds)}))`,
    )
  return new Map(rows.map((row) => [`${row.enrollmentId} ${row.itemId}`, row]))
}

async function digestOf(changes: GradeChange[]): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(changes)))
  return [...new Uint8Array(bytes).subarray(0, 12)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
