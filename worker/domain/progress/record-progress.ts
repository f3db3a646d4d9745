import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { enrollments, events, type ItemCompletion, progress, type Resume } from '../../db/schema'

/** One learner's way through one item. */
export type Place = { enrollmentId: string; itemId: string }

/** A beat counts at most this long: the heartbeat comes once a minute. */
export const MOST_SECONDS_A_BEAT = 90

/** Statement: the item was opened. Continue leads here from now on, unless it is done already. */
export function recordStart(db: Database, { enrollmentId, itemId }: Place, at: number) {
  return db
    .insert(progress)
    .values({ enrollmentId, itemId, state: 'started', startedAt: at, lastSeenAt: at })
    .onConflictDoUpdate({ target: [progress.enrollmentId, progress.itemId], set: { lastSeenAt: at } })
}

/** Statement: the learner is here; Continue leads to this item. */
export function recordPresence(db: Database, { enrollmentId, itemId }: Place, at: number) {
  return db
    .update(enrollments)
    .set({
      lastSeenAt: at,
      currentItemId: sql`case when exists (select 1 from progress where enrollment_id = ${enrollmentId}
        and item_id = ${itemId} and completed_at is not null) then current_item_id else ${itemId} end`,
    })
    .where(eq(enrollments.id, enrollmentId))
}

/** Statement: seconds with the page visible; at most 90 a beat, and never more than have passed since the last sign of life. */
export function recordSeconds(db: Database, { enrollmentId, itemId }: Place, seconds: number, at: number) {
  const given = Math.max(0, Math.min(MOST_SECONDS_A_BEAT, Math.floor(seconds)))
  return db
    .update(progress)
    .set({
      seconds: sql`seconds + max(0, min(${given}, (${at} - last_seen_at) / 1000))`,
      lastSeenAt: sql`max(last_seen_at, ${at})`,
    })
    .where(and(eq(progress.enrollmentId, enrollmentId), eq(progress.itemId, itemId)))
}

/** Statement: where to go on; `resume` is already merged with what was kept (`mergeResume`). */
export function recordResume(db: Database, { enrollmentId, itemId }: Place, resume: Resume) {
  return db
    .update(progress)
    .set({ resume })
    .where(and(eq(progress.enrollmentId, enrollmentId), eq(progress.itemId, itemId)))
}

export type Completing = Place & {
  courseId: string
  actorId: string | null
  at: number
  /** What was required on that day; stored, so that no later edit takes the completion away. */
  requirement: ItemCompletion
  overriddenBy?: string | null
  reason?: string | null
  /** Only where this holds at that point of the batch. */
  when?: SQL
}

/**
 * Two statements, event first: the item is done. Completed before, both do nothing, so they may stand in any batch.
 * The event's key is the enrollment (with a number once somebody has reopened it).
 */
export function recordCompletion(db: Database, done: Completing) {
  const { enrollmentId, itemId, courseId, actorId, at, requirement, overriddenBy = null, reason = null } = done
  const when = done.when ?? sql`1`
  const payload = JSON.stringify({ enrollmentId, itemId, courseId })
  const event = db
    .insert(events)
    .select(
      sql`select null, 'item.completed', ${itemId}, ${keyOf(enrollmentId, itemId)}, ${actorId}, ${payload}, ${at}
        where not exists (select 1 from progress where enrollment_id = ${enrollmentId} and item_id = ${itemId}
          and completed_at is not null) and ${when}`,
    )
    .onConflictDoNothing()
  const row = db
    .insert(progress)
    .select(
      rowsFor(
        progress,
        {
          enrollmentId,
          itemId,
          state: 'completed',
          seconds: 0,
          resume: '{}',
          startedAt: at,
          lastSeenAt: at,
          completedAt: at,
          requirement: JSON.stringify(requirement),
          overriddenBy,
          overrideReason: reason,
        },
        sql`where ${when}`,
      ),
    )
    .onConflictDoUpdate({
      target: [progress.enrollmentId, progress.itemId],
      set: {
        state: 'completed',
        lastSeenAt: sql`max(last_seen_at, ${at})`,
        completedAt: at,
        requirement,
        overriddenBy,
        overrideReason: reason,
      },
      setWhere: isNull(progress.completedAt),
    })
  return [event, row] as const
}

/** Statement: the item is open again, by somebody and for a reason that both see. */
export function recordReopening(db: Database, { enrollmentId, itemId }: Place, by: string, reason: string) {
  return db
    .update(progress)
    .set({ state: 'started', completedAt: null, requirement: null, overriddenBy: by, overrideReason: reason })
    .where(and(eq(progress.enrollmentId, enrollmentId), eq(progress.itemId, itemId)))
}

/** `<enrollment>`, and after the nth reopening `<enrollment>:<n>`. */
const keyOf = (enrollmentId: string, itemId: string) =>
  sql`${enrollmentId} || coalesce((select ':' || nullif(count(*), 0) from events where name = 'item.reopened'
    and subject_id = ${itemId} and key > ${`${enrollmentId}:`} and key < ${`${enrollmentId};`}), '')`
