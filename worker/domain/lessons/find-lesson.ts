import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { type Given, prepared } from '../../db/prepared'
import { courseModules, courses, items, itemVersions, lessons } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import { emptyContent, type LessonContent } from './blocks'

export type Version = typeof itemVersions.$inferSelect

const lessonFields = {
  version: itemVersions,
  item: {
    id: items.id,
    title: items.title,
    publishedAt: items.publishedAt,
    completion: items.completion,
    expectedMinutes: items.expectedMinutes,
  },
  module: { publishedAt: courseModules.publishedAt },
  course: { id: courses.id, title: courses.title, locale: courses.locale, publishedAt: courses.publishedAt },
  /** The versions that learners read and, where there are changes that they do not see yet, that authors write. */
  publishedId: lessons.versionId,
  draftId: lessons.draftVersionId,
  baseId: lessons.draftBaseId,
  publishedNumber: sql<number>`(select v.number from item_versions v where v.id = ${lessons.versionId})`,
  newest: sql<number>`(select max(v.number) from item_versions v where v.item_id = ${lessons.itemId} and v.locale = '')`,
}

const select = (db: Database, itemId: Given<string>, versionId: SQL) =>
  db
    .select(lessonFields)
    .from(lessons)
    .innerJoin(itemVersions, eq(itemVersions.id, versionId))
    .innerJoin(items, eq(items.id, lessons.itemId))
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(and(eq(lessons.itemId, itemId), isNull(items.deletedAt), isNull(courses.deletedAt)))
    .limit(1)

/** Unexecuted: a lesson as learners read it, with where it stands. */
export const lessonQuery = prepared((db, itemId: Given<string>) => select(db, itemId, sql`${lessons.versionId}`))

/** Unexecuted: a lesson as its authors write it. */
export const writtenQuery = prepared((db, itemId: Given<string>) =>
  select(db, itemId, sql`coalesce(${lessons.draftVersionId}, ${lessons.versionId})`),
)

export type LessonRow = Awaited<ReturnType<typeof lessonQuery>>[number]

/** Whether learners read it now, so that what is written waits until it is published. */
export const isLive = ({ item, module, course }: LessonRow, now: number): boolean =>
  [item, module, course].every(({ publishedAt }) => publishedAt !== null && publishedAt <= now)

/** Whether what learners read is no longer what the draft began with: it was imported again, say. */
export const hasMoved = ({ draftId, baseId, publishedId }: LessonRow): boolean =>
  draftId !== null && baseId !== null && baseId !== publishedId

/** Stands for the draft as one sees it: what is published is what one has read, not what another tab made of it since. */
export const draftMark = ({ version }: LessonRow): string => `${version.number}.${version.updatedAt}`

export const mayWrite = (actor: Actor, courseId: string) => isAdmin(actor) || assists(actor, courseId)

/** A lesson for those who write it; strangers do not learn of it. */
export function editable(row: LessonRow | undefined, actor: Actor): LessonRow {
  if (!row || !mayWrite(actor, row.course.id)) throw new NotFound()
  authorize(actor, 'course.edit', { courseId: row.course.id })
  return row
}

/** As its authors write it: the draft, where there is one. */
export async function findLessonToEdit(tenant: Tenant, actor: Actor, itemId: string): Promise<LessonRow> {
  const [row] = await writtenQuery(tenant.db, itemId)
  return editable(row, actor)
}

/** As it was stored: prepared, so its html may go into a page. */
export function contentOf(version: { content: string } | undefined): LessonContent {
  return version ? (JSON.parse(version.content) as LessonContent) : emptyContent()
}
