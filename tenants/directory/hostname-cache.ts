import { recollection } from '../../worker/lib/remember'
import type { Platform } from '../platform'
import { findRecordByHostname, type TenantRecord } from './records'

const KEEP_MS = 30_000
const KEEP_ABSENT_MS = 3_000

type Kept = { record: TenantRecord | null; until: number }
const kept = recollection<Kept>(5_000)

/** Who answers at this hostname. Costs no trip when warm; `fresh` (for writes) asks the directory and so sees a suspension at once. */
export async function resolveHostname(
  platform: Platform,
  hostname: string,
  fresh = false,
): Promise<TenantRecord | null> {
  const now = Date.now() // the cache's age is real time, also where the product's clock is moved
  const known = kept.get(hostname)
  if (!fresh && known && known.until > now) return known.record
  if (!fresh) {
    const shared = await readShared(hostname)
    if (shared) return keep(hostname, shared, now)
  }
  const record = await findRecordByHostname(platform.directory, hostname)
  if (record) await writeShared(hostname, record)
  return keep(hostname, record, now)
}

export async function forgetHostname(hostname: string): Promise<void> {
  kept.delete(hostname)
  await caches.default.delete(cacheKey(hostname))
}

function keep(hostname: string, record: TenantRecord | null, now: number) {
  kept.set(hostname, { record, until: now + (record ? KEEP_MS : KEEP_ABSENT_MS) })
  return record
}

const cacheKey = (hostname: string) => `https://directory.invalid/hostnames/${hostname}`

async function readShared(hostname: string): Promise<TenantRecord | null> {
  const answer = await caches.default.match(cacheKey(hostname))
  return answer ? ((await answer.json()) as TenantRecord) : null
}

async function writeShared(hostname: string, record: TenantRecord): Promise<void> {
  const headers = { 'Cache-Control': `max-age=${KEEP_MS / 1000}`, 'Content-Type': 'application/json' }
  await caches.default.put(cacheKey(hostname), new Response(JSON.stringify(record), { headers }))
}
