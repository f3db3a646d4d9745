import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist, isInsisted } from '../../db/insist'
import { courses, type EnrollmentSource } from '../../db/schema'
import { Conflict, Forbidden, Gone, Invalid, NotFound } from '../../errors'
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

/** Joins the course whose code was typed; whoever is in it already takes no place. Doors that call this are throttled (`code`). Throws Gone where the code is over or full. */
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
  const { db } = tenant
  await db
    .batch([
      ...takePlace(tenant, actor, course),
      ...enrollStatements(tenant, { courseId: course.id, userIds: [actor.id], source: 'code', actor }),
    ])
    .catch((error) => {
      throw isInsisted(error) ? new Gone('courses.codeOver') : error
    })
  await afterEnrolling(tenant, course.id, 1)
  return { courseId: course.id }
}

/** Whether a course's code still lets somebody in. */
export const isCodeOpen = ({ joinEndsAt, joinMost, joinUses }: CodeLimits, now: number) =>
  (joinEndsAt === null || joinEndsAt > now) && (joinMost === null || joinUses < joinMost)

type CodeLimits = Pick<Course, 'joinEndsAt' | 'joinMost' | 'joinUses'>

/** Takes one place of the code, or breaks the batch: two at the same moment never share the last one. */
function takePlace({ db, now }: Tenant, actor: Actor, { id, joinCode }: Course) {
  const isIn = sql`exists (select 1 from enrollments where course_id = ${id} and user_id = ${actor.id}
    and state <> 'withdrawn')`
  return [
    insist(
      db,
      sql`${isIn} or exists (select 1 from courses where id = ${id} and joining = 'code' and join_code = ${joinCode}
        and (join_ends_at is null or join_ends_at > ${now()}) and (join_most is null or join_uses < join_most))`,
    ),
    db
      .update(courses)
      .set({ joinUses: sql`${courses.joinUses} + 1` })
      .where(and(eq(courses.id, id), sql`not ${isIn}`)),
  ] as const
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
