import { type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { ruleIn } from '../progress'
import { learnersWithItem, learnersWithModule } from './kinds/audience'
import { daysIn, type Gate, gateOf, isOpenTo, turnsIn } from './kinds/opening'
import { tell } from './tell'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Whoever was not told in time, as nobody looked, still is. */
const LATEST = DAY
/** Items and modules that open at about the same time, of which one look tells; the next one goes on. */
const MOST = 300

/**
 * Tells learners of what opened for them by its date: of an item or a module with such a rule, of a quiz that begins. Gives when to look
 * again, where something is going to open; days after an enrollment are looked at every hour.
 */
export async function tellOpenings(tenant: Tenant, now: number): Promise<number | null> {
  const { db } = tenant
  const [found, [coming]] = await db.batch([placesQuery(db, now), comingQuery(db, now)])
  for (const { itemId, moduleId, courseId, kind, ofItem, ofModule, quizTimes } of found) {
    const gate = gateOf({ item: ofItem, module: ofModule, kind })
    const place = { id: itemId ?? moduleId, courseId, detail: itemId ? undefined : 'module' }
    const whose = itemId ? 'item' : 'module'
    const rule = ruleIn(gate[whose])
    const times = kind === 'quiz' ? (JSON.parse(quizTimes ?? '[]') as number[]) : []
    for (const at of new Set([...turnsIn(gate, whose, now - LATEST, now), ...times]))
      await tellOpening(tenant, place, now, `opened:${place.id}:${at}`, opensAt(gate, String(at), now))
    for (const days of new Set(rule ? daysIn(rule) : [])) {
      const at = `(e.created_at + ${days * DAY})`
      // an hour is left for clocks that are moved meanwhile, so that nobody is told too early
      const isNow = sql`e.created_at between ${now - LATEST - HOUR - days * DAY} and ${now - HOUR - days * DAY}`
      await tellOpening(
        tenant,
        place,
        now,
        `opened:${place.id}:day${days}`,
        sql`${isNow} and ${opensAt(gate, at, now)}`,
      )
    }
  }
  const soon = coming?.drips ? now + HOUR : null
  return coming?.at != null ? Math.min(coming.at, soon ?? coming.at) : soon
}

type Place = { id: string; courseId: string; detail?: string }

async function tellOpening(tenant: Tenant, { id, courseId, detail }: Place, now: number, about: string, opens: SQL) {
  const news = sql`${opens} and not exists (select 1 from notifications n where n.user_id = e.user_id and n.key = ${about})`
  const to = detail ? learnersWithModule(id, now, news) : learnersWithItem(id, now, news)
  await tell(tenant, 'opened', { to, courseId, subjectId: id, detail, about }, { seq: 0, at: now, key: about })
}

/** SQL: open to the learner since `at` and now, and shut a moment before, when everything around it stood open to them already. */
const opensAt = (gate: Gate, at: string, now: number): SQL => {
  const around = { ...gate, item: { ...gate.item, kept: null }, isQuiz: false }
  const before = `(${at} - 1)`
  const rest = gate.isModule ? sql`1` : sql`${isOpenTo(around, before)} and i.published_at < ${sql.raw(at)}`
  return sql`(m.published_at < ${sql.raw(at)} and c.published_at < ${sql.raw(at)} and e.created_at < ${sql.raw(at)} + 1
    and ${rest} and ${isOpenTo(gate, at)} and ${isOpenTo(gate, now)} and not ${isOpenTo(gate, before)})`
}

const open = (now: number) => sql`m.published_at is not null and m.deleted_at is null
  and c.published_at is not null and c.deleted_at is null and c.archived_at is null and coalesce(c.ends_at, ${now} + 1) > ${now}`
const itemsThere = (
  now: number,
) => sql`items i join course_modules m on m.id = i.module_id join courses c on c.id = i.course_id
  where i.published_at is not null and i.deleted_at is null and ${open(now)}`
const modulesThere = (now: number) => sql`course_modules m join courses c on c.id = m.course_id where ${open(now)}`

const dates = (rule: string, from: SQL, until: SQL) => sql`(select t.value as at from json_tree(${sql.raw(rule)}) t
  where t.key in ('from', 'until') and t.type = 'integer' and t.value > ${from} and t.value <= ${until})`
const drips = (rule: string) =>
  sql`exists (select 1 from json_tree(${sql.raw(rule)}) t where t.key = 'daysAfterEnrollment')`

const quizTimes = (from: SQL, until: SQL) => sql`(select q.opens_at as at from quizzes q where q.item_id = i.id
    and q.opens_at > ${from} and q.opens_at <= ${until}
  union select o.opens_at from quiz_overrides o where o.item_id = i.id and o.opens_at > ${from} and o.opens_at <= ${until})`

/** What may have opened for anybody lately. */
function placesQuery(db: Database, now: number) {
  const [from, until] = [sql`${now - LATEST}`, sql`${now}`]
  return db
    .select({
      itemId: sql<string | null>`item_id`,
      moduleId: sql<string>`module_id`,
      courseId: sql<string>`course_id`,
      kind: sql<string | null>`kind`,
      ofItem: sql<string | null>`of_item`,
      ofModule: sql<string | null>`of_module`,
      quizTimes: sql<string | null>`quiz_times`,
    })
    .from(
      sql`(select i.id as item_id, m.id as module_id, c.id as course_id, i.kind as kind, i.availability as of_item,
          m.availability as of_module, (select json_group_array(at) from ${quizTimes(from, until)}) as quiz_times
        from ${itemsThere(now)} and (exists ${dates('i.availability', from, until)} or ${drips('i.availability')}
          or i.kind = 'quiz' and exists ${quizTimes(from, until)})
        union all select null, m.id, c.id, null, null, m.availability, null
        from ${modulesThere(now)} and (exists ${dates('m.availability', from, until)} or ${drips('m.availability')}))`,
    )
    .limit(MOST)
}

/** The next moment of which a rule or a quiz speaks, and whether any rule counts days. */
const comingQuery = (db: Database, now: number) => {
  const [from, until] = [sql`${now}`, sql`${now + 366 * DAY}`]
  const first = (rule: string) => sql`(select min(at) from ${dates(rule, from, until)})`
  return db
    .select({ at: sql<number | null>`min(at)`.as('next_at'), drips: sql<number>`max(drips)`.as('any_drips') })
    .from(
      sql`(select ${first('i.availability')} as at, ${drips('i.availability')} as drips
        from ${itemsThere(now)} and i.availability is not null
        union all select (select min(at) from ${quizTimes(from, until)}), 0 from ${itemsThere(now)} and i.kind = 'quiz'
        union all select ${first('m.availability')}, ${drips('m.availability')}
        from ${modulesThere(now)} and m.availability is not null)`,
    )
    .limit(1)
}
