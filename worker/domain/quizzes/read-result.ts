import { everything, momentOf, nothing, type Shown, showsNext, whatIsShown } from '../../lib/quiz-shows'
import type { AttemptPage, AttemptQuestion } from './find-attempt'
import { hintsOf, isByHand, isUnscored, type Mark, modelValues, responseValues } from './questions'
import {
  type Counted,
  isByClock,
  isPassing,
  percentOfAttempt,
  type Quiz,
  type Weighed,
  whatCounts,
} from './quiz-queries'
import { changesMarking, givenTries, inScore, markRuled } from './ruled-marks'

export type MarkedQuestion = AttemptQuestion & {
  /** Without feedback where that is not shown; its points are to be said only where `shown.points` is true. */
  mark: Mark
  /** What is right is told; otherwise `right` is empty. */
  isTold: boolean
  /** An answer that is right, as the values of its form fields. */
  right: string[]
  /** What its marker said with the points, where that is shown. */
  said: AttemptQuestion['byHand']
  /** What was tried, where it could be tried again. */
  tried: ShownTry[]
}

/** A question of which only the answer is shown has no mark. */
export type ShownQuestion =
  | MarkedQuestion
  | (AttemptQuestion & { mark: null; isTold: false; right: []; said: null; tried: [] })

export type Result = {
  page: AttemptPage
  shown: Shown
  /** Its grades are not given out yet: nothing is told of how it went. */
  isHeld: boolean
  /** More is shown from then on; null where waiting changes nothing. */
  moreAt: number | null
  /** What is shown is shown until then. */
  untilAt: number | null
  /** So many of its answers wait for somebody to mark them; until then there is no score. */
  toMark: number
  /** 0-100; null where the points are not shown, or answers wait for a mark. */
  percent: number | null
  isPassed: boolean | null
  /** What counts, by the quiz's rule. */
  counted: Counted | null
  /** The time was up. */
  isByClock: boolean
  /** 0-100: the best attempt, where that one counts and passed and this one did not. */
  passedWith: number | null
  /** Null where not even the answers are shown. */
  questions: ShownQuestion[] | null
  /** What is right is told once the quiz is passed, or no attempt is left. */
  awaitsPass: boolean
  mayTryAgain: boolean
  /** All that the course asks for is done. */
  isCourseFinished: boolean
}

/** What an attempt of this learner shows now; nobody but who marks sees more. */
export function shownOf(quiz: Quiz, closedAt: number | null, attempt: Weighed, attempts: Weighed[], now: number) {
  const isAnswering = attempts.some(({ id, submittedAt }) => submittedAt === null && id !== attempt.id)
  const when = { submittedAt: attempt.submittedAt, closedAt, isAnswering }
  const moment = momentOf(when, now)
  /** Of an answer that is right, whatever else waits: it tells nothing new. */
  const ofRight = whatIsShown(quiz, moment, false)
  const awaitsPass = moment !== 'closed' && waitsForPass(quiz, attempts) && (ofRight.right || ofRight.feedback)
  return { shown: whatIsShown(quiz, moment, awaitsPass), ofRight, awaitsPass, ...showsNext(quiz, when, now) }
}

/** What a submitted attempt tells: feedback of the versions that were asked, with the points that were given then. */
export function readResult(page: AttemptPage, now: number): Result {
  const { attempt, attempts, quiz, as, isReadOnly, course, enrollment, closedAt } = page
  const isUnlimited = quiz.attemptsAllowed === null || attempts.length < quiz.attemptsAllowed
  const own = shownOf(isReadOnly ? { ...quiz, answersAfter: 'attempt' } : quiz, closedAt, attempt, attempts, now)
  const isHeld = as === 'learner' && page.item.holdGrades
  const { shown, ofRight, awaitsPass, moreAt, untilAt } =
    as === 'marker' && !quiz.survey
      ? { ...own, shown: everything, ofRight: everything, awaitsPass: false }
      : isHeld
        ? { shown: nothing, ofRight: nothing, awaitsPass: false, moreAt: null, untilAt: null }
        : own
  const percent = percentOfAttempt(attempt)
  const counted = whatCounts(quiz.counts, attempts)
  const best = quiz.counts === 'highest' ? (counted?.percent ?? 0) : 0
  return {
    page: shown.points ? page : { ...page, attempt: { ...attempt, score: null } },
    shown,
    isHeld,
    moreAt,
    untilAt,
    toMark: attempt.toMark,
    percent: shown.points ? percent : null,
    isPassed: shown.points && percent !== null ? isPassing(quiz, percent) : null,
    counted: shown.points ? counted : null,
    isByClock: isByClock(attempt),
    passedWith: shown.points && isPassing(quiz, best) && !(percent !== null && isPassing(quiz, percent)) ? best : null,
    questions: shown.answers ? page.questions.map((one) => shownQuestion(one, shown, ofRight)) : null,
    awaitsPass,
    mayTryAgain:
      as === 'learner' && !isReadOnly && isUnlimited && attempts.every(({ submittedAt }) => submittedAt !== null),
    isCourseFinished:
      enrollment.completedAt !== null || (course.completion.kind !== 'average' && enrollment.percent === 100),
  }
}

