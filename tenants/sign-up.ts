import { and, eq, exists, isNull, lt, notInArray, sql } from 'drizzle-orm'
import { isUniqueViolation } from '../worker/db/conflict'
import { Invalid } from '../worker/errors'
import { newId } from '../worker/lib/ids'
import { seal, unseal } from '../worker/lib/seal'
import { judgeSlug } from '../worker/lib/slug'
import { forgetHostname } from './directory/hostname-cache'
import { findRecord, type TenantRecord } from './directory/records'
import { hostnames, reservedSlugs, signUps, slots, tenantEvents, tenants } from './directory/schema'
import { migrateSlot } from './migrate'
import { hostnameOf, type Platform } from './platform'
import { openTenant, type Tenant } from './tenant'
import { tenantQueue } from './tenant-queue'

/** What an owner asks for. `passwordHash` is made before anything is stored. */
export type Founding = {
  organization: string
  slug: string
  owner: { name: string; email: string; passwordHash: string }
  locale: string
  zone: string
  plan: string
  /** Versions of the documents agreed to. */
  consents: Record<string, string>
}

/** Writes organization, owner and defaults into a new space, once, however often it is called. Belongs to the domain. */
export type Found = (tenant: Tenant, founding: Founding) => Promise<void>

const STALE_MS = 2 * 60_000
const ABANDONED_MS = 24 * 3_600_000

/**
 * Takes an order for a space and carries it as far as it goes: `active`, or `requested` while no slot is free.
 * `nonce` belongs to the form: sending it twice finds the first order. Throws Invalid('slug') when the address is taken.
 */
export async function signUp(
  platform: Platform,
  founding: Founding,
  nonce: string,
  found: Found,
): Promise<TenantRecord> {
  const tenantId = (await orderOf(platform, nonce)) ?? (await placeOrder(platform, founding, nonce))
  return advance(platform, tenantId, found)
}

export async function isSlugFree(platform: Platform, slug: string): Promise<boolean> {
  if (judgeSlug(slug)) return false
  const [taken, reserved] = await platform.directory.batch([
    platform.directory
      .select({ id: tenants.id })
      .from(tenants)
      .where(sql`${tenants.slug} = ${slug} collate nocase`)
      .limit(1),
    platform.directory.select().from(reservedSlugs).where(eq(reservedSlugs.slug, slug)).limit(1),
  ])
  return taken.length === 0 && reserved.length === 0
}

/** Takes every step that is still to be taken; each may have been taken before, also by somebody else at the same moment. */
export async function advance(platform: Platform, tenantId: string, found: Found): Promise<TenantRecord> {
  let record = await findRecord(platform.directory, tenantId)
  if (!record) throw new Error(`No tenant ${tenantId}`)
  if (record.state === 'requested') record = await claimSlot(platform, record)
  if (record.state === 'claimed') {
    await migrateSlot(platform, record.slot!)
    record = await moveTo(platform, record, 'migrated')
  }
  if (record.state === 'migrated') {
    const founding = await readFounding(platform, tenantId)
    if (founding) await found(await openTenant(platform, record, { founding: true }), founding)
    record = await moveTo(platform, record, 'active')
    await platform.directory.delete(signUps).where(eq(signUps.tenantId, tenantId))
    await forgetHostname(hostnameOf(platform, record.slug))
    await tenantQueue(platform, tenantId).send('drain')
  }
  return record
}

export type StuckSignUp = { tenantId: string; tries: number; fault: string }

type Resumption = { resumed: number; reaped: number; waiting: number; stuck: StuckSignUp[] }

/**
 * For the cron: goes on with what got stuck, the one that waited longest first, and gives up orders that nobody could fill
 * within a day. One that fails keeps none of the others from its turn.
 */
export async function resumeSignUps(platform: Platform, found: Found): Promise<Resumption> {
  const now = platform.now()
  const last = sql`coalesce(${tenants.triedAt}, ${tenants.stateAt})`
  const orders = await platform.directory
    .select({ id: tenants.id, createdAt: tenants.createdAt, tries: tenants.tries })
    .from(tenants)
    .where(
      and(
        notInArray(tenants.state, ['active', 'suspended', 'deleting', 'deleted', 'failed']),
        lt(last, now - STALE_MS),
      ),
    )
    .orderBy(last, tenants.id)
    .limit(20)
  const done: Resumption = { resumed: 0, reaped: 0, waiting: 0, stuck: [] }
  for (const { id, createdAt, tries } of orders) {
    try {
      done[await tryAgain(platform, id, createdAt < now - ABANDONED_MS, found)] += 1
    } catch (error) {
      done.stuck.push({ tenantId: id, tries: tries + 1, fault: String(error).slice(0, 500) })
    }
  }
  return done
}

