import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { anyOf } from '../../db/insert-many'
import { insist, orInsisted } from '../../db/insist'
import { bankQuestions, questions, searchEntries } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { picturesIn } from '../quizzes/questions'
import { keepWayBack, reversal } from '../undo'
import { indexQuestion, titleOf } from './entries'
import { findBankToEdit } from './find-bank'
import { findBankQuestionToEdit } from './find-question'
import { carryPictures, spreadPictures } from './pictures'
import { bankQuestionRows, roomFor } from './write-questions'

/** The same question once more, beside it; it starts a history of its own. */
export async function duplicateBankQuestion(tenant: Tenant, actor: Actor, questionId: string): Promise<{ id: string }> {
  const { bank, question, points, categoryId, tags } = await findBankQuestionToEdit(tenant, actor, questionId)
  const { db } = tenant
  const id = newId()
  await db
    .batch([
      roomFor(db, bank.id, 1),
      ...bankQuestionRows(tenant, actor, bank, [{ id, question, points, categoryId, tags }]),
      recordAudit(tenant, actor, 'bank.add', {
        kind: 'bank',
        id: bank.id,
        after: { question: id, from: questionId, title: titleOf(question) },
      }),
    ])
    .catch(orInsisted('banks.full'))
  return { id }
}

type Place = { bankId: string; categoryId: string | null }
export type Moved = Place & { questionId: string; from: Place }

/**
 * Into another bank or category. A question that quizzes of other courses ask stays out of a course's bank (Conflict). Gives the act
 * by which it goes back.
 */
export async function moveBankQuestion(
  tenant: Tenant,
  actor: Actor,
  questionId: string,
  to: { bankId: string; categoryId?: string | null },
): Promise<string> {
  const { before, bank, categoryId, statements } = await placing(tenant, actor, questionId, to)
  const from: Place = { bankId: before.bank.id, categoryId: before.categoryId }
  const moved: Moved = { questionId, bankId: bank.id, categoryId, from }
  const act = newId()
  await tenant.db
    .batch([
      ...statements,
      keepWayBack(tenant, actor, { id: act, kind: 'bank.move', before: moved, at: tenant.now() }),
      recordAudit(tenant, actor, 'bank.move', {
        kind: 'bank',
        id: bank.id,
        before: { question: questionId, bank: from.bankId, category: from.categoryId },
        after: { bank: bank.id, category: categoryId },
      }),
    ])
    .catch(orInsisted('banks.usedElsewhere'))
  return act
}

/** Back where it came from, as far as it still stands where it went. */
export const moveBack = reversal<Moved>({
  subject: ({ from }) => ({ kind: 'bank', id: from.bankId }),
  async prepare(tenant, actor, { questionId, from, ...to }) {
    const { before, statements } = await placing(tenant, actor, questionId, from)
    if (before.bank.id !== to.bankId || before.categoryId !== to.categoryId) throw new Conflict('people.undoTaken')
    return [...statements]
  },
})

/** What puts a question into a bank and a category of it: the statements begin with their guard. */
async function placing(
  tenant: Tenant,
  actor: Actor,
  questionId: string,
  to: { bankId: string; categoryId?: string | null },
) {
  const before = await findBankQuestionToEdit(tenant, actor, questionId)
  const bank = await findBankToEdit(tenant, actor, to.bankId).catch(asNoBank)
  const categoryId = to.categoryId || null
  if (categoryId !== null && !bank.categories.some(({ id }) => id === categoryId))
    throw new Invalid('category', 'banks.noSuchCategory')
  const { db } = tenant
  const isAtHome = bank.id === before.bank.id
  const courseId = bank.courseId ?? ''
  const usedElsewhere = sql`exists (select 1 from quiz_questions q join items i on i.id = q.item_id
    where q.question_id = ${questionId} and i.course_id <> ${courseId})`
  const statements = [
    insist(db, isAtHome || !courseId ? sql`1` : sql`not ${usedElsewhere}`),
    db
      .update(bankQuestions)
      .set({ bankId: bank.id, categoryId, updatedAt: tenant.now() })
      .where(eq(bankQuestions.questionId, questionId)),
    db.update(questions).set({ courseId }).where(eq(questions.id, questionId)),
    carryPictures(db, { kind: 'bank', id: before.bank.id }, bank.id, picturesIn(before.question)),
    spreadPictures(db, bank.id),
    ...(before.retiredAt === null
      ? [indexQuestion(db, { id: questionId, courseId: bank.courseId, question: before.question, tags: before.tags })]
      : []),
  ] as const
  return { before, bank, categoryId, statements }
}

const asNoBank = (error: unknown): never => {
  throw error instanceof NotFound ? new Invalid('bank', 'banks.noSuchBank') : error
}

/** Into the bin: draws pass it over, quizzes that chose it keep it. */
export async function retireQuestion(tenant: Tenant, actor: Actor, questionId: string): Promise<{ bankId: string }> {
  const { bank, title } = await findBankQuestionToEdit(tenant, actor, questionId)
  await tenant.db.batch([
    ...retireStatements(tenant, bank.id, [questionId]),
    recordAudit(tenant, actor, 'bank.retire', { kind: 'bank', id: bank.id, before: { question: questionId, title } }),
  ])
  return { bankId: bank.id }
}

/** Statements: questions of a bank into its bin. */
export const retireStatements = ({ db, now }: Tenant, bankId: string, ids: string[]) =>
  [
    db
      .update(bankQuestions)
      .set({ retiredAt: now() })
      .where(
        and(
          sql`${bankQuestions.questionId} in ${anyOf(ids)}`,
          eq(bankQuestions.bankId, bankId),
          isNull(bankQuestions.retiredAt),
        ),
      ),
    db
      .delete(searchEntries)
      .where(and(eq(searchEntries.kind, 'question'), sql`${searchEntries.subjectId} in ${anyOf(ids)}`)),
  ] as const

export async function bringQuestionBack(tenant: Tenant, actor: Actor, questionId: string): Promise<{ bankId: string }> {
  const { bank, question, tags, title } = await findBankQuestionToEdit(tenant, actor, questionId)
  const { db } = tenant
  await db
    .batch([
      db.update(bankQuestions).set({ retiredAt: null }).where(eq(bankQuestions.questionId, questionId)),
      indexQuestion(db, { id: questionId, courseId: bank.courseId, question, tags }),
      recordAudit(tenant, actor, 'bank.bring-back', {
        kind: 'bank',
        id: bank.id,
        after: { question: questionId, title },
      }),
    ])
    .catch(orConflict())
  return { bankId: bank.id }
}
