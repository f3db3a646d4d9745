import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import { encodeCursor } from '../../lib/cursor'
import type { Actor } from '../policy'
import { PAGE } from './find-thread'
import { type ForumStanding, forumQueries, isSeenBy, refuseLocked, splitForum } from './standing'

type Place = { threadId: string; path: string; before: number; ends: string | null }

/** Where something written stands: its thread, and the cursor of the page there; null is the first. */
export async function findReplyPlace(tenant: Tenant, actor: Actor, itemId: string, replyId: string) {
  const { db } = tenant
  // Numbers that are bound are real ones to SQLite, and an offset is whole.
  const page = sql.raw(String(PAGE))
  const its = (column: 'thread_id' | 'path') =>
    sql`(select o.${sql.raw(column)} from replies o where o.id = ${replyId})`
  const before = sql`(select count(*) from replies b where b.thread_id = ${its('thread_id')} and b.path <> '' and b.path < ${its('path')})`
  const answers = await db.batch([
    ...forumQueries(db, actor, itemId),
    db
      .select({
        threadId: sql<string>`r.thread_id`.as('thread_id'),
        path: sql<string>`r.path`.as('path'),
        before: sql<number>`${before}`.as('before_it'),
        // The last of the page before its own.
        ends: sql<string | null>`(select b.path from replies b where b.thread_id = ${its('thread_id')} and b.path <> ''
          order by b.path limit 1 offset max(0, ${before} / ${page} * ${page} - 1))`.as('ends'),
      })
      .from(sql`replies r join threads on threads.id = r.thread_id`)
      .where(sql`r.id = ${replyId} and ${isSeenBy(actor.id, itemId)}`)
      .limit(1),
  ])
  const [standing, [[place]]] = splitForum(answers as never, actor, itemId, tenant.now()) as unknown as [
    ForumStanding,
    [Place[]],
  ]
  refuseLocked(standing)
  if (!place) throw new NotFound()
  const isFirst = place.path === '' || place.before < PAGE
  return { threadId: place.threadId, cursor: isFirst ? null : encodeCursor([place.ends]) }
}
