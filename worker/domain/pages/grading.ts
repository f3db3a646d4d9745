import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, courses, items } from '../../db/schema'
import { NotFound } from '../../errors'
import { gradingOf } from '../grades'
import { type Actor, assists, authorize, isAdmin } from '../policy'

/** How the grade of a course is made, and what is graded in it, drafts as well: one trip. */
export async function readGrading(tenant: Tenant, actor: Actor, courseId: string) {
  const { db } = tenant
  const [[course], graded] = await db.batch([
    db
      .select({ id: courses.id, title: courses.title, grading: courses.grading })
      .from(courses)
      .where(and(eq(courses.id, courseId), isNull(courses.deletedAt)))
      .limit(1),
    db
      .select({
        id: items.id,
        title: items.title,
        maxPoints: items.maxPoints,
        categoryId: items.gradeCategoryId,
        extraCredit: items.extraCredit,
      })
      .from(items)
      .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
      .where(
        and(
          eq(items.courseId, courseId),
          isNull(items.deletedAt),
          isNotNull(items.maxPoints),
          isNull(courseModules.deletedAt),
        ),
      )
      .orderBy(asc(courseModules.position), asc(items.position)),
  ])
  if (!course || !(isAdmin(actor) || assists(actor, courseId))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId })
  return { course, grading: gradingOf(course), items: graded }
}

export type GradingFound = Awaited<ReturnType<typeof readGrading>>
