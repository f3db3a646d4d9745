import type { Tenant } from '../../tenants/tenant'
import { courseModules, courses, enrollments, items } from '../../worker/db/schema'
import type { Actor } from '../../worker/domain/policy'
import { newId } from '../../worker/lib/ids'

/** A published course of Ivy's with one module, one published lesson item, and Lena in it. */
export async function makeCourse(tenant: Tenant, { ivy, lena }: { ivy: Actor; lena: Actor }) {
  const { db } = tenant
  const at = tenant.now()
  const [courseId, moduleId, itemId, enrollmentId] = [newId(), newId(), newId(), newId()]
  await db.batch([
    db
      .insert(courses)
      .values({ id: courseId, title: 'Git', createdBy: ivy.id, createdAt: at, updatedAt: at, publishedAt: at }),
    db
      .insert(courseModules)
      .values({ id: moduleId, courseId, title: 'First steps', position: 'a0', publishedAt: at, createdAt: at }),
    db.insert(items).values({
      id: itemId,
      courseId,
      moduleId,
      kind: 'lesson',
      title: 'Tracking changes',
      position: 'a0',
      publishedAt: at,
      createdAt: at,
      updatedAt: at,
    }),
    db.insert(enrollments).values([
      { id: newId(), userId: ivy.id, courseId, role: 'instructor', createdAt: at },
      { id: enrollmentId, userId: lena.id, courseId, role: 'learner', createdAt: at },
    ]),
  ])
  const teacher: Actor = { ...ivy, courseRoles: { ...ivy.courseRoles, [courseId]: 'instructor' } }
  return { courseId, moduleId, itemId, enrollmentId, ivy: teacher }
}
