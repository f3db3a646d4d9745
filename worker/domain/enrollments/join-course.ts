import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, type EnrollmentSource } from '../../db/schema'
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors'
import { readCode } from '../../lib/ids'
import { type Course, findCourseFor, type Outline } from '../courses'
import type { Actor } from '../policy'
import { afterEnrolling } from './enroll-people'
import { enrollStatements } from './enroll-statements'

/** How this reader could come into the course by themselves; null where they cannot, or are in it already. */
export function wayIn({ course, enrollment, standing }: Outline, now: number): 'open' | 'request' | 'code' | null {
  if (enrollment || standing.as !== 'visitor' || !isTaking(course, now)) return null
  return course.joining === 'staff' ? null : course.joining
}

/** Joins a course that is open to all who see it. A second click changes nothing. */
export async function joinCourse(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  const outline = await findCourseFor(tenant, actor, courseId)
  if (outline.enrollment) return
  if (outline.course.joining !== 'open') throw new Forbidden()
  if (!isTaking(outline.course, tenant.now())) throw new Conflict('enrollments.over')
  await enrollSelf(tenant, actor, courseId, 'self')
}

/** Joins the course whose code was typed. Doors that call this are throttled (`code`). */
export async function joinByCode(tenant: Tenant, actor: Actor, typed: string): Promise<{ courseId: string }> {
  const code = readCode(typed)
  const [course] = code
    ? await tenant.db
        .select()
        .from(courses)
        .where(
          and(
            eq(courses.joinCode, code),
            eq(courses.joining, 'code'),
            isNotNull(courses.publishedAt),
            isNull(courses.deletedAt),
          ),
        )
        .limit(1)
    : []
  if (!course || !isTaking(course, tenant.now())) throw new Invalid('code', 'enrollments.codeUnknown')
  await enrollSelf(tenant, actor, course.id, 'code')
  return { courseId: course.id }
}

async function enrollSelf(tenant: Tenant, actor: Actor, courseId: string, source: EnrollmentSource) {
  const statements = enrollStatements(tenant, { courseId, userIds: [actor.id], source, actor })
  await tenant.db.batch([...statements])
  await afterEnrolling(tenant, courseId, 1)
}

/** Whether anybody may still come in. */
export const isTaking = (course: Course, now: number) =>
  course.publishedAt !== null && course.archivedAt === null && !(course.endsAt !== null && now >= course.endsAt)

/** Open courses throw NotFound for strangers already; this one is for ids that came with a form. */
export const orNotFound = <T>(row: T | undefined): T => {
  if (!row) throw new NotFound()
  return row
}
