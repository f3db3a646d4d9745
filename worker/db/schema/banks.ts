import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { QuestionKindName } from '../../domain/quizzes/questions'
import { questions, questionVersions, quizzes } from './assessment'
import { at, id } from './columns'
import { courses } from './courses'

/** Questions kept for many quizzes: of the organization, or of one course. */
export const questionBanks = sqliteTable(
  'question_banks',
  {
    id: id().primaryKey(),
    /** Null: of the organization. */
    courseId: text('course_id').references(() => courses.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    createdBy: text('created_by').notNull(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    deletedAt: at('deleted_at'),
  },
  (t) => [index('question_banks_course').on(t.courseId, t.title)],
)

/** A tree of at most three levels. */
export const bankCategories = sqliteTable(
  'bank_categories',
  {
    id: id().primaryKey(),
    bankId: text('bank_id')
      .notNull()
      .references(() => questionBanks.id, { onDelete: 'cascade' }),
    /** '' at the top. */
    parentId: text('parent_id').notNull().default(''),
    title: text('title').notNull(),
    createdAt: at('created_at').notNull(),
  },
  (t) => [uniqueIndex('bank_categories_title').on(t.bankId, t.parentId, t.title)],
)

/** That a question belongs to a bank, and what lists of it show. */
export const bankQuestions = sqliteTable(
  'bank_questions',
  {
    questionId: text('question_id')
      .primaryKey()
      .references(() => questions.id, { onDelete: 'cascade' }),
    bankId: text('bank_id')
      .notNull()
      .references(() => questionBanks.id, { onDelete: 'cascade' }),
    categoryId: text('category_id'),
    /** The newest: what draws ask, and what quizzes get that choose it. */
    versionId: text('version_id')
      .notNull()
      .references(() => questionVersions.id),
    kind: text('kind').$type<QuestionKindName>().notNull(),
    /** The first line of what it asks, without marks. */
    title: text('title').notNull(),
    /** What it is worth where it is chosen; a draw says its own. */
    points: real('points').notNull().default(1),
    updatedAt: at('updated_at').notNull(),
    /** In the bin: asked by nothing new. */
    retiredAt: at('retired_at'),
  },
  (t) => [index('bank_questions_bank').on(t.bankId, t.questionId), index('bank_questions_category').on(t.categoryId)],
)

export const bankQuestionTags = sqliteTable(
  'bank_question_tags',
  {
    questionId: text('question_id')
      .notNull()
      .references(() => bankQuestions.questionId, { onDelete: 'cascade' }),
    tag: text('tag').notNull(),
  },
  (t) => [primaryKey({ columns: [t.questionId, t.tag] }), index('bank_question_tags_tag').on(t.tag)],
)

/** So many questions, chosen by chance at the start of each attempt, at this place of a quiz. */
export const quizDraws = sqliteTable(
  'quiz_draws',
  {
    id: id().primaryKey(),
    itemId: text('item_id')
      .notNull()
      .references(() => quizzes.itemId, { onDelete: 'cascade' }),
    bankId: text('bank_id')
      .notNull()
      .references(() => questionBanks.id),
    /** With all that is below it; null is the whole bank. */
    categoryId: text('category_id'),
    /** '' is any. */
    tag: text('tag').notNull().default(''),
    count: integer('count').notNull(),
    /** Of each question. */
    points: real('points').notNull().default(1),
    position: text('position').notNull(),
    /** By which answers to what it draws are marked, where that is done by hand. */
    rubricId: text('rubric_id'),
  },
  (t) => [index('quiz_draws_item').on(t.itemId, t.position), index('quiz_draws_bank').on(t.bankId)],
)
