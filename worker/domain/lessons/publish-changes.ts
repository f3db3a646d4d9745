import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { isRefused } from '../../db/guard'
import { itemVersions, lessons } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { mediaIdsOf } from './blocks'
import { indexCaptions } from './captions'
import { contentOf, draftMark, findLessonToEdit } from './find-lesson'
import { relink, shownStatements, unchangedSince } from './save-content'

/** Learners read the draft from now on. Without one nothing happens; `seen` is the mark of the draft that the author read. */
export async function publishChanges(tenant: Tenant, actor: Actor, itemId: string, seen: string | null): Promise<void> {
  const lesson = await findLessonToEdit(tenant, actor, itemId)
  const { version, draftId, publishedId } = lesson
  if (draftId === null) return
  if (seen !== null && seen !== draftMark(lesson)) throw new Conflict('lessons.draftMoved')
  const { db } = tenant
  const at = tenant.now()
  const content = contentOf(version)
  await db
    .batch([
      unchangedSince(db, lesson),
      recordEvent(db, 'lesson.changed', itemId, { key: `${draftId}.${at}`, actorId: actor.id, at }),
      db.update(lessons).set({ versionId: draftId, draftVersionId: null }).where(eq(lessons.itemId, itemId)),
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
      db.update(lessons).set({ draftVersionId: null }).where(eq(lessons.itemId, itemId)),
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
