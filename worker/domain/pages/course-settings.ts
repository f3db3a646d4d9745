import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses } from '../../db/schema'
import { NotFound } from '../../errors'
import { belatedCountQuery } from '../certificates'
import { categoriesQuery } from '../courses'
import { courseStaffQuery } from '../enrollments'
import { type Actor, assists, authorize, can, isAdmin } from '../policy'

/** The settings of a course with what they are chosen from: one trip. */
export async function readCourseSettings(tenant: Tenant, actor: Actor, courseId: string) {
  const { db } = tenant
  const [[course], categories, staff, [belated]] = await db.batch([
    db
      .select()
      .from(courses)
      .where(and(eq(courses.id, courseId), isNull(courses.deletedAt)))
      .limit(1),
    categoriesQuery(tenant),
    courseStaffQuery(db, courseId),
    belatedCountQuery(db, courseId),
  ])
  if (!course || !(isAdmin(actor) || assists(actor, courseId))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId })
  return {
    course,
    categories,
    category: categories.find(({ id }) => id === course.categoryId)?.name ?? '',
    staff,
    /** How many have completed it and hold no certificate of it. */
    belated: belated?.count ?? 0,
    mayGiveToEveryone: can(actor, 'course.everyone', { courseId }),
  }
}
