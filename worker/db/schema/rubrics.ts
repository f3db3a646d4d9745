import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { RubricBody, RubricChoice } from '../../lib/rubric'
import { at, flag, id, json } from './columns'
import { courses } from './courses'
import { users } from './people'

/** Criteria by which work is marked: of one course, or of the organization. */
export const rubrics = sqliteTable(
  'rubrics',
  {
    id: id().primaryKey(),
    /** Null: of the organization. */
    courseId: text('course_id').references(() => courses.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    deletedAt: at('deleted_at'),
  },
  (t) => [
    uniqueIndex('rubrics_title').on(t.courseId, sql`lower(${t.title})`).where(sql`${t.deletedAt} is null`),
    uniqueIndex('rubrics_own_title')
      .on(sql`lower(${t.title})`)
      .where(sql`${t.courseId} is null and ${t.deletedAt} is null`),
  ],
)

/** A rubric over time: the newest number counts, and marks point at the one they were made with. */
export const rubricVersions = sqliteTable(
  'rubric_versions',
  {
    id: id().primaryKey(),
    rubricId: text('rubric_id')
      .notNull()
      .references(() => rubrics.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    body: json<RubricBody>('body').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    /** When somebody first marked with it: from then on it never changes. */
    usedAt: at('used_at'),
  },
  (t) => [uniqueIndex('rubric_versions_number').on(t.rubricId, t.number)],
)

export type MarkContent = {
  /** Null where none are typed. */
  points: number | null
  comment: string
  /** The version of the rubric that `choices` speak of; null where there is none. */
  rubricVersionId: string | null
  choices: RubricChoice[]
}

/** How a piece of work is marked: what markers write, and what its learner was given. */
export const marks = sqliteTable(
  'marks',
  {
    /** A `response` is the answer to one question of an attempt: `<attempt>:<version>`; a `review` is what a peer says of a work. */
    subjectKind: text('subject_kind').$type<'submission' | 'response' | 'review'>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** Grows by one with every change: who writes says which one they have read. */
    revision: integer('revision').notNull(),
    /** Being written; null where nothing was since it was given. */
    draft: json<MarkContent>('draft'),
    draftBy: text('draft_by'),
    draftAt: at('draft_at'),
    given: json<MarkContent>('given'),
    givenBy: text('given_by'),
    givenAt: at('given_at'),
  },
  (t) => [primaryKey({ columns: [t.subjectKind, t.subjectId] })],
)

/** Comments that markers keep to write them again. */
export const keptComments = sqliteTable(
  'kept_comments',
  {
    id: id().primaryKey(),
    courseId: text('course_id')
      .notNull()
      .references(() => courses.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    /** For everybody who marks in the course. */
    shared: flag('shared').notNull().default(false),
    createdAt: at('created_at').notNull(),
  },
  (t) => [index('kept_comments_course').on(t.courseId, t.userId)],
)
