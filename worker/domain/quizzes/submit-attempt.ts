import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation } from '../../db/conflict'
import { attempts, responses } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordEvent } from '../events'
import { recordGrade } from '../grades'
import { type Actor, authorize } from '../policy'
import { completionStatements, meets } from '../progress'
import { type AttemptPage, type AttemptQuestion, findAttempt } from './find-attempt'
import { markQuestion } from './questions'
import { type Attempt, attemptThatCounts, percentOfAttempt } from './quiz-queries'

const MOST_TRIES = 5

/** Closes an open attempt: marks the responses as they are, and the grade follows. A second time gets the first one's result. */
export async function submitAttempt(tenant: Tenant, actor: Actor, attemptId: string): Promise<Attempt> {
  for (let attemptNumber = 1; ; attemptNumber++) {
    const page = await findAttempt(tenant, actor, attemptId)
    authorize(actor, 'attempt.answer', page.enrollment)
    if (page.attempt.submittedAt !== null) return page.attempt
    if (page.isReadOnly) throw new Conflict('quizzes.isReadOnly')
    try {
      return await close(tenant, actor, page)
    } catch (error) {
      const isAgain = isUniqueViolation(error) || isBrokenPin(error)
      if (!isAgain || attemptNumber === MOST_TRIES) throw error
    }
  }
}

async function close(tenant: Tenant, actor: Actor, page: AttemptPage): Promise<Attempt> {
  const { attempt, attempts: all, quiz, item, course, enrollment, questions } = page
  const { db } = tenant
  const submittedAt = tenant.now()
  const marks = questions.map(({ versionId, question, response, points }) => ({
    versionId,
    points: markQuestion(question, response, points).points,
  }))
  const score = round(marks.reduce((sum, { points }) => sum + points, 0))
  const closed = { ...attempt, submittedAt, score }
  const counted = attemptThatCounts(quiz.counts, [...all.filter(({ id }) => id !== attempt.id), closed]) ?? closed
  const percent = percentOfAttempt(closed)
  const completes = meets(item.completion, { viewed: true, submitted: true, percent })
  await db.batch([
    recordEvent(db, 'attempt.submitted', attempt.id, {
      actorId: actor.id,
      payload: { enrollmentId: enrollment.id, itemId: item.id, courseId: course.id, percent },
      at: submittedAt,
    }),
    pinResponses(db, attempt.id, questions),
    closeAttempt(db, attempt.id, { submittedAt, score }),
    recordPoints(db, attempt.id, marks),
    ...recordGrade(db, {
      enrollmentId: enrollment.id,
      itemId: item.id,
      score: counted.score ?? 0,
      maxPoints: counted.maxScore,
      sourceId: attempt.id,
      at: submittedAt,
      actorId: null,
    }),
    ...(completes ? completionStatements(tenant, actor, enrollment, item, { requirement: item.completion }) : []),
  ])
  await tenant.queue.send('drain')
  return closed
}

const PIN = 'an answer arrived in between'

/** Breaks the batch if an answer arrived since it was marked. */
const pinResponses = (db: Database, attemptId: string, questions: AttemptQuestion[]) =>
  db
    .select({
      pinned: sql`case when (select coalesce(sum(revision), 0) from responses where attempt_id = ${attemptId})
        = ${questions.reduce((sum, { revision }) => sum + revision, 0)} then 1 else json(${PIN}) end`.as('pinned'),
    })
    .from(attempts)
    .where(eq(attempts.id, attemptId))

function isBrokenPin(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) if (/malformed JSON/i.test(e.message)) return true
  return false
}

const closeAttempt = (
  db: Database,
  attemptId: string,
  { submittedAt, score }: { submittedAt: number; score: number },
) =>
  db
    .update(attempts)
    .set({ submittedAt, score })
    .where(and(eq(attempts.id, attemptId), isNull(attempts.submittedAt)))

const recordPoints = (db: Database, attemptId: string, marks: { versionId: string; points: number }[]) =>
  db
    .update(responses)
    .set({
      points: sql`(select json_extract(j.value, '$.points') from json_each(${JSON.stringify(marks)}) j
        where json_extract(j.value, '$.versionId') = version_id)`,
    })
    .where(eq(responses.attemptId, attemptId))

/** Points have two decimals; binary sums of them have more. */
const round = (points: number) => Math.round(points * 100) / 100
