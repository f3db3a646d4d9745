import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orInsisted } from '../../db/insist'
import { type Given, prepared } from '../../db/prepared'
import { enrollments, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { addGradeRows, findCourse } from '../courses'
import { recordEvent } from '../events'
import { type Actor, authorize, type CourseRole } from '../policy'
import { refreshEnrollments } from '../progress'
import { keepAnInstructor } from './keep-instructor'

/** Roles in a course, from the few who may most to the many who may least. */
export const courseRoles: readonly CourseRole[] = ['instructor', 'assistant', 'learner', 'observer']

/** Gives somebody who is in the course another role there; the last instructor stays one. */
export async function setCourseRole(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  userId: string,
  role: CourseRole,
): Promise<void> {
  const { db } = tenant
  await findCourse(tenant, actor, courseId)
  authorize(actor, 'course.enroll', { courseId })
  const [enrolled] = await db
    .select({ id: enrollments.id, role: enrollments.role })
    .from(enrollments)
    .where(and(eq(enrollments.courseId, courseId), eq(enrollments.userId, userId), ne(enrollments.state, 'withdrawn')))
    .limit(1)
  if (!enrolled) throw new NotFound()
  if (enrolled.role === role) return
  const at = tenant.now()
  await db
    .batch([
      recordEvent(db, 'enrollment.role-given', enrolled.id, {
        key: String(at),
        actorId: actor.id,
        payload: { courseId, userId, role },
        at,
      }).onConflictDoNothing(),
      db.update(enrollments).set({ role }).where(eq(enrollments.id, enrolled.id)),
      addGradeRows(db, courseId, { userIds: [userId] }),
      refreshEnrollments(tenant, courseId, [userId]),
      recordAudit(tenant, actor, 'course.role', {
        kind: 'enrollment',
        id: enrolled.id,
        before: { role: enrolled.role },
        after: { role },
      }),
      ...(enrolled.role === 'instructor' ? [keepAnInstructor(tenant, courseId)] : []),
    ])
    .catch(orInsisted('enrollments.lastInstructor'))
  await tenant.queue.send('drain')
}

/** Unexecuted: who teaches and helps in a course, instructors first. */
export const courseStaffQuery = prepared((db, courseId: Given<string>) =>
  db
    .select({
      userId: enrollments.userId,
      role: enrollments.role,
      name: users.name,
      /** None where its owner shows it to nobody. */
      photoId: sql<string | null>`case when ${users.visibility} ->> '$.photo' then ${users.photoId} end`.as(
        'shown_photo',
      ),
    })
    .from(enrollments)
    .innerJoin(users, eq(users.id, enrollments.userId))
    .where(
      and(
        eq(enrollments.courseId, courseId),
        sql`${enrollments.role} in ('instructor', 'assistant')`,
        ne(enrollments.state, 'withdrawn'),
        isNull(users.deletedAt),
      ),
    )
    .orderBy(sql`${enrollments.role} <> 'instructor'`, asc(sql`lower(${users.name})`))
    .limit(50),
)
