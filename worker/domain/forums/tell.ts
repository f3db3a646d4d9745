import { eq, type SQL, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { type ForumKind, forums, threads } from '../../db/schema'
import type { Actor } from '../policy'
import {
  type ReplyLine,
  type ReplyRow,
  replyLinesQuery,
  type ThreadLine,
  type ThreadRow,
  threadLinesQuery,
  toReplyLine,
  toThreadLine,
} from './lines'

/** Something that happened in a forum, for everybody who has it open. */
export type ForumNews = {
  /** Number of the forum's last act. */
  seq: number
  /** Peers are not told who wrote. */
  anonymous: boolean
  thread: ThreadLine
  /** It lies in the bin, or has moved to another forum. */
  isGone: boolean
  reply: ReplyLine | null
  kind: ForumKind
  /** Each group hears its own. */
  isApart: boolean
}

type Place = { itemId: string; threadId: string; replyId: string | null }

/** Unexecuted, for the end of an act's batch: what is told of it. */
export const newsQueries = (db: Database, actor: Actor, { itemId, threadId, replyId }: Place) =>
  [
    db
      .select({
        seq: forums.seq,
        kind: forums.kind,
        groupMode: forums.groupMode,
        anonymous: forums.anonymous,
        isGone:
          sql<number>`exists (select 1 from threads t where t.id = ${threadId} and (t.deleted_at is not null or t.forum_id <> ${itemId}))`.as(
            'is_gone',
          ),
      })
      .from(forums)
      .where(sql`${forums.itemId} = ${itemId}`)
      .limit(1),
    threadLinesQuery(db, actor.id, sql`threads.id = ${threadId}`).limit(1),
    replyLinesQuery(db, sql`threads.id = ${threadId} and replies.id = ${replyId ?? ''}`).limit(1),
  ] as const

type Answers = [
  { seq: number; kind: ForumKind; groupMode: string; anonymous: boolean; isGone: number }[],
  ThreadRow[],
  ReplyRow[],
]

/** One batch of changes in a thread, each with the forum's next number, and everybody who has it open hears of it. */
export async function changeForum(
  tenant: Tenant,
  actor: Actor,
  place: Place,
  statements: (seq: SQL) => readonly BatchItem<'sqlite'>[],
): Promise<void> {
  const { db } = tenant
  const seq = seqOf(place.itemId)
  const answers = await db.batch([
    nextSeq(db, place.itemId),
    ...statements(seq),
    db.update(threads).set({ changedSeq: seq }).where(eq(threads.id, place.threadId)),
    ...newsQueries(db, actor, place),
  ] as never)
  await tellForum(tenant, place, answers)
}

/** Statement: the next number of the forum; what happens takes it as `seqOf`. */
export const nextSeq = (db: Database, itemId: string) =>
  db
    .update(forums)
    .set({ seq: sql`${forums.seq} + 1` })
    .where(eq(forums.itemId, itemId))

export const seqOf = (itemId: string) => sql`(select f.seq from forums f where f.item_id = ${itemId})`

/** Tells what the last answers of the act's batch say. Whoever cannot be reached asks for it when the line is back. */
export async function tellForum(tenant: Tenant, { itemId }: Place, answers: unknown): Promise<void> {
  const [[forum], [thread], [reply]] = (answers as unknown[]).slice(-3) as Answers
  if (!forum || !thread) return
  const news: ForumNews = {
    seq: forum.seq,
    anonymous: forum.anonymous,
    thread: toThreadLine(thread),
    isGone: Boolean(forum.isGone),
    reply: reply ? toReplyLine(reply) : null,
    kind: forum.kind,
    isApart: forum.groupMode === 'separate',
  }
  const room = tenant.rooms.forum(itemId)
  try {
    if (await room.isOpened()) await room.tell(news)
  } catch (error) {
    console.error(JSON.stringify({ tenant: tenant.id, room: 'forum', error: String(error) }))
  }
}
