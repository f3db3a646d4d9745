import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { NotFound } from '../../errors'
import type { Actor } from '../policy'
import type { Clause } from '../rules'
import { type OutlineRows, outlineQueries, readOutlineRows } from './outline-queries'
import { type Outline, type OutlineItem, type OutlineModule, readOutline } from './read-outline'
import type { Course, Enrollment } from './standing'

/** What somebody may do with an item. */
export type ItemAccess = {
  item: OutlineItem
  module: OutlineModule
  course: Course
  /** IANA zone in which the course says its dates. */
  zone: string
  /** The reader's own, where there is one that was not withdrawn; progress, attempts and grades hang on it. */
  enrollment: Enrollment | null
  as: 'staff' | 'learner' | 'observer'
  /** Why it cannot be opened yet, in words, all of it; empty where it can. Its content must then not leave the server. */
  lock: Clause[]
  /** May be read, but nothing is handed in or counted (the course has ended, is archived, or one only looks on). */
  isReadOnly: boolean
  /** The course around it, for the path beside the item. */
  outline: Outline
  previous: OutlineItem | null
  /** The next item in the path, locked or not. */
  next: OutlineItem | null
}

/** The reads that decide about an item, unexecuted: put them first in the batch of its page (see `splitOutline`). */
export const itemQueries = (db: Database, actor: Actor | null, itemId: string) =>
  outlineQueries(db, actor?.id ?? null, { ofItem: itemId })

/**
 * Decides about an item from the rows of `itemQueries`. NotFound for strangers, for drafts, and for what is not for this
 * reader; a locked item is returned with its reasons.
 */
export function itemAccess(
  rows: OutlineRows,
  actor: Actor | null,
  itemId: string,
  now: number,
  { asLearner = false } = {},
): ItemAccess {
  const outline = readOutline(rows, actor, { now, asLearner })
  const at = outline?.items.findIndex(({ id }) => id === itemId) ?? -1
  const item = outline?.items[at]
  if (!outline || !item || outline.standing.as === 'visitor') throw new NotFound()
  return {
    item,
    module: outline.modules.find(({ id }) => id === item.moduleId)!,
    course: outline.course,
    zone: outline.zone,
    enrollment: outline.enrollment,
    as: outline.standing.as,
    lock: item.lock,
    isReadOnly: outline.standing.isReadOnly,
    outline,
    previous: outline.items[at - 1] ?? null,
    next: outline.items[at + 1] ?? null,
  }
}

/** The same in one trip, for acts that need nothing else. */
export const findItemFor = async (tenant: Tenant, actor: Actor, itemId: string): Promise<ItemAccess> =>
  itemAccess(await readOutlineRows(tenant, actor.id, { ofItem: itemId }), actor, itemId, tenant.now())
