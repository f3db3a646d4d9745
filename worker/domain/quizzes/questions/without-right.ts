import type { Question } from './index'

/** A question of a survey as it is read: without the choice that its body has to name (see `surveyQuestion`). */
export function withoutRight(question: Question): Question {
  if (question.kind === 'single-choice') return { kind: question.kind, body: { ...question.body, correct: '' } }
  if (question.kind === 'multiple-choice') return { kind: question.kind, body: { ...question.body, correct: [] } }
  return question
}
