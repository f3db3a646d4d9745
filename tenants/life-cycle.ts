import { and, asc, desc, eq, gt, inArray, sql } from 'drizzle-orm'
import { forgetHostname } from './directory/hostname-cache'
import { findRecord, type TenantRecord } from './directory/records'
import { fleetJobs, type TenantState, tenantEvents, tenants } from './directory/schema'
import { hostnameOf, type Platform } from './platform'
import { GRACE_MS } from './purge'
import { openTenant } from './tenant'

const FOLLOWER = 'life-cycle'
const AT_ONCE = 5

const closing = ['suspended', 'deleting']
const opening = ['resumed', 'restored']

/** In the detail of an event; what the operator did says so, too. */
const BY_OWNER = 'by its owner'

/** An owner closes the space: as `bin/tenants delete`, but its owners may take it back. Closed already, it stays as it is. */
export const closeSpace = (platform: Platform, tenantId: string) =>
  decide(platform, tenantId, { from: 'active', to: 'deleting', told: 'deleting' })

/** Takes that back. Everything goes on where it stopped. */
export const reopenSpace = (platform: Platform, tenantId: string) =>
  decide(platform, tenantId, { from: 'deleting', to: 'active', told: 'restored' })

/** Until when its owners may open a closed space again; null where it is not closed, where its time is over, or where the operator closed it. */
export async function reopenableUntil(platform: Platform, record: TenantRecord): Promise<number | null> {
  const until = record.stateAt + GRACE_MS
  if (record.state !== 'deleting' || until <= platform.now()) return null
  const [last] = await platform.directory
    .select({ detail: tenantEvents.detail })
    .from(tenantEvents)
    .where(and(eq(tenantEvents.tenantId, record.id), eq(tenantEvents.name, 'deleting')))
    .orderBy(desc(tenantEvents.seq))
    .limit(1)
  return last?.detail === BY_OWNER ? until : null
}

type Decision = { from: TenantState; to: TenantState; told: string }

async function decide(platform: Platform, tenantId: string, { from, to, told }: Decision): Promise<void> {
  const { directory } = platform
  const at = platform.now()
  const asItIs = and(eq(tenants.id, tenantId), eq(tenants.state, from))
  await directory.batch([
    directory.insert(tenantEvents).select(
      directory
        .select({
          seq: sql<number>`null`.as('seq'),
          tenantId: tenants.id,
          name: sql<string>`${told}`.as('event_name'),
          detail: sql<string>`${BY_OWNER}`.as('detail'),
          at: sql<number>`${at}`.as('at'),
        })
        .from(tenants)
        .where(asItIs),
    ),
    directory
      .update(tenants)
      .set({ state: to, stateAt: at, version: sql`${tenants.version} + 1` })
      .where(asItIs),
  ])
  const record = await findRecord(directory, tenantId)
  if (record) await forgetHostname(hostnameOf(platform, record.slug))
}

/**
 * Carries out what the operator or an owner decided in the directory: where an organization was closed its live rooms are emptied,
 * where it was opened again its queue and clock go on where they stopped. Each step may be repeated.
 */
export async function followStates(platform: Platform): Promise<number> {
  const { directory } = platform
  const [follower] = await directory.select().from(fleetJobs).where(eq(fleetJobs.id, FOLLOWER)).limit(1)
  const told = await directory
    .select()
    .from(tenantEvents)
    .where(
      and(gt(tenantEvents.seq, Number(follower?.cursor ?? 0)), inArray(tenantEvents.name, [...closing, ...opening])),
    )
    .orderBy(asc(tenantEvents.seq))
    .limit(AT_ONCE)
  for (const { seq, tenantId } of told) {
    const record = await findRecord(directory, tenantId)
    if (record) await settle(platform, record)
    await remember(platform, seq)
  }
  return told.length
}

/** As it is now, whatever it was when it was decided. */
async function settle(platform: Platform, record: TenantRecord): Promise<void> {
  await forgetHostname(hostnameOf(platform, record.slug))
  if (!record.slot || !['active', ...closing].includes(record.state)) return
  const tenant = await openTenant(platform, record)
  try {
    if (closing.includes(record.state)) await tenant.rooms.closeAll()
    else {
      await tenant.queue.send('drain')
      await tenant.queue.send('ring')
    }
  } finally {
    tenant.close()
  }
}

async function remember(platform: Platform, seq: number): Promise<void> {
  const at = platform.now()
  await platform.directory
    .insert(fleetJobs)
    .values({
      id: FOLLOWER,
      kind: 'follow',
      targetVersion: 0,
      stage: '',
      cursor: String(seq),
      state: 'running',
      createdAt: at,
      updatedAt: at,
    })
    .onConflictDoUpdate({ target: fleetJobs.id, set: { cursor: String(seq), updatedAt: at } })
}
