import { z } from 'zod'
import {
  emptyQuestion,
  longestTyped,
  type Question,
  type QuestionKindName,
  questionKindNames,
  questionTyped,
  type Typed,
} from '../domain/quizzes'

const typed = z.string().max(16_000)

/** What every question's form has; what its kind has besides is read by the kind. */
export const questionFields = z
  .object({
    kind: z.enum(questionKindNames),
    id: z.uuid().optional().or(z.literal('')),
    /** As typed: what is wrong with it is said together with what is wrong with the question. */
    points: z.string().max(60).default('1'),
    rubricId: z.string().max(64).optional(),
    /** The text that it is about: one that others have, and a new one. */
    passage: z.string().max(longestTyped).optional(),
    newPassage: z.string().max(longestTyped).optional(),
    /** Pressed to get one more line for an answer; nothing is saved. */
    more: z.string().max(20).optional(),
  })
  .catchall(z.union([typed, z.array(typed).max(200)]))

/** The text that questions are about; its length in letters is the domain's to say. */
export const passageFields = z.object({ text: z.string().max(longestTyped) })

/** NaN where it is no number. */
export const pointsOf = (typed: string) => (typed.trim() === '' ? Number.NaN : Number(typed))

/** A question as the values of its form. */
export const valuesOf = (question: Question, points: number, id = '', rubricId: string | null = null): Typed => ({
  ...questionTyped(question),
  kind: question.kind,
  id,
  points: String(points),
  ...(rubricId && { rubricId }),
})

/** The form of a question that is not written yet: nothing is right before somebody says so. */
export function emptyValues(kind: QuestionKindName, id: string): Typed {
  const values = valuesOf(emptyQuestion(kind), 1, id)
  return { ...values, answer: '', right: [], ...(kind === 'true-false' ? { truth: '' } : {}) }
}
