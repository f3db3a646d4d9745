import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { at, flag, id, json } from './columns'
import { courses } from './courses'
import { groups, users } from './people'

/** `direct` is shown in the inbox of its people and nowhere else; `staff` is one that staff made for people they chose. */
export type ChatKind = 'course' | 'group' | 'staff' | 'direct'

/** A chat room. That of a course or a group has its id, and comes with its first message. */
export const chatRooms = sqliteTable(
  'chat_rooms',
  {
    id: id().primaryKey(),
    kind: text('kind').$type<ChatKind>().notNull(),
    courseId: text('course_id').references(() => courses.id, { onDelete: 'cascade' }),
    groupId: text('group_id').references(() => groups.id, { onDelete: 'cascade' }),
    title: text('title').notNull().default(''),
    /** Of a direct one: its people's ids in order, so that the same people have one room. */
    people: text('people'),
    /** The number that was given last: to a message, an edit, a deletion or a reaction. */
    seq: integer('seq').notNull().default(0),
    /** The number of the newest message that is still there, and when it came. */
    lastSeq: integer('last_seq').notNull().default(0),
    lastAt: at('last_at').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    /** Nobody writes in it any more. */
    closedAt: at('closed_at'),
  },
  (t) => [uniqueIndex('chat_rooms_people').on(t.people).where(sql`${t.people} is not null`)],
)

/** What a room is to one person. In a course's or a group's, who is in it is said there; the row only remembers. */
export const chatMembers = sqliteTable(
  'chat_members',
  {
    roomId: text('room_id')
      .notNull()
      .references(() => chatRooms.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** In the room because of this row. */
    joined: flag('joined').notNull().default(false),
    moderates: flag('moderates').notNull().default(false),
    /** Up to which message they have read. */
    readSeq: integer('read_seq').notNull().default(0),
    mutedAt: at('muted_at'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.roomId, t.userId] }), index('chat_members_user').on(t.userId)],
)

/** `seq` is a message's place, `changed_seq` the number of what happened to it last: what is new since N has a greater one. */
export const chatMessages = sqliteTable(
  'chat_messages',
  {
    /** Made by whoever writes, so that a message sent twice is there once. */
    id: id().primaryKey(),
    roomId: text('room_id')
      .notNull()
      .references(() => chatRooms.id, { onDelete: 'cascade' }),
    seq: integer('seq').notNull(),
    changedSeq: integer('changed_seq').notNull(),
    authorId: text('author_id').notNull(),
    /** Markdown; empty once it is deleted. */
    text: text('text').notNull(),
    /** Whom `@name` in it means. */
    mentions: json<{ id: string; name: string }[]>('mentions').notNull().default([]),
    at: at('at').notNull(),
    editedAt: at('edited_at'),
    deletedAt: at('deleted_at'),
    deletedBy: text('deleted_by'),
  },
  (t) => [
    uniqueIndex('chat_messages_place').on(t.roomId, t.seq),
    uniqueIndex('chat_messages_changed').on(t.roomId, t.changedSeq),
  ],
)

export const chatReactions = sqliteTable(
  'chat_reactions',
  {
    messageId: text('message_id')
      .notNull()
      .references(() => chatMessages.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    emoji: text('emoji').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.messageId, t.emoji, t.userId] })],
)
