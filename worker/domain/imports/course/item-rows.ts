import type { items } from '../../../db/schema'
import { plainText } from '../../../lib/markdown'
import { newCompletion } from '../../../lib/new-completion'
import { cleanLine } from '../../../lib/text'
import { mediaIdsOf, mediaInText, searchTextOf } from '../../lessons/blocks'
import type { PlannedItem } from '../markdown'
import type { SettledItem } from './settle'

export type ItemFull = typeof items.$inferInsert

/**
 * The row of an item. What a file does not say, and was set here, stays: only our own form, and kinds that only it has, say
 * everything. An item that the course's makers hid stays hidden.
 */
export function itemRow(
  { id, moduleId, position, planned, stored, change }: SettledItem,
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
    maxPoints: pointsOf(planned),
    updatedAt: at,
    deletedAt: null,
  }
  if (!stored)
    return {
      id,
      courseId,
      kind: planned.kind,
      ...base,
      publishedAt: planned.published ? at : null,
      completion: planned.completion ?? newCompletion[planned.kind],
      required: planned.required,
      expectedMinutes: planned.minutes,
      createdAt: at,
    }
  return {
    ...stored,
    ...base,
    publishedAt: planned.published ? (stored.publishedAt ?? (isOurs ? at : null)) : null,
    completion: planned.completion ?? stored.completion,
    required: saysAll || !planned.required ? planned.required : stored.required,
    expectedMinutes: planned.minutes ?? (saysAll ? null : stored.expectedMinutes),
  }
}

function pointsOf(planned: PlannedItem): number | null {
  if (planned.kind === 'assignment') return Math.round(planned.assignment.maxPoints)
  if (planned.kind === 'quiz') return Math.round(planned.quiz.questions.reduce((sum, { points }) => sum + points, 0))
  return null
}

/** Texts of an item that are not blocks. */
function textsOf(planned: PlannedItem): string[] {
  if (planned.kind === 'assignment') return [planned.assignment.instructions]
  if (planned.kind === 'lesson') return []
  return [
    planned.quiz.introduction,
    ...planned.quiz.questions.flatMap(({ body }) => [
      body.prompt,
      body.explanation,
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
  return plainText(planned.quiz.introduction)
}
