import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { at, flag, id, json } from './columns'
import { courseModules, courses, type ItemCompletion, items } from './courses'
import { users } from './people'

export type CourseRole = 'instructor' | 'assistant' | 'learner' | 'observer'
export type EnrollmentState = 'active' | 'completed' | 'withdrawn'
export type EnrollmentSource =
  | 'self'
  | 'admin'
  | 'group'
  | 'code'
  | 'link'
  | 'invitation'
  | 'everyone'
  | 'request'
  | 'author'
  | 'api'

/** A user in a course. Progress, grades and attempts hang on (enrollment, item). */
export const enrollments = sqliteTable(
  'enrollments',
  {
    id: id().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id),
    courseId: text('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    round: integer('round').notNull().default(1),
    role: text('role').$type<CourseRole>().notNull(),
    state: text('state').$type<EnrollmentState>().notNull().default('active'),
    dueAt: at('due_at'),
    /** Kept up to date by the acts: items done of the items that count, and percent of the course. */
    itemsDone: integer('items_done').notNull().default(0),
    itemsAll: integer('items_all').notNull().default(0),
    percent: integer('percent').notNull().default(0),
    /** Where Continue goes. */
    currentItemId: text('current_item_id'),
    lastSeenAt: at('last_seen_at'),
    completedAt: at('completed_at'),
    createdAt: at('created_at').notNull(),
    withdrawnAt: at('withdrawn_at'),
  },
  (t) => [
    uniqueIndex('enrollments_once').on(t.userId, t.courseId, t.round),
    index('enrollments_course').on(t.courseId, t.role, t.state),
  ],
)

