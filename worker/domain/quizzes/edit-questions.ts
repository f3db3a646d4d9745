import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { orInsisted } from '../../db/insist'
import { questions, questionVersions, quizQuestions } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { nextPositions, positionAfter, positionAt } from '../../lib/position'
import { mostQuestions } from '../../lib/quiz-rules'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { keepWayBack } from '../undo'
import { isOwn } from './bring-questions'
import { questionStatements } from './create-quiz'
import { findQuizToEdit } from './find-quiz-to-edit'
import { type Part, partsOf, placeParts } from './parts'
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
  const newVersion = newId()
  const isSame = kind === row.kind && JSON.stringify(body) === JSON.stringify(row.body)
  if (row.bank && !isSame) throw new Conflict('banks.editInBank')
  const begun = sql`exists (select 1 from attempts a where a.item_id = ${itemId})`
  const edits = [
    db
      .update(questionVersions)
      .set({ kind, body })
      .where(and(eq(questionVersions.id, row.versionId), sql`not ${begun}`)),
    db.insert(questionVersions).select(
      sql`select ${newVersion}, ${questionId}, (select max(v.number) + 1 from question_versions v
          where v.question_id = ${questionId}), ${kind}, ${JSON.stringify(body)}, ${actor.id}, ${at} where ${begun}`,
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
  await db
    .batch([
      db
        .update(quizQuestions)
        .set({ points, rubricId })
        .where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, questionId))),
      ...(isSame ? [] : edits),
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

/** One place up or down, past the beginning of a section into the next; or to the end of a section, '' being what stands before the first. */
export type Move = -1 | 1 | { section: string }

/** Moves a question or a draw. */
export async function moveQuestion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  partId: string,
  move: Move,
): Promise<void> {
  const quiz = await findQuizToEdit(tenant, actor, itemId)
  const parts = partsOf(quiz)
  const from = parts.findIndex(({ id, kind }) => id === partId && kind !== 'section')
  if (from < 0) throw new NotFound()
  const to = typeof move === 'object' ? endOf(parts, from, move.section) : from + move
  if (to === from || to < 0 || to >= parts.length) return
  const { db } = tenant
  await db
    .batch([
      recordAudit(tenant, actor, 'question.move', { kind: 'item', id: itemId, after: { question: partId } }),
      ...placeParts(db, quiz, placesAfter(parts, from, to)),
    ])
    .catch(orInsisted('error.conflict'))
    .catch(orConflict())
}

/** The place of a part at the end of a section, once it has left its own. NotFound where there is no such section. */
function endOf(parts: Part[], from: number, section: string): number {
  const others = parts.toSpliced(from, 1)
  const begin = section === '' ? -1 : others.findIndex(({ id, kind }) => kind === 'section' && id === section)
  if (begin < 0 && section !== '') throw new NotFound()
  const next = others.findIndex(({ kind }, i) => i > begin && kind === 'section')
  return next < 0 ? others.length : next
}

/** The new place of the one that moves; of all where two came to stand at the same place at the same moment. */
function placesAfter<Part extends { position: string }>(parts: Part[], from: number, to: number): [Part, string][] {
  const moved = parts[from]!
  const others = parts.filter((part) => part !== moved)
  const isClear = new Set(parts.map(({ position }) => position)).size === parts.length
  if (isClear)
    return [
      [
        moved,
        positionAt(
          others.map(({ position }) => position),
          to,
        ),
      ],
    ]
  const order = others.toSpliced(to, 0, moved)
  const positions = nextPositions(order.length, parts.at(-1)!.position)
  return order.map((part, i) => [part, positions[i]!])
}
