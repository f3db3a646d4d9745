import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { attempts, courses, grades, items, questions, questionVersions, quizQuestions, quizzes } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { positionAfter, positionAt } from '../../lib/position'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import { type QuizSettings, questionStatements } from './create-quiz'
import { isUnscored, type Question, questionSchema } from './questions'
import { quizQuery, quizQuestionsQuery } from './quiz-queries'

export const mostQuestions = 200
const MOST_POINTS = 1_000

/** A quiz as its authors find it: drafts too. NotFound for everybody but the course's staff. */
export async function findQuizToEdit(tenant: Tenant, actor: Actor, itemId: string) {
  const { db } = tenant
  const [[found], [quiz], asked, [begun], removed] = await db.batch([
    db
      .select({ item: items, course: courses })
      .from(items)
      .innerJoin(courses, eq(courses.id, items.courseId))
      .where(and(eq(items.id, itemId), sql`${items.deletedAt} is null`, sql`${courses.deletedAt} is null`))
      .limit(1),
    quizQuery(db, itemId),
    quizQuestionsQuery(db, itemId),
    db.select({ count: sql<number>`count(*)` }).from(attempts).where(eq(attempts.itemId, itemId)),
    removedQuery(db, itemId),
  ])
  if (!found || !quiz || !(isAdmin(actor) || assists(actor, found.course.id))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId: found.course.id })
  const list = asked.map((row) => ({ ...row, question: { kind: row.kind, body: row.body } as Question }))
  return { ...found, quiz, questions: list, attempts: begun?.count ?? 0, removed }
}

export type QuizToEdit = Awaited<ReturnType<typeof findQuizToEdit>>

export async function changeSettings(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  settings: QuizSettings,
): Promise<void> {
  const { quiz } = await findQuizToEdit(tenant, actor, itemId)
  const { db } = tenant
  const clean = { ...settings, introduction: cleanText(settings.introduction, 16_000) }
  await db.batch([
    db.update(quizzes).set(clean).where(eq(quizzes.itemId, itemId)),
    // "Passed" is one number, wherever it is set.
    db
      .update(items)
      .set({ completion: sql`json_set(completion, '$.percent', ${clean.passPercent})`, updatedAt: tenant.now() })
      .where(and(eq(items.id, itemId), sql`json_extract(completion, '$.kind') = 'passed'`)),
    recordAudit(tenant, actor, 'quiz.edit', { kind: 'item', id: itemId, before: quiz, after: clean }),
  ])
}

/** A new question at the end. `id` is made with the form, so that a second click adds nothing. */
export async function addQuestion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  given: { question: Question; points: number; id?: string },
): Promise<{ id: string }> {
  const { course, questions: list } = await findQuizToEdit(tenant, actor, itemId)
  if (list.length >= mostQuestions) throw new Invalid('', 'quizzes.tooMany', { most: mostQuestions })
  const { id = newId() } = given
  if (list.some(({ questionId }) => questionId === id)) return { id }
  const { db } = tenant
  try {
    await db.batch([
      ...questionStatements(db, {
        ...checked(given.question),
        itemId,
        courseId: course.id,
        createdBy: actor.id,
        at: tenant.now(),
        points: pointsFor(given),
        questionId: id,
        position: positionAfter(list.at(-1)?.position ?? null),
      }),
      ...sumPoints(db, itemId, tenant.now()),
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
  given: { question: Question; points: number },
): Promise<void> {
  const { questions: list } = await findQuizToEdit(tenant, actor, itemId)
  const row = list.find((one) => one.questionId === questionId)
  if (!row) throw new NotFound()
  const { kind, body } = checked(given.question)
  const { db } = tenant
  const at = tenant.now()
  const newVersion = newId()
  const isSame = kind === row.kind && JSON.stringify(body) === JSON.stringify(row.body)
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
        .set({ points: pointsFor(given) })
        .where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, questionId))),
      ...(isSame ? [] : edits),
      ...sumPoints(db, itemId, at),
    ])
    .catch(orConflict())
}

/** Takes a question out of the quiz; attempts that asked it keep it, and it can be put back. */
export async function removeQuestion(tenant: Tenant, actor: Actor, itemId: string, questionId: string): Promise<void> {
  await findQuizToEdit(tenant, actor, itemId)
  const { db } = tenant
  await db.batch([
    db
      .update(questions)
      .set({ deletedAt: tenant.now(), deletedFrom: itemId })
      .where(
        and(
          eq(questions.id, questionId),
          sql`exists (select 1 from quiz_questions q where q.question_id = ${questionId} and q.item_id = ${itemId})`,
        ),
      ),
    db.delete(quizQuestions).where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, questionId))),
    ...sumPoints(db, itemId, tenant.now()),
  ])
}

