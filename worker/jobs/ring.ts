import { and, asc, isNull, lte, notInArray } from 'drizzle-orm'
import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import { timers } from '../db/schema'
import { timerJobs } from './timers'

const PAGE = 50

/**
 * The tenant's alarm went off: does what is due, then sets the alarm to the next due thing. What fails keeps nothing else
 * waiting; it is thrown at the end, so that the message is tried again later.
 */
export async function ring(tenant: Tenant, _args: Record<string, unknown>, platform: Platform): Promise<void> {
  const due = await tenant.db
    .select()
    .from(timers)
    .where(and(isNull(timers.doneAt), lte(timers.dueAt, tenant.now())))
    .orderBy(asc(timers.dueAt))
    .limit(PAGE)
  const failed = new Map<string, unknown>()
  for (const timer of due)
    try {
      await timerJobs[timer.job]?.(tenant, timer, platform)
    } catch (error) {
      failed.set(timer.id, error)
    }
  const [next] = await tenant.db
    .select({ dueAt: timers.dueAt })
    .from(timers)
    .where(and(isNull(timers.doneAt), notInArray(timers.id, [...failed.keys()])))
    .orderBy(asc(timers.dueAt))
    .limit(1)
  if (next) await tenant.clock.wakeAt(next.dueAt)
  if (failed.size) throw new AggregateError(failed.values(), `Timers failed: ${[...failed.keys()].join(', ')}`)
}
