import type { AttemptPage, AttemptQuestion } from './find-attempt'
import { type Mark, markQuestion, modelValues } from './questions'
import { isPassing, percentOfAttempt } from './quiz-queries'

export type MarkedQuestion = AttemptQuestion & {
  mark: Mark
  /** An answer that is right, as the values of its form fields. */
  right: string[]
}

export type Result = {
  page: AttemptPage
  /** 0-100 */
  percent: number
  isPassed: boolean
  /** Null where the author shows no answers. */
  questions: MarkedQuestion[] | null
  mayTryAgain: boolean
  /** All that the course asks for is done. */
  isCourseFinished: boolean
}

/** What a submitted attempt tells: feedback of the versions that were asked, with the points that were given then. */
export function readResult(page: AttemptPage): Result {
  const { attempt, attempts, quiz, as, isReadOnly, course, enrollment } = page
  const percent = percentOfAttempt(attempt) ?? 0
  const isUnlimited = quiz.attemptsAllowed === null || attempts.length < quiz.attemptsAllowed
  return {
    page,
    percent,
    isPassed: isPassing(quiz, percent),
    questions: quiz.showAnswers || as === 'marker' ? page.questions.map(marked) : null,
    mayTryAgain:
      as === 'learner' && !isReadOnly && isUnlimited && attempts.every(({ submittedAt }) => submittedAt !== null),
    isCourseFinished:
      enrollment.completedAt !== null || (course.completion.kind !== 'average' && enrollment.percent === 100),
  }
}

function marked(one: AttemptQuestion): MarkedQuestion {
  const mark = markQuestion(one.question, one.response, one.points)
  return {
    ...one,
    mark: { ...mark, points: one.given ?? mark.points },
    right: modelValues(one.question, one.asked),
  }
}
