import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { progress, type Resume } from '../../db/schema'
import type { Actor } from '../policy'
import { type Completable, completionStatements, type Learner } from './complete-item'
import { MOST_SECONDS_A_BEAT, recordResume, recordSeconds, recordStart } from './record-progress'
import { meets } from './requirement'
import { mergeResume, percentWatched } from './watched'

export type Beat = {
  /** With the page visible, since the last beat. */
  seconds: number
  resume?: Resume
  /** Seconds of each video, by block: as the server knows them. */
  lengths?: Record<string, number>
}

/**
 * A sign of life from an open page, at most once a minute: counts the time, keeps the place, and completes the item when
 * the time or the video is enough. One read, one write. Ranges lost between two tabs come again with the next beat.
 */
export async function recordBeat(
  tenant: Tenant,
  actor: Actor,
  enrollment: Learner,
  item: Completable,
  { seconds, resume, lengths = {} }: Beat,
): Promise<{ completed: boolean }> {
  const { db } = tenant
  const at = tenant.now()
  const place = { enrollmentId: enrollment.id, itemId: item.id }
  const [kept] = await db
    .select()
    .from(progress)
    .where(and(eq(progress.enrollmentId, enrollment.id), eq(progress.itemId, item.id)))
    .limit(1)
  const merged = resume ? mergeResume(kept?.resume ?? {}, resume) : (kept?.resume ?? {})
  const passed = kept ? Math.max(0, Math.floor((at - kept.lastSeenAt) / 1000)) : 0
  const counted = Math.max(0, Math.min(seconds, MOST_SECONDS_A_BEAT, passed))
  const completes =
    !kept?.completedAt &&
    meets(item.completion, {
      viewed: true,
      seconds: (kept?.seconds ?? 0) + counted,
      watched: percentWatched(merged, lengths),
    })
  await db.batch([
    kept ? recordSeconds(db, place, seconds, at) : recordStart(db, place, at),
    ...(resume ? [recordResume(db, place, merged)] : []),
    ...(completes ? completionStatements(tenant, actor, enrollment, item, { requirement: item.completion }) : []),
  ])
  if (completes) await tenant.queue.send('drain')
  return { completed: completes || Boolean(kept?.completedAt) }
}
