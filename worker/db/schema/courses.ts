import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { at, flag, id, json, rule } from './columns'
import { users } from './people'

export type CourseVisibility = 'enrolled' | 'organization' | 'public'
export type CourseJoining = 'staff' | 'code' | 'open' | 'request'
export type AccessAfterEnd = 'none' | 'read' | 'full'
export type CourseCompletion = { kind: 'all' } | { kind: 'count'; n: number } | { kind: 'average'; percent: number }

/** How the grade of the course is said: percent, points, or words from a percentage on, the highest first and the last from 0. */
export type GradeScheme =
  | { kind: 'percent' }
  | { kind: 'points' }
  | { kind: 'words'; steps: { from: number; word: string }[] }
export type GradeCategory = {
  /** Unique within the course; copies of the course keep it. */
  id: string
  title: string
  /** Share of the course's grade, in relation to the other categories; null where categories have none. */
  weight: number | null
  /** So many of its lowest do not count; zero is none. */
  dropLowest: number
  /** Only so many of its highest count; null is all. */
  keepHighest: number | null
}
/** How the grade of a course is made of the grades in it. */
export type Grading = {
  /** `items`: each counts the same; `points`: by what it is worth. */
  counting: 'items' | 'points'
  /** Whether what is missing counts as 0. */
  missingCounts: boolean
  scheme: GradeScheme
  categories: GradeCategory[]
}

export const courses = sqliteTable(
  'courses',
  {
    id: id().primaryKey(),
    title: text('title').notNull(),
    summary: text('summary').notNull().default(''),
    pictureId: text('picture_id'),
    locale: text('locale').notNull().default(''),
    zone: text('zone').notNull().default(''),
    categoryId: text('category_id'),
    tags: json<string[]>('tags').notNull().default([]),
    expectedHours: integer('expected_hours'),
    /** Under what terms others may use it: "CC BY 4.0". */
    licence: text('licence').notNull().default(''),
    startsAt: at('starts_at'),
    endsAt: at('ends_at'),
    afterEnd: text('after_end').$type<AccessAfterEnd>().notNull().default('read'),
    inOrder: flag('in_order').notNull().default(false),
    visibility: text('visibility').$type<CourseVisibility>().notNull().default('enrolled'),
    joining: text('joining').$type<CourseJoining>().notNull().default('staff'),
    joinCode: text('join_code'),
    /** Until then its code lets people in, and so many; null is without end or limit. */
    joinEndsAt: at('join_ends_at'),
    joinMost: integer('join_most'),
    /** How many came in by the code that it has now. */
    joinUses: integer('join_uses').notNull().default(0),
    everyone: flag('everyone').notNull().default(false),
    completion: json<CourseCompletion>('completion').notNull().default({ kind: 'all' }),
    certificate: flag('certificate').notNull().default(false),
    /** Its people have a chat room. */
    chat: flag('chat').notNull().default(false),
    /** Null: every item counts the same, said in percent. */
    grading: json<Grading>('grading'),
    /** Since then nobody changes a grade in it; null: they are open. */
    gradesLockedAt: at('grades_locked_at'),
    gradesLockedBy: text('grades_locked_by'),
    publishedAt: at('published_at'),
    archivedAt: at('archived_at'),
    deletedAt: at('deleted_at'),
    externalId: text('external_id'),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('courses_join_code').on(t.joinCode).where(sql`${t.joinCode} is not null`),
    uniqueIndex('courses_external').on(t.externalId).where(sql`${t.externalId} is not null and ${t.deletedAt} is null`),
    index('courses_title').on(sql`lower(${t.title})`, t.id),
  ],
)

