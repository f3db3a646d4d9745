import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { questions, questionVersions, quizQuestions } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { positionAfter } from '../../lib/position'
import { mostQuestions } from '../../lib/quiz-rules'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { keepWayBack } from '../undo'
import { isOwn } from './bring-questions'
import { questionStatements } from './create-quiz'
import { findQuizToEdit } from './find-quiz-to-edit'
import { isByHand, isUnscored, type Question } from './questions'
import { sumPoints } from './sum-points'
import { checkedIn, insistOnKind } from './survey-question'

export { mostQuestions }

/** `rubricId`: by which its answers are marked, where somebody marks them; left out, it stays. */
export type QuestionGiven = { question: Question; points: number; rubricId?: string | null }

export function rubricFor(
  { question, rubricId }: QuestionGiven,
  before: string | null,
  known: { id: string }[],
): string | null {
  return isByHand(question.kind) ? knownRubric(rubricId, before, known) : null
}

/** A rubric that was chosen; undefined leaves the one before. Invalid where the course does not know it. */
export function knownRubric(
  rubricId: string | null | undefined,
  before: string | null,
  known: { id: string }[],
): string | null {
  if (rubricId === undefined || rubricId === null) return rubricId === undefined ? before : null
  if (rubricId !== before && !known.some(({ id }) => id === rubricId)) throw new Invalid('rubricId', 'rubrics.notThere')
  return rubricId
}

/** A new question at the end. `id` is made with the form, so that a second click adds nothing. */
export async function addQuestion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  given: QuestionGiven & { id?: string },
): Promise<{ id: string }> {
  const { quiz, course, questions: list, size, last, rubrics } = await findQuizToEdit(tenant, actor, itemId)
  if (size >= mostQuestions) throw new Invalid('', 'quizzes.tooMany', { most: mostQuestions })
  const { id = newId() } = given
  const { question, points } = checkedIn(quiz, given)
  const rubricId = quiz.survey ? null : rubricFor(given, null, rubrics)
  if (list.some(({ questionId }) => questionId === id)) return { id }
  const { db } = tenant
  try {
    await db.batch([
      ...questionStatements(db, {
        ...question,
        itemId,
        courseId: course.id,
        createdBy: actor.id,
        at: tenant.now(),
        points,
        rubricId,
        questionId: id,
        position: positionAfter(last),
      }),
      ...sumPoints(db, itemId, tenant.now()),
      recordAudit(tenant, actor, 'question.add', { kind: 'item', id: itemId, after: { question: id } }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const [same] = await db.select().from(quizQuestions).where(eq(quizQuestions.questionId, id)).limit(1)
    if (!same) throw error
  }
  return { id }
}

/**
 * Changes a question. What was asked stays as it was: once there are attempts the change is a new version, decided inside
 * the batch, so that an attempt that begins at this moment is safe too.
 */
export async function changeQuestion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  questionId: string,
  given: QuestionGiven,
): Promise<void> {
  const { quiz, questions: list, rubrics } = await findQuizToEdit(tenant, actor, itemId)
  const row = list.find((one) => one.questionId === questionId)
  if (!row) throw new NotFound()
  const { question, points } = checkedIn(quiz, given)
  const rubricId = quiz.survey ? null : rubricFor(given, row.rubricId, rubrics)
  const { kind, body } = question
  const { db } = tenant
  const at = tenant.now()
  const isSame = kind === row.kind && JSON.stringify(body) === JSON.stringify(row.body)
  if (row.bank && !isSame) throw new Conflict('banks.editInBank')
  const edit = { itemId, questionId, versionId: row.versionId, question, createdBy: actor.id, at }
  await db
    .batch([
      db
        .update(quizQuestions)
        .set({ points, rubricId })
        .where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, questionId))),
      ...(isSame ? [] : rewording(db, edit)),
      ...sumPoints(db, itemId, at),
      recordAudit(tenant, actor, 'question.edit', {
        kind: 'item',
        id: itemId,
        before: {
          question: questionId,
          points: row.points,
          rubricId: row.rubricId,
          ...(isSame ? {} : { body: row.body }),
        },
        after: { question: questionId, points, rubricId, ...(isSame ? {} : { body }) },
      }),
    ])
    .catch(orConflict())
}

