import { type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { type EnrollmentSource, enrollmentSources, enrollments, events } from '../../db/schema'
import { newId } from '../../lib/ids'
import { addGradeRows } from '../courses'
import type { Actor, CourseRole } from '../policy'
import { refreshEnrollments } from '../progress'

export type Enrolling = {
  courseId: string
  userIds: string[]
  role?: CourseRole
  source: EnrollmentSource
  /** Id of the group, link or code; empty where there is none. */
  sourceId?: string
  dueAt?: number | null
  /** Null where the product itself acts. */
  actor: Actor | null
}

/** Sources that come by themselves: they do not bring back whom somebody withdrew by hand. */
const standing: EnrollmentSource[] = ['everyone', 'group']

/**
 * Statements that put people into a course, for the batch of any act, and safe to run again: the enrollment (a withdrawn
 * one returns), where it came from, its events, a grade row for each graded item (500 at most; see `afterEnrolling`), and
 * its counts. Nobody who teaches the course becomes a learner of it.
 */
export function enrollStatements(tenant: Tenant, enrolling: Enrolling) {
  const { db } = tenant
  const { courseId, userIds, role = 'learner', source, sourceId = '', dueAt = null, actor } = enrolling
  const at = tenant.now()
  const ids = JSON.stringify(Object.fromEntries(userIds.map((userId) => [userId, newId()])))
  const these = sql`course_id = ${courseId} and round = 1
    and user_id in (select value from json_each(${JSON.stringify(userIds)}))`
  const mayReturn = standing.includes(source)
    ? sql`not exists (select 1 from enrollment_sources s where s.enrollment_id = enrollments.id)`
    : sql`1`
  const told = { actorId: actor?.id ?? null, source, at }
  return [
    enrollmentEvents(db, 'enrollment.returned', sql`${these} and state = 'withdrawn' and ${mayReturn}`, {
      ...told,
      key: String(at),
    }),
    db
      .insert(enrollments)
      .select(
        rowsFor(
          enrollments,
          {
            id: sql`p.value`,
            userId: sql`users.id`,
            courseId,
            round: 1,
            role,
            state: 'active',
            dueAt,
            itemsDone: 0,
            itemsAll: 0,
            percent: 0,
            createdAt: at,
          },
          sql`from json_each(${ids}) p join users on users.id = p.key where users.deleted_at is null`,
        ),
      )
      .onConflictDoUpdate({
        target: [enrollments.userId, enrollments.courseId, enrollments.round],
        set: {
          role: sql`case when excluded.role <> 'learner' or enrollments.state = 'withdrawn' then excluded.role else enrollments.role end`,
          state: sql`case when enrollments.completed_at is null then 'active' else 'completed' end`,
          dueAt: sql`coalesce(excluded.due_at, enrollments.due_at)`,
          withdrawnAt: null,
        },
        setWhere: sql`enrollments.state <> 'withdrawn' or ${mayReturn}`,
      }),
    db
      .insert(enrollmentSources)
      .select(
        rowsFor(
          enrollmentSources,
          { enrollmentId: sql`id`, source, sourceId, createdAt: at },
          sql`from enrollments where ${these}`,
        ),
      )
      .onConflictDoNothing(),
    enrollmentEvents(db, 'enrollment.created', sql`${these} and state <> 'withdrawn'`, told),
    addGradeRows(db, courseId, { userIds }),
    refreshEnrollments(tenant, courseId, userIds),
  ] as const
}

type Told = { actorId: string | null; at: number; key?: string; source?: string }

/** Statement: the same event for each enrollment that `where` names. */
export function enrollmentEvents(db: Database, name: string, where: SQL, { actorId, at, key = '', source }: Told) {
  const payload = sql`json_object('courseId', course_id, 'userId', user_id, 'role', role, 'source', ${source ?? null})`
  return db
    .insert(events)
    .select(
      rowsFor(events, { name, subjectId: sql`id`, key, actorId, payload, at }, sql`from enrollments where ${where}`),
    )
    .onConflictDoNothing()
}
