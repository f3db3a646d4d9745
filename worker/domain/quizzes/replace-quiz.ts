import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { anyOf, insertMany } from '../../db/insert-many'
import { orInsisted } from '../../db/insist'
import { items, questions, questionVersions, quizDraws, quizQuestions, quizzes } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { nextPositions } from '../../lib/position'
import { mostSections } from '../../lib/quiz-sections'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { refreshTimes, wakeToClose } from './attempt-times'
import { isOwn } from './bring-questions'
import type { QuizSettings } from './create-quiz'
import { mostQuestions, type QuestionGiven, rubricFor } from './edit-questions'
import { checkedSection, type SectionDraft } from './edit-sections'
import { findQuizToEdit, type QuizToEdit } from './find-quiz-to-edit'
import { keptAmong, partsOf, sectionsSet } from './parts'
import { checked, pointsFor } from './questions'
import { recountLater } from './recount-grades'
import { checkedSettings } from './settings'
import { sumPoints } from './sum-points'
import { surveyQuestion } from './survey-question'

export type WholeQuiz = {
  settings: Partial<QuizSettings>
  /** In their order. An id that the quiz knows changes that question, an unknown or missing one makes a new question. */
  questions: ({ id?: string } & QuestionGiven)[]
  /** `place`: so many of the questions stand before it. Left out, those that are there stay before the question that they stood before. */
  sections?: (SectionDraft & { id?: string; place: number })[]
}

/**
 * Brings a quiz to what is given, all of it or nothing (draws stay before the question that they stood before): questions that are not named are taken out (they can be put back),
 * those that differ get a new version once somebody has begun the quiz, so that nobody's attempt changes.
 */
export async function replaceQuiz(tenant: Tenant, actor: Actor, itemId: string, given: WholeQuiz): Promise<void> {
  const found = await findQuizToEdit(tenant, actor, itemId)
  const { item, course, quiz, questions: before, draws, size, rubrics } = found
  if (item.publishedAt && before.length && !given.questions.length && !draws.length)
    throw new Conflict('quizzes.lastQuestion')
  if (given.questions.length + size - before.length > mostQuestions)
    throw new Invalid('questions', 'quizzes.tooMany', { most: mostQuestions })
  const wanted = given.questions.map(({ id = newId(), points, question, rubricId }) => ({
    id,
    points: quiz.survey ? 0 : pointsFor({ question, points }),
    rubricId: rubricFor(
      { question, points, rubricId: quiz.survey ? null : rubricId },
      before.find(({ questionId }) => questionId === id)?.rubricId ?? null,
      rubrics,
    ),
    ...checked(quiz.survey ? surveyQuestion(question) : question),
  }))
  const ids = wanted.map(({ id }) => id)
  if (new Set(ids).size !== ids.length) throw new Invalid('questions', 'form.check')

  const { db } = tenant
  const at = tenant.now()
  const known = new Map<string, Known>(before.map((row) => [row.questionId, { ...row, isBack: false }]))
  for (const row of await elsewhere(
    tenant,
    ids.filter((id) => !known.has(id)),
  )) {
    if (row.deletedFrom !== itemId) throw new Conflict('error.conflict')
    known.set(row.questionId, { ...row, isBack: true })
  }
  const fresh = wanted.filter(({ id }) => !known.has(id))
  const kept = wanted.flatMap((one) => {
    const row = known.get(one.id)
    const isSame = row && row.kind === one.kind && JSON.stringify(row.body) === JSON.stringify(one.body)
    return row ? [{ ...one, row, isSame }] : []
  })
  const banked = new Set(before.filter(({ bank }) => bank).map(({ questionId }) => questionId))
  if (kept.some(({ id, isSame }) => !isSame && banked.has(id))) throw new Conflict('banks.editInBank')
  const changed = kept.filter(({ isSame }) => !isSame).map((one) => ({ ...one, versionId: newId() }))
  const versions = new Map(fresh.map(({ id }) => [id, newId()]))
  const removed = before.map(({ questionId }) => questionId).filter((id) => !ids.includes(id))
  const { positions, drawn, sections } = placesFor(found, ids, given.sections)
  const lines = wanted.map(({ id, points, rubricId }, i) => ({
    itemId,
    questionId: id,
    versionId: versions.get(id) ?? known.get(id)!.versionId,
    position: positions[i]!,
    points,
    rubricId,
  }))
  const { itemId: _, sections: __, ...old } = quiz
  const settings = checkedSettings({ ...old, ...given.settings, survey: quiz.survey })
  const begun = sql`exists (select 1 from attempts a where a.item_id = ${itemId})`

  await db
    .batch([
      db.update(quizzes).set(settings).where(eq(quizzes.itemId, itemId)),
      ...refreshTimes(db, [itemId]),
      ...(settings.counts === quiz.counts ? [] : [recountLater(tenant, [itemId], actor.id)]),
      insertMany(
        db,
        questions,
        fresh.map(({ id }) => ({ id, courseId: course.id, createdAt: at })),
      ),
      insertMany(
        db,
        questionVersions,
        fresh.map(({ id, kind, body }) => ({
          id: versions.get(id)!,
          questionId: id,
          number: 1,
          kind,
          body,
          createdBy: actor.id,
          createdAt: at,
        })),
      ),
      db.delete(quizQuestions).where(eq(quizQuestions.itemId, itemId)),
      insertMany(db, quizQuestions, lines),
      ...drawn.map(({ id, position }) => db.update(quizDraws).set({ position }).where(eq(quizDraws.id, id))),
      ...sectionsSet(db, found, sections),
      ...changed.flatMap(({ id, kind, body, row, versionId }) => [
        db
          .update(questionVersions)
          .set({ kind, body })
          .where(and(eq(questionVersions.id, row.versionId), sql`not ${begun}`)),
        db.insert(questionVersions).select(
          sql`select ${versionId}, ${id}, (select max(v.number) + 1 from question_versions v where v.question_id = ${id}),
            ${kind}, ${JSON.stringify(body)}, ${actor.id}, ${at} where ${begun}`,
        ),
        db
          .update(quizQuestions)
          .set({ versionId })
          .where(and(eq(quizQuestions.itemId, itemId), eq(quizQuestions.questionId, id), begun)),
      ]),
      db
        .update(questions)
        .set({ deletedAt: at, deletedFrom: itemId })
        .where(and(sql`${questions.id} in ${anyOf(removed)}`, isOwn)),
      db
        .update(questions)
        .set({ deletedAt: null, deletedFrom: null })
        .where(sql`${questions.id} in ${anyOf(kept.filter(({ row }) => row.isBack).map(({ id }) => id))}`),
      db
        .update(items)
        .set({ completion: sql`json_set(completion, '$.percent', ${settings.passPercent})` })
        .where(and(eq(items.id, itemId), sql`json_extract(completion, '$.kind') = 'passed'`)),
      ...sumPoints(db, itemId, at),
      recordAudit(tenant, actor, 'quiz.replace', {
        kind: 'item',
        id: itemId,
        before: { questions: before.length },
        after: { questions: wanted.length, changed: changed.length, removed: removed.length },
      }),
    ])
    .catch(orInsisted('error.conflict'))
    .catch(orConflict())
  await wakeToClose(tenant, [itemId])
}

