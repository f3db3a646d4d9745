import type { Database } from '../../db/client'
import { itemVersions, lessons } from '../../db/schema'
import { newId } from '../../lib/ids'
import { linkMedia } from '../media'
import { type LessonContent, mediaIdsOf } from './blocks'
import { knownFaults } from './known-faults'

type NewLesson = { itemId: string; actorId: string; at: number; content: LessonContent; versionId?: string }

/** Statements that give a new item of kind lesson its content (prepared), behind the one that inserts the item. */
export function createLesson(db: Database, { itemId, actorId, at, content, versionId = newId() }: NewLesson) {
  return [
    db.insert(itemVersions).values({
      id: versionId,
      itemId,
      number: 1,
      content: JSON.stringify(content),
      faults: knownFaults(content),
      createdBy: actorId,
      createdAt: at,
      updatedAt: at,
    }),
    db.insert(lessons).values({ itemId, versionId }),
    linkMedia(db, 'item', itemId, mediaIdsOf(content)),
  ] as const
}
