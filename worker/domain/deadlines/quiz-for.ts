import { type SQL, sql } from 'drizzle-orm'
import { laterOnTheClock, zoneOfItem } from './wall-clock'

/**
 * A quiz as it is for one person, as SQL to stand in `from`: `opens_at`, `closes_at`, `time_limit_minutes`,
 * `attempts_allowed`, `access_code`, `grace_seconds`, `break_minutes`, and `extra_minutes`, which its limit has because of what stands for
 * the person.
 *
 * Each value by itself: what is set for the person holds exactly; else the kindest of their groups', else everyone's, and
 * to these two what stands for the person is added. The close moves along with the extra minutes, whoever set it: time that
 * stands for somebody is not cut off by the window. The same in words: docs/deadlines.md; in TypeScript: `resolveQuiz`.
 */
export const quizFor = (itemId: SQL, userId: SQL): SQL => sql`(select r.item_id, r.opens_at, r.grace_seconds,
    r.attempts_allowed, r.time_limit_minutes, r.access_code, r.extra_minutes, r.break_minutes, r.closes_at + r.extra_minutes * 60000 as closes_at
  from (select q.item_id, q.grace_seconds,
    coalesce(p.opens_at, k.opens_at, q.opens_at) as opens_at,
    coalesce(p.closes_at, ${orLater(sql`coalesce(k.closes_at, q.closes_at)`)}) as closes_at,
    nullif(coalesce(p.attempts_allowed, coalesce(k.attempts_allowed, q.attempts_allowed)
      + case k.attempts_allowed when 0 then 0 else coalesce(a.extra_attempts, 0) end), 0) as attempts_allowed,
    nullif(coalesce(p.time_limit_minutes, coalesce(k.time_limit_minutes, q.time_limit_minutes) + ${extra}), 0)
      as time_limit_minutes,
    case when p.time_limit_minutes is null then coalesce(${extra}, 0) else 0 end as extra_minutes,
    coalesce(a.break_minutes, 0) as break_minutes,
    coalesce(p.access_code, k.access_code, q.access_code) as access_code
  from quizzes q
  left join accommodations a on a.user_id = ${userId}
  left join quiz_overrides p on p.item_id = q.item_id and p.user_id = ${userId}
  left join (${kindest(itemId, userId)}) k
  where q.item_id = ${itemId}) r)`

/** Percent of the limit, up to the next whole minute. */
const extra = sql`(coalesce(k.time_limit_minutes, q.time_limit_minutes) * coalesce(a.extra_time, 0) + 99) / 100`

const orLater = (at: SQL) => sql`case when coalesce(a.later_days, 0) + coalesce(a.later_hours, 0) = 0 then ${at}
  else ${laterOnTheClock(at, sql`a.later_days`, sql`a.later_hours`, zoneOfItem(sql`q.item_id`))} end`

/** Of several groups the earliest start, the latest close, the longest time and the most attempts; 0 is without end. */
const kindest = (itemId: SQL, userId: SQL) => sql`select min(o.opens_at) as opens_at, max(o.closes_at) as closes_at,
    ${mostOf(sql`o.time_limit_minutes`)} as time_limit_minutes, ${mostOf(sql`o.attempts_allowed`)} as attempts_allowed,
    min(o.access_code) as access_code
  from quiz_overrides o
  join group_members gm on gm.group_id = o.group_id and gm.user_id = ${userId}
  join groups g on g.id = o.group_id and g.deleted_at is null
  where o.item_id = ${itemId}`

const mostOf = (column: SQL) => sql`case when min(${column}) = 0 then 0 else max(${column}) end`
