import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** The life of an organization's space. Every step may be repeated. */
export type TenantState =
  | 'requested'
  | 'claimed'
  | 'migrated'
  | 'active'
  | 'suspended'
  | 'deleting'
  | 'deleted'
  | 'failed'
export type SlotState = 'free' | 'claimed' | 'retired'

/** The platform's own database: organizations, where they live and by which name. It knows no learner. */
export const tenants = sqliteTable(
  'tenants',
  {
    id: text('id').primaryKey(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    state: text('state').$type<TenantState>().notNull(),
    slotId: text('slot_id'),
    region: text('region').notNull().default('any'),
    plan: text('plan').notNull().default('free'),
    /** The nonce of the sign-up form: a second click finds the first one's space, also when that is ready already. */
    orderNonce: text('order_nonce'),
    /** When it came into its state. */
    stateAt: integer('state_at').notNull(),
    /** How often the cron went on with a sign-up that had got stuck, and when last. */
    tries: integer('tries').notNull().default(0),
    triedAt: integer('tried_at'),
    /** Grows with every change, for the hostname cache. */
    version: integer('version').notNull().default(1),
    createdAt: integer('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('tenants_slug').on(sql`${t.slug} collate nocase`),
    uniqueIndex('tenants_order').on(t.orderNonce).where(sql`${t.orderNonce} is not null`),
    uniqueIndex('tenants_slot').on(t.slotId).where(sql`${t.slotId} is not null`),
    index('tenants_state').on(t.state, t.stateAt),
  ],
)

export const cells = sqliteTable('cells', {
  name: text('name').primaryKey(),
  /** Binding of the cell's Worker in this one, for example CELL_0001. */
  binding: text('binding').notNull(),
  region: text('region').notNull().default('any'),
  createdAt: integer('created_at').notNull(),
})

/** A pre-made D1 under a fixed binding in a fixed cell; never used for a second tenant. */
export const slots = sqliteTable(
  'slots',
  {
    id: text('id').primaryKey(),
    cell: text('cell')
      .notNull()
      .references(() => cells.name),
    binding: text('binding').notNull(),
    region: text('region').notNull().default('any'),
    state: text('state').$type<SlotState>().notNull().default('free'),
    schemaVersion: integer('schema_version').notNull().default(0),
  },
  (t) => [uniqueIndex('slots_binding').on(t.cell, t.binding), index('slots_free').on(t.region, t.state, t.id)],
)

export const hostnames = sqliteTable('hostnames', {
  hostname: text('hostname').primaryKey(),
  tenantId: text('tenant_id')
    .notNull()
    .references(() => tenants.id),
  kind: text('kind').$type<'subdomain' | 'custom'>().notNull(),
  verifiedAt: integer('verified_at'),
})

export const tenantEvents = sqliteTable(
  'tenant_events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    tenantId: text('tenant_id').notNull(),
    name: text('name').notNull(),
    detail: text('detail').notNull().default(''),
    at: integer('at').notNull(),
  },
  (t) => [index('tenant_events_tenant').on(t.tenantId)],
)

export const reservedSlugs = sqliteTable('reserved_slugs', { slug: text('slug').primaryKey() })

/** A sign-up on its way: what only its owner may know is sealed, and deleted when the space is active or after 24 hours. */
export const signUps = sqliteTable('sign_ups', {
  tenantId: text('tenant_id')
    .primaryKey()
    .references(() => tenants.id),
  sealed: text('sealed').notNull(),
  createdAt: integer('created_at').notNull(),
})

/** HMAC of an e-mail address and the tenant that knows it: read only to send the "find your organization" mail. */
export const signInHints = sqliteTable(
  'sign_in_hints',
  {
    emailHmac: text('email_hmac').notNull(),
    tenantId: text('tenant_id').notNull(),
    userId: text('user_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.emailHmac, t.tenantId] }), index('sign_in_hints_user').on(t.tenantId, t.userId)],
)

export const fleetJobs = sqliteTable('fleet_jobs', {
  id: text('id').primaryKey(),
  kind: text('kind').notNull(),
  targetVersion: integer('target_version').notNull(),
  stage: text('stage').notNull(),
  cursor: text('cursor').notNull().default(''),
  done: integer('done').notNull().default(0),
  failed: integer('failed').notNull().default(0),
  maxFailures: integer('max_failures').notNull().default(3),
  state: text('state').notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** Tries of the platform's own doors (sign-up, find). */
export const platformThrottles = sqliteTable(
  'platform_throttles',
  {
    door: text('door').notNull(),
    key: text('key').notNull(),
    windowStart: integer('window_start').notNull(),
    tries: integer('tries').notNull(),
  },
  (t) => [primaryKey({ columns: [t.door, t.key] })],
)
