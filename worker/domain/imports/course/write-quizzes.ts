import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf, insertAll } from '../../../db/insert-many'
import { questions, questionVersions, quizDraws, quizQuestions, quizzes } from '../../../db/schema'
import { newId } from '../../../lib/ids'
import { nextPositions } from '../../../lib/position'
import type { QuizSection } from '../../../lib/quiz-sections'
import type { Actor } from '../../policy'
import { recountLater, refreshTimes } from '../../quizzes'
import { inTurn, type PlannedQuiz, type PlannedSection, unsaid } from '../markdown'
import type { Stored } from './read-stored'
import { comparable, promptOf } from './same-question'
import type { SettledItem } from './settle'
import { upsertQuizzes } from './upserts'

type StoredQuestion = NonNullable<ReturnType<Stored['questions']['get']>>[number]

/**
 * Quizzes with their questions. A question that says the same stays the same version; one with the same prompt gets a new
 * version; attempts point at versions, so whatever was asked before stays as it was.
 */
export function writeQuizzes(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  touched: SettledItem[],
  stored: Stored | null,
  rubricOf: (title: string) => string | null,
) {
  const { db } = tenant
  const at = tenant.now()
  const markedBy = (title: string | null | undefined, stands: { rubricId: string | null } | undefined) =>
    (title && rubricOf(title)) || (stands?.rubricId ?? null)
  const settings: (typeof quizzes.$inferInsert)[] = []
  const made: (typeof questions.$inferInsert)[] = []
  const versions: (typeof questionVersions.$inferInsert)[] = []
  const asked: (typeof quizQuestions.$inferInsert)[] = []
  const drawn: (typeof quizDraws.$inferInsert)[] = []
  const dropped: string[] = []
  for (const { id: itemId, planned, banked } of touched) {
    if (planned.kind !== 'quiz') continue
    const { questions: list, banked: _, saysDraws: __, sections: saidSections, ...given } = planned.quiz
    const before = stored?.quizzes.get(itemId)
    const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
    const answersAfter = given.answersAfter ?? before?.answersAfter ?? 'pass'
    // What people answered under one promise is not read under another, whatever a file says.
    const survey = before ? before.survey : (given.survey ?? null)
    const linked = new Set(banked.map((one) => ('question' in one ? one.question.id : '')))
    const left = (stored?.questions.get(itemId) ?? []).filter(({ questionId }) => !linked.has(questionId))
    const inOrder = inTurn(list, banked)
    const { positions, sections } = withSections(saidSections, inOrder.length, before?.sections ?? [], [
      ...(stored?.questions.get(itemId) ?? []),
      ...(stored?.draws.get(itemId) ?? []),
    ])
    const fixed = { itemId, answersAfter, sections, survey }
    settings.push({ ...unsaid.quiz, ...before, ...said, ...windowOf(given, before), ...fixed })
    for (const [index, question] of inOrder.entries()) {
      const position = positions[index]!
      if ('question' in question) {
        const { question: chosen, versionId = chosen.versionId, points, rubric } = question
        const stands = stored?.questions.get(itemId)?.find(({ questionId }) => questionId === chosen.id)
        const rubricId = markedBy(rubric, stands)
        asked.push({ itemId, questionId: chosen.id, versionId, position, points, rubricId })
        continue
      }
      if ('count' in question) {
        const { after: ___, rubric, ...draw } = question
        drawn.push({ ...draw, itemId, position, rubricId: markedBy(rubric, draw) })
        continue
      }
      const same = take(left, (one) => comparable(one) === comparable(question))
      const similar =
        same ??
        take(
          left,
          (one) => one.bankId === null && one.kind === question.kind && promptOf(one.body) === question.body.prompt,
        )
      const questionId = similar?.questionId ?? newId()
      const versionId = same?.versionId ?? newId()
      if (!similar) made.push({ id: questionId, courseId, createdAt: at })
      if (!same)
        versions.push({
          id: versionId,
          questionId,
          number: (similar?.newest ?? 0) + 1,
          kind: question.kind,
          body: question.body,
          createdBy: actor.id,
          createdAt: at,
        })
      const rubricId = markedBy(question.rubric, similar)
      asked.push({ itemId, questionId, versionId, position, points: question.points, rubricId })
    }
    dropped.push(...left.map(({ questionId }) => questionId))
  }
  const quizIds = settings.map(({ itemId }) => itemId)
  return [
    ...insertAll(db, quizzes, settings, upsertQuizzes),
    ...refreshTimes(db, quizIds),
    recountLater(tenant, quizIds, actor.id),
    db.delete(quizQuestions).where(sql`${quizQuestions.itemId} in ${anyOf(quizIds)}`),
    db
      .update(questions)
      .set({ deletedAt: at })
      .where(
        sql`${questions.id} in ${anyOf(dropped)} and not exists (select 1 from bank_questions b where b.question_id = questions.id)`,
      ),
    ...insertAll(db, questions, made),
    ...insertAll(db, questionVersions, versions),
    ...insertAll(db, quizQuestions, asked),
    db.delete(quizDraws).where(sql`${quizDraws.itemId} in ${anyOf(quizIds)}`),
    ...insertAll(db, quizDraws, drawn),
  ]
}

/** Where `count` questions and draws stand, and between them the sections that the file says, or those that stand. */
function withSections(
  said: PlannedSection[] | undefined,
  count: number,
  before: QuizSection[],
  asked: { position: string }[],
) {
  const kept = before.map((one) => ({ ...one, place: asked.filter(({ position }) => position < one.position).length }))
  const left = [...before]
  const wanted = said
    ? said.map((one) => {
        const same = left.findIndex(({ title }) => title === one.title)
        return { ...one, id: same < 0 ? newId() : left.splice(same, 1)[0]!.id }
      })
    : kept
  const placed = wanted
    .map((one) => ({ ...one, place: Math.min(one.place, count) }))
    .toSorted((a, b) => a.place - b.place)
  const all = nextPositions(count + placed.length)
  const taken = new Set(placed.map(({ place }, i) => place + i))
  return {
    positions: all.filter((_, i) => !taken.has(i)),
    sections: placed.map(({ id, title, introduction, shuffle, place }, i) => ({
      id,
      title,
      introduction,
      shuffle,
      position: all[place + i]!,
    })),
  }
}

type Window = { opensAt: number | null; closesAt: number | null }

/** A window whose said half turns it around stays as it was. */
function windowOf(given: Partial<PlannedQuiz>, before: Window | undefined): Window {
  const { opensAt = before?.opensAt ?? null, closesAt = before?.closesAt ?? null } = given
  const isTurned = opensAt !== null && closesAt !== null && closesAt <= opensAt
  return isTurned ? { opensAt: before?.opensAt ?? null, closesAt: before?.closesAt ?? null } : { opensAt, closesAt }
}

function take(left: StoredQuestion[], fits: (one: StoredQuestion) => boolean): StoredQuestion | undefined {
  const index = left.findIndex(fits)
  return index < 0 ? undefined : left.splice(index, 1)[0]
}
