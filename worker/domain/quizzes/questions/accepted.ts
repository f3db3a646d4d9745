import type { AcceptedAnswer } from '../../../lib/rulings'
import { type Mark, markQuestion, type Question, questionKinds } from './index'
import { markParts, type QuestionKind } from './question'

type AnyKind = QuestionKind<Question['kind'], unknown, unknown, unknown>
const kindOf = (kind: Question['kind']) => questionKinds[kind] as unknown as AnyKind

/** Whether another answer can be accepted for this kind of question. */
export const takesAlternatives = ({ kind }: Question): boolean => kindOf(kind).alternatives !== undefined

/** The same question with that answer for the right one; several where it can be read in several ways, none where it is no answer. */
export const alternativesOf = ({ kind, body }: Question, answer: AcceptedAnswer): Question[] =>
  (kindOf(kind).alternatives?.(body, answer.values, answer.gap) ?? []).map(
    (other) => ({ kind, body: other }) as Question,
  )

/** The mark where further answers are right, too: never less than by the question alone. */
export function markAccepting(question: Question, answers: AcceptedAnswer[], response: unknown, most: number): Mark {
  const others = answers.flatMap((answer) => alternativesOf(question, answer))
  const marks = [question, ...others].map((one) => markQuestion(one, response, most))
  const best = marks.reduce((a, b) => (b.points > a.points || (b.correct === 'full' && a.correct !== 'full') ? b : a))
  const [own] = marks
  if (!own?.parts || !('credit' in question.body)) return best
  // Gaps stand each for itself: one may be filled in one way, and the next in another.
  const parts = own.parts.map((_, i) => marks.some((mark) => mark.parts?.[i]))
  return markParts(parts, question.body, most)
}
