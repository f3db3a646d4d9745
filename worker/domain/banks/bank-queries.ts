import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { bankCategories, bankQuestions, bankQuestionTags, courses, questionBanks } from '../../db/schema'
import { byHandKinds } from '../quizzes/questions'

/** Unexecuted: a bank with the title of its course; none of a course in the bin. */
export const bankQuery = (db: Database, bankId: string | SQL) =>
  db
    .select({ bank: questionBanks, courseTitle: courses.title })
    .from(questionBanks)
    .leftJoin(courses, eq(courses.id, questionBanks.courseId))
    .where(and(eq(questionBanks.id, bankId), isNull(courses.deletedAt)))
    .limit(1)

/** Unexecuted: its categories, with how many questions stand in each itself. */
export const categoriesQuery = (db: Database, bankId: string | SQL) =>
  db
    .select({
      id: bankCategories.id,
      parentId: bankCategories.parentId,
      title: bankCategories.title,
      questions: sql<number>`(select count(*) from bank_questions q where q.category_id = bank_categories.id
        and q.retired_at is null)`.as('own_questions'),
    })
    .from(bankCategories)
    .where(eq(bankCategories.bankId, bankId))
    .orderBy(asc(bankCategories.title))

/** Unexecuted: the tags that its questions carry. */
export const tagsQuery = (db: Database, bankId: string | SQL) =>
  db
    .select({ tag: bankQuestionTags.tag, questions: sql<number>`count(*)`.as('tagged') })
    .from(bankQuestionTags)
    .innerJoin(bankQuestions, eq(bankQuestions.questionId, bankQuestionTags.questionId))
    .where(and(eq(bankQuestions.bankId, bankId), isNull(bankQuestions.retiredAt)))
    .groupBy(bankQuestionTags.tag)
    .orderBy(asc(bankQuestionTags.tag))
    .limit(500)

export const sizeQuery = (db: Database, bankId: string | SQL) =>
  db
    .select({
      questions: sql<number>`coalesce(sum(retired_at is null), 0)`.as('alive'),
      retired: sql<number>`coalesce(sum(retired_at is not null), 0)`.as('retired'),
      byHand: sql<number>`coalesce(sum(retired_at is null and kind in ${byHandKinds}), 0)`.as('by_hand'),
    })
    .from(bankQuestions)
    .where(eq(bankQuestions.bankId, bankId))
