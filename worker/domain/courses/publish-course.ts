import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses } from '../../db/schema'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { findCourseToEdit } from './find-course'

/** Opens a course to its learners. */
export async function publishCourse(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  const { db } = tenant
  const course = await findCourseToEdit(tenant, actor, courseId)
  if (course.publishedAt) return
  const at = tenant.now()
  await db.batch([
    recordEvent(db, 'course.published', courseId, { key: String(at), actorId: actor.id, at }).onConflictDoNothing(),
    db.update(courses).set({ publishedAt: at, updatedAt: at }).where(eq(courses.id, courseId)),
    recordAudit(tenant, actor, 'course.publish', { kind: 'course', id: courseId }),
  ])
  if (course.everyone) await tenant.queue.send('enroll-everyone', { courseId })
  await tenant.queue.send('drain')
}

/** Takes a course back: it is a draft again, and what learners did is kept. */
export async function unpublishCourse(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  await findCourseToEdit(tenant, actor, courseId)
  await tenant.db.batch([
    tenant.db.update(courses).set({ publishedAt: null, updatedAt: tenant.now() }).where(eq(courses.id, courseId)),
    recordAudit(tenant, actor, 'course.unpublish', { kind: 'course', id: courseId }),
  ])
}

/** Puts a course away, or brings it back: away it is read only and in nobody's way. */
export async function archiveCourse(tenant: Tenant, actor: Actor, courseId: string, away: boolean): Promise<void> {
  await findCourseToEdit(tenant, actor, courseId)
  const archivedAt = away ? sql`coalesce(archived_at, ${tenant.now()})` : null
  await tenant.db.batch([
    tenant.db.update(courses).set({ archivedAt, updatedAt: tenant.now() }).where(eq(courses.id, courseId)),
    recordAudit(tenant, actor, away ? 'course.archive' : 'course.bring-back', { kind: 'course', id: courseId }),
  ])
}
