import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Frequency } from '../../lib/mail-time'
import { at, flag, id } from './columns'
import { sessions, users } from './people'

/**
 * What one person is told of one act. Titles and names are read when it is shown, so that it never says more than its
 * reader may see by then.
 */
export const notifications = sqliteTable(
  'notifications',
  {
    id: id().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    /** What makes it once: the act it tells of, or what it keeps telling of. */
    key: text('key').notNull(),
    /** Of the event that told it last: an older one changes nothing. */
    seq: integer('seq').notNull().default(0),
    courseId: text('course_id'),
    /** What it is about, by kind: an item, a module, a certificate, an import. */
    subjectId: text('subject_id'),
    /** Whom it is about. */
    personId: text('person_id'),
    /** One word more, by kind: "declined". */
    detail: text('detail').notNull().default(''),
    at: at('at').notNull(),
    /** False where its reader wants it by mail only. */
    inBell: flag('in_bell').notNull().default(true),
    readAt: at('read_at'),
    /** When it is to go by mail; null is not at all. */
    mailAt: at('mail_at'),
    mailedAt: at('mailed_at'),
    /** When it is to go to its reader's devices; null is not at all. */
    pushAt: at('push_at'),
    pushedAt: at('pushed_at'),
  },
  (t) => [
    uniqueIndex('notifications_once').on(t.userId, t.key),
    index('notifications_of').on(t.userId, t.at, t.id),
    index('notifications_unread').on(t.userId).where(sql`${t.readAt} is null and ${t.inBell} = 1`),
    index('notifications_to_push').on(t.userId, t.pushAt).where(sql`${t.pushAt} is not null and ${t.pushedAt} is null`),
    index('notifications_to_mail').on(t.userId, t.mailAt).where(sql`${t.mailAt} is not null and ${t.mailedAt} is null`),
  ],
)

/** What somebody chose otherwise than everybody has it; null is as everybody. */
export const notificationChoices = sqliteTable(
  'notification_choices',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    bell: flag('bell'),
    push: flag('push'),
    mail: text('mail').$type<Frequency>(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.kind] })],
)

/** How mails come to somebody. */
export const notificationSettings = sqliteTable('notification_settings', {
  userId: text('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Minutes of the day on the reader's clock between which no mail comes; both or neither. */
  quietFrom: integer('quiet_from'),
  quietUntil: integer('quiet_until'),
  /** No mail of any kind since then. */
  mailStoppedAt: at('mail_stopped_at'),
  lastMailedAt: at('last_mailed_at'),
  /** Tries to send the mail that waits, since the last that went. */
  tries: integer('tries').notNull().default(0),
  /** The same of what goes to their devices. */
  pushTries: integer('push_tries').notNull().default(0),
})

/** Courses of which somebody wants to hear nothing. */
export const courseMutes = sqliteTable(
  'course_mutes',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    courseId: text('course_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.courseId] })],
)

/** A browser that shows what its reader is told, also while no page is open. It ends with the session in which it was asked for. */
export const pushSubscriptions = sqliteTable(
  'push_subscriptions',
  {
    id: id().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    sessionId: text('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    /** SHA-256 of the endpoint: a browser is asked for once, whoever uses it. */
    endpointHash: text('endpoint_hash').notNull(),
    /** Sealed for `push/<id>`: JSON of endpoint, p256dh and auth. Whoever has them can send. */
    sealed: text('sealed').notNull(),
    /** "Firefox · Android". */
    device: text('device').notNull().default(''),
    createdAt: at('created_at').notNull(),
    lastSentAt: at('last_sent_at'),
  },
  (t) => [
    uniqueIndex('push_subscriptions_endpoint').on(t.endpointHash),
    index('push_subscriptions_of').on(t.userId),
    index('push_subscriptions_session').on(t.sessionId),
  ],
)
