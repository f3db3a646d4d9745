import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation } from '../../db/conflict'
import { ensure, isRefused } from '../../db/guard'
import { items, itemVersions, lessons, media, mediaLinks } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { linkMedia, unlinkMedia } from '../media'
import type { Actor } from '../policy'
import { indexEntry } from '../search'
import { contentSchema, type LessonContent, mediaIdsOf, prepareContent, searchTextOf } from './blocks'
import { indexCaptions } from './captions'
import { contentOf, findLessonToEdit, isLive, type LessonRow } from './find-lesson'
import { knownFaults } from './known-faults'

const COALESCE_MS = 600_000
const LONGEST = 1_500_000
const TRIES = 5

type Change = (content: LessonContent) => LessonContent | Promise<LessonContent>
type Options = {
  /** A version of its own, whoever wrote the last one: for what one may want to go back behind. */
  fresh?: boolean
}

export type Saved = {
  number: number
  content: LessonContent
  updatedAt: number
  isChanged: boolean
  /** Learners do not see it yet. */
  isDraft: boolean
  /** As it was before. */
  lesson: LessonRow
}

/**
 * Changes a lesson: reads it, lets `change` make the new content, and writes it if it is another one. Whoever writes at the same
 * time is not overwritten: then `change` runs again on what is there now. One author's changes within ten minutes are one version.
 * What learners read already stays as it is: changes to it are a draft until they are published.
 */
export async function changeContent(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  change: Change,
  { fresh = false }: Options = {},
): Promise<Saved> {
  for (let tries = 1; ; tries++) {
    const lesson = await findLessonToEdit(tenant, actor, itemId)
    const before = contentOf(lesson.version)
    const content = checkContent(await change(structuredClone(before)))
    const text = JSON.stringify(content)
    if (text.length > LONGEST) throw new Invalid('', 'lessons.tooLong')
    const { number, updatedAt } = lesson.version
    if (text === JSON.stringify(before))
      return { number, content, updatedAt, isChanged: false, isDraft: lesson.draftId !== null, lesson }
    try {
      const written = await write(tenant, actor, lesson, content, text, fresh)
      if (!written.isDraft && mediaIdsOf(before).join() !== mediaIdsOf(content).join())
        await indexCaptions(tenant, itemId)
      return { ...written, content, isChanged: true, lesson }
    } catch (error) {
      if (!isRefused(error) && !isUniqueViolation(error)) throw error
      if (tries === TRIES) throw new Conflict('error.conflict')
    }
  }
}

function checkContent(content: LessonContent): LessonContent {
  const prepared = prepareContent(content)
  const checked = contentSchema.safeParse(prepared)
  if (checked.success) return prepared
  throw new Invalid('', 'lessons.notKept')
}

async function write(
  tenant: Tenant,
  actor: Actor,
  lesson: LessonRow,
  content: LessonContent,
  text: string,
  fresh: boolean,
) {
  const { db } = tenant
  const { version, item, draftId, baseId, publishedId } = lesson
  const now = tenant.now()
  const isDraft = draftId !== null || isLive(lesson, now)
  const updatedAt = Math.max(now, version.updatedAt + 1) // it also tells two writes in one millisecond apart
  const isOpen = isDraft ? draftId !== null : version.publishedAt === null
  const isSame = !fresh && isOpen && version.createdBy === actor.id && now - version.createdAt < COALESCE_MS
  const next = isSame ? { id: version.id, number: version.number } : { id: newId(), number: lesson.newest + 1 }
  const faults = knownFaults(content)
  const kept = { content: text, faults, updatedAt }
  const row = { ...version, ...next, ...kept, createdBy: actor.id, createdAt: now, publishedAt: null }
  await db.batch([
    unchangedSince(db, lesson),
    isSame
      ? db.update(itemVersions).set(kept).where(eq(itemVersions.id, version.id))
      : db.insert(itemVersions).values(row),
    db
      .update(lessons)
      .set(isDraft ? { draftVersionId: next.id, draftBaseId: draftId ? baseId : publishedId } : { versionId: next.id })
      .where(eq(lessons.itemId, item.id)),
    ...relink(db, isDraft ? 'draft' : 'item', item.id, mediaIdsOf(content)),
    ...(isDraft ? [] : shownStatements(db, lesson, content, now)),
  ])
  return { number: next.number, updatedAt, isDraft }
}

/** Guard: nobody wrote, published, discarded or imported since `lesson` was read. */
export const unchangedSince = (db: Database, { version, item, publishedId }: LessonRow) =>
  ensure(
    db,
    sql`exists (select 1 from ${lessons} l join ${itemVersions} v on v.id = coalesce(l.draft_version_id, l.version_id)
      where l.item_id = ${item.id} and l.version_id = ${publishedId} and v.id = ${version.id} and v.updated_at = ${version.updatedAt})`,
  )

/** What follows when learners read something else from now on. */
export const shownStatements = (db: Database, { item, course }: LessonRow, content: LessonContent, now: number) => [
  db.update(items).set({ updatedAt: now }).where(eq(items.id, item.id)),
  indexEntry(db, {
    kind: 'lesson',
    subjectId: item.id,
    courseId: course.id,
    title: item.title,
    body: searchTextOf(content),
    published: item.publishedAt !== null && course.publishedAt !== null,
  }),
]

/** Files that the lesson showed once are kept for its history. */
export function relink(db: Database, kind: 'item' | 'draft', itemId: string, mediaIds: string[]) {
  const keep = JSON.stringify(mediaIds)
  return [
    db
      .insert(mediaLinks)
      .select(
        db
          .select({
            mediaId: mediaLinks.mediaId,
            kind: sql<'history'>`'history'`.as('kind'),
            subjectId: mediaLinks.subjectId,
          })
          .from(mediaLinks)
          .innerJoin(media, eq(media.id, mediaLinks.mediaId))
          .where(
            and(
              eq(mediaLinks.kind, kind),
              eq(mediaLinks.subjectId, itemId),
              sql`${mediaLinks.mediaId} not in (select value from json_each(${keep}))`,
            ),
          ),
      )
      .onConflictDoNothing(),
    unlinkMedia(db, kind, itemId, mediaIds),
    linkMedia(db, kind, itemId, mediaIds),
  ] as const
}
