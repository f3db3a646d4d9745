import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { timers } from '../../db/schema'
import { newId } from '../../lib/ids'

/** What takes something out of a bin for good. */
export type PurgeJob = 'purge-course' | 'purge-module' | 'purge-item' | 'purge-bank' | 'purge-thread'

/** Statement: a timer at the end of the organization's retention. */
export function purgeLater(tenant: Tenant, job: PurgeJob, subjectId: string) {
  const dueAt = sql`${tenant.now()} + (select retention_days from organization limit 1) * 86400000`
  return tenant.db
    .insert(timers)
    .values({ id: newId(), job, subjectId, dueAt })
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt, doneAt: null } })
}

/** The clock looks up the next due thing itself, however long the retention is. */
export const wakeTomorrow = (tenant: Tenant) => tenant.clock.wakeAt(tenant.now() + 86_400_000)

/** Statement: it is out of the bin. */
export const keepAfterAll = (db: Database, job: PurgeJob, subjectId: string) =>
  db.delete(timers).where(and(eq(timers.job, job), eq(timers.subjectId, subjectId)))
