import { Invalid } from '../../errors'
import { isSurveyKind } from '../../lib/survey'
import { checked, checkedWorth, type Question } from './questions'
import type { Quiz } from './quiz-queries'

type Given = { question: Question; points: number }

/** A question fit for this quiz, and what it is worth: in a survey nothing, and nothing in it is right. */
export const checkedIn = ({ survey }: Pick<Quiz, 'survey'>, given: Given): Given =>
  survey ? { question: checked(surveyQuestion(given.question)), points: 0 } : checkedWorth(given)

/**
 * The question without what only marking needs. A body says which choice is right, so in a survey it names the first one, and nobody
 * reads it there: another survey and a graded quiz take it as it is.
 */
export function surveyQuestion(question: Question): Question {
  insistOnKind(question.kind)
  const plain = { ...question.body, explanation: '' }
  if (question.kind === 'single-choice' || question.kind === 'multiple-choice') {
    const choices = withoutFeedback(question.body.choices)
    const first = choices[0]?.id ?? 'a'
    return (
      question.kind === 'single-choice'
        ? { kind: question.kind, body: { ...plain, choices, correct: first } }
        : { kind: question.kind, body: { ...plain, choices, correct: [first], credit: 'all' } }
    ) as Question
  }
  if (question.kind === 'essay') return { kind: 'essay', body: { ...plain, guide: '', model: '' } } as Question
  return { ...question, body: plain } as Question
}

/** What comes through the door as JSON may lack anything: what is wrong with it is said by its kind. */
const withoutFeedback = <One extends object>(choices: One[] | undefined) =>
  Array.isArray(choices) ? (choices.map((one) => ({ ...one, feedback: '' })) as (One & { id?: string })[]) : []

export function insistOnKind(kind: string): void {
  if (!isSurveyKind(kind)) throw new Invalid('kind', 'surveys.kindNot')
}
