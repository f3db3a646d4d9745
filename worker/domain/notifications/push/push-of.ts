import { and, asc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import type { Database } from '../../../db/client'
import { notificationSettings, notifications, pushSubscriptions, timers, users } from '../../../db/schema'
import { linesQuery } from '../list-notifications'
import { pushJob } from '../tell'
import { devicesQuery } from './devices'

const SECOND = 1_000
const HOUR = 3_600_000
/** With the wait that doubles: about two hours. */
const MOST_TRIES = 8
/** What nobody could be shown within a day is no news. */
const STALE = 24 * HOUR
/** As many as are said one by one; of more only how many. */
const MOST_LINES = 3

const waiting = (userId: string, until: number) =>
  and(
    eq(notifications.userId, userId),
    isNotNull(notifications.pushAt),
    isNull(notifications.pushedAt),
    lte(notifications.pushAt, until),
  )

/** What is to be shown on the devices of somebody now; null where nothing is, or nowhere. What was read meanwhile is left out. */
export async function readPushOf(tenant: Tenant, userId: string) {
  const { db } = tenant
  const until = tenant.now()
  const isNews = and(
    waiting(userId, until),
    isNull(notifications.readAt),
    sql`${notifications.pushAt} > ${until - STALE}`,
  )
  const [lines, [counted], devices, [person]] = await db.batch([
    linesQuery(db, isNews, MOST_LINES),
    db
      .select({ all: sql<number>`count(*)`.as('all_waiting') })
      .from(notifications)
      .where(isNews),
    devicesQuery(db, userId, until),
    db
      .select({ locale: users.locale, zone: users.zone })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.state, 'active'), isNull(users.deletedAt)))
      .limit(1),
  ])
  if (!lines.length || !devices.length || !person) return null
  return { lines, all: counted?.all ?? lines.length, devices, until, person }
}

export type PushOf = NonNullable<Awaited<ReturnType<typeof readPushOf>>>

/** What went, or needs not go any more, is done with; the next that waits has the clock set. */
export async function settlePushOf(tenant: Tenant, userId: string, until: number): Promise<void> {
  const { db } = tenant
  const now = tenant.now()
  const [, , , [next]] = await db.batch([
    db.update(notifications).set({ pushedAt: now }).where(waiting(userId, until)),
    db.update(notificationSettings).set({ pushTries: 0 }).where(eq(notificationSettings.userId, userId)),
    db
      .update(timers)
      .set({
        dueAt: sql`coalesce((${nextAt(db, userId)}), ${now})`,
        doneAt: sql`iif((${nextAt(db, userId)}) is null, ${now}, null)`,
      })
      .where(and(eq(timers.job, pushJob), eq(timers.subjectId, userId))),
    nextAt(db, userId),
  ])
  if (next?.at) await tenant.clock.wakeAt(next.at)
}

const nextAt = (db: Database, userId: string) =>
  db
    .select({ at: notifications.pushAt })
    .from(notifications)
    .where(and(eq(notifications.userId, userId), isNotNull(notifications.pushAt), isNull(notifications.pushedAt)))
    .orderBy(asc(notifications.pushAt))
    .limit(1)

/** A push service took nothing: again later, when it says or each time a little later, eight times at most. Gives whether it is given up instead. */
export async function delayPushOf(tenant: Tenant, userId: string, after: number | null): Promise<boolean> {
  const { db } = tenant
  const [row] = await db
    .insert(notificationSettings)
    .values({ userId, pushTries: 1 })
    .onConflictDoUpdate({
      target: notificationSettings.userId,
      set: { pushTries: sql`${notificationSettings.pushTries} + 1` },
    })
    .returning({ tries: notificationSettings.pushTries })
  const tries = row?.tries ?? 1
  if (tries >= MOST_TRIES) {
    await settlePushOf(tenant, userId, tenant.now())
    return true
  }
  const dueAt = tenant.now() + Math.min(HOUR, Math.max(after ?? 0, 30 * SECOND * 2 ** (tries - 1)))
  await db
    .update(timers)
    .set({ dueAt, doneAt: null })
    .where(and(eq(timers.job, pushJob), eq(timers.subjectId, userId)))
  await tenant.clock.wakeAt(dueAt)
  return false
}

/** The push service knows this browser no more. */
export async function dropDevice({ db }: Tenant, id: string): Promise<void> {
  await db.delete(pushSubscriptions).where(eq(pushSubscriptions.id, id))
}

export async function markSent({ db, now }: Tenant, id: string): Promise<void> {
  await db.update(pushSubscriptions).set({ lastSentAt: now() }).where(eq(pushSubscriptions.id, id))
}
