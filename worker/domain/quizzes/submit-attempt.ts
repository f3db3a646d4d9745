import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation } from '../../db/conflict'
import { attempts, responses } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordEvent } from '../events'
import { insistHeldAs, recordGrade } from '../grades'
import { type Actor, authorize } from '../policy'
import { completionStatements, meets } from '../progress'
import { logged } from './attempt-log'
import { closingTimerDone } from './attempt-times'
import { type AttemptQuestion, findAttempt, readAttempt, type WholeAttempt } from './find-attempt'
import { type Attempt, isOver, isTimeUp, type Quiz, roundPoints, whatCounts } from './quiz-queries'
import { markRuled } from './ruled-marks'
import { rulingsStamp } from './rulings-queries'
import { gradeWaits, keepGrade } from './show-grade'

const MOST_TRIES = 5

/**
 * Closes an open attempt: marks the responses as they are, and the grade follows. A second time gets the first one's result;
 * after its time it is closed as the clock would have closed it.
 */
export function submitAttempt(tenant: Tenant, actor: Actor, attemptId: string, address = ''): Promise<Attempt> {
  return untilSettled(async () => {
    const page = await findAttempt(tenant, actor, attemptId)
    authorize(actor, 'attempt.answer', page.enrollment)
    if (page.attempt.submittedAt !== null) return page.attempt
    if (page.isReadOnly && !isOver(page.attempt, tenant.now())) throw new Conflict('quizzes.isReadOnly')
    return close(tenant, page, { kind: 'submitted', address })
  })
}

/** The clock's turn: hands in what was saved for whoever has not, once. Nothing where there is more time by now. */
export function closeAttemptInTime(tenant: Tenant, attemptId: string): Promise<void> {
  return untilSettled(async () => {
    const page = await readAttempt(tenant, attemptId, { evenBinned: true })
    const isDue = page && page.attempt.submittedAt === null && isTimeUp(page.attempt, tenant.now())
    if (isDue) await close(tenant, page, { kind: 'closed' })
    else await closingTimerDone(tenant.db, attemptId, tenant.now())
  })
}

/** Again where an answer, more time or another submission came in between. */
async function untilSettled<T>(act: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await act()
    } catch (error) {
      const isAgain = isUniqueViolation(error) || isBrokenPin(error)
      if (!isAgain || round === MOST_TRIES) throw error
    }
  }
}

async function close(
  tenant: Tenant,
  page: WholeAttempt,
  how: { kind: 'submitted' | 'closed'; address?: string },
): Promise<Attempt> {
  const { attempt, attempts: all, quiz, item, course, enrollment, learner, questions } = page
  const { db } = tenant
  const now = tenant.now()
  const submittedAt = isTimeUp(attempt, now) ? attempt.takenUntil! : now
  const ruled = questions.map((one) => ({ versionId: one.versionId, ...markRuled(one, one.rulings) }))
  const marks = ruled.map(({ versionId, mark: { points } }) => ({ versionId, points }))
  const score = Math.max(0, roundPoints(ruled.reduce((sum, { gets }) => sum + gets, 0)))
  const maxScore = roundPoints(ruled.reduce((sum, { most }) => sum + most, 0))
  const closed = { ...attempt, submittedAt, score, maxScore }
  const counted = whatCounts(quiz.counts, [...all.filter(({ id }) => id !== attempt.id), closed])!
  const { percent } = whatCounts('latest', [closed])!
  // by passing only once the learner may know of it: `completeByGrade` does it when the grades are given out
  const { isKept, showAt } = gradeWaits(page, closed, now)
  const known = item.holdGrades || showAt !== null ? null : counted.percent
  const completes = meets(item.completion, { viewed: true, submitted: true, percent: known })
  await db.batch([
    recordEvent(db, 'attempt.submitted', attempt.id, {
      actorId: learner.id,
      payload: { enrollmentId: enrollment.id, itemId: item.id, courseId: course.id, percent },
      at: submittedAt,
    }),
    pin(db, attempt, questions, { counts: quiz.counts, stamp: page.stamp }),
    insistHeldAs(db, item),
    closeAttempt(db, attempt.id, { submittedAt, score, maxScore }),
    recordPoints(db, attempt.id, marks),
    logged(db, attempt.id, { ...how, at: now }),
    ...recordGrade(db, {
      enrollmentId: enrollment.id,
      itemId: item.id,
      score: counted.score,
      maxPoints: counted.maxScore,
      sourceId: attempt.id,
      at: submittedAt,
      actorId: null,
    }),
    ...(isKept && !item.holdGrades ? keepGrade(db, attempt, submittedAt, showAt) : []),
    ...(completes
      ? completionStatements(tenant, learner, enrollment, item, { requirement: item.completion, at: submittedAt })
      : []),
    ...(attempt.takenUntil === null ? [] : [closingTimerDone(db, attempt.id, now, attempt.takenUntil)]),
  ])
  if (showAt !== null) await tenant.clock.wakeAt(showAt)
  await tenant.queue.send('drain')
  return closed
}

const PIN = 'an answer, more time, a ruling or another rule arrived in between'

type Ruled = { counts: Quiz['counts']; stamp: string }

/** Breaks the batch if an answer arrived since it was marked, the attempt was given more time, another attempt counts, or it is marked otherwise. */
const pin = (
  db: Database,
  { id, itemId, takenUntil }: Attempt,
  questions: AttemptQuestion[],
  { counts, stamp }: Ruled,
) =>
  db
    .select({
      pinned: sql`case when (select coalesce(sum(revision), 0) from responses where attempt_id = ${id})
        = ${questions.reduce((sum, { revision }) => sum + revision, 0)} and ${attempts.takenUntil} is ${takenUntil}
        and (select q.counts from quizzes q where q.item_id = ${itemId}) = ${counts} and ${rulingsStamp(itemId)} = ${stamp}
        then 1 else json(${PIN}) end`.as('pinned'),
    })
    .from(attempts)
    .where(eq(attempts.id, id))

function isBrokenPin(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) if (/malformed JSON/i.test(e.message)) return true
  return false
}

const closeAttempt = (
  db: Database,
  attemptId: string,
  { submittedAt, score, maxScore }: { submittedAt: number; score: number; maxScore: number },
) =>
  db
    .update(attempts)
    .set({ submittedAt, score, maxScore })
    .where(and(eq(attempts.id, attemptId), isNull(attempts.submittedAt)))

const recordPoints = (db: Database, attemptId: string, marks: { versionId: string; points: number }[]) =>
  db
    .update(responses)
    .set({
      points: sql`(select json_extract(j.value, '$.points') from json_each(${JSON.stringify(marks)}) j
        where json_extract(j.value, '$.versionId') = version_id)`,
    })
    .where(eq(responses.attemptId, attemptId))
