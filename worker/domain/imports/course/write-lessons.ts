import type { Tenant } from '../../../../tenants/tenant'
import { fromNewRow, insertAll } from '../../../db/insert-many'
import { itemVersions, lessons } from '../../../db/schema'
import { Invalid } from '../../../errors'
import { newId } from '../../../lib/ids'
import { knownFaults } from '../../lessons'
import type { LessonContent } from '../../lessons/blocks'
import type { Actor } from '../../policy'
import { keepBlockIds } from '../markdown'
import type { Stored } from './read-stored'
import type { SettledItem } from './settle'

/** A row of D1 holds at most 2,000,000 bytes. */
const LONGEST = 1_500_000

/** A new version of every lesson that says something else than before; blocks that stay keep their ids. */
export function writeLessons({ db, now }: Tenant, actor: Actor, touched: SettledItem[], stored: Stored | null) {
  const at = now()
  const versions: (typeof itemVersions.$inferInsert)[] = []
  for (const { id, planned, stored: item } of touched) {
    if (planned.kind !== 'lesson') continue
    const before = stored?.lessons.get(id)
    const old = before && (JSON.parse(before.content) as LessonContent)
    const settled = old ? keepBlockIds(old, planned.content) : planned.content
    const content = JSON.stringify(settled)
    if (content.length > LONGEST) throw new Invalid('file', 'imports.lessonTooLong', { name: planned.path })
    if (before && content === JSON.stringify(old)) continue
    versions.push({
      id: newId(),
      itemId: id,
      locale: '',
      number: (before?.newest ?? 0) + 1,
      content,
      faults: knownFaults(settled),
      createdBy: actor.id,
      createdAt: at,
      updatedAt: at,
      publishedAt: stored?.course.publishedAt != null && item?.publishedAt != null ? at : null,
    })
  }
  return [
    ...insertAll(db, itemVersions, versions),
    ...insertAll(
      db,
      lessons,
      versions.map(({ id, itemId }) => ({ itemId, versionId: id })),
      (insert) => insert.onConflictDoUpdate({ target: lessons.itemId, set: fromNewRow(lessons, ['versionId']) }),
    ),
  ]
}
