import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { insertAll, insertMany } from '../../db/insert-many'
import { notificationChoices, notificationSettings, notifications, timers, users } from '../../db/schema'
import { newId } from '../../lib/ids'
import { afterQuiet, mailTime } from '../../lib/mail-time'
import { isPushed, type KindName, kinds, type News } from './kinds'

const AT_ONCE = 500
export const mailJob = 'notifications.mail'
export const pushJob = 'notifications.push'
/** Acts that follow each other within it are shown as one. */
const TOGETHER = 15_000

type Act = { seq: number; at: number; key: string }

/** Tells people of an act, each once however often it is called, and has sent what they want of it by mail and to their devices. */
export async function tell(tenant: Tenant, kind: KindName, news: News, act: Act): Promise<void> {
  let after = ''
  let wakeAt: number | null = null
  for (let full = true; full; ) {
    const people = await peopleQuery(tenant.db, kind, news, after)
    full = people.length === AT_ONCE
    after = people.at(-1)?.id ?? ''
    const rows = people.flatMap((person) => rowFor(tenant, kind, news, act, person) ?? [])
    if (!rows.length) continue
    const due = rows.flatMap(({ userId, mailAt, pushAt }) => [
      ...(mailAt === null ? [] : [{ job: mailJob, subjectId: userId, dueAt: mailAt }]),
      ...(pushAt === null ? [] : [{ job: pushJob, subjectId: userId, dueAt: pushAt }]),
    ])
    await tenant.db.batch([
      ...insertAll(tenant.db, notifications, rows, news.again ? onceUnread : (insert) => insert.onConflictDoNothing()),
      ...(due.length ? [wakeToSend(tenant.db, due)] : []),
    ] as never)
    wakeAt = Math.min(...due.map(({ dueAt }) => dueAt), wakeAt ?? Number.POSITIVE_INFINITY)
  }
  if (wakeAt !== null && Number.isFinite(wakeAt)) await tenant.clock.wakeAt(wakeAt)
}

type Person = Awaited<ReturnType<typeof peopleQuery>>[number]

function rowFor(tenant: Tenant, kind: KindName, news: News, act: Act, person: Person) {
  const inBell = person.bell ?? kinds[kind].bell
  const quiet = person.quietFrom === null ? null : { from: person.quietFrom, until: person.quietUntil ?? 0 }
  const hasMail = person.isReachable && person.mailStoppedAt === null
  const frequency = hasMail ? (person.mail ?? kinds[kind].mail) : 'off'
  const { zone, lastMailedAt } = person
  const mailAt = mailTime(frequency, { now: tenant.now(), zone, quiet, lastMailedAt })
  const wantsPush = person.hasDevice && (person.push ?? isPushed(kinds[kind]))
  const pushAt = wantsPush ? afterQuiet(tenant.now() + TOGETHER, zone, quiet) : null
  if (!inBell && mailAt === null && pushAt === null) return null
  return {
    id: newId(),
    userId: person.id,
    kind,
    key: news.about ?? act.key,
    seq: act.seq,
    courseId: news.courseId ?? null,
    subjectId: news.subjectId ?? null,
    personId: news.personId ?? null,
    detail: news.detail ?? '',
    at: act.at,
    inBell,
    mailAt,
    pushAt,
  }
}

/** Of those who are meant, a page of those who want to hear of the course, with what they chose. */
const peopleQuery = (db: Database, kind: KindName, { to, courseId }: News, after: string) =>
  db
    .select({
      id: users.id,
      zone: sql<string>`coalesce(nullif(${users.zone}, ''), (select zone from organization limit 1))`.as('own_zone'),
      isReachable: sql<number>`${users.email} is not null and ${users.emailVerifiedAt} is not null
        and ${users.state} = 'active'`.as('is_reachable'),
      hasDevice: sql<number>`exists (select 1 from push_subscriptions d where d.user_id = ${users.id})`.as(
        'has_device',
      ),
      bell: notificationChoices.bell,
      push: notificationChoices.push,
      mail: notificationChoices.mail,
      quietFrom: notificationSettings.quietFrom,
      quietUntil: notificationSettings.quietUntil,
      mailStoppedAt: notificationSettings.mailStoppedAt,
      lastMailedAt: notificationSettings.lastMailedAt,
    })
    .from(users)
    .leftJoin(notificationChoices, and(eq(notificationChoices.userId, users.id), eq(notificationChoices.kind, kind)))
    .leftJoin(notificationSettings, eq(notificationSettings.userId, users.id))
    .where(
      and(
        sql`${users.id} in ${to}`,
        gt(users.id, after),
        isNull(users.deletedAt),
        sql`${users.state} in ('active', 'invited')`,
        sql`not exists (select 1 from course_mutes m where m.user_id = ${users.id} and m.course_id = ${courseId ?? ''})`,
      ),
    )
    .orderBy(asc(users.id))
    .limit(AT_ONCE)

/** What is told again is new again; told twice of one act, or of an older one, it stays as it is. */
const onceUnread = (insert: ReturnType<typeof insertMany<typeof notifications>>) =>
  insert.onConflictDoUpdate({
    target: [notifications.userId, notifications.key],
    set: {
      seq: sql`excluded.seq`,
      at: sql`excluded.at`,
      inBell: sql`excluded.in_bell`,
      detail: sql`excluded.detail`,
      readAt: null,
      // while the one before is still unread, no second mail says the same
      mailAt: sql`case when ${notifications.readAt} is null and ${notifications.mailedAt} is not null
        then ${notifications.mailAt} else excluded.mail_at end`,
      mailedAt: sql`case when ${notifications.readAt} is null then ${notifications.mailedAt} end`,
      pushAt: sql`case when ${notifications.readAt} is null and ${notifications.pushedAt} is not null
        then ${notifications.pushAt} else excluded.push_at end`,
      pushedAt: sql`case when ${notifications.readAt} is null then ${notifications.pushedAt} end`,
    },
    setWhere: sql`${notifications.seq} < excluded.seq`,
  })

/** Statement: what waits for each person is sent at the earliest moment that one of theirs asks for. */
const wakeToSend = (db: Database, due: { job: string; subjectId: string; dueAt: number }[]) =>
  insertMany(
    db,
    timers,
    due.map((one) => ({ id: newId(), ...one })),
  ).onConflictDoUpdate({
    target: [timers.job, timers.subjectId],
    set: {
      dueAt: sql`case when ${timers.doneAt} is null then min(${timers.dueAt}, excluded.due_at) else excluded.due_at end`,
      doneAt: null,
    },
  })