export const enrollmentSources = sqliteTable(
  'enrollment_sources',
  {
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id, { onDelete: 'cascade' }),
    source: text('source').$type<EnrollmentSource>().notNull(),
    /** Id of the group, link or code; empty where there is none. */
    sourceId: text('source_id').notNull().default(''),
    createdAt: at('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.enrollmentId, t.source, t.sourceId] })],
)

export const joinRequests = sqliteTable(
  'join_requests',
  {
    id: id().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    courseId: text('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    message: text('message').notNull().default(''),
    createdAt: at('created_at').notNull(),
    decision: text('decision').$type<'approved' | 'declined'>(),
    decidedAt: at('decided_at'),
    decidedBy: text('decided_by'),
  },
  (t) => [uniqueIndex('join_requests_open').on(t.userId, t.courseId).where(sql`${t.decidedAt} is null`)],
)

export type ProgressState = 'started' | 'completed'
/** Where a learner goes on: video second by block, scroll as a share of the page, distinct seconds watched as ranges by block. */
export type Resume = {
  scroll?: number
  videos?: Record<string, number>
  /** Of each PDF, the page that is open. */
  pages?: Record<string, number>
  watched?: Record<string, [number, number][]>
  /** Seconds between opening and leaving pages that had no script. */
  plain?: number
}

export const progress = sqliteTable(
  'progress',
  {
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id, { onDelete: 'cascade' }),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    state: text('state').$type<ProgressState>().notNull(),
    /** Counted only while the page was visible. */
    seconds: integer('seconds').notNull().default(0),
    resume: json<Resume>('resume').notNull().default({}),
    startedAt: at('started_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    completedAt: at('completed_at'),
    /** What was required when it was completed, so that later edits cannot take it away. */
    requirement: json<ItemCompletion>('requirement'),
    overriddenBy: text('overridden_by'),
    overrideReason: text('override_reason'),
  },
  (t) => [primaryKey({ columns: [t.enrollmentId, t.itemId] }), index('progress_item').on(t.itemId, t.state)],
)

export const moduleCompletions = sqliteTable(
  'module_completions',
  {
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id, { onDelete: 'cascade' }),
    moduleId: text('module_id')
      .notNull()
      .references(() => courseModules.id, { onDelete: 'cascade' }),
    completedAt: at('completed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.enrollmentId, t.moduleId] })],
)

/** One row an (enrollment, item), there from the start, so that "missing" is a plain read. Scores are in points of `maxPoints`. */
export const grades = sqliteTable(
  'grades',
  {
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id),
    raw: real('raw'),
    penalty: real('penalty').notNull().default(0),
    final: real('final'),
    maxPoints: real('max_points').notNull(),
    override: real('override'),
    excused: flag('excused').notNull().default(false),
    comment: text('comment').notNull().default(''),
    gradedBy: text('graded_by'),
    gradedAt: at('graded_at'),
    releasedAt: at('released_at'),
  },
  (t) => [primaryKey({ columns: [t.enrollmentId, t.itemId] }), index('grades_item').on(t.itemId)],
)

/** Append-only: the audit, and "how was this made". */
export const gradeEvents = sqliteTable(
  'grade_events',
  {
    id: id().primaryKey(),
    enrollmentId: text('enrollment_id').notNull(),
    itemId: text('item_id').notNull(),
    /** `recounted`: another attempt of the quiz counts, and `reason` is the rule by which; or `rulings`, `late`: by those. */
    kind: text('kind')
      .$type<'marked' | 'regraded' | 'recounted' | 'overridden' | 'excused' | 'unexcused' | 'released' | 'held'>()
      .notNull(),
    before: real('before'),
    after: real('after'),
    /** The attempt or submission it came from. */
    sourceId: text('source_id'),
    reason: text('reason').notNull().default(''),
    actorId: text('actor_id'),
    at: at('at').notNull(),
  },
  (t) => [index('grade_events_grade').on(t.enrollmentId, t.itemId, t.at)],
)

export type InquiryState = 'waiting' | 'answered' | 'settled'

/** What a learner asks about a grade: one thread a grade. `waiting` is for those who mark. */
export const gradeInquiries = sqliteTable(
  'grade_inquiries',
  {
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id, { onDelete: 'cascade' }),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    courseId: text('course_id').notNull(),
    state: text('state').$type<InquiryState>().notNull(),
    /** When it came into this state. */
    changedAt: at('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.enrollmentId, t.itemId] }),
    index('grade_inquiries_course').on(t.courseId, t.state, t.changedAt),
  ],
)

/** Append-only: what was said, and when it was settled and opened again. */
export const inquiryEntries = sqliteTable(
  'inquiry_entries',
  {
    id: id().primaryKey(),
    enrollmentId: text('enrollment_id')
      .notNull()
      .references(() => enrollments.id, { onDelete: 'cascade' }),
    itemId: text('item_id').notNull(),
    kind: text('kind').$type<'asked' | 'answered' | 'settled' | 'reopened'>().notNull(),
    text: text('text').notNull().default(''),
    authorId: text('author_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('inquiry_entries_grade').on(t.enrollmentId, t.itemId, t.at)],
)

/** Immutable; outlives the course, the module and the enrollment. */
export const certificates = sqliteTable(
  'certificates',
  {
    id: id().primaryKey(),
    code: text('code').notNull(),
    userId: text('user_id').notNull(),
    kind: text('kind').$type<'course' | 'module'>().notNull(),
    subjectId: text('subject_id').notNull(),
    courseId: text('course_id').notNull(),
    round: integer('round').notNull().default(1),
    /** As they were on that day. */
    recipientName: text('recipient_name').notNull(),
    title: text('title').notNull(),
    organizationName: text('organization_name').notNull(),
    locale: text('locale').notNull(),
    issuedAt: at('issued_at').notNull(),
    expiresAt: at('expires_at'),
  },
  (t) => [
    uniqueIndex('certificates_code').on(t.code),
    uniqueIndex('certificates_once').on(t.userId, t.kind, t.subjectId, t.round),
  ],
)

export const certificateRevocations = sqliteTable('certificate_revocations', {
  certificateId: text('certificate_id')
    .primaryKey()
    .references(() => certificates.id),
  reason: text('reason').notNull(),
  revokedBy: text('revoked_by').notNull(),
  revokedAt: at('revoked_at').notNull(),
})
