import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ImportReport, ImportSummary, QuestionPlan } from '../../domain/imports'
import type { Message } from '../../lib/message'
import type { quizzes } from './assessment'
import { at, flag, id, json } from './columns'
import { users } from './people'

/** The outbox: written in the batch of the act it tells of. (name, subject, key) is also the guard against doing an act twice. */
export const events = sqliteTable(
  'events',
  {
    seq: integer('seq').primaryKey({ autoIncrement: true }),
    name: text('name').notNull(),
    subjectId: text('subject_id').notNull(),
    key: text('key').notNull().default(''),
    actorId: text('actor_id'),
    payload: json<Record<string, unknown>>('payload').notNull().default({}),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('events_once').on(t.name, t.subjectId, t.key)],
)

/** How far each reader of the outbox has come. */
export const eventReaders = sqliteTable('event_readers', {
  name: text('name').primaryKey(),
  seq: integer('seq').notNull(),
  /** Tries at the event after `seq`. */
  tries: integer('tries').notNull().default(0),
  error: text('error'),
  updatedAt: at('updated_at').notNull(),
})

/** One drainer a tenant at a time. */
export const leases = sqliteTable('leases', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  until: at('until').notNull(),
})

/** An event that a reader gave up on after 10 tries: an admin sees it and may try again. */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    id: id().primaryKey(),
    reader: text('reader').notNull(),
    eventSeq: integer('event_seq').notNull(),
    error: text('error').notNull(),
    /** Of the last try. */
    at: at('at').notNull(),
    /** Asked to be tried again, which has not happened yet. */
    retriedAt: at('retried_at'),
    resolvedAt: at('resolved_at'),
  },
  (t) => [
    uniqueIndex('dead_letters_once').on(t.reader, t.eventSeq),
    index('dead_letters_open').on(t.at).where(sql`${t.resolvedAt} is null`),
  ],
)

/** Things due at a time (a quiz's end, a purge, a reminder): the tenant's clock wakes for the earliest. */
export const timers = sqliteTable(
  'timers',
  {
    id: id().primaryKey(),
    job: text('job').notNull(),
    subjectId: text('subject_id').notNull(),
    dueAt: at('due_at').notNull(),
    doneAt: at('done_at'),
  },
  (t) => [uniqueIndex('timers_once').on(t.job, t.subjectId), index('timers_due').on(t.dueAt)],
)

/** Who did what, on whose behalf, from where, before and after. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    id: id().primaryKey(),
    at: at('at').notNull(),
    actorId: text('actor_id'),
    onBehalfOf: text('on_behalf_of'),
    act: text('act').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    /** "web", "api:<token prefix>", "job". */
    source: text('source').notNull().default('web'),
    before: json<unknown>('before'),
    after: json<unknown>('after'),
  },
  (t) => [index('audit_entries_subject').on(t.subjectId, t.at), index('audit_entries_at').on(t.at, t.id)],
)

/** Durable Object names this tenant has used, so that they can be purged with it. */
export const rooms = sqliteTable('rooms', {
  name: text('name').primaryKey(),
  createdAt: at('created_at').notNull(),
})

/** Who was let into a live room, and until when they may still be there: whom to send away, not who is present. */
export const roomReaders = sqliteTable(
  'room_readers',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Of real time. */
    until: at('until').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.name] })],
)

/** What search reads; `search_index` is its FTS5 shadow (see migrations). */
export const searchEntries = sqliteTable(
  'search_entries',
  {
    rowid: integer('rowid').primaryKey({ autoIncrement: true }),
    kind: text('kind')
      .$type<
        | 'course'
        | 'lesson'
        | 'quiz'
        | 'assignment'
        | 'forum'
        | 'caption'
        | 'person'
        | 'question'
        | 'announcement'
        | 'thread'
        | 'reply'
      >()
      .notNull(),
    subjectId: text('subject_id').notNull(),
    courseId: text('course_id'),
    title: text('title').notNull(),
    body: text('body').notNull().default(''),
    /** The title without accents and case: what one or two letters are looked for in. */
    folded: text('folded').notNull().default(''),
    /** Drafts are found by those who teach the course only. */
    published: flag('published').notNull().default(true),
  },
  (t) => [uniqueIndex('search_entries_subject').on(t.kind, t.subjectId), index('search_entries_course').on(t.courseId)],
)

export type ImportState = 'planned' | 'running' | 'done' | 'failed' | 'undone'

/** What an import did: ids of items, and of the files that it stored. */
export type ImportMade = {
  isNew: boolean
  added: string[]
  changed: string[]
  removed: string[]
  media: string[]
  /** Of a bank: those that came with its questions, each before what is below it. */
  categories?: string[]
  /** Of a quiz: how it lets one try again, before and since. */
  tries?: { before: QuizTries; after: QuizTries }
}

type QuizTries = Pick<typeof quizzes.$inferSelect, 'tries' | 'tryPercent' | 'shows' | 'showAnswers' | 'answersAfter'>

/** One import of anything: plan -> report -> apply -> undo. */
export const importRuns = sqliteTable(
  'import_runs',
  {
    id: id().primaryKey(),
    format: text('format').notNull(),
    fileName: text('file_name').notNull(),
    /** Key of the uploaded archive in media storage. */
    fileKey: text('file_key').notNull(),
    /** The course that is imported into, or that was made. */
    courseId: text('course_id'),
    /** The quiz that questions come into; null where a course comes. */
    itemId: text('item_id'),
    /** The bank that questions come into, where it is no quiz. */
    bankId: text('bank_id'),
    /** What comes into the quiz or bank: no archive is kept of it. */
    questions: json<QuestionPlan>('questions'),
    state: text('state').$type<ImportState>().notNull(),
    /** What the preview shows, bounded; the archive itself is the plan. */
    plan: json<ImportSummary>('plan').notNull(),
    report: json<ImportReport>('report').notNull(),
    stepsDone: integer('steps_done').notNull().default(0),
    stepsAll: integer('steps_all').notNull().default(0),
    made: json<ImportMade>('made'),
    /** Why it failed: a sentence's key and values. */
    error: json<Message>('error'),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    appliedBy: text('applied_by'),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
  },
  (t) => [
    index('import_runs_course').on(t.courseId),
    index('import_runs_item').on(t.itemId).where(sql`${t.itemId} is not null`),
    index('import_runs_bank').on(t.bankId).where(sql`${t.bankId} is not null`),
  ],
)

/** A mail is claimed before it is sent, so that a redelivered event does not send it again. */
export const sentMails = sqliteTable('sent_mails', {
  key: text('key').primaryKey(),
  claimedAt: at('claimed_at').notNull(),
  sentAt: at('sent_at'),
})
