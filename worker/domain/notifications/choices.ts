import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { insertMany } from '../../db/insert-many'
import { courseMutes, courses, enrollments, notificationChoices, notificationSettings, users } from '../../db/schema'
import { Invalid } from '../../errors'
import type { Frequency, Quiet } from '../../lib/mail-time'
import { type Actor, isAdmin, isStaff } from '../policy'
import { isKindName, isPushed, type Kind, type KindName, kindNames, kinds } from './kinds'
import { devicesQuery } from './push/devices'

/** Courses whose voice one may turn off, on one page. */
const MOST_COURSES = 100

export type Choice = { kind: KindName; bell: boolean; mail: Frequency; push: boolean }

/** What somebody may be told of, and how they want it: every kind that may ever reach them, theirs or as everybody has it. */
export async function readChoices(tenant: Tenant, actor: Actor) {
  const { db } = tenant
  const [chosen, [settings], ownCourses, devices, [person]] = await db.batch([
    choicesQuery(db, actor.id),
    db.select().from(notificationSettings).where(eq(notificationSettings.userId, actor.id)).limit(1),
    ownCoursesQuery(db, actor.id),
    devicesQuery(db, actor.id, tenant.now()),
    db
      .select({ email: users.email, verifiedAt: users.emailVerifiedAt })
      .from(users)
      .where(eq(users.id, actor.id))
      .limit(1),
  ])
  const choices = kindsFor(actor).map((kind): Choice & { group: Kind['group'] } => {
    const own = chosen.find((one) => one.kind === kind)
    const { bell, mail, group } = kinds[kind]
    return { kind, group, bell: own?.bell ?? bell, mail: own?.mail ?? mail, push: own?.push ?? isPushed(kinds[kind]) }
  })
  return {
    choices,
    quiet: quietOf(settings),
    hasStopped: settings?.mailStoppedAt != null,
    devices,
    courses: ownCourses.map((one) => ({ ...one, muted: one.muted === 1 })),
    /** Where mails go; null where there is no address that is known to be theirs. */
    address: person?.verifiedAt != null ? person.email : null,
  }
}

/** Quiet hours as they were said: both ends, or none. */
export type Chosen = {
  /** `push` left out stays as it is. */
  choices: (Omit<Choice, 'push'> & { push?: boolean })[]
  quiet: { from: number | null; until: number | null }
  hasStopped: boolean
}

/** Takes what somebody wants; kinds that are left out stay as they are. */
export async function writeChoices(
  tenant: Tenant,
  actor: Actor,
  { choices, quiet, hasStopped }: Chosen,
): Promise<void> {
  const { db } = tenant
  const allowed = new Set<string>(kindsFor(actor))
  const rows = choices
    .filter(({ kind }) => allowed.has(kind))
    .map(({ kind, bell, mail, push }) => ({ userId: actor.id, kind, bell, mail, push }))
  const { from, until } = quiet
  if (from === null && until !== null) throw new Invalid('quietFrom', 'notifications.quietBoth')
  if (from !== null && until === null) throw new Invalid('quietUntil', 'notifications.quietBoth')
  if (from !== null && from === until) throw new Invalid('quietUntil', 'notifications.quietSame')
  const settings = {
    quietFrom: from,
    quietUntil: until,
    mailStoppedAt: hasStopped ? sql`coalesce(mail_stopped_at, ${tenant.now()})` : null,
  }
  await db.batch([
    insertMany(db, notificationChoices, rows).onConflictDoUpdate({
      target: [notificationChoices.userId, notificationChoices.kind],
      set: {
        bell: sql`excluded.bell`,
        mail: sql`excluded.mail`,
        push: sql`coalesce(excluded.push, ${notificationChoices.push})`,
      },
    }),
    db
      .insert(notificationSettings)
      .values({ userId: actor.id, ...settings, mailStoppedAt: hasStopped ? tenant.now() : null })
      .onConflictDoUpdate({ target: notificationSettings.userId, set: settings }),
  ])
}

/** Says of which of one's courses one wants to hear nothing; courses that were not shown stay as they are. */
export async function muteCourses(tenant: Tenant, actor: Actor, shown: string[], muted: string[]): Promise<void> {
  const { db } = tenant
  const known = JSON.stringify(shown.slice(0, MOST_COURSES))
  const wanted = JSON.stringify(muted)
  const isOwn = sql`exists (select 1 from enrollments e where e.user_id = ${actor.id} and e.course_id = j.value)`
  await db.batch([
    db
      .delete(courseMutes)
      .where(
        and(
          eq(courseMutes.userId, actor.id),
          sql`${courseMutes.courseId} in (select value from json_each(${known}))`,
          sql`${courseMutes.courseId} not in (select value from json_each(${wanted}))`,
        ),
      ),
    db
      .insert(courseMutes)
      .select(
        sql`select ${actor.id}, j.value, ${tenant.now()} from json_each(${wanted}) j where ${isOwn}
          and j.value in (select value from json_each(${known}))`,
      )
      .onConflictDoNothing(),
  ])
}

/** By the link in a mail: no more mails of these kinds (none at all of any kind where it names none), or those again. */
export async function stopMails(tenant: Tenant, userId: string, names: string[], stops: boolean): Promise<void> {
  const { db } = tenant
  const known = names.filter(isKindName)
  if (known.length) {
    const rows = known.map((kind) => ({ userId, kind, mail: stops ? ('off' as const) : defaultMail(kind) }))
    await insertMany(db, notificationChoices, rows).onConflictDoUpdate({
      target: [notificationChoices.userId, notificationChoices.kind],
      set: { mail: sql`excluded.mail` },
    })
    return
  }
  const mailStoppedAt = stops ? tenant.now() : null
  await db
    .insert(notificationSettings)
    .values({ userId, mailStoppedAt })
    .onConflictDoUpdate({ target: notificationSettings.userId, set: { mailStoppedAt } })
}

const defaultMail = (kind: KindName): Frequency => kinds[kind].mail

const kindsFor = (actor: Actor): KindName[] =>
  kindNames.filter((name) => {
    const { for: whom } = kinds[name] as Kind
    return whom === 'everyone' || (whom === 'staff' ? isStaff(actor) : isAdmin(actor))
  })

const quietOf = (settings?: { quietFrom: number | null; quietUntil: number | null }): Quiet =>
  settings?.quietFrom == null || settings.quietUntil == null
    ? null
    : { from: settings.quietFrom, until: settings.quietUntil }

const choicesQuery = (db: Database, userId: string) =>
  db.select().from(notificationChoices).where(eq(notificationChoices.userId, userId))

/** The courses that somebody is in, as far as they may see them. */
export const readOwnCourses = (tenant: Tenant, actor: Actor) => ownCoursesQuery(tenant.db, actor.id)

const ownCoursesQuery = (db: Database, userId: string) =>
  db
    .select({
      id: courses.id,
      title: courses.title,
      muted:
        sql<number>`exists (select 1 from course_mutes m where m.user_id = ${userId} and m.course_id = ${courses.id})`.as(
          'is_muted',
        ),
    })
    .from(enrollments)
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .where(
      and(
        eq(enrollments.userId, userId),
        ne(enrollments.state, 'withdrawn'),
        isNull(courses.deletedAt),
        isNull(courses.archivedAt),
        sql`(${courses.publishedAt} is not null or ${enrollments.role} <> 'learner')`,
      ),
    )
    .orderBy(asc(sql`lower(${courses.title})`), asc(courses.id))
    .limit(MOST_COURSES)
