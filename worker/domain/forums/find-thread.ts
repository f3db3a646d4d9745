import { asc, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage } from '../../db/page'
import { replies, threads } from '../../db/schema'
import { NotFound } from '../../errors'
import { encodeCursor } from '../../lib/cursor'
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
  withoutName,
} from './lines'
import { type ForumStanding, forumQueries, isReadable, isSeenBy, refuseLocked, splitForum } from './standing'

/** Something written, for one reader. */
export type ShownReply = ReplyLine & {
  isOwn: boolean
  /** What this reader felt about it. */
  felt: string[]
  /** Its reader may change or remove it now. */
  mayEdit: boolean
  isNew: boolean
}

export type ThreadPage = ForumStanding & {
  thread: ThreadLine & { isOwn: boolean }
  opening: ShownReply
  replies: ShownReply[]
  next: string | null
  /** Where the page before this one begins; null on the first. */
  previous: { cursor: string | null } | null
  /** Of questions and answers: what others said shows after one's own reply. */
  isHidden: boolean
  mayReply: boolean
  /** Number of the forum's last act when this was read: its live line goes on from there. */
  at: number
  /** How far this page reaches, for the note of what was read; null is to the end. */
  through: string | null
}

/** Replies on one page of a thread. */
export const PAGE = 50

/** A thread with a page of what was said in it, in the order of who answers whom. NotFound where the reader sees no such thread. */
export async function findThread(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  threadId: string,
  { cursor }: { cursor?: string | null } = {},
): Promise<ThreadPage> {
  const { db } = tenant
  const one = sql`${isSeenBy(actor.id, itemId)} and threads.id = ${threadId}`
  const readable = sql`${one} and ${isReadable(actor.id)}`
  const answers = await db.batch([
    ...forumQueries(db, actor, itemId),
    threadLinesQuery(db, actor.id, one).limit(1),
    replyLinesQuery(db, sql`${one} and replies.path = ''`).limit(1),
    replyLinesQuery(
      db,
      sql`${readable} and replies.path <> '' and ${behind([replies.path], cursor, 'up') ?? sql`true`}`,
    )
      .orderBy(asc(replies.path))
      .limit(PAGE + 1),
    ownQuery(tenant, actor, threadId),
    db
      .select({ replyId: sql<string>`r.reply_id`.as('felt_of'), kind: sql<string>`r.kind`.as('felt_kind') })
      .from(sql`reactions r join replies p on p.id = r.reply_id`)
      .where(sql`p.thread_id = ${threadId} and r.user_id = ${actor.id}`)
      .limit(1_000),
    beforeQuery(tenant, threadId, cursor),
  ])
  type Rest = [ThreadRow[], ReplyRow[], ReplyRow[], OwnRow[], { replyId: string; kind: string }[], { path: string }[]]
  const [standing, [[row], [first], rows, [own], felt, before]] = splitForum(
    answers as never,
    actor,
    itemId,
    tenant.now(),
  ) as unknown as [ForumStanding, Rest]
  refuseLocked(standing)
  if (!row || !first || !own) throw new NotFound()
  const { forum } = standing
  const show = showing(standing, actor, tenant.now(), own.readTo, felt)
  const page = cutPage(rows, PAGE, ({ path }) => [path])
  const thread = toThreadLine(row)
  return {
    ...standing,
    thread: { ...named(standing, thread), isOwn: row.openedBy === actor.id },
    opening: show(first),
    replies: page.rows.map(show),
    next: page.next,
    previous: cursor ? { cursor: before[PAGE] ? encodeCursor([before[PAGE].path]) : null } : null,
    isHidden: !own.isReadable,
    mayReply: mayWriteIn(standing, thread),
    at: forum.seq,
    through: page.next ? (page.rows.at(-1)?.path ?? null) : null,
  }
}

/** Whether the reader may reply. Of groups that are visible to each other, each writes among its own. */
export const mayWriteIn = (
  { forum, groups, moderates, hindrance }: ForumStanding,
  { groupId, isLocked }: Pick<ThreadLine, 'groupId' | 'isLocked'>,
): boolean => {
  if (hindrance !== null) return false
  if (moderates) return true
  if (isLocked || forum.kind === 'announcements') return false
  return groupId === null || groups.some(({ id, isOwn }) => isOwn && id === groupId)
}

type Standing = ForumStanding
const named = <Line extends { author: ThreadLine['author'] }>({ forum, moderates }: Standing, line: Line): Line =>
  forum.anonymous && !moderates ? withoutName(line) : line

/** Makes rows into what this reader is shown. */
export const showing =
  (standing: Standing, actor: Actor, now: number, readTo: number, felt: { replyId: string; kind: string }[]) =>
  (row: ReplyRow): ShownReply => {
    const isOwn = row.writtenBy === actor.id
    const line = named(standing, toReplyLine(row))
    return {
      ...line,
      isOwn,
      felt: felt.filter(({ replyId }) => replyId === row.id).map(({ kind }) => kind),
      mayEdit: !line.isDeleted && standing.hindrance === null && mayEditWords(standing, { isOwn, at: row.at }, now),
      isNew: !isOwn && !line.isDeleted && row.seq > readTo,
    }
  }

/** One's own words, for as long as the forum says; those who moderate change their own at any time, and nobody's else. */
export const mayEditWords = (
  { forum, moderates }: Pick<Standing, 'forum' | 'moderates'>,
  { isOwn, at }: { isOwn: boolean; at: number },
  now: number,
) => isOwn && (moderates || now < at + forum.editMinutes * 60_000)

type OwnRow = { isReadable: number; readTo: number }

const ownQuery = ({ db }: Tenant, actor: Actor, threadId: string) =>
  db
    .select({
      isReadable: sql<number>`${isReadable(actor.id)}`.as('is_readable'),
      readTo:
        sql<number>`coalesce((select tr.seq from thread_reads tr where tr.thread_id = threads.id and tr.user_id = ${actor.id}), 0)`.as(
          'read_to',
        ),
    })
    .from(threads)
    .where(eq(threads.id, threadId))
    .limit(1)

/** The paths of the page before the one that begins behind `cursor`, last first. */
const beforeQuery = ({ db }: Tenant, threadId: string, cursor: string | null | undefined) => {
  const ends = behind([replies.path], cursor, 'up')
  return db
    .select({ path: replies.path })
    .from(replies)
    .where(sql`${replies.threadId} = ${threadId} and ${replies.path} <> '' and not ${ends ?? sql`true`}`)
    .orderBy(sql`path desc`)
    .limit(PAGE + 1)
}
