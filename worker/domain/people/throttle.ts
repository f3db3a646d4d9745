import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { throttles } from '../../db/schema'
import { TooMany } from '../../errors'
import { sha256Hex } from '../../lib/ids'

/** Doors that try the same thing share a name: whoever guesses passwords finds one count for all of them. */
export type Door = 'calendar' | 'sign-in' | 'reset' | 'register' | 'code' | 'mail' | 'certificate' | 'chat'

/** At most `most` tries of `key` in `seconds`. Keys are stored as hashes: neither addresses nor names lie about. */
export type Limit = { key: string; most: number; seconds: number }

const minutes = (n: number) => n * 60

/** What all doors that take a password or a code ask: few tries a person (by their id) from one place, more from a whole school's. */
export const guessing = (who: string, address: string): Limit[] => [
  { key: `both:${who}:${address}`, most: 10, seconds: minutes(15) },
  { key: `who:${who}`, most: 50, seconds: minutes(60) },
  { key: `from:${address}`, most: 100, seconds: minutes(15) },
]

/** What all doors that send mails to somebody ask. */
export const mailing = (email: string, address: string): Limit[] => [
  { key: `mail:${email}`, most: 5, seconds: minutes(60) },
  { key: `mails-from:${address}`, most: 30, seconds: minutes(60) },
]

/** Unexecuted, for the batch of the try: counts it and gives the counts back, one row a limit. */
export function countTries(tenant: Tenant, door: Door, limits: readonly HashedLimit[]) {
  const now = tenant.now()
  return limits.map(({ hash, seconds }) => {
    const over = sql`${throttles.windowStart} <= ${now - seconds * 1000}`
    return tenant.db
      .insert(throttles)
      .values({ door, key: hash, windowStart: now, tries: 1 })
      .onConflictDoUpdate({
        target: [throttles.door, throttles.key],
        set: {
          tries: sql`case when ${over} then 1 else ${throttles.tries} + 1 end`,
          windowStart: sql`case when ${over} then ${now} else ${throttles.windowStart} end`,
        },
      })
      .returning({ tries: throttles.tries, windowStart: throttles.windowStart })
  })
}

/** Unexecuted, for the batch of a read: what one more try would count, one row a limit. Counts nothing itself. */
export function triesQueries(tenant: Tenant, door: Door, limits: readonly HashedLimit[]) {
  const now = tenant.now()
  return limits.map(({ hash, seconds }) =>
    tenant.db
      .select({ tries: sql<number>`${throttles.tries} + 1`.as('tries_then'), windowStart: throttles.windowStart })
      .from(throttles)
      .where(
        and(eq(throttles.door, door), eq(throttles.key, hash), sql`${throttles.windowStart} > ${now - seconds * 1000}`),
      )
      .limit(1),
  )
}

export type HashedLimit = Limit & { hash: string }

export const hashed = (tenant: Tenant, limits: readonly Limit[]): Promise<HashedLimit[]> =>
  Promise.all(limits.map(async (limit) => ({ ...limit, hash: await sha256Hex(`${tenant.id}\n${limit.key}`) })))

type Counted = { tries: number; windowStart: number }[]

/** Throws TooMany where a count went over its limit; the longest wait counts. */
export function orTooMany(tenant: Tenant, limits: readonly Limit[], counts: readonly Counted[]): void {
  const waits = limits.map(({ most, seconds }, i) => {
    const [count] = counts[i] ?? []
    return count && count.tries > most ? Math.ceil((count.windowStart + seconds * 1000 - tenant.now()) / 1000) : 0
  })
  const wait = Math.max(...waits)
  if (wait > 0) throw new TooMany(wait)
}

/** Counts a try on its own: one trip. Throws TooMany. */
export async function admit(tenant: Tenant, door: Door, limits: readonly Limit[]): Promise<void> {
  const known = await hashed(tenant, limits)
  const [first, ...rest] = countTries(tenant, door, known)
  orTooMany(tenant, limits, await tenant.db.batch([first!, ...rest]))
}

/** After a success: what is about the person is forgotten, and the place gets its try back. */
export function forgiveTries(tenant: Tenant, door: Door, limits: readonly HashedLimit[]) {
  const personal = limits.filter(({ key }) => !key.startsWith('from:')).map(({ hash }) => hash)
  const shared = limits.filter(({ key }) => key.startsWith('from:')).map(({ hash }) => hash)
  return [
    tenant.db.delete(throttles).where(and(eq(throttles.door, door), inArray(throttles.key, personal))),
    tenant.db
      .update(throttles)
      .set({ tries: sql`max(${throttles.tries} - 1, 0)` })
      .where(and(eq(throttles.door, door), inArray(throttles.key, shared))),
  ] as const
}
