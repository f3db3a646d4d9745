import { and, asc, eq, gt, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courseModules, courses, enrollments, moduleCompletions } from '../../db/schema'
import { issueCertificate } from './issue-certificate'

/** A certificate is several statements and a mail: a run does a few, and asks for the next. */
const PAGE = 25

export type Belated = { kind: 'course' | 'module'; subjectId: string }

const lacks = (kind: string, subjectId: string) => sql`not exists (select 1 from certificates o
  where o.user_id = ${enrollments.userId} and o.kind = ${kind} and o.subject_id = ${subjectId}
    and o.round = ${enrollments.round})`

const learns = sql`${enrollments.role} = 'learner' and ${enrollments.state} <> 'withdrawn'
  and exists (select 1 from users u where u.id = ${enrollments.userId} and u.deleted_at is null)`

/** Unexecuted: how many have completed a course and hold no certificate of it. */
export const belatedCountQuery = (db: Database, courseId: string) =>
  db
    .select({ count: sql<number>`count(*)` })
    .from(enrollments)
    .where(
      and(eq(enrollments.courseId, courseId), isNotNull(enrollments.completedAt), learns, lacks('course', courseId)),
    )

/**
 * The job after a certificate was switched on: gives theirs to those who had completed before, a page a run; run again
 * it changes nothing.
 */
export async function issueBelated(tenant: Tenant, { kind, subjectId }: Belated, after = ''): Promise<void> {
  const found = await earners(tenant.db, { kind, subjectId }, after)
  for (const { id, at } of found) {
    if (at !== null) await issueCertificate(tenant, { kind, subjectId, enrollmentId: id, at })
  }
  if (found.length === PAGE) {
    await tenant.queue.send('issue-certificates', { kind, subjectId, after: found.at(-1)!.id })
  }
}

function earners(db: Database, { kind, subjectId }: Belated, after: string) {
  const isDue = (switched: SQL) => and(switched, learns, lacks(kind, subjectId), gt(enrollments.id, after))
  if (kind === 'module') {
    return db
      .select({ id: enrollments.id, at: moduleCompletions.completedAt })
      .from(moduleCompletions)
      .innerJoin(enrollments, eq(enrollments.id, moduleCompletions.enrollmentId))
      .innerJoin(courseModules, eq(courseModules.id, moduleCompletions.moduleId))
      .where(isDue(sql`${moduleCompletions.moduleId} = ${subjectId} and ${courseModules.certificate}`))
      .orderBy(asc(enrollments.id))
      .limit(PAGE)
  }
  return db
    .select({ id: enrollments.id, at: enrollments.completedAt })
    .from(enrollments)
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .where(
      isDue(
        sql`${enrollments.courseId} = ${subjectId} and ${enrollments.completedAt} is not null and ${courses.certificate}`,
      ),
    )
    .orderBy(asc(enrollments.id))
    .limit(PAGE)
}
