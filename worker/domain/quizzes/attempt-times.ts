import { and, eq, min, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { anyOf } from '../../db/insert-many'
import { rowsFor } from '../../db/insert-select'
import { attempts, timers } from '../../db/schema'
import { attemptEnd, attemptTakenUntil } from '../deadlines'

const job = 'attempt.close'

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
 * Statements: open attempts get the time that their quizzes give now, in the batch that changes those. It takes no time
 * away from anybody who has begun.
 */
export const refreshTimes = (db: Database, itemIds: string[]) =>
  [
    db
      .update(attempts)
      .set({
        endsAt: kinder(sql`attempts.ends_at`, attemptEnd(sql`attempts.started_at`)),
        takenUntil: kinder(sql`attempts.taken_until`, attemptTakenUntil(sql`attempts.started_at`)),
      })
      .where(sql`attempts.item_id in ${anyOf(itemIds)} and attempts.submitted_at is null`),
    db.delete(timers).where(
      and(
        eq(timers.job, job),
        sql`${timers.subjectId} in (select o.id from attempts o where o.item_id in ${anyOf(itemIds)}
            and o.submitted_at is null and o.taken_until is null)`,
      ),
    ),
    closingTimer(db, sql`o.item_id in ${anyOf(itemIds)}`),
  ] as const

/** Null is no end, which nothing is later than. */
const kinder = (before: SQL, now: SQL) =>
  sql`(select case when ${before} is null or ${now} is null then null else max(${before}, ${now}) end
    from quizzes q where q.item_id = attempts.item_id)`

/** Wakes the clock for the first of those attempts. */
export async function wakeToClose({ db, clock }: Tenant, itemIds: string[]): Promise<void> {
  const [first] = await db
    .select({ at: min(attempts.takenUntil) })
    .from(attempts)
    .where(sql`${attempts.itemId} in ${anyOf(itemIds)} and ${attempts.submittedAt} is null`)
  if (first?.at != null) await clock.wakeAt(first.at)
}
