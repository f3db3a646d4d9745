import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { at, flag, id, json } from './columns'

/** One row: whose database this is. Compared on every open, so that a wrong slot is a refusal and never a leak. */
export const meta = sqliteTable('meta', {
  tenantId: text('tenant_id').primaryKey(),
  createdAt: at('created_at').notNull(),
})

export type Registration = 'closed' | 'link' | 'domain' | 'open' | 'approval'
export type Paper = 'a4' | 'letter'
/** Steps of the owner's checklist, with the time at which each was done or dismissed. */
export type Checklist = Partial<Record<'brand' | 'owner' | 'people' | 'course' | 'preview' | 'dismissed', number>>

/** One row (id 'own'): the settings of the organization. */
export const organization = sqliteTable('organization', {
  id: id().primaryKey(),
  name: text('name').notNull(),
  logoId: text('logo_id'),
  /** `#rrggbb`; empty is the default brand. */
  colour: text('colour').notNull().default(''),
  locale: text('locale').notNull(),
  zone: text('zone').notNull(),
  registration: text('registration').$type<Registration>().notNull().default('closed'),
  registrationDomains: json<string[]>('registration_domains').notNull().default([]),
  /** Whether strangers may read the catalogue. */
  publicCatalogue: flag('public_catalogue').notNull().default(false),
  passwordLength: integer('password_length').notNull().default(8),
  embedHosts: json<string[]>('embed_hosts').notNull().default([]),
  /** Who its mails come from, and where answers to them go; empty is its name, and nowhere. */
  mailName: text('mail_name').notNull().default(''),
  mailReplyTo: text('mail_reply_to').notNull().default(''),
  paper: text('paper').$type<Paper>().notNull().default('a4'),
  quotaBytes: integer('quota_bytes').notNull(),
  usedBytes: integer('used_bytes').notNull().default(0),
  /** Days that binned things are kept. */
  retentionDays: integer('retention_days').notNull().default(30),
  checklist: json<Checklist>('checklist').notNull().default({}),
  sampleCourseId: text('sample_course_id'),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
})

/** What a person agreed to, in which version. */
export const consents = sqliteTable('consents', {
  id: id().primaryKey(),
  userId: text('user_id').notNull(),
  document: text('document').$type<'terms' | 'privacy' | 'dpa'>().notNull(),
  version: text('version').notNull(),
  at: at('at').notNull(),
})
