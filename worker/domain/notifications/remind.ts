import { and, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { timers } from '../../db/schema'
import { newId } from '../../lib/ids'
import { dueFor, hasDates } from '../deadlines'
import { datesJob } from '../events'
import { itemIsFor, moduleIsFor } from '../progress'
import { teachersOf } from './kinds/audience'
import { tellOpenings } from './openings'
import { tell } from './tell'

export const remindJob = datesJob

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Looked at so often while something is due within days, and so often else: dates move. */
const OFTEN = HOUR
const SELDOM = 6 * HOUR
/** So many dates, and learners who stay away, in one look; the next one goes on. */
const MOST = 200
/** Whoever was not told in time, as nobody looked, still is. */
const LATEST = 3 * DAY

/** Tells learners of what is due in three days, in 24 hours, and what was due, where nothing is handed in, and of what opened; teachers of who stays away. */
export async function remind(tenant: Tenant): Promise<void> {
  const now = tenant.now()
  const dates = await datesNear(tenant, now)
  for (const { itemId, courseId, dueAt } of dates) {
    const step = dueAt <= now ? 'over' : dueAt - DAY <= now ? 'day' : 'days'
    const about = `due:${step}:${itemId}:${dueAt}`
    const to = lateWith(itemId, dueAt, now)
    const news = { to, courseId, subjectId: itemId, detail: String(dueAt), about }
    await tell(tenant, step === 'over' ? 'overdue' : 'due-soon', news, { seq: 0, at: now, key: about })
  }
  for (const { courseId, userId, lastSeenAt } of await staysAway(tenant, now)) {
    const about = `stuck:${courseId}:${userId}:${lastSeenAt}`
    const news = { to: teachersOf(courseId), courseId, personId: userId, about }
    await tell(tenant, 'stuck', news, { seq: 0, at: now, key: about })
  }
  const opens = await tellOpenings(tenant, now)
  const next = now + (dates.length || (await isNear(tenant, now)) ? OFTEN : SELDOM)
  await lookAgain(tenant, Math.min(next, opens ?? next), true)
}

/** Has the clock look at dates soon, unless it is going to. */
export const remindSoon = (tenant: Tenant) => lookAgain(tenant, tenant.now() + 60_000, false)

async function lookAgain({ db, clock }: Tenant, dueAt: number, anew: boolean): Promise<void> {
  const next = anew
    ? sql`${dueAt}`
    : sql`case when ${timers.doneAt} is null then min(${timers.dueAt}, ${dueAt}) else ${dueAt} end`
  await db
    .insert(timers)
    .values({ id: newId(), job: remindJob, subjectId: 'all', dueAt })
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: next, doneAt: null } })
  await clock.wakeAt(dueAt)
}

const open = (now: number) => sql`i.published_at is not null and i.deleted_at is null
  and m.published_at is not null and m.deleted_at is null
  and c.published_at is not null and c.deleted_at is null and c.archived_at is null and coalesce(c.ends_at, ${now} + 1) > ${now}`

const places = sql`items i join course_modules m on m.id = i.module_id join courses c on c.id = i.course_id`

/** Somebody may have the item due about then: its own date, moved at most by what stands for anybody, or one that was set. */
const dated = (from: number, until: number): SQL => sql`${hasDates} and (
  i.due_at between ${from} - (select coalesce(max(a.later_days * 24 + a.later_hours + 2), 0) * ${HOUR} from accommodations a) and ${until}
  or exists (select 1 from deadline_overrides o where o.item_id = i.id
    and o.due_at between ${from} - (select coalesce(max(a.later_days * 24 + a.later_hours + 2), 0) * ${HOUR} from accommodations a) and ${until}))`

const notDone = sql`not exists (select 1 from progress p where p.enrollment_id = e.id and p.item_id = i.id and p.completed_at is not null)
  and not exists (select 1 from submissions s where s.enrollment_id = e.id and s.item_id = i.id and s.draft = 0)
  and not exists (select 1 from attempts a where a.enrollment_id = e.id and a.item_id = i.id and a.submitted_at is not null)
  and not exists (select 1 from grades g where g.enrollment_id = e.id and g.item_id = i.id and g.excused = 1)`

const learning = sql`e.role = 'learner' and e.state = 'active'`

/** Each moment at which something is due for anybody, from three days ago to three days ahead. */
const datesNear = ({ db }: Tenant, now: number) => {
  const [from, until] = [now - LATEST, now + 3 * DAY]
  return db
    .select({
      itemId: sql<string>`item_id`,
      courseId: sql<string>`course_id`,
      dueAt: sql<number>`due_at`,
    })
    .from(
      sql`(select distinct i.id as item_id, i.course_id as course_id, ${dueFor(sql`e.user_id`)} as due_at
        from ${places} join enrollments e on e.course_id = c.id
        where ${open(now)} and ${dated(from, until)} and ${learning} and ${notDone})`,
    )
    .where(sql`due_at between ${from} and ${until}`)
    .orderBy(sql`due_at`)
    .limit(MOST)
}

async function isNear({ db }: Tenant, now: number): Promise<boolean> {
  const [one] = await db
    .select({ near: sql<number>`1`.as('near') })
    .from(places)
    .where(and(open(now), dated(now - LATEST, now + 4 * DAY)))
    .limit(1)
  return one !== undefined
}

/** Those for whom it is due then, who were in the course by then and have done nothing of it yet. */
const lateWith = (itemId: string, dueAt: number, now: number): SQL =>
  sql`(select e.user_id from ${places} join enrollments e on e.course_id = c.id
    where i.id = ${itemId} and ${open(now)} and ${learning} and e.created_at < ${dueAt} and ${notDone}
      and ${itemIsFor('e', now)} and ${moduleIsFor('e', now)} and ${dueFor(sql`e.user_id`)} = ${dueAt})`

/** Those who were last in a course seven days ago, in the middle of it. */
const staysAway = ({ db }: Tenant, now: number) =>
  db
    .select({
      courseId: sql<string>`e.course_id`,
      userId: sql<string>`e.user_id`,
      lastSeenAt: sql<number>`e.last_seen_at`,
    })
    .from(sql`enrollments e join courses c on c.id = e.course_id join users u on u.id = e.user_id`)
    .where(
      sql`${learning} and e.percent < 100 and e.last_seen_at between ${now - 7 * DAY - LATEST} and ${now - 7 * DAY}
        and u.deleted_at is null and u.state = 'active'
        and c.published_at is not null and c.deleted_at is null and c.archived_at is null and coalesce(c.ends_at, ${now} + 1) > ${now}
        and not exists (select 1 from notifications n where n.kind = 'stuck'
          and n.key = 'stuck:' || e.course_id || ':' || e.user_id || ':' || e.last_seen_at)`,
    )
    .limit(MOST)