type Rewording = {
  itemId: string
  questionId: string
  /** The one that the quiz asks. */
  versionId: string
  question: Question
  createdBy: string
  at: number
}

/** Statements: another body, in the same version as long as nobody was asked it. */
export function rewording(
  db: Database,
  { itemId, questionId, versionId, question: { kind, body }, createdBy, at }: Rewording,
) {
  const newVersion = newId()
  const begun = sql`exists (select 1 from attempts a where a.item_id = ${itemId})`
  return [
    db
      .update(questionVersions)
      .set({ kind, body })
      .where(and(eq(questionVersions.id, versionId), sql`not ${begun}`)),
    db.insert(questionVersions).select(
      sql`select ${newVersion}, ${questionId}, (select max(v.number) + 1 from question_versions v
          where v.question_id = ${questionId}), ${kind}, ${JSON.stringify(body)}, ${createdBy}, ${at} where ${begun}`,
    ),
    db
      .update(quizQuestions)
      .set({ versionId: newVersion })
      .where(
        and(
          eq(quizQuestions.itemId, itemId),
          eq(quizQuestions.questionId, questionId),
          sql`exists (select 1 from question_versions v where v.id = ${newVersion})`,
        ),
      ),
  ] as const
}

/**
 * Takes a question out of the quiz; attempts that asked it keep it, and it can be put back. A published quiz keeps one. Gives
 * the act's id, by which it comes back where it was; null where it is out already.
 */
export async function removeQuestion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  questionId: string,
): Promise<string | null> {
  const { item, questions: list, draws } = await findQuizToEdit(tenant, actor, itemId)
  const row = list.find((one) => one.questionId === questionId)
  if (!row) return null
  const isLast = list.length + draws.length === 1
  if (isLast && item.publishedAt) throw new Conflict('quizzes.lastQuestion')
  const { db } = tenant
  const actId = newId()
  const at = tenant.now()
  const { versionId, position, points, rubricId } = row
  await db.batch([
    keepWayBack(tenant, actor, {
      id: actId,
      kind: 'question.remove',
      before: { itemId, questionId, versionId, position, points, rubricId },
      at,
    }),
    db
      .update(questions)
      .set({ deletedAt: at, deletedFrom: itemId })
      .where(
        and(
          eq(questions.id, questionId),
          sql`exists (select 1 from quiz_questions q where q.question_id = ${questionId} and q.item_id = ${itemId})`,
          isOwn,
        ),
      ),
    db.delete(quizQuestions).where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, questionId))),
    ...sumPoints(db, itemId, at),
    recordAudit(tenant, actor, 'question.remove', { kind: 'item', id: itemId, before: { question: questionId } }),
  ])
  return actId
}

/** Puts a removed question back, at the end, as it last was. */
export async function restoreQuestion(tenant: Tenant, actor: Actor, itemId: string, questionId: string): Promise<void> {
  const { quiz, questions: list, removed, last } = await findQuizToEdit(tenant, actor, itemId)
  if (list.some((one) => one.questionId === questionId)) return
  const question = removed.find((one) => one.questionId === questionId)
  if (!question) throw new NotFound()
  if (quiz.survey) insistOnKind(question.kind)
  const { db } = tenant
  await db
    .batch([
      db.insert(quizQuestions).values({
        itemId,
        questionId,
        versionId: question.versionId,
        position: positionAfter(last),
        points: quiz.survey || isUnscored(question.kind) ? 0 : 1,
      }),
      db.update(questions).set({ deletedAt: null, deletedFrom: null }).where(eq(questions.id, questionId)),
      ...sumPoints(db, itemId, tenant.now()),
      recordAudit(tenant, actor, 'question.restore', { kind: 'item', id: itemId, after: { question: questionId } }),
    ])
    .catch(orConflict())
}
