import { and, asc, isNull, lte } from 'drizzle-orm'
import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import { timers } from '../db/schema'
import { timerJobs } from './timers'

const PAGE = 50

/** The tenant's alarm went off: does what is due, then sets the alarm to the next due thing. */
export async function ring(tenant: Tenant, _args: Record<string, unknown>, platform: Platform): Promise<void> {
  const due = await tenant.db
    .select()
    .from(timers)
    .where(and(isNull(timers.doneAt), lte(timers.dueAt, tenant.now())))
    .orderBy(asc(timers.dueAt))
    .limit(PAGE)
  for (const timer of due) await timerJobs[timer.job]?.(tenant, timer, platform)
  const [next] = await tenant.db
    .select({ dueAt: timers.dueAt })
    .from(timers)
    .where(isNull(timers.doneAt))
    .orderBy(asc(timers.dueAt))
    .limit(1)
  if (next) await tenant.clock.wakeAt(next.dueAt)
}
