import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { questionBanks, quizDraws, quizQuestions } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, can } from '../policy'
import { type RubricLine, rubricsOfCourseQuery } from '../rubrics'
import { type BankHead, headFor, headQueries } from './find-bank'
import { linesQuery, listOf, type QuestionFilter, type QuestionList } from './list-questions'
import { quizPlaceFor, quizPlaceQuery } from './quiz-place'

export type BankChoice = {
  item: { id: string; title: string }
  course: { id: string; title: string }
  /** Those that this quiz may use, the course's own first. */
  banks: { id: string; title: string; courseId: string | null }[]
  /** The one that is looked into; null where there is none. */
  bank: BankHead | null
  list: QuestionList
  /** Ids of questions that the quiz asks already. */
  asked: string[]
  /** By which answers can be marked. */
  rubrics: RubricLine[]
  /** The draw that is changed. */
  draw: typeof quizDraws.$inferSelect | null
}

type Wanted = { bankId: string; drawId?: string; filter: QuestionFilter }

/** What a quiz may choose and draw from: one trip. NotFound for everybody but the course's staff. */
export async function findBankChoice(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { bankId, drawId = '', filter }: Wanted,
): Promise<BankChoice> {
  const { db } = tenant
  const usable = sql`k.deleted_at is null and (k.course_id = (select i.course_id from items i where i.id = ${itemId})
    ${can(actor, 'bank.read', { courseId: null }) ? sql`or k.course_id is null` : sql``})`
  const wanted = sql`(select k.id from question_banks k where ${usable}
    order by k.id = ${bankId} desc, k.id = (select d.bank_id from quiz_draws d where d.id = ${drawId}) desc,
      k.course_id is null, lower(k.title), k.id limit 1)`
  const [[found], banks, asked, [draw], lines, rubrics, ...head] = await db.batch([
    quizPlaceQuery(db, itemId),
    db
      .select({ id: questionBanks.id, title: questionBanks.title, courseId: questionBanks.courseId })
      .from(questionBanks)
      .where(sql`${questionBanks.id} in (select k.id from question_banks k where ${usable})`)
      .orderBy(sql`course_id is null`, sql`lower(title)`)
      .limit(300),
    db.select({ id: quizQuestions.questionId }).from(quizQuestions).where(eq(quizQuestions.itemId, itemId)),
    db
      .select()
      .from(quizDraws)
      .where(and(eq(quizDraws.id, drawId), eq(quizDraws.itemId, itemId)))
      .limit(1),
    linesQuery(tenant, wanted, filter),
    rubricsOfCourseQuery(db, sql`(select i.course_id from items i where i.id = ${itemId})`),
    ...headQueries(tenant, wanted),
  ])
  const place = quizPlaceFor(actor, found)
  if (drawId && !draw) throw new NotFound()
  return {
    ...place,
    banks,
    bank: banks.length ? headFor(actor, head) : null,
    list: listOf(lines, filter),
    asked: asked.map(({ id }) => id),
    rubrics,
    draw: draw ?? null,
  }
}
