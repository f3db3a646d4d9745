import { and, asc, desc, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { replies, threads } from '../../db/schema'
import type { Actor } from '../policy'
import {
  type ReplyLine,
  replyLinesQuery,
  type ThreadLine,
  type ThreadRow,
  threadLinesQuery,
  toReplyLine,
  toThreadLine,
  withoutName,
} from './lines'
import { type ForumStanding, forumQueries, isSeenBy, splitForum } from './standing'

export type ListedThread = ThreadLine & {
  /** New to this reader, up to `MOST_UNREAD` and one more. */
  unread: number
  isOwn: boolean
}

export type ForumPage = ForumStanding & {
  pinned: ListedThread[]
  threads: ListedThread[]
  next: string | null
  /** Of a stream: what each of the threads says, and the last words said to it, oldest first. */
  said: Map<string, { opening: ReplyLine; last: ReplyLine[] }>
  /** Whether the reader may open a thread, and why not. */
  mayOpen: boolean
}

const MOST_PINNED = 20
/** Replies shown below each text of a stream. */
const SHOWN_REPLIES = 2

/** A forum as its reader finds it: what was last spoken of first. Where it is locked, without any thread. */
export async function findForum(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { cursor, size }: PageAsked,
): Promise<ForumPage> {
  const { db } = tenant
  const key = [threads.lastAt, threads.id]
  const seen = isSeenBy(actor.id, itemId)
  const isPinned = sql`${seen} and threads.pinned_at is not null`
  const onPage = and(seen, sql`threads.pinned_at is null`, behind(key, cursor, 'down'))!
  const shown = sql`(threads.id in (select threads.id from threads where ${onPage} order by threads.last_at desc, threads.id desc limit ${size})
    or threads.id in (select threads.id from threads where ${isPinned} limit ${MOST_PINNED}))`
  const isShown = sql`(replies.path = '' or replies.id in (select r.id from replies r where r.thread_id = threads.id
    and r.path <> '' and r.deleted_at is null order by r.seq desc limit ${SHOWN_REPLIES}))`
  const answers = await db.batch([
    ...forumQueries(db, actor, itemId),
    threadLinesQuery(db, actor.id, isPinned).orderBy(desc(threads.pinnedAt), desc(threads.id)).limit(MOST_PINNED),
    threadLinesQuery(db, actor.id, onPage)
      .orderBy(desc(threads.lastAt), desc(threads.id))
      .limit(size + 1),
    replyLinesQuery(db, sql`${isStream(itemId)} and ${shown} and ${isShown}`)
      .orderBy(asc(replies.seq))
      .limit(600),
    db
      .select({ n: sql<number>`count(*)`.as('n') })
      .from(threads)
      .where(sql`author_id = ${actor.id} and forum_id = ${itemId} and deleted_at is null`),
  ])
  const [standing, [pinned, rows, said, [own]]] = splitForum(answers as never, actor, itemId, tenant.now()) as [
    ForumStanding,
    [ThreadRow[], ThreadRow[], Parameters<typeof toReplyLine>[0][], { n: number }[]],
  ]
  const { forum, moderates, access } = standing
  const isLocked = access.lock.length > 0
  const names = <Line extends { author: ThreadLine['author'] }>(line: Line) =>
    forum.anonymous && !moderates ? withoutName(line) : line
  const list = (row: ThreadRow): ListedThread => ({
    ...names(toThreadLine(row)),
    unread: row.unread,
    isOwn: row.openedBy === actor.id,
  })
  const page = cutPage(rows, size, (row) => [row.lastAt, row.id])
  const lines = said.map((row) => names(toReplyLine(row)))
  return {
    ...standing,
    pinned: isLocked || cursor ? [] : pinned.map(list),
    threads: isLocked ? [] : page.rows.map(list),
    next: isLocked ? null : page.next,
    said: new Map(
      [...Map.groupBy(isLocked ? [] : lines, ({ threadId }) => threadId)].flatMap(([id, [opening, ...last]]) =>
        opening ? [[id, { opening, last }] as const] : [],
      ),
    ),
    mayOpen: standing.hindrance === null && mayOpenIn(standing, own?.n ?? 0),
  }
}

/** Whether somebody who may write here may open a thread, who has opened so many. */
export const mayOpenIn = ({ forum, moderates, groups }: ForumStanding, opened: number): boolean => {
  if (moderates) return true
  if (forum.kind === 'announcements') return false
  if (forum.kind === 'one-each' && opened > 0) return false
  return forum.groupMode === 'none' || groups.length > 0
}

const isStream = (itemId: string) => sql`(select f.stream from forums f where f.item_id = ${itemId}) = 1`