/** Where everything stands: `positions` are those of the questions, in order. */
function placesFor(found: QuizToEdit, ids: string[], said: WholeQuiz['sections']) {
  if (said && said.length > mostSections) throw new Invalid('sections', 'quizzes.sections.many', { most: mostSections })
  const given = said?.map(({ id = newId(), place, ...draft }) => ({ id, place, ...checkedSection(draft) }))
  if (given && new Set(given.map(({ id }) => id)).size !== given.length) throw new Invalid('sections', 'form.check')
  const kept = keptAmong(
    partsOf(found).filter(({ kind }) => !given || kind !== 'section'),
    ids,
  )
  const order = [...ids, ''].flatMap((question, i) => [
    ...(given ?? []).filter(({ place }) => Math.min(place, ids.length) === i).map(({ id }) => id),
    ...kept[i]!.map(({ id }) => id),
    ...(question ? [question] : []),
  ])
  const places = new Map(nextPositions(order.length).map((position, i) => [order[i]!, position]))
  return {
    positions: ids.map((id) => places.get(id)!),
    drawn: found.draws.map(({ id }) => ({ id, position: places.get(id)! })),
    sections: (given?.map(({ place, ...section }) => section) ?? found.sections).map((one) => ({
      ...one,
      position: places.get(one.id)!,
    })),
  }
}

type Known = { questionId: string; versionId: string; kind: string; body: unknown; isBack: boolean }

/** Questions with these ids that the quiz does not ask now, each with its newest version. */
const elsewhere = ({ db }: Tenant, ids: string[]) =>
  db
    .select({
      questionId: questions.id,
      deletedFrom: questions.deletedFrom,
      versionId: questionVersions.id,
      number: questionVersions.number,
      kind: questionVersions.kind,
      body: questionVersions.body,
    })
    .from(questions)
    .innerJoin(questionVersions, eq(questionVersions.questionId, questions.id))
    .where(
      and(
        sql`${questions.id} in ${anyOf(ids)}`,
        sql`${questionVersions.number} = (select max(v.number) from question_versions v where v.question_id = ${questions.id})`,
      ),
    )
