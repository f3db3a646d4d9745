import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { replies, threads, users } from '../../db/schema'
import type { ReactionKind } from '../../lib/reactions'
import { isReadable } from './standing'

export type Author = {
  /** Null where readers are not to know, and where the person is gone. */
  id: string | null
  name: string | null
  photoId: string | null
  /** Which of the thread's authors, from 1: said where names are not. */
  voice: number
  isStaff: boolean
}

/** Something written, as everybody may see it who sees the thread and the names in it. */
export type ReplyLine = {
  id: string
  threadId: string
  parentId: string | null
  /** Empty is the thread's opening. */
  path: string
  seq: number
  changedSeq: number
  author: Author
  html: string
  at: number
  editedAt: number | null
  isDeleted: boolean
  reactions: Partial<Record<ReactionKind, number>>
}

export type ThreadLine = {
  id: string
  forumId: string
  groupId: string | null
  group: string | null
  title: string
  author: Author
  openedAt: number
  lastAt: number
  replyCount: number
  changedSeq: number
  isPinned: boolean
  isLocked: boolean
  acceptedId: string | null
}

/** Whether an author looks after the course: their name is no secret of their peers. */
const isStaff = (
  authorId: SQL,
) => sql<number>`(exists (select 1 from users su where su.id = ${authorId} and su.role in ('owner', 'admin'))
  or exists (select 1 from enrollments se join items si on si.course_id = se.course_id
    where si.id = threads.forum_id and se.user_id = ${authorId} and se.role in ('instructor', 'assistant') and se.state = 'active'))`

const authorColumns = {
  authorId: users.id,
  name: sql<string | null>`${users.name}`.as('author_name'),
  photoId: users.photoId,
}

const replyColumns = {
  id: sql<string>`${replies.id}`.as('reply_id'),
  threadId: replies.threadId,
  parentId: replies.parentId,
  path: replies.path,
  seq: replies.seq,
  changedSeq: sql<number>`${replies.changedSeq}`.as('reply_changed'),
  voice: replies.voice,
  html: replies.html,
  at: replies.at,
  editedAt: replies.editedAt,
  deletedAt: sql<number | null>`${replies.deletedAt}`.as('reply_deleted'),
  writtenBy: sql<string>`${replies.authorId}`.as('written_by'),
  ...authorColumns,
  isStaff: isStaff(sql`replies.author_id`).as('by_staff'),
  reactions: sql<string>`(select json_group_object(k.kind, k.n) from (select r.kind, count(*) n from reactions r
    where r.reply_id = replies.id group by r.kind) k)`.as('felt'),
}

/** Unexecuted: replies with their authors; `where` on `replies` and `threads`. */
export const replyLinesQuery = (db: Database, where: SQL) =>
  db
    .select(replyColumns)
    .from(threads)
    .innerJoin(replies, eq(replies.threadId, threads.id))
    .leftJoin(users, and(eq(users.id, replies.authorId), isNull(users.deletedAt)))
    .where(where)

export type ReplyRow = Awaited<ReturnType<typeof replyLinesQuery>>[number]

/** Of what was removed nothing is said but that it was there. */
export function toReplyLine(row: ReplyRow): ReplyLine {
  const { voice, deletedAt, reactions, writtenBy: _, authorId, name, photoId, isStaff: byStaff, ...line } = row
  const isDeleted = deletedAt !== null
  return {
    ...line,
    author: { id: authorId, name, photoId, voice, isStaff: Boolean(byStaff) },
    html: isDeleted ? '' : line.html,
    isDeleted,
    reactions: isDeleted ? {} : (JSON.parse(reactions) as ReplyLine['reactions']),
  }
}

const threadColumns = {
  id: sql<string>`${threads.id}`.as('thread_id'),
  forumId: threads.forumId,
  groupId: threads.groupId,
  group: sql<string | null>`(select g.name from groups g where g.id = threads.group_id)`.as('group_name'),
  title: threads.title,
  openedAt: threads.openedAt,
  lastAt: threads.lastAt,
  replyCount: threads.replyCount,
  changedSeq: threads.changedSeq,
  pinnedAt: threads.pinnedAt,
  lockedAt: threads.lockedAt,
  acceptedId: threads.acceptedId,
  openedBy: sql<string>`${threads.authorId}`.as('opened_by'),
  ...authorColumns,
  isStaff: isStaff(sql`threads.author_id`).as('by_staff'),
}

/** Up to that many are counted one by one. */
export const MOST_UNREAD = 99

/** Unexecuted: threads with who opened them, and how much in each is new to the reader. */
export const threadLinesQuery = (db: Database, readerId: string, where: SQL) =>
  db
    .select({
      ...threadColumns,
      unread: sql<number>`(select count(*) from (select 1 from replies n where n.thread_id = threads.id
        and n.seq > coalesce((select tr.seq from thread_reads tr where tr.thread_id = threads.id and tr.user_id = ${readerId}), 0)
        and n.deleted_at is null and n.author_id <> ${readerId} and (n.path = '' or ${isReadable(readerId)}) limit ${MOST_UNREAD + 1}))`.as(
        'unread',
      ),
    })
    .from(threads)
    .leftJoin(users, and(eq(users.id, threads.authorId), isNull(users.deletedAt)))
    .where(where)

export type ThreadRow = Awaited<ReturnType<typeof threadLinesQuery>>[number]

export function toThreadLine(row: ThreadRow): ThreadLine {
  const { pinnedAt, lockedAt, openedBy: _, authorId, name, photoId, isStaff: byStaff, unread: __, ...line } = row
  return {
    ...line,
    author: { id: authorId, name, photoId, voice: 1, isStaff: Boolean(byStaff) },
    isPinned: pinnedAt !== null,
    isLocked: lockedAt !== null,
  }
}

type Named = { author: Author }

/** The same for peers where they are not to know who wrote: staff keep their names. */
export const withoutName = <Line extends Named>(line: Line): Line =>
  line.author.isStaff ? line : { ...line, author: { ...line.author, id: null, name: null, photoId: null } }
