import { and, eq, sql } from 'drizzle-orm'
import type { Directory } from '../platform'
import type { Slot } from '../slots'
import { cells, hostnames, slots, type TenantState, tenants } from './schema'

/** An organization as the directory knows it. */
export type TenantRecord = {
  id: string
  slug: string
  name: string
  state: TenantState
  plan: string
  version: number
  /** When it came into its state. */
  stateAt: number
  slot: Slot | null
}

export async function findRecordByHostname(directory: Directory, hostname: string): Promise<TenantRecord | null> {
  const [row] = await select(directory)
    .innerJoin(hostnames, eq(hostnames.tenantId, tenants.id))
    .where(eq(hostnames.hostname, hostname))
    .limit(1)
  return row ? toRecord(row) : null
}

export async function findRecord(directory: Directory, tenantId: string): Promise<TenantRecord | null> {
  const [row] = await select(directory).where(eq(tenants.id, tenantId)).limit(1)
  return row ? toRecord(row) : null
}

const columns = {
  id: tenants.id,
  slug: tenants.slug,
  name: tenants.name,
  state: tenants.state,
  plan: tenants.plan,
  version: tenants.version,
  stateAt: tenants.stateAt,
  slotId: slots.id,
  cellBinding: cells.binding,
  binding: slots.binding,
  schemaVersion: slots.schemaVersion,
}

function select(directory: Directory) {
  return directory
    .select(columns)
    .from(tenants)
    .leftJoin(slots, eq(slots.id, tenants.slotId))
    .leftJoin(cells, and(eq(cells.name, slots.cell)))
    .$dynamic()
}

type Row = Omit<TenantRecord, 'slot'> & {
  slotId: string | null
  cellBinding: string | null
  binding: string | null
  schemaVersion: number | null
}

function toRecord({ slotId, cellBinding, binding, schemaVersion, ...tenant }: Row): TenantRecord {
  const placed = slotId && cellBinding && binding
  return { ...tenant, slot: placed ? { id: slotId, cellBinding, binding, schemaVersion: schemaVersion ?? 0 } : null }
}

/** The name under which "find your organization" mails it. */
export async function nameTenant(directory: Directory, tenantId: string, name: string): Promise<void> {
  await directory
    .update(tenants)
    .set({ name, version: sql`${tenants.version} + 1` })
    .where(eq(tenants.id, tenantId))
}
