import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Audience } from '../../lib/announcement'
import { at, flag, id, json } from './columns'
import { courses } from './courses'
import { groups, users } from './people'

/** What is said to many at once: in a course, to a group (of it, or by itself), or in the whole organization where both are null. */
export const announcements = sqliteTable(
  'announcements',
  {
    id: id().primaryKey(),
    courseId: text('course_id').references(() => courses.id, { onDelete: 'cascade' }),
    groupId: text('group_id').references(() => groups.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    /** Markdown, the HTML made of it, and its first words as plain text. */
    text: text('text').notNull(),
    html: text('html').notNull(),
    summary: text('summary').notNull(),
    audience: text('audience').$type<Audience>().notNull(),
    /** It is shown from then on; until then, null is without end. */
    fromAt: at('from_at').notNull(),
    untilAt: at('until_at'),
    /** Its readers say that they have read it. */
    mustAcknowledge: flag('must_acknowledge').notNull().default(false),
    pinned: flag('pinned').notNull().default(false),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    /** How often it was changed: who changes it says which one they have read. */
    revision: integer('revision').notNull().default(0),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    index('announcements_course').on(t.courseId, t.fromAt).where(sql`${t.courseId} is not null`),
    index('announcements_group').on(t.groupId, t.fromAt).where(sql`${t.groupId} is not null`),
    index('announcements_everyone').on(t.fromAt).where(sql`${t.courseId} is null and ${t.groupId} is null`),
  ],
)

/** What of an announcement was changed. */
export type AnnouncementPart = 'title' | 'text' | 'audience' | 'window' | 'acknowledge'

/** How an announcement stood before it was changed. */
export const announcementEdits = sqliteTable(
  'announcement_edits',
  {
    announcementId: text('announcement_id')
      .notNull()
      .references(() => announcements.id, { onDelete: 'cascade' }),
    /** From 1. */
    number: integer('number').notNull(),
    parts: json<AnnouncementPart[]>('parts').notNull(),
    title: text('title').notNull(),
    html: text('html').notNull(),
    editedBy: text('edited_by').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.number] })],
)

/** Somebody has read it: said so, or put it away. */
export const announcementReadings = sqliteTable(
  'announcement_readings',
  {
    announcementId: text('announcement_id')
      .notNull()
      .references(() => announcements.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.announcementId, t.userId] }), index('announcement_readings_user').on(t.userId)],
)
