import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import { type ItemAccess, itemAccess, itemQueries, splitOutline } from '../courses'
import type { Actor } from '../policy'
import {
  type Attempt,
  attemptsQuery,
  attemptThatCounts,
  isPassing,
  percentOfAttempt,
  type Quiz,
  quizQuery,
  quizSizeQuery,
} from './quiz-queries'

/** Why no attempt can be started. */
export type Hindrance = 'staff' | 'observer' | 'locked' | 'read-only' | 'empty' | 'none-left'

export type QuizPage = {
  access: ItemAccess
  quiz: Quiz
  questions: number
  maxPoints: number
  /** Those that are handed in, oldest first; `percent` is 0-100. */
  done: { attempt: Attempt; percent: number; isPassed: boolean }[]
  /** The attempt that is under way. */
  open: Attempt | null
  /** Percent of the attempt that counts. */
  percent: number | null
  /** Null: as many as one likes. */
  left: number | null
  hindrance: Hindrance | null
}

/** A quiz as its reader finds it, before, between and after attempts. NotFound for strangers. */
export async function findQuiz(tenant: Tenant, actor: Actor, itemId: string): Promise<QuizPage> {
  const { db } = tenant
  const [rows, [[quiz], [size], mine]] = splitOutline(
    await db.batch([
      ...itemQueries(db, actor, itemId),
      quizQuery(db, itemId),
      quizSizeQuery(db, itemId),
      attemptsQuery(db, actor.id, itemId),
    ]),
  )
  const access = itemAccess(rows, actor, itemId, tenant.now())
  if (!quiz) throw new NotFound()
  const attempts = mine.map(({ attempt }) => attempt)
  const questions = size?.questions ?? 0
  return {
    access,
    quiz,
    questions,
    maxPoints: size?.points ?? 0,
    done: doneOf(quiz, attempts),
    open: attempts.find((attempt) => attempt.submittedAt === null) ?? null,
    percent: percentIn(quiz, attempts),
    left: attemptsLeft(quiz, attempts),
    hindrance: hindranceOf(access, quiz, attempts, questions),
  }
}

export const attemptsLeft = (quiz: Quiz, attempts: Attempt[]): number | null =>
  quiz.attemptsAllowed === null ? null : Math.max(0, quiz.attemptsAllowed - attempts.length)

export function hindranceOf(access: ItemAccess, quiz: Quiz, attempts: Attempt[], questions: number): Hindrance | null {
  if (access.as !== 'learner') return access.as
  if (access.lock.length) return 'locked'
  if (access.isReadOnly || access.enrollment?.role !== 'learner') return 'read-only'
  if (questions === 0) return 'empty'
  return attemptsLeft(quiz, attempts) === 0 ? 'none-left' : null
}

function doneOf(quiz: Quiz, attempts: Attempt[]): QuizPage['done'] {
  return attempts.flatMap((attempt) => {
    const percent = percentOfAttempt(attempt)
    return percent === null ? [] : [{ attempt, percent, isPassed: isPassing(quiz, percent) }]
  })
}

function percentIn(quiz: Quiz, attempts: Attempt[]): number | null {
  const counted = attemptThatCounts(quiz.counts, attempts)
  return counted && percentOfAttempt(counted)
}
