import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { calendarFeeds, users } from '../../db/schema'
import { newToken, sha256Hex } from '../../lib/ids'
import { recordAudit } from '../audit'
import { admit, countTries, hashed, orTooMany, triesQueries } from '../people'
import type { Actor } from '../policy'
import { type Range, readDates } from './read-calendar'

const HOUR = 3_600

/** Since when somebody has an address for their calendar program; null: they have none. */
export async function findFeed({ db }: Tenant, actor: Actor): Promise<{ createdAt: number } | null> {
  const [feed] = await db
    .select({ createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.userId, actor.id))
    .limit(1)
  return feed ?? null
}

/** Gives the secret of a new address, which is told once; the one before opens nothing any more. */
export async function makeFeed(tenant: Tenant, actor: Actor): Promise<string> {
  const secret = newToken()
  const row = { hash: await sha256Hex(secret), createdAt: tenant.now() }
  await tenant.db.batch([
    tenant.db
      .insert(calendarFeeds)
      .values({ userId: actor.id, ...row })
      .onConflictDoUpdate({ target: calendarFeeds.userId, set: row }),
    recordAudit(tenant, actor, 'calendar.open', { kind: 'person', id: actor.id }),
  ])
  return secret
}

/** The address opens nothing any more. Said twice, it is so once. */
export async function endFeed(tenant: Tenant, actor: Actor): Promise<void> {
  const [ended] = await tenant.db
    .delete(calendarFeeds)
    .where(eq(calendarFeeds.userId, actor.id))
    .returning({ userId: calendarFeeds.userId })
  if (ended) await recordAudit(tenant, actor, 'calendar.close', { kind: 'person', id: actor.id })
}

/**
 * What a secret opens: whose dates, and these, of one course where it is named; null where it opens nothing, or its owner may not sign
 * in. Two trips. Who tries many that are none is sent away for a while, and so is a program that asks all the time (TooMany).
 */
export async function readFeed(
  tenant: Tenant,
  { secret, courseId, address }: { secret: string; courseId: string | null; address: string },
  range: Range,
) {
  const { db } = tenant
  const hash = await sha256Hex(secret.slice(0, 100))
  const guessing = await hashed(tenant, [{ key: `from:${address}`, most: 60, seconds: HOUR }])
  const asking = await hashed(tenant, [{ key: `feed:${hash}`, most: 120, seconds: HOUR }])
  const [[reader], tries] = await db.batch([
    db
      .select({ id: users.id, locale: users.locale, zone: users.zone })
      .from(calendarFeeds)
      .innerJoin(users, eq(users.id, calendarFeeds.userId))
      .where(and(eq(calendarFeeds.hash, hash), eq(users.state, 'active'), isNull(users.deletedAt)))
      .limit(1),
    triesQueries(tenant, 'calendar', guessing)[0]!,
  ])
  orTooMany(tenant, guessing, [tries])
  if (!reader) {
    await admit(tenant, 'calendar', guessing)
    return null
  }
  const { dates, also } = await readDates(tenant, reader.id, range, courseId, countTries(tenant, 'calendar', asking))
  orTooMany(tenant, asking, also as { tries: number; windowStart: number }[][])
  return { reader, dates }
}
