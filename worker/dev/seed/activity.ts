import { desc, eq, lt, sql } from 'drizzle-orm'
import type { Platform } from '../../../tenants/platform'
import type { Tenant } from '../../../tenants/tenant'
import { eventReaders, events, items, notifications, progress, timers, users } from '../../db/schema'
import { enrollPeople } from '../../domain/enrollments'
import { mailJob, remind } from '../../domain/notifications'
import type { Actor } from '../../domain/policy'
import { drain } from '../../jobs/drain'
import { at, weeks } from '.'
import { itemsOf, type SeedCourses, type SeedItem } from './courses'
import { fillDesks } from './desks'
import { fillForums } from './forums'
import { learn, mark } from './learn'
import { markOtherwise } from './mark-otherwise'
import type { SeedPeople } from './people'
import type { Random } from './random'
import { talk } from './talk'

type Span = { random: Random; from: number; now: number; say?: (step: string) => void }
type Act = { when: number; run: (tenant: Tenant) => Promise<void> }

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS

/** Twelve weeks of Acme: people join, learn, get stuck, are late, finish or never begin; instructors mark. */
export async function liveThrough(
  tenant: Tenant,
  people: SeedPeople,
  courses: SeedCourses,
  span: Span,
  platform: Platform,
): Promise<void> {
  const { random, from, now, say } = span
  const [half, second] = [people.learners.slice(0, 40), people.learners.slice(20, 60)]
  await enroll(at(tenant, from), people.ada, courses.learning, half)
  await enroll(at(tenant, from), people.ada, courses.spreadsheets, second)
  await enroll(at(tenant, from + 4 * WEEK_MS), people.ada, courses.fireSafety, people.learners.slice(10, 30))
  await enrollLena(tenant, people, courses, from)
  await setDueDates(tenant, courses, now)

  const acts = [
    ...(await actsOf(tenant, courses.learning, half, { ...span, pace: 0.9 })),
    ...(await actsOf(tenant, courses.spreadsheets, [people.learners[0]!, ...second], { ...span, pace: 0.45 })),
    ...(await actsOf(tenant, courses.fireSafety, people.learners.slice(10, 30), {
      ...span,
      from: from + 4 * WEEK_MS,
      pace: 0.6,
    })),
  ].sort((a, b) => a.when - b.when)

  await skipMails(tenant)
  for (let week = 0; week <= weeks; week++) {
    if (week < weeks) say?.(`week ${week + 1} of ${weeks}`)
    const [start, end] = [from + week * WEEK_MS, from + (week + 1) * WEEK_MS]
    for (const act of acts) if (act.when >= start && act.when < end) await act.run(at(tenant, act.when))
    if (week < weeks) {
      const desk = at(tenant, Math.min(end, now - 3 * DAY_MS))
      await mark(desk, people.ivy, courses.spreadsheets, random)
      await mark(desk, people.olga, courses.learning, random)
    }
    await catchUp(at(tenant, Math.min(end, now)), platform)
  }
  say?.('what waits on the desks')
  await markOtherwise(at(tenant, now - 2 * DAY_MS), people.ivy, courses.spreadsheets)
  await fillDesks(tenant, people, courses, now)
  await talk(tenant, people, courses.spreadsheets, now)
  await fillForums(tenant, people, courses.spreadsheets, now)
  await catchUp(at(tenant, now), platform)
  await spendTime(tenant)
  await rememberWhenSeen(tenant, people, now)
  await settleNotifications(at(tenant, now))
}

const enroll = (tenant: Tenant, actor: Actor, courseId: string, learners: Actor[]) =>
  enrollPeople(tenant, actor, courseId, { userIds: learners.map(({ id }) => id) })

async function enrollLena(tenant: Tenant, people: SeedPeople, courses: SeedCourses, from: number) {
  await enroll(at(tenant, from + WEEK_MS), people.ada, courses.spreadsheets, [people.learners[0]!])
}

/** One date long over, one just over and one ahead, so that some are late, some are missing, and some may still make it. */
async function setDueDates(tenant: Tenant, courses: SeedCourses, now: number) {
  const outline = await itemsOf(tenant, courses.spreadsheets)
  const last = outline.at(-1)
  const due: Record<string, number> = { quiz: now - 5 * WEEK_MS, assignment: now - 4 * DAY_MS }
  for (const { id, kind } of outline) {
    const dueAt = id === last?.id ? now + 3 * DAY_MS : due[kind]
    if (dueAt)
      await tenant.db
        .update(items)
        .set({ dueAt: endOfDay(dueAt) })
        .where(eq(items.id, id))
  }
}

