import { and, desc, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { itemVersions, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { contentOf, editable, findLessonToEdit, type LessonRow, type Version, writtenQuery } from './find-lesson'
import { changeContent, type Saved } from './save-content'

export type VersionRow = {
  number: number
  author: string
  createdAt: number
  updatedAt: number
  publishedAt: number | null
  /** What learners read, and what waits to be published. */
  state: 'published' | 'draft' | null
}

/** Unexecuted: versions, newest first; of those that are at most `most` letters long with what they say. */
export const versionsQuery = ({ db }: Tenant, itemId: string, { cursor, size }: PageAsked, most = 0) =>
  db
    .select({
      id: itemVersions.id,
      number: itemVersions.number,
      publishedAt: itemVersions.publishedAt,
      author: users.name,
      createdAt: itemVersions.createdAt,
      updatedAt: itemVersions.updatedAt,
      content: sql<
        string | null
      >`case when length(${itemVersions.content}) <= ${most} then ${itemVersions.content} end`,
    })
    .from(itemVersions)
    .leftJoin(users, eq(users.id, itemVersions.createdBy))
    .where(
      and(eq(itemVersions.itemId, itemId), eq(itemVersions.locale, ''), behind([itemVersions.number], cursor, 'down')),
    )
    .orderBy(desc(itemVersions.number))
    .limit(size)

type Row = Awaited<ReturnType<typeof versionsQuery>>[number]

export const toVersionRow = (lesson: LessonRow, { id, content, author, ...row }: Row): VersionRow => ({
  ...row,
  author: author ?? '',
  state: id === lesson.publishedId ? 'published' : id === lesson.draftId ? 'draft' : null,
})

export const newestFirst = ({ number }: { number: number }) => [number]

/** The versions page by page, newest first. */
export async function listVersions(tenant: Tenant, actor: Actor, itemId: string, page: PageAsked) {
  const [[row], versions] = await tenant.db.batch([
    writtenQuery(tenant.db, itemId),
    versionsQuery(tenant, itemId, { ...page, size: page.size + 1 }),
  ])
  const lesson = editable(row, actor)
  const listed = versions.map((version) => toVersionRow(lesson, version))
  return cutPage(listed, page.size, newestFirst)
}

/** Unexecuted. */
export const versionQuery = ({ db }: Tenant, itemId: string, number: number) =>
  db
    .select()
    .from(itemVersions)
    .where(and(eq(itemVersions.itemId, itemId), eq(itemVersions.locale, ''), eq(itemVersions.number, number)))
    .limit(1)

export async function findVersion(tenant: Tenant, actor: Actor, itemId: string, number: number): Promise<Version> {
  await findLessonToEdit(tenant, actor, itemId)
  const [version] = await versionQuery(tenant, itemId, number)
  if (!version) throw new NotFound()
  return version
}

/** Makes an earlier version the newest again; what was there stays in the history. */
export async function restoreVersion(tenant: Tenant, actor: Actor, itemId: string, number: number): Promise<Saved> {
  const content = contentOf(await findVersion(tenant, actor, itemId, number))
  const saved = await changeContent(tenant, actor, itemId, () => content, { fresh: true })
  if (saved.isChanged)
    await recordAudit(tenant, actor, 'lesson.restore', {
      kind: 'item',
      id: itemId,
      after: { from: number, as: saved.number },
    })
  return saved
}
