import { and, asc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { findRecord } from './directory/records'
import { fleetJobs, slots, tenantEvents, tenants } from './directory/schema'
import { headVersion, migrateSlot } from './migrate'
import type { Platform } from './platform'

/** A request may open about thirty cells: so many databases a step. */
const PAGE = 20

/** Up to how many organizations a stage goes; between two stages passes a turn of the clock, in which faults show. */
const stages = {
  one: () => 1,
  ten: () => 10,
  percent: (all: number) => Math.max(10, Math.ceil(all / 100)),
  all: (all: number) => all,
}
type Stage = keyof typeof stages
const names = Object.keys(stages) as Stage[]

const hasSpace = inArray(tenants.state, ['active', 'suspended', 'deleting'])

/** Asks for every database to be brought to `target` before its organization next opens; one that stopped goes on. */
export async function orderMigration(platform: Platform, target = headVersion, maxFailures = 3): Promise<void> {
  const at = platform.now()
  const fresh = { stage: 'one', cursor: '', failed: 0, maxFailures, state: 'running', updatedAt: at }
  await platform.directory
    .insert(fleetJobs)
    .values({ id: `migrate-${target}`, kind: 'migrate', targetVersion: target, createdAt: at, ...fresh })
    .onConflictDoUpdate({
      target: fleetJobs.id,
      set: { cursor: '', failed: 0, maxFailures, state: 'running', updatedAt: at },
      setWhere: eq(fleetJobs.state, 'stopped'),
    })
}

/**
 * One step of the oldest migration under way: a page of databases, within the stage that it stands in. Gives whether the
 * stage has more to do. A step that was cut is done again: what is at the newest schema already is passed over.
 */
export async function stepMigration(platform: Platform): Promise<boolean> {
  const { directory } = platform
  const [job] = await directory
    .select()
    .from(fleetJobs)
    .where(and(eq(fleetJobs.kind, 'migrate'), eq(fleetJobs.state, 'running')))
    .orderBy(asc(fleetJobs.targetVersion))
    .limit(1)
  if (!job || job.targetVersion > headVersion) return false // the code that brings the newer schema is not deployed yet
  const [counted] = await directory.select({ all: sql<number>`count(*)` }).from(tenants).where(hasSpace)
  const most = stages[job.stage as Stage](counted?.all ?? 0)
  const page = await directory
    .select({ id: tenants.id })
    .from(tenants)
    .innerJoin(slots, eq(slots.id, tenants.slotId))
    .where(and(hasSpace, gt(tenants.id, job.cursor), lt(slots.schemaVersion, job.targetVersion)))
    .orderBy(asc(tenants.id))
    .limit(Math.min(PAGE, Math.max(0, most - job.done)))
  let [done, failed, cursor] = [0, job.failed, job.cursor]
  for (const { id } of page) {
    cursor = id
    const fault = await migrateOne(platform, id)
    if (fault === null) done += 1
    else failed += 1
    if (failed >= job.maxFailures) break
  }
  const isStopped = failed >= job.maxFailures
  const isOver = !isStopped && (page.length === 0 || job.done + done >= most)
  const next = names[names.indexOf(job.stage as Stage) + 1]
  await directory
    .update(fleetJobs)
    .set({
      cursor,
      failed,
      done: job.done + done,
      stage: isOver && next ? next : job.stage,
      state: isStopped ? 'stopped' : isOver && !next ? 'done' : 'running',
      updatedAt: platform.now(),
    })
    // Another step may have gone over the same page at the same moment: it counts once.
    .where(and(eq(fleetJobs.id, job.id), eq(fleetJobs.cursor, job.cursor), eq(fleetJobs.stage, job.stage)))
  return !isStopped && !isOver
}

/** Null where it went well; otherwise what went wrong, which the organization's own story keeps too. */
async function migrateOne(platform: Platform, tenantId: string): Promise<string | null> {
  const record = await findRecord(platform.directory, tenantId)
  if (!record?.slot) return null
  try {
    await migrateSlot(platform, record.slot)
    return null
  } catch (error) {
    const detail = String(error).slice(0, 500)
    await platform.directory
      .insert(tenantEvents)
      .values({ tenantId, name: 'migration-failed', detail, at: platform.now() })
    return detail
  }
}