const endOfDay = (time: number) => Math.floor(time / DAY_MS) * DAY_MS + 21 * 3_600_000

type Group = Span & { /** Share of the course that an ordinary learner has done by now. */ pace: number }

/** What each learner does in a course: most go on at their pace, some stop, some never begin. */
async function actsOf(
  tenant: Tenant,
  courseId: string,
  learners: Actor[],
  { random, from, now, pace }: Group,
): Promise<Act[]> {
  const outline = await itemsOf(tenant, courseId)
  return learners.flatMap((learner, i) => {
    const path = pathOf(outline.length, random, { pace, now }, i)
    // whom one looks over the shoulder of has a certificate to show
    const knowsAll = i === 0 && pace > 0.8
    const { until } = path
    const last = knowsAll ? outline.length : path.last
    const start = from + random.between(0, 10) * DAY_MS
    let when = start
    return outline.slice(0, last).map((item, k) => {
      const isLast = k === last - 1
      const about = start + ((until - start) * (k + (isLast ? 1 : 0.3 + random.next() * 0.6))) / last
      const then = isLast && now - until < DAY_MS ? about : inWakingHours(about, random)
      when = Math.min(until, Math.max(when + 15 * 60_000, then))
      return { when, run: (tenant: Tenant) => learn(tenant, learner, item as SeedItem, random, { knowsAll }) }
    })
  })
}

/** How far somebody comes, and when they were last at it. */
function pathOf(length: number, random: Random, { pace, now }: { pace: number; now: number }, i: number) {
  if (i % 11 === 7) return { last: 0, until: now }
  if (random.chance(0.15)) return { last: random.between(1, 3), until: now - random.between(15, 45) * DAY_MS }
  const last = Math.max(1, Math.round(length * Math.min(1, pace + random.next() * 0.5)))
  if (i % 8 === 3) return { last, until: now - random.between(2, 50) * 60_000 }
  return { last, until: now - random.between(3, pace > 0.8 ? 24 * 30 : 24 * 9) * 3_600_000 }
}

const inWakingHours = (time: number, random: Random) =>
  Math.floor(time / DAY_MS) * DAY_MS + random.between(7 * 60, 20 * 60) * 60_000

/** The mails of twelve weeks were sent long ago. */
async function skipMails({ db, now }: Tenant) {
  await db
    .insert(eventReaders)
    .values({ name: 'mail', seq: Number.MAX_SAFE_INTEGER, updatedAt: now() })
    .onConflictDoUpdate({ target: eventReaders.name, set: { seq: Number.MAX_SAFE_INTEGER } })
}

/** What is older than some days was read long ago, and no mail of it is on its way. */
async function settleNotifications(tenant: Tenant) {
  const { db } = tenant
  const now = tenant.now()
  await remind(tenant)
  await db.delete(timers).where(eq(timers.job, mailJob))
  await db.update(notifications).set({ mailAt: null })
  await db
    .update(notifications)
    .set({ readAt: sql`${notifications.at} + 3600000` })
    .where(lt(notifications.at, now - 3 * DAY_MS))
}

async function catchUp(tenant: Tenant, platform: Platform) {
  let more = true
  const noticing: Tenant = {
    ...tenant,
    queue: {
      async send(job) {
        if (job === 'drain') more = true
      },
    },
  }
  for (let rounds = 0; more && rounds < 100; rounds++) {
    more = false
    await drain(noticing, {}, platform)
  }
}

/** Minutes that look read: by item and person, a little different for each. */
async function spendTime({ db }: Tenant) {
  await db.update(progress).set({ seconds: sql`180 + (rowid * 7919) % 900` }).where(eq(progress.seconds, 0))
}

async function rememberWhenSeen(tenant: Tenant, { olga, ada, ivy, ian, omar }: SeedPeople, now: number) {
  const { db } = tenant
  await db
    .update(users)
    .set({
      lastSeenAt: sql`(select max(p.last_seen_at) from progress p join enrollments e on e.id = p.enrollment_id where e.user_id = ${users.id})`,
    })
    .where(eq(users.role, 'learner'))
  const minutesAgo = [20, 190, 45, 26 * 60, 50 * 60]
  for (const [i, { id }] of [olga, ada, ivy, ian, omar].entries())
    await db
      .update(users)
      .set({ lastSeenAt: now - minutesAgo[i]! * 60_000 })
      .where(eq(users.id, id))
  const [last] = await db.select({ seq: events.seq }).from(events).orderBy(desc(events.seq)).limit(1)
  await db
    .update(eventReaders)
    .set({ seq: last?.seq ?? 0 })
    .where(eq(eventReaders.name, 'mail'))
}
