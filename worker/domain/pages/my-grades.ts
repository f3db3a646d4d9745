import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, courses, enrollments, grades, items } from '../../db/schema'
import { courseGrade } from '../grades'
import type { Actor } from '../policy'
import { learning, visible } from './learning-lines'

const MOST = 3_000

/** How the reader stands in each course that grades anything, the latest first: one trip. */
export async function listMyGrades(tenant: Tenant, actor: Actor) {
  const rows = await tenant.db
    .select({
      id: enrollments.id,
      courseId: enrollments.courseId,
      title: courses.title,
      completedAt: enrollments.completedAt,
      final: grades.final,
      maxPoints: grades.maxPoints,
      excused: grades.excused,
      releasedAt: grades.releasedAt,
    })
    .from(grades)
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .innerJoin(items, eq(items.id, grades.itemId))
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .where(
      and(
        learning(actor.id),
        visible(tenant.now()),
        isNotNull(items.publishedAt),
        isNull(items.deletedAt),
        isNotNull(courseModules.publishedAt),
        isNull(courseModules.deletedAt),
      ),
    )
    .orderBy(desc(enrollments.round), desc(enrollments.id))
    .limit(MOST)
  // whoever takes a course again stands in it as in the last round
  return [...Map.groupBy(rows, ({ courseId }) => courseId).values()].map((all) => {
    const { id, courseId, title, completedAt } = all[0]!
    return { courseId, title, completedAt, ...courseGrade(all.filter((row) => row.id === id)) }
  })
}

export type MyGrades = Awaited<ReturnType<typeof listMyGrades>>
