import type { items } from '../../../db/schema'
import { plainText } from '../../../lib/markdown'
import { newCompletion } from '../../../lib/new-completion'
import { cleanLine } from '../../../lib/text'
import { mediaIdsOf, mediaInText, searchTextOf } from '../../lessons/blocks'
import { type PlannedItem, unsaid } from '../markdown'
import type { StoredItem } from './read-stored'
import type { SettledItem } from './settle'

export type ItemFull = typeof items.$inferInsert

/**
 * The row of an item. What a file does not say, and was set here, stays: only our own form, and kinds that only it has, say
 * everything. An item that the course's makers hid stays hidden.
 */
export function itemRow(
  { id, moduleId, position, planned, stored, change, banked }: SettledItem,
  courseId: string,
  at: number,
): ItemFull {
  if (stored && change === 'same') return { ...stored, moduleId, position }
  const isOurs = planned.id !== null
  const saysAll = isOurs || planned.kind !== 'lesson'
  const base = {
    title: cleanLine(planned.title, 200),
    moduleId,
    position,
    maxPoints: pointsOf(planned, banked, stored),
    updatedAt: at,
    deletedAt: null,
  }
  const isOpen = planned.published || (planned.publishAt ?? at + 1) <= at
  if (!stored)
    return {
      id,
      courseId,
      kind: planned.kind,
      ...base,
      publishedAt: isOpen ? at : null,
      ...conditionsOf(planned, null, isOpen),
      completion: planned.completion ?? newCompletion[planned.kind],
      required: planned.required,
      expectedMinutes: planned.minutes,
      createdAt: at,
    }
  const publishedAt = isOpen ? (stored.publishedAt ?? (isOurs ? at : null)) : null
  return {
    ...stored,
    ...base,
    publishedAt,
    ...conditionsOf(planned, stored, publishedAt !== null),
    completion: planned.completion ?? stored.completion,
    required: saysAll || !planned.required ? planned.required : stored.required,
    expectedMinutes: planned.minutes ?? (saysAll ? null : stored.expectedMinutes),
  }
}

/** What is published waits for no moment. */
const conditionsOf = (planned: PlannedItem, stored: StoredItem | null, isOpen: boolean) => ({
  dueAt: planned.dueAt === undefined ? (stored?.dueAt ?? null) : planned.dueAt,
  publishAt: isOpen ? null : planned.publishAt === undefined ? (stored?.publishAt ?? null) : planned.publishAt,
  availability: planned.availability === undefined ? (stored?.availability ?? null) : planned.availability,
  gradeCategoryId: planned.gradeCategoryId === undefined ? (stored?.gradeCategoryId ?? null) : planned.gradeCategoryId,
  extraCredit: planned.extraCredit ?? stored?.extraCredit ?? false,
  holdGrades: planned.holdGrades ?? stored?.holdGrades ?? false,
})

function pointsOf(planned: PlannedItem, banked: SettledItem['banked'], stored: StoredItem | null): number | null {
  if (planned.kind === 'assignment')
    return Math.round(planned.assignment.maxPoints ?? stored?.maxPoints ?? unsaid.assignment.maxPoints)
  if (planned.kind === 'quiz') {
    if (stored ? stored.maxPoints === null : planned.quiz.survey) return null
    const worth = [...planned.quiz.questions, ...banked].map((one) => ('count' in one ? one.count : 1) * one.points)
    return Math.round(worth.reduce((sum, points) => sum + points, 0) * 100) / 100
  }
  return null
}

/** Texts of an item that are not blocks. */
function textsOf(planned: PlannedItem): string[] {
  if (planned.kind === 'assignment') return [planned.assignment.instructions]
  if (planned.kind === 'lesson') return []
  if (planned.kind === 'forum') return [planned.forum.intro]
  return [
    planned.quiz.introduction,
    ...(planned.quiz.sections ?? []).map(({ introduction }) => introduction),
    ...planned.quiz.questions.flatMap(({ body }) => [
      body.prompt,
      body.passage ?? '',
      body.explanation,
      ...(body.hints ?? []),
      ...('choices' in body ? body.choices.flatMap(({ text, feedback }) => [text, feedback]) : []),
    ]),
  ]
}

export const mediaIdsOfItem = (planned: PlannedItem): string[] =>
  planned.kind === 'lesson' ? mediaIdsOf(planned.content) : [...new Set(textsOf(planned).flatMap(mediaInText))]

/** Of a quiz only what it asks, never what is right. */
export function searchTextOfItem(planned: PlannedItem): string {
  if (planned.kind === 'lesson') return searchTextOf(planned.content)
  if (planned.kind === 'assignment') return plainText(planned.assignment.instructions)
  if (planned.kind === 'forum') return plainText(planned.forum.intro)
  return plainText(planned.quiz.introduction)
}
