import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { forgetHostname } from './directory/hostname-cache'
import { findRecord, type TenantRecord } from './directory/records'
import { fleetJobs, tenantEvents } from './directory/schema'
import { hostnameOf, type Platform } from './platform'
import { openTenant } from './tenant'

const FOLLOWER = 'life-cycle'
const AT_ONCE = 5

const closing = ['suspended', 'deleting']
const opening = ['resumed', 'restored']

/**
 * Carries out what the operator decided in the directory: where an organization was closed its live rooms are emptied,
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
