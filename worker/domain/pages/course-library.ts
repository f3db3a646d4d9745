import type { Tenant } from '../../../tenants/tenant'
import { courseOfStaff, courseQuery } from '../courses'
import { type LibraryFilter, libraryPage, libraryQuery } from '../media'
import type { Actor } from '../policy'

/** The files that a course uses, for its staff: one trip. */
export async function readCourseLibrary(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  given: Omit<LibraryFilter, 'courseId'>,
) {
  const filter = { ...given, courseId }
  const [courses, rows] = await tenant.db.batch([courseQuery(tenant.db, courseId), libraryQuery(tenant, actor, filter)])
  return { course: courseOfStaff(actor, courses), ...libraryPage(rows, filter) }
}