export const categories = sqliteTable(
  'categories',
  {
    id: id().primaryKey(),
    name: text('name').notNull(),
    position: text('position').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [uniqueIndex('categories_name').on(sql`lower(${t.name})`)],
)

export const courseModules = sqliteTable(
  'course_modules',
  {
    id: id().primaryKey(),
    courseId: text('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    position: text('position').notNull(),
    publishedAt: at('published_at'),
    /** Published by itself at this time. */
    publishAt: at('publish_at'),
    availability: rule('availability'),
    certificate: flag('certificate').notNull().default(false),
    externalId: text('external_id'),
    createdAt: at('created_at').notNull(),
    deletedAt: at('deleted_at'),
  },
  (t) => [uniqueIndex('course_modules_position').on(t.courseId, t.position).where(sql`${t.deletedAt} is null`)],
)

export type ItemKind = 'lesson' | 'quiz' | 'assignment' | 'forum'
/** What completes an item. `minutes` and `percent` are numbers; `video` is a share of distinct seconds watched. */
export type ItemCompletion =
  | { kind: 'viewed' }
  | { kind: 'marked' }
  /** `plain`, on what was completed: without a script, from opening to leaving. */
  | { kind: 'time'; minutes: number; plain?: boolean }
  /** `plain`, on what was completed: without a script, by the learner's word and the time that the page was open. */
  | { kind: 'video'; percent: number; plain?: boolean }
  | { kind: 'submitted' }
  | { kind: 'passed'; percent: number }
  /** So many threads opened and replies written in a forum. */
  | { kind: 'written'; threads: number; replies: number }
  | { kind: 'none' }

/** What every item has; a kind adds one side table keyed by the item's id. */
export const items = sqliteTable(
  'items',
  {
    id: id().primaryKey(),
    courseId: text('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    moduleId: text('module_id')
      .notNull()
      .references(() => courseModules.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<ItemKind>().notNull(),
    title: text('title').notNull(),
    position: text('position').notNull(),
    publishedAt: at('published_at'),
    /** Published by itself at this time. */
    publishAt: at('publish_at'),
    dueAt: at('due_at'),
    availability: rule('availability'),
    completion: json<ItemCompletion>('completion').notNull().default({ kind: 'viewed' }),
    required: flag('required').notNull().default(true),
    expectedMinutes: integer('expected_minutes'),
    maxPoints: integer('max_points'),
    /** One of the course's grading. */
    gradeCategoryId: text('grade_category_id'),
    /** Adds to the grade and never lowers it. */
    extraCredit: flag('extra_credit').notNull().default(false),
    /** Only markers see its grades, until somebody gives them out. */
    holdGrades: flag('hold_grades').notNull().default(false),
    /** Since then nobody changes a grade of it; null: they are open, unless the course's are locked. */
    gradesLockedAt: at('grades_locked_at'),
    gradesLockedBy: text('grades_locked_by'),
    externalId: text('external_id'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    uniqueIndex('items_position').on(t.moduleId, t.position).where(sql`${t.deletedAt} is null`),
    index('items_course').on(t.courseId),
    index('items_due').on(t.dueAt).where(sql`${t.dueAt} is not null`),
  ],
)

/** Content over time: a new row only when the content changed. */
export const itemVersions = sqliteTable(
  'item_versions',
  {
    id: id().primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    locale: text('locale').notNull().default(''),
    number: integer('number').notNull(),
    content: text('content').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    /** When learners began to read it; what was written while nobody read has none. */
    publishedAt: at('published_at'),
    /** What stands in some readers' way, as if no film had captions; null where it was written before this was kept. */
    faults: json<KnownFault[]>('faults'),
  },
  (t) => [uniqueIndex('item_versions_number').on(t.itemId, t.locale, t.number)],
)

/** A fault of accessibility; with `mediaId` it is none once that film or recording has captions. */
export type KnownFault = { kind: string; blockId: string; detail: string; mediaId?: string }

/** The version that learners read, and the one that authors write where that is another one. */
export const lessons = sqliteTable('lessons', {
  itemId: text('item_id')
    .primaryKey()
    .references(() => items.id, { onDelete: 'cascade' }),
  versionId: text('version_id').notNull(),
  draftVersionId: text('draft_version_id'),
  /** What learners read when the draft began; another version now means that the lesson has changed beneath it. */
  draftBaseId: text('draft_base_id'),
})

export const problemReports = sqliteTable(
  'problem_reports',
  {
    id: id().primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    blockId: text('block_id').notNull(),
    versionNumber: integer('version_number').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    createdAt: at('created_at').notNull(),
    resolvedAt: at('resolved_at'),
  },
  (t) => [
    index('problem_reports_item').on(t.itemId),
    index('problem_reports_open').on(t.itemId).where(sql`${t.resolvedAt} is null`),
  ],
)

export const notes = sqliteTable(
  'notes',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    updatedAt: at('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.itemId] })],
)

/** Another date for one person or one group; the deadline function resolves them. */
export const deadlineOverrides = sqliteTable(
  'deadline_overrides',
  {
    id: id().primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    userId: text('user_id'),
    groupId: text('group_id'),
    dueAt: at('due_at').notNull(),
    reason: text('reason').notNull().default(''),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('deadline_overrides_user').on(t.itemId, t.userId).where(sql`${t.userId} is not null`),
    uniqueIndex('deadline_overrides_group').on(t.itemId, t.groupId).where(sql`${t.groupId} is not null`),
    index('deadline_overrides_of_group').on(t.groupId).where(sql`${t.groupId} is not null`),
  ],
)

/** Path of an item or file in the Markdown form it came from, for importing again. */
export const courseSources = sqliteTable(
  'course_sources',
  {
    courseId: text('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    path: text('path').notNull(),
    kind: text('kind').$type<'course' | 'module' | 'item' | 'media' | 'bank' | 'question'>().notNull(),
    subjectId: text('subject_id').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.courseId, t.kind, t.path] })],
)
