import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import { type ItemAccess, itemAccess, itemQueries, splitOutline } from '../courses'
import type { Actor } from '../policy'
import {
  type Attempt,
  attemptsQuery,
  type Counted,
  isPassing,
  type OwnMinutes,
  ownQuiz,
  percentOfAttempt,
  type Quiz,
  quizForQuery,
  quizSizeQuery,
  whatCounts,
} from './quiz-queries'
import { shownOf } from './read-result'

/** Why no attempt can be started. */
export type Hindrance =
  | 'staff'
  | 'observer'
  | 'locked'
  | 'read-only'
  | 'empty'
  | 'none-left'
  | 'closed'
  | 'not-open'
  | 'too-soon'
  /** The quiz closes before the next attempt could begin. */
  | 'too-late'

export type QuizPage = OwnMinutes & {
  access: ItemAccess
  /** As it is for its reader: who teaches reads what everyone has. */
  quiz: Quiz
  questions: number
  maxPoints: number
  /** Its grades are not given out yet: of what is handed in nothing is said but that it is. */
  isHeld: boolean
  /** Those that are handed in, oldest first; `percent` is 0-100, and null while its points are not shown or answers wait for a mark. */
  done: { attempt: Attempt; percent: number | null; isPassed: boolean | null }[]
  /** The attempt that is under way. */
  open: Attempt | null
  /** What counts of them; null while it is not shown. */
  counted: Counted | null
  /** Null: as many as one likes. */
  left: number | null
  hindrance: Hindrance | null
  /** When waiting is enough: from then on there is no hindrance. */
  possibleFrom: number | null
}

/** A quiz as its reader finds it, before, between and after attempts. NotFound for strangers. */
export async function findQuiz(tenant: Tenant, actor: Actor, itemId: string): Promise<QuizPage> {
  const { db } = tenant
  const [rows, [[found], [size], mine]] = splitOutline(
    await db.batch([
      ...itemQueries(db, actor, itemId),
      quizForQuery(db, itemId, actor.id),
      quizSizeQuery(db, itemId),
      attemptsQuery(db, actor.id, itemId),
    ]),
  )
  const access = itemAccess(rows, actor, itemId, tenant.now())
  if (!found) throw new NotFound()
  const { quiz, ...minutes } =
    access.as === 'learner'
      ? ownQuiz(found)
      : { quiz: found.quiz, extraMinutes: 0, breakMinutes: 0, closedAt: found.quiz.closesAt }
  const attempts = mine.map(({ attempt }) => attempt)
  const questions = size?.questions ?? 0
  const hindrance = hindranceOf(access, quiz, attempts, questions, tenant.now())
  const isHeld = access.as === 'learner' && access.item.holdGrades
  const done = doneOf(quiz, isHeld, minutes.closedAt, attempts, tenant.now())
  return {
    access,
    quiz,
    ...minutes,
    questions,
    maxPoints: size?.points ?? 0,
    isHeld,
    done,
    open: attempts.find((attempt) => attempt.submittedAt === null) ?? null,
    counted: done.every(({ percent, attempt }) => percent !== null || attempt.toMark > 0)
      ? whatCounts(quiz.counts, attempts)
      : null,
    left: attemptsLeft(quiz, attempts),
    hindrance,
    possibleFrom: possibleFrom(hindrance, quiz, attempts),
  }
}

export const attemptsLeft = (quiz: Quiz, attempts: Attempt[]): number | null =>
  quiz.attemptsAllowed === null ? null : Math.max(0, quiz.attemptsAllowed - attempts.length)

export function hindranceOf(
  access: ItemAccess,
  quiz: Quiz,
  attempts: Attempt[],
  questions: number,
  now: number,
): Hindrance | null {
  if (access.as !== 'learner') return access.as
  if (access.lock.length) return 'locked'
  if (access.isReadOnly || access.enrollment?.role !== 'learner') return 'read-only'
  if (questions === 0) return 'empty'
  if (attemptsLeft(quiz, attempts) === 0) return 'none-left'
  return timeHindrance(quiz, attempts, now)
}

function timeHindrance(quiz: Quiz, attempts: Attempt[], now: number): Hindrance | null {
  const { opensAt, closesAt } = quiz
  if (closesAt !== null && now >= closesAt) return 'closed'
  if (opensAt !== null && now < opensAt) return 'not-open'
  const nextAt = nextAttemptAt(quiz, attempts)
  if (nextAt === null || now >= nextAt) return null
  return closesAt !== null && nextAt >= closesAt ? 'too-late' : 'too-soon'
}

/** The delay counts from handing in the one before. */
function nextAttemptAt({ delayMinutes }: Quiz, attempts: Attempt[]): number | null {
  const last = attempts.at(-1)?.submittedAt ?? null
  return last === null || delayMinutes === 0 ? null : last + delayMinutes * 60_000
}

export function possibleFrom(hindrance: Hindrance | null, quiz: Quiz, attempts: Attempt[]): number | null {
  if (hindrance === 'not-open') return quiz.opensAt
  return hindrance === 'too-soon' ? nextAttemptAt(quiz, attempts) : null
}

function doneOf(quiz: Quiz, isHeld: boolean, closedAt: number | null, attempts: Attempt[], now: number) {
  return attempts.flatMap((attempt): QuizPage['done'] => {
    if (attempt.submittedAt === null) return []
    const percent = percentOfAttempt(attempt)
    const { shown } = shownOf(quiz, closedAt, attempt, attempts, now)
    return shown.points && !isHeld && percent !== null
      ? [{ attempt, percent, isPassed: isPassing(quiz, percent) }]
      : [{ attempt: { ...attempt, score: null }, percent: null, isPassed: null }]
  })
}
