import type { AttemptPage, AttemptQuestion } from './find-attempt'
import { type Mark, markQuestion, modelValues } from './questions'
import { type Counted, isByClock, isPassing, percentOfAttempt, whatCounts } from './quiz-queries'

export type MarkedQuestion = AttemptQuestion & {
  mark: Mark
  /** What is right and why is told; otherwise `right` and the feedback are empty. */
  isTold: boolean
  /** An answer that is right, as the values of its form fields. */
  right: string[]
}

export type Result = {
  page: AttemptPage
  /** Its grades are not given out yet: nothing is told of how it went. */
  isHeld: boolean
  /** 0-100; null while it is held, as whether it is passed. */
  percent: number | null
  isPassed: boolean | null
  /** What counts, by the quiz's rule. */
  counted: Counted | null
  /** The time was up. */
  isByClock: boolean
  /** 0-100: the best attempt, where that one counts and passed and this one did not. */
  passedWith: number | null
  /** Null where the author shows no answers. */
  questions: MarkedQuestion[] | null
  /** What is right is told once the quiz is passed, or no attempt is left. */
  awaitsPass: boolean
  mayTryAgain: boolean
  /** All that the course asks for is done. */
  isCourseFinished: boolean
}

/** What a submitted attempt tells: feedback of the versions that were asked, with the points that were given then. */
export function readResult(page: AttemptPage): Result {
  const result = wholeResult(page)
  return page.as === 'learner' && page.item.holdGrades ? heldResult(result) : result
}

/** Not a word of how it went, neither in sum nor in parts. */
const heldResult = (result: Result): Result => ({
  ...result,
  page: { ...result.page, attempt: { ...result.page.attempt, score: null }, questions: [] },
  isHeld: true,
  percent: null,
  isPassed: null,
  counted: null,
  passedWith: null,
  questions: null,
  awaitsPass: false,
})

function wholeResult(page: AttemptPage): Result {
  const { attempt, attempts, quiz, as, isReadOnly, course, enrollment } = page
  const percent = percentOfAttempt(attempt) ?? 0
  const isUnlimited = quiz.attemptsAllowed === null || attempts.length < quiz.attemptsAllowed
  const hasPassed = attempts.some((one) => one.submittedAt !== null && isPassing(quiz, percentOfAttempt(one) ?? 0))
  const counted = whatCounts(quiz.counts, attempts)
  const best = quiz.counts === 'highest' ? (counted?.percent ?? 0) : 0
  const awaitsPass =
    as === 'learner' &&
    quiz.showAnswers &&
    quiz.answersAfter === 'pass' &&
    !hasPassed &&
    !isReadOnly &&
    (isUnlimited || attempts.some(({ submittedAt }) => submittedAt === null))
  return {
    page,
    isHeld: false,
    percent,
    isPassed: isPassing(quiz, percent),
    counted,
    isByClock: isByClock(attempt),
    passedWith: isPassing(quiz, best) && !isPassing(quiz, percent) ? best : null,
    questions: quiz.showAnswers || as === 'marker' ? page.questions.map((one) => marked(one, !awaitsPass)) : null,
    awaitsPass,
    mayTryAgain:
      as === 'learner' && !isReadOnly && isUnlimited && attempts.every(({ submittedAt }) => submittedAt !== null),
    isCourseFinished:
      enrollment.completedAt !== null || (course.completion.kind !== 'average' && enrollment.percent === 100),
  }
}

/** While what is right is kept back, a wrong answer is only called so: feedback would say why. */
function marked(one: AttemptQuestion, tells: boolean): MarkedQuestion {
  const mark = markQuestion(one.question, one.response, one.points)
  const isTold = tells || mark.correct === 'full' || mark.correct === 'unscored'
  return {
    ...one,
    mark: { ...mark, points: one.given ?? mark.points, feedback: isTold ? mark.feedback : [] },
    isTold,
    right: isTold && mark.correct !== 'unscored' ? modelValues(one.question, one.asked) : [],
  }
}
