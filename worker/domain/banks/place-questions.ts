import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { anyOf } from '../../db/insert-many'
import { insist, orInsisted } from '../../db/insist'
import { bankQuestions, bankQuestionTags, questions, searchEntries } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { picturesIn } from '../quizzes/questions'
import { indexQuestion, titleOf } from './entries'
import { findBankToEdit } from './find-bank'
import { findBankQuestionToEdit } from './find-question'
import { carryPictures, spreadPictures } from './pictures'
import { readTag, readTags } from './tags'
import { bankQuestionRows, roomFor, tagRows } from './write-questions'

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

/** Into another bank or category. A question that quizzes of other courses ask stays out of a course's bank (Conflict). */
export async function moveBankQuestion(
  tenant: Tenant,
  actor: Actor,
  questionId: string,
  to: { bankId: string; categoryId?: string | null },
): Promise<void> {
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
  await db
    .batch([
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
      recordAudit(tenant, actor, 'bank.move', {
        kind: 'bank',
        id: bank.id,
        before: { question: questionId, bank: before.bank.id, category: before.categoryId },
        after: { bank: bank.id, category: categoryId },
      }),
    ])
    .catch(orInsisted('banks.usedElsewhere'))
}

const asNoBank = (error: unknown): never => {
  throw error instanceof NotFound ? new Invalid('bank', 'banks.noSuchBank') : error
}

/** Into the bin: draws pass it over, quizzes that chose it keep it. */
export async function retireQuestion(tenant: Tenant, actor: Actor, questionId: string): Promise<{ bankId: string }> {
  const { bank, title } = await findBankQuestionToEdit(tenant, actor, questionId)
  await retire(tenant, actor, bank.id, [questionId], { question: questionId, title })
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

async function retire(tenant: Tenant, actor: Actor, bankId: string, ids: string[], said: Record<string, unknown>) {
  await tenant.db.batch([
    ...retireStatements(tenant, bankId, ids),
    recordAudit(tenant, actor, 'bank.retire', { kind: 'bank', id: bankId, before: said }),
  ])
}

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

export type BulkAct =
  | { act: 'retire' }
  | { act: 'restore' }
  | { act: 'category'; categoryId: string | null }
  | { act: 'tag'; tag: string }
  | { act: 'untag'; tag: string }

const mostAtOnce = 200

/** The same for several questions of one bank; one that is not in it refuses them all. */
export async function changeManyQuestions(
  tenant: Tenant,
  actor: Actor,
  bankId: string,
  ids: readonly string[],
  act: BulkAct,
): Promise<void> {
  const bank = await findBankToEdit(tenant, actor, bankId)
  const chosen = [...new Set(ids)]
  if (chosen.length === 0) throw new Invalid('question', 'banks.chooseQuestions')
  if (chosen.length > mostAtOnce) throw new Invalid('question', 'banks.tooManyAtOnce', { most: mostAtOnce })
  const { db } = tenant
  const found = await db
    .select({ id: bankQuestions.questionId })
    .from(bankQuestions)
    .where(and(eq(bankQuestions.bankId, bankId), sql`${bankQuestions.questionId} in ${anyOf(chosen)}`))
  if (found.length !== chosen.length) throw new NotFound()
  if (act.act === 'retire') return retire(tenant, actor, bankId, chosen, { questions: chosen.length })
  if (act.act === 'restore') {
    for (const id of chosen) await bringQuestionBack(tenant, actor, id)
    return
  }
  const these = sql`${bankQuestions.questionId} in ${anyOf(chosen)}`
  const at = tenant.now()
  if (act.act === 'category') {
    const { categoryId } = act
    if (categoryId !== null && !bank.categories.some(({ id }) => id === categoryId))
      throw new Invalid('category', 'banks.noSuchCategory')
    await db.batch([
      db.update(bankQuestions).set({ categoryId, updatedAt: at }).where(these),
      recordAudit(tenant, actor, 'bank.move', {
        kind: 'bank',
        id: bankId,
        after: { category: categoryId, questions: chosen.length },
      }),
    ])
    return
  }
  const tag = readTag(act.tag)
  if (!tag) throw new Invalid('tag', 'banks.tagMissing')
  await db.batch([
    act.act === 'tag'
      ? tagRows(
          db,
          chosen.map((id) => ({ id, tags: readTags([tag]) })),
        )
      : db
          .delete(bankQuestionTags)
          .where(and(sql`${bankQuestionTags.questionId} in ${anyOf(chosen)}`, eq(bankQuestionTags.tag, tag))),
    db.update(bankQuestions).set({ updatedAt: at }).where(these),
    recordAudit(tenant, actor, 'bank.tag', {
      kind: 'bank',
      id: bankId,
      after: { tag, [act.act === 'tag' ? 'added' : 'removed']: chosen.length },
    }),
  ])
}
