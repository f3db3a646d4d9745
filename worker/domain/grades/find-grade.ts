import { and, desc, eq, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, enrollments, grades, items } from '../../db/schema'
import { NotFound } from '../../errors'
import { findCourseFor } from '../courses'
import { type Actor, authorize } from '../policy'
import { refuseLocked } from './lock'
import type { Grade } from './queries'

/** Characters of the sentence that says why a grade was changed. */
export const REASON = 500

/** A grade by whose it is and what it is for. */
export type GradePlace = { courseId: string; userId: string; itemId: string }

/**
 * The grade of somebody who learns in the course now, for those who mark there, with its item. NotFound where there is none,
 * Conflict where the grades are locked.
 */
export async function findGradeToMark(
  tenant: Tenant,
  actor: Actor,
  place: GradePlace,
): Promise<Grade & { item: typeof items.$inferSelect }> {
  const { courseId, userId, itemId } = place
  await findCourseFor(tenant, actor, courseId)
  authorize(actor, 'course.mark', { courseId })
  const [found] = await tenant.db
    .select({ grade: grades, item: items, course: courses })
    .from(grades)
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
    .innerJoin(items, eq(items.id, grades.itemId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(
      and(
        eq(enrollments.courseId, courseId),
        eq(enrollments.userId, userId),
        ne(enrollments.state, 'withdrawn'),
        eq(grades.itemId, itemId),
      ),
    )
    .orderBy(desc(enrollments.round))
    .limit(1)
  if (!found) throw new NotFound()
  await refuseLocked(tenant, found.item, found.course)
  return { ...found.grade, item: found.item }
}