/** Puts a removed question back, at the end, as it last was. */
export async function restoreQuestion(tenant: Tenant, actor: Actor, itemId: string, questionId: string): Promise<void> {
  const { questions: list, removed } = await findQuizToEdit(tenant, actor, itemId)
  if (list.some((one) => one.questionId === questionId)) return
  const question = removed.find((one) => one.questionId === questionId)
  if (!question) throw new NotFound()
  const { db } = tenant
  await db
    .batch([
      db.insert(quizQuestions).values({
        itemId,
        questionId,
        versionId: question.versionId,
        position: positionAfter(list.at(-1)?.position ?? null),
        points: isUnscored(question.kind) ? 0 : 1,
      }),
      db.update(questions).set({ deletedAt: null, deletedFrom: null }).where(eq(questions.id, questionId)),
      ...sumPoints(db, itemId, tenant.now()),
    ])
    .catch(orConflict())
}

/** One place up or down. */
export async function moveQuestion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  questionId: string,
  by: -1 | 1,
): Promise<void> {
  const { questions: list } = await findQuizToEdit(tenant, actor, itemId)
  const from = list.findIndex((one) => one.questionId === questionId)
  if (from < 0) throw new NotFound()
  const to = Math.max(0, Math.min(list.length - 1, from + by))
  if (to === from) return
  const siblings = list.filter((_, i) => i !== from).map(({ position }) => position)
  await tenant.db
    .update(quizQuestions)
    .set({ position: positionAt(siblings, to) })
    .where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, questionId)))
    .catch(orConflict())
}

const removedQuery = (db: Database, itemId: string) =>
  db
    .select({
      questionId: questions.id,
      versionId: questionVersions.id,
      kind: questionVersions.kind,
      body: questionVersions.body,
    })
    .from(questions)
    .innerJoin(questionVersions, eq(questionVersions.questionId, questions.id))
    .where(
      and(
        eq(questions.deletedFrom, itemId),
        isNotNull(questions.deletedAt),
        sql`${questionVersions.number} = (select max(v.number) from question_versions v where v.question_id = ${questions.id})`,
      ),
    )
    .orderBy(desc(questions.deletedAt), asc(questions.id))
    .limit(20)

/**
 * What a quiz is worth is what its questions are worth together: the same number stands on its item, for outlines, and in
 * the grades of those who have not answered yet.
 */
export function sumPoints(db: Database, itemId: string, at: number) {
  const sum = sql<number>`(select coalesce(round(sum(q.points), 2), 0) from quiz_questions q where q.item_id = ${itemId})`
  return [
    db.update(items).set({ maxPoints: sum, updatedAt: at }).where(eq(items.id, itemId)),
    db
      .update(grades)
      .set({ maxPoints: sum })
      .where(and(eq(grades.itemId, itemId), isNull(grades.final), isNull(grades.override))),
  ] as const
}

/** The question with its defaults, or what is wrong with it beside its field. */
export function checked(question: Question): Question {
  const read = questionSchema.safeParse(question)
  if (read.success) return read.data as Question
  const [issue] = read.error.issues
  const most = issue && 'maximum' in issue ? { most: Number(issue.maximum) } : undefined
  throw new Invalid(String(issue?.path[1] ?? ''), issue ? reasonFor(issue) : 'form.check', most)
}

/** A kind says what is wrong by a message key; what it does not say is what most often is. */
function reasonFor({ path: [, field], code, message }: z.core.$ZodIssue): string {
  if (message.startsWith('quizzes.')) return message
  if (code === 'too_big') return 'form.check'
  if (field === 'prompt') return 'quizzes.promptMissing'
  if (field === 'choices') return 'quizzes.choicesMissing'
  if (field === 'correct') return 'quizzes.correctMissing'
  if (field === 'accepted') return 'quizzes.acceptedMissing'
  if (field === 'pairs' || field === 'extra') return 'quizzes.pairsMissing'
  if (field === 'answer') return 'quizzes.answerMissing'
  return 'form.check'
}

/** What a question is worth, with two decimals; one that has no right answer is worth nothing. */
export function pointsFor({ question, points }: { question: Question; points: number }): number {
  if (isUnscored(question.kind)) return 0
  if (Number.isFinite(points) && points >= 0 && points <= MOST_POINTS) return Math.round(points * 100) / 100
  throw new Invalid('points', 'grades.outOfRange', { most: MOST_POINTS })
}
