import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { anyOf, insertAll, insertMany } from '../../db/insert-many'
import { insist, orInsisted } from '../../db/insist'
import { bankQuestions, bankQuestionTags, questions, questionVersions, quizQuestions } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { mostInBank } from '../../lib/bank-rules'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { checkedWorth, type Question } from '../quizzes'
import { indexEntries } from '../search'
import { indexQuestion, questionEntry, titleOf } from './entries'
import { type BankHead, findBankToEdit } from './find-bank'
import { findBankQuestionToEdit } from './find-question'
import { spreadPictures } from './pictures'
import { readTags } from './tags'

export { mostInBank }

export type BankQuestionDraft = {
  question: Question
  points: number
  /** '' or null is none. */
  categoryId?: string | null
  tags?: string | readonly string[]
}

/** A new question in a bank. `id` is made with the form, so that a second click adds nothing. */
export async function addBankQuestion(
  tenant: Tenant,
  actor: Actor,
  bankId: string,
  given: BankQuestionDraft & { id?: string },
): Promise<{ id: string }> {
  const bank = await findBankToEdit(tenant, actor, bankId)
  const { db } = tenant
  const id = given.id ?? newId()
  const row = { ...read(bank, given), id }
  try {
    await db.batch([
      roomFor(db, bankId, 1),
      ...bankQuestionRows(tenant, actor, bank, [row]),
      recordAudit(tenant, actor, 'bank.add', {
        kind: 'bank',
        id: bankId,
        after: { question: id, title: titleOf(row.question) },
      }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) return orInsisted('banks.full')(error)
    const [same] = await db
      .select({ bankId: bankQuestions.bankId })
      .from(bankQuestions)
      .where(eq(bankQuestions.questionId, id))
      .limit(1)
    if (same?.bankId !== bankId) throw error
  }
  return { id }
}

export const roomFor = (db: Database, bankId: string, count: number) =>
  insist(db, sql`(select count(*) from bank_questions b where b.bank_id = ${bankId}) + ${count} <= ${mostInBank}`)

type NewRow = { id: string; question: Question; points: number; categoryId: string | null; tags: string[] }

/** Statements: questions with their first version, in a bank. */
export function bankQuestionRows(
  { db, now }: Tenant,
  actor: Actor,
  bank: { id: string; courseId: string | null },
  rows: NewRow[],
) {
  const at = now()
  const made = rows.map((row) => ({ ...row, versionId: newId() }))
  return [
    insertMany(
      db,
      questions,
      made.map(({ id }) => ({ id, courseId: bank.courseId ?? '', createdAt: at })),
    ),
    ...insertAll(
      db,
      questionVersions,
      made.map(({ id, versionId, question: { kind, body } }) => ({
        id: versionId,
        questionId: id,
        number: 1,
        kind,
        body,
        createdBy: actor.id,
        createdAt: at,
      })),
    ),
    insertMany(
      db,
      bankQuestions,
      made.map(({ id, versionId, question, points, categoryId }) => ({
        questionId: id,
        bankId: bank.id,
        categoryId,
        versionId,
        kind: question.kind,
        title: titleOf(question),
        points,
        updatedAt: at,
      })),
    ),
    tagRows(db, made),
    indexEntries(
      db,
      made.map((row) => questionEntry({ ...row, courseId: bank.courseId })),
    ),
  ] as const
}

/** Statement: the tags of questions that had none. */
export const tagRows = (db: Database, rows: { id: string; tags: string[] }[]) =>
  insertMany(
    db,
    bankQuestionTags,
    rows.flatMap(({ id, tags }) => tags.map((tag) => ({ questionId: id, tag }))),
  ).onConflictDoNothing()

/**
 * Changes a question in its bank. A change of what it asks is a new version, which draws ask from now on; the quizzes named in
 * `inQuizzes` (all that the actor may change where it is null) ask it too, the others what they asked. Attempts keep what they asked.
 */
export async function changeBankQuestion(
  tenant: Tenant,
  actor: Actor,
  questionId: string,
  given: BankQuestionDraft,
  inQuizzes: readonly string[] | null,
): Promise<void> {
  const before = await findBankQuestionToEdit(tenant, actor, questionId)
  const { db } = tenant
  const at = tenant.now()
  const { question, points, categoryId, tags } = read(before.bank, {
    categoryId: before.categoryId,
    tags: before.tags,
    ...given,
  })
  const isSame = question.kind === before.kind && JSON.stringify(question.body) === JSON.stringify(before.question.body)
  const versionId = isSame ? before.versionId : newId()
  const chosen = before.uses.map(({ itemId }) => itemId).filter((id) => inQuizzes === null || inQuizzes.includes(id))
  await db
    .batch([
      db.delete(bankQuestionTags).where(eq(bankQuestionTags.questionId, questionId)),
      ...(isSame ? [] : [newVersion(db, { versionId, questionId, question, createdBy: actor.id, at })]),
      db
        .update(bankQuestions)
        .set({ versionId, kind: question.kind, title: titleOf(question), points, categoryId, updatedAt: at })
        .where(eq(bankQuestions.questionId, questionId)),
      tagRows(db, [{ id: questionId, tags }]),
      ...(isSame ? [] : [askNewest(db, questionId, versionId, chosen)]),
      ...(before.retiredAt === null
        ? [indexQuestion(db, { id: questionId, courseId: before.bank.courseId, question, tags })]
        : []),
      spreadPictures(db, before.bank.id),
      recordAudit(tenant, actor, 'bank.question', {
        kind: 'bank',
        id: before.bank.id,
        before: { question: questionId, version: before.version, ...(isSame ? {} : { body: before.question.body }) },
        after: { question: questionId, ...(isSame ? {} : { body: question.body, quizzes: chosen }) },
      }),
    ])
    .catch(orConflict())
}

type Version = { versionId: string; questionId: string; question: Question; createdBy: string; at: number }

export const newVersion = (db: Database, { versionId, questionId, question: { kind, body }, createdBy, at }: Version) =>
  db.insert(questionVersions).select(
    sql`select ${versionId}, ${questionId}, (select max(v.number) + 1 from question_versions v where v.question_id = ${questionId}),
      ${kind}, ${JSON.stringify(body)}, ${createdBy}, ${at}`,
  )

const askNewest = (db: Database, questionId: string, versionId: string, itemIds: readonly string[]) =>
  db
    .update(quizQuestions)
    .set({ versionId })
    .where(and(eq(quizQuestions.questionId, questionId), sql`${quizQuestions.itemId} in ${anyOf(itemIds)}`))

/** The named quizzes ask the newest version from now on; one that the actor may not change refuses them all (NotFound). */
export async function useNewestVersion(
  tenant: Tenant,
  actor: Actor,
  questionId: string,
  itemIds: readonly string[],
): Promise<void> {
  const { bank, uses, versionId } = await findBankQuestionToEdit(tenant, actor, questionId)
  if (itemIds.some((id) => !uses.some(({ itemId }) => itemId === id))) throw new NotFound()
  if (itemIds.length === 0) throw new Invalid('quizzes', 'banks.chooseQuizzes')
  const { db } = tenant
  await db.batch([
    askNewest(db, questionId, versionId, itemIds),
    recordAudit(tenant, actor, 'bank.use-version', {
      kind: 'bank',
      id: bank.id,
      after: { question: questionId, quizzes: itemIds },
    }),
  ])
}

/** What an older version asked is asked again, as a new version; quizzes stay with theirs until they are given it. */
export async function bringVersionBack(
  tenant: Tenant,
  actor: Actor,
  questionId: string,
  number: number,
): Promise<void> {
  const { versions, points } = await findBankQuestionToEdit(tenant, actor, questionId)
  const version = versions.find((one) => one.number === number)
  if (!version) throw new NotFound()
  await changeBankQuestion(tenant, actor, questionId, { question: version.question, points }, [])
}

function read(bank: BankHead, given: BankQuestionDraft): Omit<NewRow, 'id'> {
  const categoryId = given.categoryId || null
  if (categoryId !== null && !bank.categories.some(({ id }) => id === categoryId))
    throw new Invalid('category', 'banks.noSuchCategory')
  return {
    ...checkedWorth(given),
    categoryId,
    tags: readTags(given.tags ?? []),
  }
}
