import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { anyOf, insertMany } from '../../db/insert-many'
import { bankQuestions, quizDraws, quizQuestions } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { nextPositions, positionAfter } from '../../lib/position'
import { recordAudit } from '../audit'
import { candidatesQuery, type DrawSource, shortagesOf } from '../draws'
import type { Actor } from '../policy'
import {
  findQuizToEdit,
  knownRubric,
  mostQuestions,
  pointsFor,
  type QuizToEdit,
  rubricFor,
  sumPoints,
} from '../quizzes'
import { keepWayBack, reversal } from '../undo'
import { type BankHead, findBank } from './find-bank'
import { spreadPictures } from './pictures'
import { readTag } from './tags'

export const mostDraws = 40

/** A bank that quizzes of a course may use: the organization's, and the course's own. */
async function findBankFor(tenant: Tenant, actor: Actor, courseId: string, bankId: string): Promise<BankHead> {
  const bank = await findBank(tenant, actor, bankId).catch((error) => {
    throw error instanceof NotFound ? new Invalid('bank', 'banks.noSuchBank') : error
  })
  if (bank.courseId !== null && bank.courseId !== courseId) throw new Invalid('bank', 'banks.noSuchBank')
  return bank
}

/** A survey asks questions of its own. */
async function findGraded(tenant: Tenant, actor: Actor, itemId: string): Promise<QuizToEdit> {
  const found = await findQuizToEdit(tenant, actor, itemId)
  if (found.quiz.survey) throw new Conflict('surveys.noBanks')
  return found
}

/** Questions of a bank at the end of a quiz, as they stand there now; those that it asks already are passed over. */
export async function chooseQuestions(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  bankId: string,
  questionIds: readonly string[],
): Promise<void> {
  const quiz = await findGraded(tenant, actor, itemId)
  const bank = await findBankFor(tenant, actor, quiz.course.id, bankId)
  const { db } = tenant
  const ids = [...new Set(questionIds)].filter((id) => !quiz.questions.some(({ questionId }) => questionId === id))
  if (questionIds.length === 0) throw new Invalid('question', 'banks.chooseQuestions')
  if (ids.length === 0) return
  const rows = await db
    .select({ id: bankQuestions.questionId, versionId: bankQuestions.versionId, points: bankQuestions.points })
    .from(bankQuestions)
    .where(
      and(
        eq(bankQuestions.bankId, bank.id),
        sql`${bankQuestions.questionId} in ${anyOf(ids)}`,
        sql`${bankQuestions.retiredAt} is null`,
      ),
    )
  if (rows.length !== ids.length) throw new NotFound()
  if (quiz.size + ids.length > mostQuestions) throw new Invalid('question', 'quizzes.tooMany', { most: mostQuestions })
  const positions = nextPositions(ids.length, quiz.last)
  const at = tenant.now()
  await db
    .batch([
      insertMany(
        db,
        quizQuestions,
        ids.map((id, i) => {
          const { versionId, points } = rows.find((row) => row.id === id)!
          return { itemId, questionId: id, versionId, points, position: positions[i]! }
        }),
      ),
      ...sumPoints(db, itemId, at),
      spreadPictures(db, bank.id),
      recordAudit(tenant, actor, 'question.choose', {
        kind: 'item',
        id: itemId,
        after: { bank: bank.id, questions: ids },
      }),
    ])
    .catch(orConflict())
}

/** What a chosen question is worth in this quiz, and by which rubric its answers are marked; left out, that stays. */
export async function weighQuestion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  questionId: string,
  { points, rubricId: wanted }: { points: number; rubricId?: string | null },
): Promise<void> {
  const { questions, rubrics } = await findQuizToEdit(tenant, actor, itemId)
  const row = questions.find((one) => one.questionId === questionId)
  if (!row) throw new NotFound()
  const { db } = tenant
  const worth = pointsFor({ question: row.question, points })
  const rubricId = rubricFor({ question: row.question, points, rubricId: wanted }, row.rubricId, rubrics)
  await db.batch([
    db
      .update(quizQuestions)
      .set({ points: worth, rubricId })
      .where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, questionId))),
    ...sumPoints(db, itemId, tenant.now()),
    recordAudit(tenant, actor, 'question.edit', {
      kind: 'item',
      id: itemId,
      before: { question: questionId, points: row.points, rubricId: row.rubricId },
      after: { question: questionId, points: worth, rubricId },
    }),
  ])
}

/** A chosen question asks what its bank says now, and with it those about the same text; attempts that have begun keep what they asked. */
export async function takeNewestVersion(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  questionId: string,
): Promise<void> {
  const { questions } = await findQuizToEdit(tenant, actor, itemId)
  const row = questions.find((one) => one.questionId === questionId)
  if (!row?.bank) throw new NotFound()
  const { passage } = row.question.body
  const isBeside = (one: typeof row) => one.bank?.id === row.bank?.id && one.question.body.passage === passage
  const ids = [questionId, ...(passage ? questions.filter(isBeside).map((one) => one.questionId) : [])]
  const { db } = tenant
  await db.batch([
    db
      .update(quizQuestions)
      .set({
        versionId: sql`(select b.version_id from bank_questions b where b.question_id = ${quizQuestions.questionId})`,
      })
      .where(and(eq(quizQuestions.itemId, itemId), sql`${quizQuestions.questionId} in ${anyOf(ids)}`)),
    recordAudit(tenant, actor, 'question.newest', { kind: 'item', id: itemId, after: { question: questionId } }),
  ])
}

