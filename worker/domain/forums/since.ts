import { asc, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { replies } from '../../db/schema'
import type { Actor } from '../policy'
import { mayWriteIn, showing } from './find-thread'
import { type ReplyRow, replyLinesQuery, type ThreadRow, threadLinesQuery, toThreadLine } from './lines'
import { type ForumStanding, forumQueries, isReadable, isSeenBy, refuseLocked, splitForum } from './standing'

const MOST = 100

/** What a page that was away has missed of a thread since number `n`; more than it can take in is null, and the page is read anew. */
export async function findSince(tenant: Tenant, actor: Actor, itemId: string, threadId: string, n: number) {
  const { db } = tenant
  const one = sql`${isSeenBy(actor.id, itemId)} and threads.id = ${threadId}`
  const answers = await db.batch([
    ...forumQueries(db, actor, itemId),
    threadLinesQuery(db, actor.id, one).limit(1),
    replyLinesQuery(db, sql`${one} and replies.changed_seq > ${n} and (replies.path = '' or ${isReadable(actor.id)})`)
      .orderBy(asc(replies.changedSeq), asc(replies.path))
      .limit(MOST + 1),
    db
      .select({ replyId: sql<string>`r.reply_id`.as('felt_of'), kind: sql<string>`r.kind`.as('felt_kind') })
      .from(sql`reactions r join replies p on p.id = r.reply_id`)
      .where(sql`p.thread_id = ${threadId} and r.user_id = ${actor.id} and p.changed_seq > ${n}`)
      .limit(1_000),
  ])
  type Rest = [ThreadRow[], ReplyRow[], { replyId: string; kind: string }[]]
  const [standing, [[thread], rows, felt]] = splitForum(answers as never, actor, itemId, tenant.now()) as unknown as [
    ForumStanding,
    Rest,
  ]
  refuseLocked(standing)
  if (!thread || rows.length > MOST) return null
  const show = showing(standing, actor, tenant.now(), n, felt)
  const line = { ...toThreadLine(thread), isOwn: thread.openedBy === actor.id }
  return {
    ...standing,
    thread: line,
    at: standing.forum.seq,
    replies: rows.map(show),
    mayReply: mayWriteIn(standing, line),
  }
}
