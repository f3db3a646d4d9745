import { and, eq, min, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { anyOf } from '../../db/insert-many'
import { rowsFor } from '../../db/insert-select'
import { attempts, timers } from '../../db/schema'
import { attemptEnd, attemptTakenUntil, quizFor } from '../deadlines'
import { lookAtDates } from '../events'
import { lookAgain, nextLook } from './show-grade'

const job = 'attempt.close'
const MINUTE = 60_000

/** Statement: open attempts that end have their timer; `which` is a condition on the attempts, called `o`. */
export const closingTimer = (db: Database, which: SQL) =>
  db
    .insert(timers)
    .select(
      rowsFor(
        timers,
        { id: sql`lower(hex(randomblob(16)))`, job: sql`${job}`, subjectId: sql`o.id`, dueAt: sql`o.taken_until` },
        sql`from attempts o where ${which} and o.submitted_at is null and o.taken_until is not null`,
      ),
    )
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: sql`excluded.due_at`, doneAt: null } })

/** Statement: nothing rings for this attempt any more, unless it was given more time meanwhile. */
export const closingTimerDone = (db: Database, attemptId: string, at: number, until = at) =>
  db
    .update(timers)
    .set({ doneAt: at })
    .where(and(eq(timers.job, job), eq(timers.subjectId, attemptId), sql`${timers.dueAt} <= ${until}`))

/**
 * Statements: open attempts of these quizzes, or of this person, get the time that they have now, in the batch that changes
 * it. It takes no time away from anybody who has begun.
 */
export const refreshTimes = (db: Database, whose: string[] | { userId: string }) => {
  const which = whichOpen(whose)
  return [
    db
      .update(attempts)
      .set({
        endsAt: kinder(sql`attempts.ends_at`, attemptEnd(sql`attempts.started_at`, sql`attempts.break_time`)),
        takenUntil: kinder(
          sql`attempts.taken_until`,
          attemptTakenUntil(sql`attempts.started_at`, sql`attempts.break_time`),
        ),
      })
      .where(sql`${attempts.id} in (select o.id from attempts o where ${which})`),
    db
      .delete(timers)
      .where(
        and(
          eq(timers.job, job),
          sql`${timers.subjectId} in (select o.id from attempts o where ${which} and o.taken_until is null)`,
        ),
      ),
    closingTimer(db, which),
    lookAgain(db, ofWhom(whose)),
    lookAtDates(db),
  ] as const
}

const whichOpen = (whose: string[] | { userId: string }) => sql`${ofWhom(whose)} and o.submitted_at is null`

const ofWhom = (whose: string[] | { userId: string }) =>
  Array.isArray(whose)
    ? sql`o.item_id in ${anyOf(whose)}`
    : sql`o.enrollment_id in (select e.id from enrollments e where e.user_id = ${whose.userId})`

/** Null is no end, which nothing is later than. */
const kinder = (before: SQL, now: SQL) =>
  sql`(select case when ${before} is null or ${now} is null then null else max(${before}, ${now}) end
    from ${quizFor(sql`attempts.item_id`, sql`(select e.user_id from enrollments e where e.id = attempts.enrollment_id)`)} q)`

/** Wakes the clock for the first of those attempts, for grades that may be shown by now, and in a minute for whoever may begin by then. */
export async function wakeToClose({ db, clock, now }: Tenant, whose: string[] | { userId: string }): Promise<void> {
  const [[first], [look]] = await db.batch([
    db
      .select({ at: min(attempts.takenUntil) })
      .from(attempts)
      .where(sql`${attempts.id} in (select o.id from attempts o where ${whichOpen(whose)})`),
    nextLook(db),
  ])
  const times = [first?.at, look?.at].filter((at) => at != null)
  await clock.wakeAt(Math.min(now() + MINUTE, ...times))
}