export type DrawDraft = {
  bankId: string
  /** '' or null is the whole bank. */
  categoryId?: string | null
  tag?: string
  count: number
  /** Of each question. */
  points: number
  /** By which answers to what it draws are marked, where that is done by hand. */
  rubricId?: string | null
}

/** So many questions of a bank by chance, at the end of the quiz. `id` is made with the form, so that a second click adds nothing. */
export async function addDraw(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  draft: DrawDraft,
  id = newId(),
): Promise<{ id: string }> {
  const quiz = await findGraded(tenant, actor, itemId)
  if (quiz.draws.some((draw) => draw.id === id)) return { id }
  if (quiz.draws.length >= mostDraws) throw new Invalid('count', 'banks.tooManyDraws', { most: mostDraws })
  const draw = await readDraw(tenant, actor, quiz, draft, id)
  const { db } = tenant
  await db
    .batch([
      db.insert(quizDraws).values({ ...draw, position: positionAfter(quiz.last) }),
      ...sumPoints(db, itemId, tenant.now()),
      spreadPictures(db, draw.bankId),
      recordAudit(tenant, actor, 'draw.add', { kind: 'item', id: itemId, after: draw }),
    ])
    .catch(orConflict())
  return { id }
}

export async function changeDraw(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  drawId: string,
  draft: DrawDraft,
): Promise<void> {
  const quiz = await findGraded(tenant, actor, itemId)
  const before = quiz.draws.find(({ id }) => id === drawId)
  if (!before) throw new NotFound()
  const draw = await readDraw(tenant, actor, quiz, draft, drawId)
  const { bankId, categoryId, tag, count, points, rubricId } = before
  const { db } = tenant
  await db.batch([
    db.update(quizDraws).set(draw).where(eq(quizDraws.id, drawId)),
    ...sumPoints(db, itemId, tenant.now()),
    spreadPictures(db, draw.bankId),
    recordAudit(tenant, actor, 'draw.edit', {
      kind: 'item',
      id: itemId,
      before: { id: drawId, bankId, categoryId, tag, count, points, rubricId },
      after: draw,
    }),
  ])
}

/** What is typed, with what it finds: a quiz that learners see never promises more than the bank holds. */
async function readDraw(
  tenant: Tenant,
  actor: Actor,
  { item, course, draws, size, rubrics }: QuizToEdit,
  { bankId, categoryId, tag = '', count, points, rubricId }: DrawDraft,
  id: string,
): Promise<DrawSource & { points: number; rubricId: string | null }> {
  const bank = await findBankFor(tenant, actor, course.id, bankId)
  if (categoryId && !bank.categories.some((one) => one.id === categoryId))
    throw new Invalid('category', 'banks.noSuchCategory')
  const room = mostQuestions - size + (draws.find((one) => one.id === id)?.count ?? 0)
  if (!Number.isInteger(count) || count < 1) throw new Invalid('count', 'banks.countMissing')
  if (count > room) throw new Invalid('count', 'quizzes.tooMany', { most: mostQuestions })
  if (!Number.isFinite(points) || points < 0 || points > 1_000)
    throw new Invalid('points', 'grades.outOfRange', { most: 1_000 })
  const draw = { id, itemId: item.id, bankId, categoryId: categoryId || null, tag: readTag(tag), count }
  if (item.publishedAt !== null) {
    const all: DrawSource[] = [...draws.filter((one) => one.id !== id), draw]
    const [short] = shortagesOf(all, await candidatesQuery(tenant.db, all))
    if (short) throw new Invalid('count', 'banks.tooFewHere', { wanted: short.wanted, found: short.found })
  }
  const before = draws.find((one) => one.id === id)?.rubricId ?? null
  return { ...draw, points: Math.round(points * 100) / 100, rubricId: knownRubric(rubricId, before, rubrics) }
}

/** Takes a draw out of the quiz; a published quiz keeps something to ask. Gives the act by which it comes back; null where it is out. */
export async function removeDraw(tenant: Tenant, actor: Actor, itemId: string, drawId: string): Promise<string | null> {
  const { item, questions, draws } = await findQuizToEdit(tenant, actor, itemId)
  const draw = draws.find(({ id }) => id === drawId)
  if (!draw) return null
  if (questions.length + draws.length === 1 && item.publishedAt !== null) throw new Conflict('quizzes.lastQuestion')
  const { shortage, source, ...before } = draw
  const { db } = tenant
  const act = newId()
  const at = tenant.now()
  await db.batch([
    keepWayBack(tenant, actor, { id: act, kind: 'draw.remove', before, at }),
    db.delete(quizDraws).where(eq(quizDraws.id, drawId)),
    ...sumPoints(db, itemId, at),
    recordAudit(tenant, actor, 'draw.remove', { kind: 'item', id: itemId, before }),
  ])
  return act
}

/** Back where it stood. */
export const drawBack = reversal<typeof quizDraws.$inferSelect>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, row) {
    const { course } = await findQuizToEdit(tenant, actor, row.itemId)
    await findBankFor(tenant, actor, course.id, row.bankId)
    return [tenant.db.insert(quizDraws).values(row), ...sumPoints(tenant.db, row.itemId, tenant.now())]
  },
})
