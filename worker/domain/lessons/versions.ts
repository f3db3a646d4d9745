import { and, desc, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { itemVersions, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { blocksToMarkdown } from './blocks'
import { type Change, changesBetween } from './changes'
import { contentOf, editable, findLessonToEdit, type LessonRow, type Version, writtenQuery } from './find-lesson'
import { changeContent, type Saved } from './save-content'

const MOST = 100

export type VersionRow = {
  number: number
  author: string
  createdAt: number
  updatedAt: number
  publishedAt: number | null
  /** What learners read, and what waits to be published. */
  state: 'published' | 'draft' | null
}
export type History = {
  lesson: LessonRow
  versions: VersionRow[]
  compared: { number: number; changes: Change[] } | null
}

/** The newest hundred versions; with `number`, what has changed between that one and today. */
export async function readHistory(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  number?: number,
  { cursor, size }: PageAsked = { size: MOST },
): Promise<History> {
  const { db } = tenant
  const [[row], versions, [old]] = await db.batch([
    writtenQuery(db, itemId),
    db
      .select({
        id: itemVersions.id,
        number: itemVersions.number,
        publishedAt: itemVersions.publishedAt,
        author: users.name,
        createdAt: itemVersions.createdAt,
        updatedAt: itemVersions.updatedAt,
      })
      .from(itemVersions)
      .leftJoin(users, eq(users.id, itemVersions.createdBy))
      .where(
        and(
          eq(itemVersions.itemId, itemId),
          eq(itemVersions.locale, ''),
          behind([itemVersions.number], cursor, 'down'),
        ),
      )
      .orderBy(desc(itemVersions.number))
      .limit(size),
    versionQuery(tenant, itemId, number ?? -1),
  ])
  const lesson = editable(row, actor)
  if (number !== undefined && !old) throw new NotFound()
  const markdown = (version: Version) => blocksToMarkdown(contentOf(version).blocks)
  return {
    lesson,
    versions: versions.map(({ id, ...version }) => ({
      ...version,
      author: version.author ?? '',
      state: id === lesson.publishedId ? 'published' : id === lesson.draftId ? 'draft' : null,
    })),
    compared: old ? { number: old.number, changes: changesBetween(markdown(old), markdown(lesson.version)) } : null,
  }
}

/** The versions page by page, newest first. */
export async function listVersions(tenant: Tenant, actor: Actor, itemId: string, page: PageAsked) {
  const { versions } = await readHistory(tenant, actor, itemId, undefined, { ...page, size: page.size + 1 })
  return cutPage(versions, page.size, ({ number }) => [number])
}

const versionQuery = ({ db }: Tenant, itemId: string, number: number) =>
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
