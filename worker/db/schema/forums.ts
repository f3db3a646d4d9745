import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { at, flag, id } from './columns'
import { items } from './courses'
import { users } from './people'

/**
 * `general`: everybody opens threads. `questions`: one sees what others reply after replying oneself, and one reply is accepted.
 * `one-each`: everybody opens one thread. `announcements`: staff open threads, others read.
 */
export type ForumKind = 'general' | 'questions' | 'one-each' | 'announcements'
/** `separate`: groups see their own threads only; `visible`: they read the others'. */
export type GroupMode = 'none' | 'separate' | 'visible'

export const forums = sqliteTable('forums', {
  itemId: text('item_id')
    .primaryKey()
    .references(() => items.id, { onDelete: 'cascade' }),
  kind: text('kind').$type<ForumKind>().notNull().default('general'),
  /** What it is for: Markdown, and the HTML made of it once. */
  intro: text('intro').notNull().default(''),
  introHtml: text('intro_html').notNull().default(''),
  /** The openings themselves one below the other, newest first, with what is said to them; else titles. */
  stream: flag('stream').notNull().default(false),
  groupMode: text('group_mode').$type<GroupMode>().notNull().default('none'),
  /** Peers see no names, each author is a number in each thread; staff see them. */
  anonymous: flag('anonymous').notNull().default(false),
  /** How long one's own words may be changed; 0 is not at all. */
  editMinutes: integer('edit_minutes').notNull().default(30),
  /** Number of the last thing that happened in it: its live line says by it what a page has missed. */
  seq: integer('seq').notNull().default(0),
})

export const threads = sqliteTable(
  'threads',
  {
    id: id().primaryKey(),
    forumId: text('forum_id')
      .notNull()
      .references(() => forums.itemId, { onDelete: 'cascade' }),
    /** Whose it is, where groups are apart; null is everybody's. */
    groupId: text('group_id'),
    authorId: text('author_id').notNull(),
    title: text('title').notNull(),
    openedAt: at('opened_at').notNull(),
    /** Of its last reply, else of its opening. */
    lastAt: at('last_at').notNull(),
    /** Replies that stand, without the opening. */
    replyCount: integer('reply_count').notNull().default(0),
    /** Number in the forum of its last change. */
    changedSeq: integer('changed_seq').notNull(),
    pinnedAt: at('pinned_at'),
    lockedAt: at('locked_at'),
    acceptedId: text('accepted_id'),
    deletedAt: at('deleted_at'),
    deletedBy: text('deleted_by'),
  },
  (t) => [
    index('threads_of').on(t.forumId, t.lastAt, t.id),
    index('threads_pinned').on(t.forumId).where(sql`${t.pinnedAt} is not null`),
    index('threads_by').on(t.authorId, t.forumId),
  ],
)

/** What was written in a thread: its opening, and the replies to it and to each other. */
export const replies = sqliteTable(
  'replies',
  {
    /** Made by whoever writes, so that what is sent twice is kept once. */
    id: id().primaryKey(),
    threadId: text('thread_id')
      .notNull()
      .references(() => threads.id, { onDelete: 'cascade' }),
    /** What it answers; null is the opening itself. */
    parentId: text('parent_id'),
    /** Order in the thread, answers behind what they answer: that one's path and the own number in base 36. Empty is the opening. */
    path: text('path').notNull(),
    /** Number in the forum. */
    seq: integer('seq').notNull(),
    /** Number in the forum of its last change: words, reactions, deletion. */
    changedSeq: integer('changed_seq').notNull(),
    authorId: text('author_id').notNull(),
    /** Which of the thread's authors this is, from 1: said where names are not. */
    voice: integer('voice').notNull(),
    /** Markdown, and the HTML made of it once. */
    body: text('body').notNull(),
    html: text('html').notNull(),
    at: at('at').notNull(),
    editedAt: at('edited_at'),
    deletedAt: at('deleted_at'),
    deletedBy: text('deleted_by'),
  },
  (t) => [
    uniqueIndex('replies_order').on(t.threadId, t.path),
    index('replies_changed').on(t.threadId, t.changedSeq),
    uniqueIndex('replies_seq').on(t.threadId, t.seq),
    index('replies_by').on(t.authorId, t.threadId, t.at),
  ],
)

/** What stood there before it was changed. */
export const replyVersions = sqliteTable(
  'reply_versions',
  {
    replyId: text('reply_id')
      .notNull()
      .references(() => replies.id, { onDelete: 'cascade' }),
    /** When it was replaced. */
    until: at('until').notNull(),
    title: text('title').notNull().default(''),
    body: text('body').notNull(),
  },
  (t) => [primaryKey({ columns: [t.replyId, t.until] })],
)

export const reactions = sqliteTable(
  'reactions',
  {
    replyId: text('reply_id')
      .notNull()
      .references(() => replies.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.replyId, t.userId, t.kind] })],
)

/** How far somebody has read a thread: everything up to this number of the forum. */
export const threadReads = sqliteTable(
  'thread_reads',
  {
    threadId: text('thread_id')
      .notNull()
      .references(() => threads.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
  },
  (t) => [primaryKey({ columns: [t.threadId, t.userId] })],
)

/** Who wants to hear of a forum or a thread (`subject_id`), or, where `wants` is false, no longer. */
export const forumSubscriptions = sqliteTable(
  'forum_subscriptions',
  {
    subjectId: text('subject_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    wants: flag('wants').notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.subjectId, t.userId] })],
)

/** Something that a reader thinks should not stand there; until somebody who moderates decides. */
export const replyReports = sqliteTable(
  'reply_reports',
  {
    replyId: text('reply_id')
      .notNull()
      .references(() => replies.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    forumId: text('forum_id').notNull(),
    reason: text('reason').notNull(),
    at: at('at').notNull(),
    settledAt: at('settled_at'),
    settledBy: text('settled_by'),
    /** `kept` or `removed`. */
    outcome: text('outcome'),
  },
  (t) => [
    primaryKey({ columns: [t.replyId, t.userId] }),
    index('reply_reports_open').on(t.forumId, t.at).where(sql`${t.settledAt} is null`),
  ],
)
