import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { isRefused } from '../../db/guard'
import { itemVersions, lessons } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { allBlocks, mediaIdsOf } from './blocks'
import { indexCaptions } from './captions'
import { contentOf, draftMark, findLessonToEdit, hasMoved } from './find-lesson'
import { relink, shownStatements, unchangedSince } from './save-content'

const noDraft = { draftVersionId: null, draftBaseId: null }

type Publishing = {
  /** The mark of the draft that the author read. */
  seen?: string | null
  /** The number of the published version that the draft may replace although it began with another one. */
  over?: number | null
}

/**
 * Learners read the draft from now on. Without one nothing happens. Where the lesson has changed beneath the draft (it was imported
 * again), that is not overwritten unseen: Conflict, until the author says over which version.
 */
export async function publishChanges(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { seen = null, over = null }: Publishing = {},
): Promise<void> {
  const lesson = await findLessonToEdit(tenant, actor, itemId)
  const { version, draftId, publishedId } = lesson
  if (draftId === null) return
  if (seen !== null && seen !== draftMark(lesson)) throw new Conflict('lessons.draftMoved')
  if (hasMoved(lesson) && over !== lesson.publishedNumber) throw new Conflict('lessons.publishedMoved')
  const { db } = tenant
  const at = tenant.now()
  const content = contentOf(version)
  const isWatched = lesson.item.publishedAt !== null && lesson.item.completion.kind === 'video'
  if (isWatched && !allBlocks(content.blocks).some(({ kind }) => kind === 'video'))
    throw new Conflict('courses.filmTaken')
  await db
    .batch([
      unchangedSince(db, lesson),
      recordEvent(db, 'lesson.changed', itemId, { key: `${draftId}.${at}`, actorId: actor.id, at }),
      db
        .update(lessons)
        .set({ versionId: draftId, ...noDraft })
        .where(eq(lessons.itemId, itemId)),
      db.update(itemVersions).set({ publishedAt: at }).where(eq(itemVersions.id, draftId)),
      ...relink(db, 'item', itemId, mediaIdsOf(content)),
      ...relink(db, 'draft', itemId, []),
      ...shownStatements(db, lesson, content, at),
      recordAudit(tenant, actor, 'lesson.publish', {
        kind: 'item',
        id: itemId,
        before: { version: publishedId },
        after: { version: draftId, number: version.number },
      }),
    ])
    .catch(orMoved)
  await indexCaptions(tenant, itemId)
  await tenant.queue.send('drain')
}

/** Back to what learners read. The draft stays in the history; `restoreVersion` with the number that is given brings it back. */
export async function discardChanges(tenant: Tenant, actor: Actor, itemId: string): Promise<number | null> {
  const lesson = await findLessonToEdit(tenant, actor, itemId)
  const { version, draftId } = lesson
  if (draftId === null) return null
  const { db } = tenant
  await db
    .batch([
      unchangedSince(db, lesson),
      db.update(lessons).set(noDraft).where(eq(lessons.itemId, itemId)),
      ...relink(db, 'draft', itemId, []),
      recordAudit(tenant, actor, 'lesson.discard', { kind: 'item', id: itemId, before: { number: version.number } }),
    ])
    .catch(orMoved)
  return version.number
}

function orMoved(error: unknown): never {
  if (isRefused(error)) throw new Conflict('lessons.draftMoved')
  return orConflict()(error)
}
