import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { isUniqueViolation } from '../../db/conflict'
import { joinRequests, timers } from '../../db/schema'
import { newId } from '../../lib/ids'
import { recordEvent } from '../events'

const job = 'join-request.tell'

/** So long, in milliseconds, the mail about a decision waits, so that one that is taken back at once tells nobody. */
export const TELL_AFTER = 60_000

const timerOf = (requestId: string) => and(eq(timers.job, job), eq(timers.subjectId, requestId))

/** Statement in the batch of a decision; the act then wakes the clock at `dueAt`. */
export const tellLater = (db: Database, requestId: string, dueAt: number) =>
  db
    .insert(timers)
    .values({ id: newId(), job, subjectId: requestId, dueAt })
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt, doneAt: null } })

/** Statement for a decision that was taken back. */
export const tellNobody = (db: Database, requestId: string) => db.delete(timers).where(timerOf(requestId))

/** The clock's turn: a decision that still stands is told to whoever had asked, once. */
export async function tellDecisionInTime(tenant: Tenant, requestId: string): Promise<void> {
  const { db } = tenant
  const [request] = await db.select().from(joinRequests).where(eq(joinRequests.id, requestId)).limit(1)
  const done = db.update(timers).set({ doneAt: tenant.now() }).where(timerOf(requestId))
  if (!request?.decidedAt) return void (await done)
  const { courseId, userId, decision, decidedAt } = request
  const payload = { courseId, userId, decision }
  const told = recordEvent(db, 'join-request.told', requestId, { key: String(decidedAt), payload, at: tenant.now() })
  await db.batch([told, done]).catch(async (error) => {
    if (!isUniqueViolation(error)) throw error
    await done
  })
  await tenant.queue.send('drain')
}
