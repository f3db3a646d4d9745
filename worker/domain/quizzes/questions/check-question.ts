import type { z } from 'zod'
import { Invalid, readAll, refuseWrong } from '../../../errors'
import { isUnscored, type Question, questionSchema } from './index'

const MOST_POINTS = 1_000

/** The question with its defaults, or what is wrong with it beside its field. */
export function checked(question: Question): Question {
  const read = questionSchema.safeParse(question)
  if (read.success) return read.data as Question
  const wrong = new Map<string, Invalid>()
  for (const issue of read.error.issues) {
    const field = String(issue.path[1] ?? '')
    const most = 'maximum' in issue ? { most: Number(issue.maximum) } : sayingIn(issue)
    if (!wrong.has(field)) wrong.set(field, new Invalid(field, reasonFor(issue), most))
  }
  refuseWrong(...wrong.values())
  throw new Invalid('', 'form.check')
}

/** The question and what it is worth, or all that is wrong with both. */
export function checkedWorth(given: { question: Question; points: number }): { question: Question; points: number } {
  const [question, points] = readAll(
    () => checked(given.question),
    () => pointsFor(given),
  )
  return { question, points }
}

/** What a kind's own message is to name. */
const sayingIn = (issue: z.core.$ZodIssue) =>
  'params' in issue ? (issue.params as Record<string, string | number> | undefined) : undefined

/** A kind says what is wrong by a message key; what it does not say is what most often is. */
function reasonFor({ path: [, field], code, message }: z.core.$ZodIssue): string {
  if (message.startsWith('quizzes.')) return message
  if (code === 'too_big') return field === 'passage' ? 'form.tooLong' : 'form.check'
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
  if (!Number.isFinite(points)) throw new Invalid('points', 'quizzes.pointsMissing')
  throw new Invalid('points', 'quizzes.pointsRange', { most: MOST_POINTS })
}
