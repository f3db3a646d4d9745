import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, prepared } from '../../db/prepared'
import { courses, items, itemVersions, lessons } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import { emptyContent, type LessonContent } from './blocks'

export type Version = typeof itemVersions.$inferSelect

/** Unexecuted: the version of a lesson that counts, with where it stands. */
export const lessonQuery = prepared((db, itemId: Given<string>) =>
  db
    .select({
      version: itemVersions,
      item: {
        id: items.id,
        title: items.title,
        publishedAt: items.publishedAt,
        completion: items.completion,
        expectedMinutes: items.expectedMinutes,
      },
      course: { id: courses.id, title: courses.title, locale: courses.locale, publishedAt: courses.publishedAt },
    })
    .from(lessons)
    .innerJoin(itemVersions, eq(itemVersions.id, lessons.versionId))
    .innerJoin(items, eq(items.id, lessons.itemId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(and(eq(lessons.itemId, itemId), isNull(items.deletedAt), isNull(courses.deletedAt)))
    .limit(1),
)

export type LessonRow = Awaited<ReturnType<typeof lessonQuery>>[number]

/** A lesson for those who write it; strangers do not learn of it. */
export function editable(row: LessonRow | undefined, actor: Actor): LessonRow {
  if (!row || !(isAdmin(actor) || assists(actor, row.course.id))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId: row.course.id })
  return row
}

export async function findLessonToEdit(tenant: Tenant, actor: Actor, itemId: string): Promise<LessonRow> {
  const [row] = await lessonQuery(tenant.db, itemId)
  return editable(row, actor)
}

/** As it was stored: prepared, so its html may go into a page. */
export function contentOf(version: { content: string } | undefined): LessonContent {
  return version ? (JSON.parse(version.content) as LessonContent) : emptyContent()
}
