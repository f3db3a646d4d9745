import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type CourseCompletion, courseModules, courses, enrollments, moduleCompletions } from '../../db/schema'
import { recordEvent } from '../events'
import { countsFor, itemIsFor, moduleIsFor } from './counted-items'
import { refreshEnrollment } from './refresh-enrollment'

/** Required items that are published, and how many of them are done. `average` is percent over what is graded, 0-100. */
export type Standing = { all: number; done: number; average: number | null }

/** Whether a course is complete by its rule. Without anything required nothing is complete. */
export function isCourseComplete(rule: CourseCompletion, { all, done, average }: Standing): boolean {
  if (rule.kind === 'count') return all > 0 && done >= Math.min(rule.n, all)
  if (rule.kind === 'average') return average !== null && average + 1e-9 >= rule.percent
  return all > 0 && done >= all
}

/**
 * Completes the modules and the course of an enrollment whose rules are met at `at`. Run again it changes nothing, and
 * it never takes a completion away. True when something was completed.
 */
export async function settleCompletions(tenant: Tenant, enrollmentId: string, at: number): Promise<boolean> {
  const { db } = tenant
  const now = tenant.now()
  const countOf = (condition: SQL) =>
    sql<number>`(select count(*) from items i where i.module_id = ${courseModules.id} and ${countsFor('enrollments', now)} and ${condition})`
  const [[found], modules] = await db.batch([
    db
      .select({
        enrollment: enrollments,
        rule: courses.completion,
        average: averageOf(enrollmentId, now).as('average'),
      })
      .from(enrollments)
      .innerJoin(courses, eq(courses.id, enrollments.courseId))
      .where(eq(enrollments.id, enrollmentId))
      .limit(1),
    db
      .select({
        id: courseModules.id,
        all: countOf(sql`1`).as('all_items'),
        done: countOf(isDoneBy(enrollmentId)).as('done_items'),
        completedAt: moduleCompletions.completedAt,
      })
      .from(courseModules)
      .innerJoin(enrollments, eq(enrollments.courseId, courseModules.courseId))
      .leftJoin(
        moduleCompletions,
        and(eq(moduleCompletions.moduleId, courseModules.id), eq(moduleCompletions.enrollmentId, enrollmentId)),
      )
      .where(and(eq(enrollments.id, enrollmentId), moduleIsFor('enrollments', now, 'course_modules'))),
  ])
  if (found?.enrollment.role !== 'learner' || found.enrollment.state === 'withdrawn') return false

  const { enrollment, rule, average } = found
  const all = modules.reduce((sum, one) => sum + one.all, 0)
  const done = modules.reduce((sum, one) => sum + one.done, 0)
  const newModules = modules.filter((one) => one.completedAt === null && one.all > 0 && one.done >= one.all)
  const isNew = enrollment.completedAt === null && isCourseComplete(rule, { all, done, average })
  if (!newModules.length && !isNew) return false

  const { userId, courseId, round } = enrollment
  const told = { key: enrollmentId, actorId: userId, payload: { enrollmentId, userId, courseId, round }, at }
  await db.batch([
    refreshEnrollment(tenant, enrollmentId),
    ...newModules.flatMap(({ id }) => [
      db.insert(moduleCompletions).values({ enrollmentId, moduleId: id, completedAt: at }).onConflictDoNothing(),
      recordEvent(db, 'module.completed', id, {
        ...told,
        payload: { ...told.payload, moduleId: id },
      }).onConflictDoNothing(),
    ]),
    ...(isNew
      ? [
          recordEvent(db, 'course.completed', courseId, told).onConflictDoNothing(),
          db
            .update(enrollments)
            .set({ completedAt: at, state: 'completed', percent: 100 })
            .where(and(eq(enrollments.id, enrollmentId), isNull(enrollments.completedAt))),
        ]
      : []),
  ])
  return true
}

const isDoneBy = (enrollmentId: string) =>
  sql`exists (select 1 from progress p where p.item_id = i.id and p.enrollment_id = ${enrollmentId}
    and p.completed_at is not null)`

/** Mean of the percents of everything graded and published; what has no grade yet counts as 0, what is excused not at all. */
const averageOf = (enrollmentId: string, now: number) =>
  sql<number | null>`(select case when count(g.final) = 0 then null else
      avg(coalesce(case when g.released_at is not null then g.final end, 0) * 100.0 / g.max_points) end
    from grades g join items i on i.id = g.item_id join course_modules m on m.id = i.module_id
    where g.enrollment_id = ${enrollmentId} and g.excused = 0 and g.max_points > 0
      and i.published_at is not null and i.deleted_at is null and ${itemIsFor('enrollments', now)} and ${moduleIsFor('enrollments', now)})`
