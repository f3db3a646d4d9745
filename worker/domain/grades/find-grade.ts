import { and, desc, eq, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { assignments, courses, enrollments, grades, items } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { isByHand } from '../../lib/by-hand'
import { findCourseFor } from '../courses'
import { type Actor, authorize } from '../policy'
import { refuseLocked } from './lock'
import { hidesNames } from './names'
import type { Grade } from './queries'

/** Characters of the sentence that says why a grade was changed. */
export const REASON = 500

/** A grade by whose it is and what it is for. */
export type GradePlace = { courseId: string; userId: string; itemId: string }

/** `isByHand`: nothing is handed in for it. */
export type GradeToMark = Grade & { isByHand: boolean }

/**
 * The grade of somebody who learns in the course now, for those who mark there. NotFound where there is none,
 * Conflict where the grades are locked.
 */
export async function findGradeToMark(tenant: Tenant, actor: Actor, place: GradePlace): Promise<GradeToMark> {
  const { courseId, userId, itemId } = place
  await findCourseFor(tenant, actor, courseId)
  authorize(actor, 'course.mark', { courseId })
  const [found] = await tenant.db
    .select({
      grade: grades,
      item: items,
      course: courses,
      isHidden: hidesNames(items.id).as('is_hidden'),
      takes: {
        takesText: assignments.takesText,
        takesFiles: assignments.takesFiles,
        takesUrl: assignments.takesUrl,
      },
    })
    .from(grades)
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
    .innerJoin(items, eq(items.id, grades.itemId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .leftJoin(assignments, eq(assignments.itemId, items.id))
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
  if (found.isHidden) throw new Conflict('grades.isAnonymous')
  await refuseLocked(tenant, found.item, found.course)
  return { ...found.grade, isByHand: found.takes !== null && isByHand(found.takes) }
}
