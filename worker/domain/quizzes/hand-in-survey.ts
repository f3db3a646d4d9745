import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { insertMany } from '../../db/insert-many'
import { insist } from '../../db/insist'
import { attemptLog, attempts, responses, surveyAnswers, surveyCounts } from '../../db/schema'
import { leastShown } from '../../lib/survey'
import { recordEvent } from '../events'
import { completionStatements, meets } from '../progress'
import { closingTimerDone } from './attempt-times'
import type { WholeAttempt } from './find-attempt'
import type { Attempt } from './quiz-queries'

/**
 * Takes in what was answered in a survey: no score, no grade. Of an anonymous one the answers move to where nothing says whose they
 * are, and all that is left of the attempt is that this person has answered (docs/decisions/0017).
 */
export async function handInSurvey(tenant: Tenant, page: WholeAttempt): Promise<Attempt> {
  const { attempt, quiz, item, course, enrollment, learner, questions } = page
  const { db } = tenant
  const at = tenant.now()
  const isAnonymous = quiz.survey === 'anonymous'
  const closed: Attempt = {
    ...attempt,
    ...(isAnonymous && { asked: [] }),
    ...{ submittedAt: at, score: null, maxScore: 0, toMark: 0, endsAt: null, takenUntil: null },
  }
  const { asked, submittedAt, score, maxScore, toMark, endsAt, takenUntil } = closed
  const revisions = questions.reduce((sum, { revision }) => sum + revision, 0)
  await db.batch([
    recordEvent(db, 'attempt.submitted', attempt.id, {
      actorId: learner.id,
      payload: { enrollmentId: enrollment.id, itemId: item.id, courseId: course.id, percent: null, toMark: 0 },
      at,
    }),
    // An answer that arrived since they were read is handed in, too: once more from the start.
    insist(
      db,
      sql`(select coalesce(sum(r.revision), 0) = ${revisions} from responses r where r.attempt_id = ${attempt.id})`,
    ),
    ...(isAnonymous ? giveAway(db, page) : []),
    db
      .update(attempts)
      .set({ asked, submittedAt, score, maxScore, toMark, endsAt, takenUntil })
      .where(and(eq(attempts.id, attempt.id), isNull(attempts.submittedAt))),
    ...(meets(item.completion, { viewed: true, submitted: true, percent: null })
      ? completionStatements(tenant, learner, enrollment, item, { requirement: item.completion, at })
      : []),
    ...(attempt.takenUntil === null ? [] : [closingTimerDone(db, attempt.id, at, attempt.takenUntil)]),
  ])
  await tenant.queue.send('drain')
  return closed
}

/** Statements: each answer by itself under a number by chance; they show once five people's are together. */
function giveAway(db: Database, { attempt, item, questions }: WholeAttempt) {
  const given = questions
    .filter(({ isAnswered }) => isAnswered)
    .map(({ versionId, response }) => ({ id: anyNumber(), itemId: item.id, versionId, response }))
  const wraps = sql`(${surveyCounts.waiting} + 1) % ${leastShown}`
  return [
    insertMany(db, surveyAnswers, given),
    db
      .insert(surveyCounts)
      .values({ itemId: item.id, answered: 1, waiting: 1 % leastShown })
      .onConflictDoUpdate({
        target: surveyCounts.itemId,
        set: { answered: sql`${surveyCounts.answered} + 1`, waiting: wraps },
      }),
    db
      .update(surveyAnswers)
      .set({ counted: true })
      .where(
        and(
          eq(surveyAnswers.itemId, item.id),
          eq(surveyAnswers.counted, false),
          sql`(select c.waiting from survey_counts c where c.item_id = ${item.id}) = 0`,
        ),
      ),
    ...draftGone(db, attempt.id),
  ]
}

/** Of 53 bits: SQLite takes it as the row's own number, so rows do not lie in the order in which they came. */
function anyNumber(): number {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2)) as unknown as [number, number]
  return (high >>> 11) * 2 ** 32 + low
}

const draftGone = (db: Database, attemptId: string) => [
  db.delete(responses).where(eq(responses.attemptId, attemptId)),
  db.delete(attemptLog).where(eq(attemptLog.attemptId, attemptId)),
]

/** The survey has closed before it was handed in: what nobody has handed in is nobody's answer. */
export async function discardDraft({ db, now }: Tenant, attemptId: string): Promise<void> {
  const stillOpen = sql`exists (select 1 from attempts a where a.id = ${attemptId} and a.submitted_at is null)`
  await db.batch([
    db.delete(responses).where(and(eq(responses.attemptId, attemptId), stillOpen)),
    db.delete(attemptLog).where(and(eq(attemptLog.attemptId, attemptId), stillOpen)),
    db.delete(attempts).where(and(eq(attempts.id, attemptId), isNull(attempts.submittedAt))),
    closingTimerDone(db, attemptId, now()),
  ])
}
