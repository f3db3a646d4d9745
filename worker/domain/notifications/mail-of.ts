import { and, eq, inArray, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { insertMany } from '../../db/insert-many'
import { notificationSettings, notifications, timers, users } from '../../db/schema'
import { newId } from '../../lib/ids'
import { mailLinesQuery } from './list-notifications'
import { mailJob } from './tell'

/** What is due within it goes along with a mail that is sent anyway. */
const ALONG = 5 * 60_000
/** As many as one mail tells of; the others stand in the bell. */
export const MOST_IN_MAIL = 30
const HOUR = 3_600_000
/** After so long without a provider a mail is given up; the bell has it all. */
const GIVE_UP_AFTER_TRIES = 80

const waiting = (userId: string, until: number) =>
  and(
    eq(notifications.userId, userId),
    isNotNull(notifications.mailAt),
    isNull(notifications.mailedAt),
    lte(notifications.mailAt, until),
  )

/** What is to be mailed to somebody now, and to whom; null where nothing is, or they cannot or will not be written to any more. */
export async function readMailOf(tenant: Tenant, userId: string) {
  const { db } = tenant
  const until = tenant.now() + ALONG
  const [lines, [counted], [person]] = await db.batch([
    mailLinesQuery(db, userId, until, MOST_IN_MAIL),
    db
      .select({ all: sql<number>`count(*)`.as('all_waiting') })
      .from(notifications)
      .where(and(waiting(userId, until), or(isNull(notifications.readAt), eq(notifications.inBell, false)))),
    personQuery(db, userId),
  ])
  const isReachable = person?.verifiedAt != null && person.state === 'active' && person.mailStoppedAt === null
  if (!lines.length || !isReachable || !person?.email) return null
  return { lines, all: counted?.all ?? lines.length, until, person: { ...person, email: person.email } }
}

export type MailOf = NonNullable<Awaited<ReturnType<typeof readMailOf>>>

/** What went, or needs no mail any more, is done with; the next that waits has the clock set. */
export async function settleMailOf(tenant: Tenant, userId: string, { until, sent }: { until: number; sent: boolean }) {
  const { db } = tenant
  const now = tenant.now()
  const settings = { tries: 0, ...(sent ? { lastMailedAt: now } : {}) }
  const [, , , [next]] = await db.batch([
    db.update(notifications).set({ mailedAt: now }).where(waiting(userId, until)),
    db
      .insert(notificationSettings)
      .values({ userId, ...settings })
      .onConflictDoUpdate({ target: notificationSettings.userId, set: settings }),
    timerFor(db, userId, now),
    nextQuery(db, userId),
  ])
  if (next?.dueAt) await tenant.clock.wakeAt(next.dueAt)
}

/** The port took nothing: again later, each time a little later, up to an hour. Gives whether it is given up instead. */
export async function delayMailOf(tenant: Tenant, userId: string): Promise<boolean> {
  const { db } = tenant
  const [row] = await db
    .insert(notificationSettings)
    .values({ userId, tries: 1 })
    .onConflictDoUpdate({ target: notificationSettings.userId, set: { tries: sql`${notificationSettings.tries} + 1` } })
    .returning({ tries: notificationSettings.tries })
  const tries = row?.tries ?? 1
  if (tries > GIVE_UP_AFTER_TRIES) {
    await settleMailOf(tenant, userId, { until: tenant.now() + ALONG, sent: false })
    return true
  }
  const dueAt = tenant.now() + Math.min(HOUR, 60_000 * 2 ** (tries - 1))
  await db
    .update(timers)
    .set({ dueAt, doneAt: null })
    .where(and(eq(timers.job, mailJob), eq(timers.subjectId, userId)))
  await tenant.clock.wakeAt(dueAt)
  return false
}

/** Whoever the link in a mail is about; null once they have gone. */
export async function findMailReader({ db }: Tenant, userId: string) {
  const [person] = await personQuery(db, userId)
  return person ?? null
}

const personQuery = (db: Database, userId: string) =>
  db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      verifiedAt: users.emailVerifiedAt,
      state: users.state,
      locale: users.locale,
      zone: users.zone,
      mailStoppedAt: notificationSettings.mailStoppedAt,
    })
    .from(users)
    .leftJoin(notificationSettings, eq(notificationSettings.userId, users.id))
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
    .limit(1)

const nextAt = (userId: string) =>
  sql`(select min(n.mail_at) from notifications n where n.user_id = ${userId} and n.mail_at is not null and n.mailed_at is null)`

const nextQuery = (db: Database, userId: string) =>
  db
    .select({ dueAt: sql<number | null>`${nextAt(userId)}`.as('next_at') })
    .from(users)
    .where(inArray(users.id, [userId]))

/** Statement: the clock of somebody's next mail, or none. */
const timerFor = (db: Database, userId: string, now: number) =>
  insertMany(db, timers, [
    { id: newId(), job: mailJob, subjectId: userId, dueAt: now, doneAt: now },
  ]).onConflictDoUpdate({
    target: [timers.job, timers.subjectId],
    set: {
      dueAt: sql`coalesce(${nextAt(userId)}, ${now})`,
      doneAt: sql`case when ${nextAt(userId)} is null then ${now} end`,
    },
  })
