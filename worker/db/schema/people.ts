import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { at, flag, id, json } from './columns'

export type Role = 'owner' | 'admin' | 'instructor' | 'learner'
/** `requested` waits for an admin's approval; `invited` has not set a password yet. */
export type UserState = 'active' | 'invited' | 'requested' | 'suspended'
/** What peers see of a person beyond the name. */
export type Visibility = { photo: boolean; bio: boolean; pronouns: boolean; courses: boolean }

export const users = sqliteTable(
  'users',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    email: text('email'),
    emailVerifiedAt: at('email_verified_at'),
    username: text('username'),
    passwordHash: text('password_hash'),
    /** Whether it has the length that owners and admins need; null until it is typed the next time. */
    longPassword: flag('long_password'),
    role: text('role').$type<Role>().notNull(),
    state: text('state').$type<UserState>().notNull().default('active'),
    pronouns: text('pronouns').notNull().default(''),
    bio: text('bio').notNull().default(''),
    photoId: text('photo_id'),
    /** Empty: as the organization. */
    locale: text('locale').notNull().default(''),
    zone: text('zone').notNull().default(''),
    visibility: json<Visibility>('visibility')
      .notNull()
      .default({ photo: true, bio: true, pronouns: true, courses: true }),
    externalId: text('external_id'),
    lastSeenAt: at('last_seen_at'),
    createdAt: at('created_at').notNull(),
    suspendedAt: at('suspended_at'),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    uniqueIndex('users_email').on(sql`lower(${t.email})`).where(sql`${t.deletedAt} is null and ${t.email} is not null`),
    uniqueIndex('users_username')
      .on(sql`lower(${t.username})`)
      .where(sql`${t.deletedAt} is null and ${t.username} is not null`),
    uniqueIndex('users_external').on(t.externalId).where(sql`${t.deletedAt} is null and ${t.externalId} is not null`),
    index('users_name').on(sql`lower(${t.name})`, t.id),
  ],
)

/** Sign-in sessions. The id is sha256 of the cookie's value. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: id().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
    /** Moves on with use. */
    expiresAt: at('expires_at').notNull(),
    /** Does not. */
    endsAt: at('ends_at').notNull(),
    /** "Chrome on Android", as said to its owner. */
    device: text('device').notNull().default(''),
    lastSeenAt: at('last_seen_at').notNull(),
  },
  (t) => [index('sessions_user').on(t.userId)],
)

export type CodePurpose =
  | 'verify-email'
  | 'reset-password'
  | 'change-email-old'
  | 'change-email-new'
  | 'invitation'
  | 'registration'
  | 'joining'
  | 'hand-over'
  | 'sign-in-card'

/** Single-use secrets sent to a person; the id is sha256 of the secret. */
export const codes = sqliteTable(
  'codes',
  {
    id: id().primaryKey(),
    purpose: text('purpose').$type<CodePurpose>().notNull(),
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    payload: json<Record<string, string>>('payload').notNull().default({}),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (t) => [index('codes_user').on(t.userId, t.purpose)],
)

/** Counts tries of a door (sign-in, reset, codes) in a window; shared by every door that tries the same thing. */
export const throttles = sqliteTable(
  'throttles',
  {
    door: text('door').notNull(),
    key: text('key').notNull(),
    windowStart: at('window_start').notNull(),
    tries: integer('tries').notNull(),
  },
  (t) => [primaryKey({ columns: [t.door, t.key] })],
)

/** Invited by e-mail: the person exists from the start with state `invited`; this row remembers who asked and into what. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: id().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    invitedBy: text('invited_by').notNull(),
    courseIds: json<string[]>('course_ids').notNull().default([]),
    groupIds: json<string[]>('group_ids').notNull().default([]),
    /** When the courses are due for whoever comes by it. */
    dueAt: at('due_at'),
    sentAt: at('sent_at').notNull(),
    acceptedAt: at('accepted_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [index('invitations_user').on(t.userId)],
)

/** A link or code by which people register themselves. */
export const joinLinks = sqliteTable(
  'join_links',
  {
    id: id().primaryKey(),
    code: text('code').notNull(),
    role: text('role').$type<Role>().notNull().default('learner'),
    courseIds: json<string[]>('course_ids').notNull().default([]),
    groupIds: json<string[]>('group_ids').notNull().default([]),
    maxUses: integer('max_uses'),
    uses: integer('uses').notNull().default(0),
    expiresAt: at('expires_at'),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    revokedAt: at('revoked_at'),
  },
  (t) => [uniqueIndex('join_links_code').on(t.code)],
)

/** An observer (parent, mentor) sees progress and due dates of the linked learner. */
export const observerLinks = sqliteTable(
  'observer_links',
  {
    observerId: text('observer_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    learnerId: text('learner_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
    createdBy: text('created_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.observerId, t.learnerId] }), index('observer_links_learner').on(t.learnerId)],
)

/** Personal and organization tokens of the JSON door; the id is sha256 of the token, which is shown once. */
export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: id().primaryKey(),
    /** Null: the organization's own. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** First characters, for telling tokens apart. */
    prefix: text('prefix').notNull(),
    scopes: json<string[]>('scopes').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at'),
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [index('api_tokens_user').on(t.userId)],
)

/** Answers of the JSON door by Idempotency-Key, kept for 24 hours. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status'),
    response: text('response'),
    /** Where the act is taken back, as the header `Undo` said. */
    undo: text('undo'),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.actorId, t.key] })],
)

/** The bin of selected-people actions: what to put back on undo. */
export const bulkActs = sqliteTable('bulk_acts', {
  id: id().primaryKey(),
  actorId: text('actor_id').notNull(),
  kind: text('kind').notNull(),
  /** How many people it changed. */
  count: integer('count').notNull(),
  before: json<unknown>('before').notNull(),
  at: at('at').notNull(),
  undoneAt: at('undone_at'),
})

export const groups = sqliteTable(
  'groups',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    /** Null: a group of the organization. */
    courseId: text('course_id'),
    selfSignUp: flag('self_sign_up').notNull().default(false),
    seats: integer('seats'),
    externalId: text('external_id'),
    createdAt: at('created_at').notNull(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    uniqueIndex('groups_name').on(sql`lower(${t.name})`).where(sql`${t.deletedAt} is null and ${t.courseId} is null`),
    uniqueIndex('groups_course_name')
      .on(t.courseId, sql`lower(${t.name})`)
      .where(sql`${t.deletedAt} is null and ${t.courseId} is not null`),
  ],
)

export const groupMembers = sqliteTable(
  'group_members',
  {
    groupId: text('group_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.userId] }), index('group_members_user').on(t.userId)],
)

export const groupManagers = sqliteTable(
  'group_managers',
  {
    groupId: text('group_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.groupId, t.userId] }), index('group_managers_user').on(t.userId)],
)
