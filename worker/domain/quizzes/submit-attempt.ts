import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation } from '../../db/conflict'
import { attempts, responses } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordEvent } from '../events'
import { insistHeldAs } from '../grades'
import { type Actor, authorize } from '../policy'
import { refreshEnrollment } from '../progress'
import { logged } from './attempt-log'
import { closingTimerDone } from './attempt-times'
import { type AttemptQuestion, findAttempt, readAttempt, type WholeAttempt } from './find-attempt'
import { discardDraft, handInSurvey } from './hand-in-survey'
import { type Attempt, isOver, isTimeUp, percentOfAttempt, type Quiz } from './quiz-queries'
import { markRuled, needsNoMark, scoreOf } from './ruled-marks'
import { rulingsStamp } from './rulings-queries'
import { settleGrade } from './settle-grade'

const MOST_TRIES = 5

/**
 * Closes an open attempt: marks the responses as they are, and the grade follows, once those that somebody has to read are
 * marked, too. A second time gets the first one's result; after its time it is closed as the clock would have closed it.
 */
export function submitAttempt(tenant: Tenant, actor: Actor, attemptId: string, address = ''): Promise<Attempt> {
  return untilSettled(async () => {
    const page = await findAttempt(tenant, actor, attemptId)
    authorize(actor, 'attempt.answer', page.enrollment)
    if (page.attempt.submittedAt !== null) return page.attempt
    if (page.isReadOnly && !isOver(page.attempt, tenant.now())) throw new Conflict('quizzes.isReadOnly')
    return page.quiz.survey ? handInSurvey(tenant, page) : close(tenant, page, { kind: 'submitted', address })
  })
}

/** The clock's turn: hands in what was saved for whoever has not, once. Nothing where there is more time by now. */
export function closeAttemptInTime(tenant: Tenant, attemptId: string): Promise<void> {
  return untilSettled(async () => {
    const page = await readAttempt(tenant, attemptId, { evenBinned: true })
    const isDue = page && page.attempt.submittedAt === null && isTimeUp(page.attempt, tenant.now())
    if (isDue && page.quiz.survey) await discardDraft(tenant, attemptId)
    else if (isDue) await close(tenant, page, { kind: 'closed' })
    else await closingTimerDone(tenant.db, attemptId, tenant.now())
  })
}

/** Again where an answer, more time or another submission came in between. */
export async function untilSettled<T>(act: () => Promise<T>): Promise<T> {
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
  const { attempt, quiz, item, course, enrollment, learner, questions } = page
  const { db } = tenant
  const now = tenant.now()
  const submittedAt = isTimeUp(attempt, now) ? attempt.takenUntil! : now
  const marks = questions.map((one) => {
    const { mark } = markRuled(one, one.rulings)
    const waits = mark.correct === 'waits' && !needsNoMark(one.rulings)
    return { ...one, given: waits ? null : mark.points }
  })
  const { score, maxScore, toMark } = scoreOf(marks)
  const closed = { ...attempt, submittedAt, score, maxScore, toMark }
  const percent = percentOfAttempt(closed)
  const { statements, showAt } = settleGrade(tenant, page, closed, { at: submittedAt, by: learner })
  await db.batch([
    recordEvent(db, 'attempt.submitted', attempt.id, {
      actorId: learner.id,
      payload: { enrollmentId: enrollment.id, itemId: item.id, courseId: course.id, percent, toMark },
      at: submittedAt,
    }),
    pin(db, attempt, questions, { counts: quiz.counts, stamp: page.stamp }),
    insistHeldAs(db, item),
    closeAttempt(db, attempt.id, { submittedAt, score, maxScore, toMark }),
    recordPoints(db, attempt.id, marks),
    logged(db, attempt.id, { ...how, at: now }),
    ...statements,
    ...(toMark > 0 ? [refreshEnrollment(tenant, enrollment.id)] : []), // Continue leads on while it waits for its marks
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
        = ${questions.reduce((sum, { revision }) => sum + revision, 0)}
        and (select count(*) from response_tries where attempt_id = ${id}) = ${questions.reduce((sum, { tries }) => sum + tries.length, 0)} and ${attempts.takenUntil} is ${takenUntil}
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
  closed: { submittedAt: number; score: number | null; maxScore: number; toMark: number },
) =>
  db
    .update(attempts)
    .set(closed)
    .where(and(eq(attempts.id, attemptId), isNull(attempts.submittedAt)))

const recordPoints = (db: Database, attemptId: string, marks: { versionId: string; given: number | null }[]) =>
  db
    .update(responses)
    .set({
      points: sql`(select json_extract(j.value, '$.given')
        from json_each(${JSON.stringify(marks.map(({ versionId, given }) => ({ versionId, given })))}) j
        where json_extract(j.value, '$.versionId') = version_id)`,
    })
    .where(eq(responses.attemptId, attemptId))
