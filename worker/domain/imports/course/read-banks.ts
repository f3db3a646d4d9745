import { asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../../db/client'
import {
  bankCategories,
  bankQuestions,
  bankQuestionTags,
  questionBanks,
  questionVersions,
  quizDraws,
} from '../../../db/schema'

export type StoredBank = typeof questionBanks.$inferSelect
export type StoredCategory = typeof bankCategories.$inferSelect
export type StoredBankQuestion = Awaited<ReturnType<typeof questionsQuery>>[number]
export type StoredDraw = typeof quizDraws.$inferSelect

const tagsOf = sql<string[]>`(select json_group_array(t.tag) from (select tag from ${bankQuestionTags}
  where ${bankQuestionTags.questionId} = ${bankQuestions.questionId} order by tag) t)`.mapWith(JSON.parse)

const questionsQuery = (db: Database, where: SQL) =>
  db
    .select({
      questionId: bankQuestions.questionId,
      bankId: bankQuestions.bankId,
      categoryId: bankQuestions.categoryId,
      versionId: bankQuestions.versionId,
      kind: questionVersions.kind,
      body: questionVersions.body,
      points: bankQuestions.points,
      updatedAt: bankQuestions.updatedAt,
      retiredAt: bankQuestions.retiredAt,
      tags: tagsOf,
      newest: sql<number>`(select max(v.number) from question_versions v where v.question_id = ${bankQuestions.questionId})`,
    })
    .from(bankQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, bankQuestions.versionId))
    .where(where)
    .orderBy(asc(bankQuestions.questionId))

/** Unexecuted: a course's banks and those that its quizzes ask from, of these only what is asked; and the draws of its quizzes. */
export function bankQueries(db: Database, courseId: string) {
  const items = sql`(select id from items where course_id = ${courseId})`
  const asked = sql`(select question_id from quiz_questions where item_id in ${items})`
  const banks = sql`(select id from question_banks where course_id = ${courseId}
    union select bank_id from quiz_draws where item_id in ${items}
    union select bank_id from bank_questions where question_id in ${asked})`
  return [
    db.select().from(questionBanks).where(sql`${questionBanks.id} in ${banks}`).orderBy(asc(questionBanks.id)),
    db.select().from(bankCategories).where(sql`${bankCategories.bankId} in ${banks}`).orderBy(asc(bankCategories.id)),
    questionsQuery(
      db,
      sql`${bankQuestions.bankId} in (select id from question_banks where course_id = ${courseId})
        or ${bankQuestions.questionId} in ${asked}`,
    ),
    db.select().from(quizDraws).where(sql`${quizDraws.itemId} in ${items}`).orderBy(asc(quizDraws.position)),
  ] as const
}

/** Unexecuted: the organization's banks with these ids or titles, their categories, and these questions of them with all that they ever asked. */
export function organizationQueries(db: Database, names: string[], questionIds: string[]) {
  const named = JSON.stringify(names)
  const banks = sql`(select id from question_banks where course_id is null and deleted_at is null
    and (id in (select value from json_each(${named})) or title in (select value from json_each(${named}))))`
  const ids = sql`(select value from json_each(${JSON.stringify(questionIds)}))`
  return [
    db.select().from(questionBanks).where(sql`${questionBanks.id} in ${banks}`),
    db.select().from(bankCategories).where(sql`${bankCategories.bankId} in ${banks}`),
    questionsQuery(
      db,
      sql`${bankQuestions.bankId} in ${banks} and ${bankQuestions.questionId} in ${ids} and ${bankQuestions.retiredAt} is null`,
    ),
    db
      .select({
        id: questionVersions.id,
        questionId: questionVersions.questionId,
        kind: questionVersions.kind,
        body: questionVersions.body,
      })
      .from(questionVersions)
      .innerJoin(bankQuestions, eq(bankQuestions.questionId, questionVersions.questionId))
      .where(sql`${bankQuestions.bankId} in ${banks} and ${questionVersions.questionId} in ${ids}`),
  ] as const
}

/** Each category of a bank by the titles on the way to it. */
export function titlesOf(
  categories: readonly Pick<StoredCategory, 'id' | 'parentId' | 'title'>[],
): Map<string, string[]> {
  const byId = new Map(categories.map((one) => [one.id, one]))
  const walk = (id: string, depth: number): string[] => {
    const one = byId.get(id)
    return one && depth < 10 ? [...walk(one.parentId, depth + 1), one.title] : []
  }
  return new Map(categories.map(({ id }) => [id, walk(id, 0)]))
}