/** A try as its learner sees it; `points` less what the tries before it cost. */
export type ShownTry = { values: string[]; correct: Mark['correct']; points: number }

/** What an attempt under way says of an answer that was checked and may be tried again. */
export type Tried = {
  correct: Mark['correct']
  /** What the author says to what was chosen, never what would be right. */
  feedback: Mark['feedback']
  /** One for each try that went wrong, as far as there are any. */
  hints: string[]
}

/** What an answer is worth by itself, whatever was tried before. */
export const markOfTry = (one: AttemptQuestion, response: unknown): Mark =>
  markRuled({ ...one, response, tries: [], wrong: 0 }, one.rulings).mark

/** Null where nothing was tried, or nothing can be tried any more. */
export function readTried(page: AttemptPage, one: AttemptQuestion): Tried | null {
  const shown = whatIsShown(page.quiz, 'during', false)
  if (one.isChecked || !one.isOpen || !one.tries.length || !shown.correctness) return null
  const { correct, feedback } = markOfTry(one, one.tries.at(-1))
  return {
    correct,
    feedback: shown.feedback ? feedback.filter(({ about }) => about !== null) : [],
    hints: hintsOf(one.question).slice(0, one.tries.length),
  }
}

/** Every try of a question that could be tried again, what was handed in as the last. */
export const shownTries = (one: AttemptQuestion): ShownTry[] =>
  one.tries.length === 0
    ? []
    : givenTries(one.question.kind, one.tries, one.response).map((response, before) => {
        const { correct, points } = markOfTry(one, response)
        return {
          values: responseValues(one.asked, response),
          correct,
          points: Math.max(0, points - before * one.each),
        }
      })

/** What an attempt under way shows of a question: something once its learner has had it checked. */
export function readChecked(page: AttemptPage, one: AttemptQuestion): ShownQuestion | null {
  const shown = whatIsShown(page.quiz, 'during', false)
  return one.isChecked && one.isOpen ? shownQuestion(one, shown, shown) : null
}

/** Each question that is open in an attempt under way, and what its page may say of it. */
export const whileAnswering = (page: AttemptPage) =>
  page.questions
    .filter(({ isOpen }) => isOpen)
    .map((question) => ({
      question,
      checked: readChecked(page, question),
      tried: readTried(page, question),
      canCheck: canCheck(page.quiz, question),
    }))

/** Whether its answer can be checked while the attempt is under way. */
export const canCheck = (quiz: Quiz, { question, isChecked }: AttemptQuestion): boolean =>
  !isChecked && !isUnscored(question.kind) && !isByHand(question.kind) && checks(quiz)

export const checks = (quiz: Quiz): boolean => whatIsShown(quiz, 'during', false).correctness

function waitsForPass(quiz: Quiz, attempts: Weighed[]): boolean {
  const isUnlimited = quiz.attemptsAllowed === null || attempts.length < quiz.attemptsAllowed
  const hasPassed = attempts.some((one) => one.submittedAt !== null && isPassing(quiz, percentOfAttempt(one) ?? 0))
  const hasMore = isUnlimited || attempts.some(({ submittedAt }) => submittedAt === null)
  return quiz.answersAfter === 'pass' && !hasPassed && hasMore
}

/** While what is right is kept back, a wrong answer is only called so. */
function shownQuestion(one: AttemptQuestion, shown: Shown, ofRight: Shown): ShownQuestion {
  if (!shown.correctness)
    return { ...one, annotations: [], mark: null, isTold: false, right: [], said: null, tried: [] }
  const { mark: ruled, question, most } = markRuled(one, one.rulings)
  const mark = markByHand(one, ruled)
  // What a marker or the clock gave stands, unless the answer itself is marked otherwise now.
  const given = one.rulings.some(({ kind }) => changesMarking(kind)) ? mark.points : (one.given ?? mark.points)
  const isFull = mark.correct === 'full' || mark.correct === 'unscored'
  const isTold = mark.correct !== 'waits' && (shown.right || isFull)
  const { feedback } = isFull ? ofRight : shown
  return {
    ...one,
    points: most === 0 ? one.points : most,
    mark: {
      ...mark,
      points: inScore(given, most, one.rulings).gets,
      feedback: feedback && mark.correct !== 'waits' ? mark.feedback : [],
    },
    isTold,
    right: isTold && mark.correct !== 'unscored' ? modelValues(question, one.asked) : [],
    // Whoever marked it wrote to this learner: that does not wait until the quiz is passed.
    said: ofRight.feedback ? one.byHand : null,
    annotations: ofRight.feedback ? one.annotations : [],
    tried: shownTries(one),
  }
}

/** What somebody gave by hand says how right it is. */
function markByHand({ points, given, byHand }: AttemptQuestion, mark: Mark): Mark {
  if (given === null || !(byHand || mark.correct === 'waits')) return mark
  return { ...mark, points: given, correct: given >= points ? 'full' : given > 0 ? 'part' : 'none' }
}
