import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { bankQuestions, bankQuestionTags, questionVersions } from '../../db/schema'
import { linkedPicturesQuery } from '../media'
import { type Actor, authorize } from '../policy'
import type { Question } from '../quizzes'
import { headFor, headQueries } from './find-bank'

/** Every question of a bank as it is asked now, by category and age, with the titles of its category's levels and its tags; and its pictures. */
export async function readBankQuestions(tenant: Tenant, actor: Actor, bankId: string) {
  const { db } = tenant
  const [found, categoryRows, tagRows, size, rows, pictures] = await db.batch([
    ...headQueries(tenant, bankId),
    db
      .select({
        id: bankQuestions.questionId,
        points: bankQuestions.points,
        categoryId: bankQuestions.categoryId,
        kind: questionVersions.kind,
        body: questionVersions.body,
        tags: sql<string[]>`(select json_group_array(t.tag) from ${bankQuestionTags} t
          where t.question_id = bank_questions.question_id)`
          .mapWith(JSON.parse)
          .as('own_tags'),
      })
      .from(bankQuestions)
      .innerJoin(questionVersions, eq(questionVersions.id, bankQuestions.versionId))
      .where(and(eq(bankQuestions.bankId, bankId), isNull(bankQuestions.retiredAt)))
      .orderBy(asc(bankQuestions.questionId)),
    linkedPicturesQuery(db, 'bank', bankId, 2_000),
  ])
  const bank = headFor(actor, [found, categoryRows, tagRows, size])
  authorize(actor, 'bank.edit', bank)
  const { categories } = bank
  const places = new Map(categories.map(({ id }, i) => [id, i]))
  const titlesOf = (id: string | null): string[] => {
    const one = categories.find((category) => category.id === id)
    return one ? [...titlesOf(one.parentId), one.title] : []
  }
  const titles = new Map(categories.map(({ id }) => [id, titlesOf(id)]))
  const place = (id: string | null) => (id === null ? -1 : (places.get(id) ?? -1))
  const questions = rows
    .toSorted((a, b) => place(a.categoryId) - place(b.categoryId))
    .map(({ id, points, categoryId, kind, body, tags }) => ({
      id,
      points,
      question: { kind, body } as Question,
      category: titles.get(categoryId ?? '') ?? [],
      tags: tags.toSorted(),
    }))
  return { bank, questions, pictures }
}
