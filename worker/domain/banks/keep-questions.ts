import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { anyOf, insertMany } from '../../db/insert-many'
import { insist, orInsisted } from '../../db/insist'
import { bankQuestions, questions, questionVersions, quizQuestions, searchEntries } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { type Actor, can } from '../policy'
import { findQuizToEdit, type Question } from '../quizzes'
import { picturesIn } from '../quizzes/questions'
import { indexEntries } from '../search'
import { keepWayBack, reversal } from '../undo'
import { questionEntry, titleOf } from './entries'
import { findBankToEdit } from './find-bank'
import { bankLinesQuery } from './list-banks'
import { carryPictures } from './pictures'
import { quizPlaceFor, quizPlaceQuery } from './quiz-place'
import { readTags } from './tags'
import { roomFor, tagRows } from './write-questions'

/** The questions that a quiz has to itself, and the banks that may keep them: one trip. */
export async function findKeeping(tenant: Tenant, actor: Actor, itemId: string) {
  const { db } = tenant
  const [[found], own, banks] = await db.batch([
    quizPlaceQuery(db, itemId),
    db
      .select({ id: quizQuestions.questionId, kind: questionVersions.kind, body: questionVersions.body })
      .from(quizQuestions)
      .innerJoin(questionVersions, eq(questionVersions.id, quizQuestions.versionId))
      .where(
        and(
          eq(quizQuestions.itemId, itemId),
          sql`not exists (select 1 from bank_questions b where b.question_id = ${quizQuestions.questionId})`,
        ),
      )
      .orderBy(quizQuestions.position),
    bankLinesQuery(tenant, actor),
  ])
  const place = quizPlaceFor(actor, found)
  const mayKeep = (bank: { courseId: string | null }) =>
    can(actor, 'bank.edit', bank) && (bank.courseId === null || bank.courseId === place.course.id)
  return {
    ...place,
    own: own.map(({ id, kind, body }) => ({ id, question: { kind, body } as Question })),
    banks: banks.filter(mayKeep),
  }
}

export type Keeping = Awaited<ReturnType<typeof findKeeping>>

type Kept = { itemId: string; courseId: string; bankId: string; questions: string[] }

/**
 * Questions of a quiz into a bank, where other quizzes choose and draw them; the quiz goes on asking them as they stand. Those that a
 * bank keeps already are passed over. Gives the act by which they are the quiz's own again; null where nothing was left to do.
 */
export async function keepQuestions(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  given: { bankId: string; questionIds: readonly string[]; tags?: string | readonly string[] },
): Promise<string | null> {
  const quiz = await findQuizToEdit(tenant, actor, itemId)
  if (quiz.quiz.survey) throw new Conflict('surveys.noBanks')
  const bank = await findBankToEdit(tenant, actor, given.bankId).catch((error) => {
    throw error instanceof NotFound ? new Invalid('bank', 'banks.noSuchBank') : error
  })
  if (bank.courseId !== null && bank.courseId !== quiz.course.id) throw new Invalid('bank', 'banks.noSuchBank')
  const tags = readTags(given.tags ?? [])
  const chosen = new Set(given.questionIds)
  if (chosen.size === 0) throw new Invalid('question', 'banks.chooseQuestions')
  if ([...chosen].some((id) => !quiz.questions.some(({ questionId }) => questionId === id))) throw new NotFound()
  const rows = quiz.questions.filter(({ questionId, bank }) => bank === null && chosen.has(questionId))
  if (rows.length === 0) return null
  const { db } = tenant
  const [act, at] = [newId(), tenant.now()]
  const ids = rows.map(({ questionId }) => questionId)
  const kept: Kept = { itemId, courseId: quiz.course.id, bankId: bank.id, questions: ids }
  const lines = rows.map(({ questionId, versionId, question, points }) => ({
    id: questionId,
    tags,
    question,
    row: {
      questionId,
      bankId: bank.id,
      versionId,
      kind: question.kind,
      title: titleOf(question),
      points,
      updatedAt: at,
    },
  }))
  try {
    await db.batch([
      roomFor(db, bank.id, rows.length),
      keepWayBack(tenant, actor, { id: act, kind: 'bank.keep', before: kept, at }),
      insertMany(
        db,
        bankQuestions,
        lines.map(({ row }) => row),
      ),
      tagRows(db, lines),
      db
        .update(questions)
        .set({ courseId: bank.courseId ?? '' })
        .where(sql`${questions.id} in ${anyOf(ids)}`),
      carryPictures(
        db,
        { kind: 'item', id: itemId },
        bank.id,
        rows.flatMap(({ question }) => picturesIn(question)),
      ),
      indexEntries(
        db,
        lines.map((line) => questionEntry({ ...line, courseId: bank.courseId })),
      ),
      recordAudit(tenant, actor, 'bank.keep', { kind: 'bank', id: bank.id, after: { quiz: itemId, questions: ids } }),
    ])
  } catch (error) {
    if (isUniqueViolation(error)) return null // two clicks at once
    return orInsisted('banks.full')(error)
  }
  return act
}

/** The quiz's own again, as they stand there; one that another quiz has chosen meanwhile stays in the bank with all (Conflict). */
export const keptBack = reversal<Kept>({
  subject: ({ bankId }) => ({ kind: 'bank', id: bankId }),
  async prepare(tenant, actor, { itemId, courseId, bankId, questions: ids }) {
    await findQuizToEdit(tenant, actor, itemId)
    await findBankToEdit(tenant, actor, bankId)
    const { db } = tenant
    const still = sql`(select count(*) from bank_questions b join quiz_questions q on q.question_id = b.question_id
      where b.bank_id = ${bankId} and b.question_id in ${anyOf(ids)}
        and q.item_id = ${itemId} and q.version_id = b.version_id
        and not exists (select 1 from quiz_questions o where o.question_id = b.question_id and o.item_id <> ${itemId}))`
    return [
      insist(db, sql`${still} = ${ids.length}`),
      db
        .delete(bankQuestions)
        .where(and(sql`${bankQuestions.questionId} in ${anyOf(ids)}`, eq(bankQuestions.bankId, bankId))),
      db
        .update(questions)
        .set({ courseId })
        .where(sql`${questions.id} in ${anyOf(ids)}`),
      db
        .delete(searchEntries)
        .where(and(eq(searchEntries.kind, 'question'), sql`${searchEntries.subjectId} in ${anyOf(ids)}`)),
    ]
  },
})
