import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, courses, items, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { gradingOf, isByHandSql } from '../grades'
import { type Actor, assists, authorize, isAdmin } from '../policy'

const MOST = 300
const keeper = alias(users, 'keeper')

/** What is graded in a course, drafts as well: which of it is held or locked, and where another column can stand. One trip. */
export async function readColumns(tenant: Tenant, actor: Actor, courseId: string) {
  const { db } = tenant
  const [[course], columns, modules] = await db.batch([
    db
      .select({
        id: courses.id,
        title: courses.title,
        zone: courses.zone,
        grading: courses.grading,
        lockedAt: courses.gradesLockedAt,
        lockedBy: keeper.name,
      })
      .from(courses)
      .leftJoin(keeper, eq(keeper.id, courses.gradesLockedBy))
      .where(and(eq(courses.id, courseId), isNull(courses.deletedAt)))
      .limit(1),
    db
      .select({
        id: items.id,
        kind: items.kind,
        title: sql<string>`${items.title}`.as('item_title'),
        maxPoints: items.maxPoints,
        dueAt: items.dueAt,
        categoryId: items.gradeCategoryId,
        publishedAt: sql<number | null>`${items.publishedAt}`.as('item_published'),
        isHeld: items.holdGrades,
        lockedAt: items.gradesLockedAt,
        lockedBy: keeper.name,
        isByHand: isByHandSql.as('by_hand'),
        waiting: sql<number>`case when ${items.holdGrades} then (select count(*) from grades g
          where g.item_id = ${items.id} and g.final is not null and g.released_at is null) else 0 end`.as('waiting'),
      })
      .from(items)
      .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
      .leftJoin(keeper, eq(keeper.id, items.gradesLockedBy))
      .where(
        and(
          eq(items.courseId, courseId),
          isNull(items.deletedAt),
          isNotNull(items.maxPoints),
          isNull(courseModules.deletedAt),
        ),
      )
      .orderBy(asc(courseModules.position), asc(items.position))
      .limit(MOST),
    db
      .select({ id: courseModules.id, title: courseModules.title })
      .from(courseModules)
      .where(and(eq(courseModules.courseId, courseId), isNull(courseModules.deletedAt)))
      .orderBy(asc(courseModules.position)),
  ])
  if (!course || !(isAdmin(actor) || assists(actor, courseId))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId })
  const { categories } = gradingOf(course)
  return {
    course,
    categories,
    modules,
    columns: columns.map((column) => ({
      ...column,
      isByHand: Boolean(column.isByHand),
      category: categories.find(({ id }) => id === column.categoryId) ?? null,
    })),
  }
}

export type GradebookColumns = Awaited<ReturnType<typeof readColumns>>