/** The try is counted before it is made, so that one that takes the whole run down counts as well. */
async function tryAgain(platform: Platform, id: string, isOld: boolean, found: Found) {
  await platform.directory
    .update(tenants)
    .set({ tries: sql`${tenants.tries} + 1`, triedAt: platform.now() })
    .where(eq(tenants.id, id))
  try {
    const { state } = await advance(platform, id, found)
    if (state === 'active') return 'resumed'
    if (!isOld) return 'waiting'
    await reap(platform, id, 'no slot within a day')
  } catch (error) {
    if (!isOld) throw error
    await reap(platform, id, String(error).slice(0, 500))
  }
  return 'reaped'
}

async function orderOf(platform: Platform, nonce: string): Promise<string | null> {
  const [row] = await platform.directory
    .select({ id: tenants.id })
    .from(tenants)
    .where(eq(tenants.orderNonce, nonce))
    .limit(1)
  return row?.id ?? null
}

async function placeOrder(platform: Platform, founding: Founding, nonce: string): Promise<string> {
  const { directory } = platform
  const id = newId()
  const now = platform.now()
  const sealed = await seal(platform.keys, JSON.stringify(founding), id)
  try {
    await directory.batch([
      directory.insert(tenants).values({
        id,
        slug: founding.slug,
        name: founding.organization,
        state: 'requested',
        plan: founding.plan,
        orderNonce: nonce,
        stateAt: now,
        createdAt: now,
      }),
      directory
        .insert(hostnames)
        .values({ hostname: hostnameOf(platform, founding.slug), tenantId: id, kind: 'subdomain', verifiedAt: now }),
      directory.insert(signUps).values({ tenantId: id, sealed, createdAt: now }),
      ...claiming(platform, id),
    ])
    return id
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const first = await orderOf(platform, nonce)
    if (first) return first
    throw new Invalid('slug', 'slug.taken')
  }
}

async function claimSlot(platform: Platform, record: TenantRecord): Promise<TenantRecord> {
  const [first, ...rest] = claiming(platform, record.id)
  await platform.directory.batch([first, ...rest])
  return (await findRecord(platform.directory, record.id))!
}

/** Takes the lowest free slot of the region for a tenant that has none; changes nothing while none is free. */
function claiming(platform: Platform, tenantId: string) {
  const { directory } = platform
  const now = platform.now()
  const free = sql`(select ${slots.id} from ${slots} where ${slots.state} = 'free' and ${slots.region} = ${tenants.region} order by ${slots.id} limit 1)`
  return [
    directory
      .update(tenants)
      .set({ slotId: free })
      .where(and(eq(tenants.id, tenantId), isNull(tenants.slotId))),
    directory
      .update(slots)
      .set({ state: 'claimed' })
      .where(eq(slots.id, sql`(select ${tenants.slotId} from ${tenants} where ${tenants.id} = ${tenantId})`)),
    directory
      .update(tenants)
      .set({ state: 'claimed', stateAt: now, version: sql`${tenants.version} + 1` })
      .where(and(eq(tenants.id, tenantId), eq(tenants.state, 'requested'), sql`${tenants.slotId} is not null`)),
  ] as const
}

async function moveTo(platform: Platform, record: TenantRecord, state: 'migrated' | 'active'): Promise<TenantRecord> {
  const { directory } = platform
  const from = record.state
  await directory.batch([
    directory
      .update(tenants)
      .set({ state, stateAt: platform.now(), version: sql`${tenants.version} + 1` })
      .where(and(eq(tenants.id, record.id), eq(tenants.state, from))),
    directory.insert(tenantEvents).values({ tenantId: record.id, name: state, at: platform.now() }),
  ])
  return (await findRecord(directory, record.id))!
}

async function readFounding(platform: Platform, tenantId: string): Promise<Founding | null> {
  const [row] = await platform.directory
    .select({ sealed: signUps.sealed })
    .from(signUps)
    .where(eq(signUps.tenantId, tenantId))
    .limit(1)
  return row ? (JSON.parse(await unseal(platform.keys, row.sealed, tenantId)) as Founding) : null
}

/** Gives up an order: the address is free again; a slot it may have had is retired, never given to another. */
async function reap(platform: Platform, tenantId: string, detail: string): Promise<void> {
  const { directory } = platform
  const own = directory
    .select({ one: sql`1` })
    .from(tenants)
    .where(and(eq(tenants.id, tenantId), eq(tenants.slotId, slots.id)))
  await directory.batch([
    directory.update(slots).set({ state: 'retired' }).where(exists(own)),
    directory.delete(hostnames).where(eq(hostnames.tenantId, tenantId)),
    directory.delete(signUps).where(eq(signUps.tenantId, tenantId)),
    directory
      .update(tenants)
      .set({ state: 'failed', stateAt: platform.now(), slug: sql`${tenants.id}`, orderNonce: null })
      .where(eq(tenants.id, tenantId)),
    directory.insert(tenantEvents).values({ tenantId, name: 'failed', detail, at: platform.now() }),
  ])
}
