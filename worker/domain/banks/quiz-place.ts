import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { courses, items, quizzes } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, assists, authorize, isAdmin } from '../policy'

/** Unexecuted: which quiz of which course; `quizPlaceFor` decides. */
export const quizPlaceQuery = (db: Database, itemId: string) =>
  db
    .select({
      id: items.id,
      title: sql<string>`${items.title}`.as('item_title'),
      courseId: sql<string>`${courses.id}`.as('the_course'),
      courseTitle: sql<string>`${courses.title}`.as('course_title'),
    })
    .from(items)
    .innerJoin(quizzes, eq(quizzes.itemId, items.id))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(and(eq(items.id, itemId), isNull(items.deletedAt), isNull(courses.deletedAt)))
    .limit(1)

/** NotFound for everybody but the course's staff. */
export function quizPlaceFor(actor: Actor, found: Awaited<ReturnType<typeof quizPlaceQuery>>[number] | undefined) {
  if (!found || !(isAdmin(actor) || assists(actor, found.courseId))) throw new NotFound()
  authorize(actor, 'course.edit', found)
  return { item: { id: found.id, title: found.title }, course: { id: found.courseId, title: found.courseTitle } }
}
