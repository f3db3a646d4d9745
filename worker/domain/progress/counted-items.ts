import { type SQL, sql } from 'drizzle-orm'

// SQLite refuses expressions that are nested more than 100 deep: chains of `and` are kept short by brackets.

/** Milliseconds, or the name of a column that holds them. */
type Now = number | string

/** SQL: what a rule may ask (`of`) of the person, as it is compared. */
export const profileOf = (person: string, of = "json_extract(bar.value, '$.profile')") => `case ${of}
  when 'role' then (select u.role from users u where u.id = ${person})
  when 'language' then (select lower(coalesce(nullif(u.locale, ''), o.locale)) from users u, organization o where u.id = ${person})
  when 'zone' then (select lower(coalesce(nullif(u.zone, ''), o.zone)) from users u, organization o where u.id = ${person})
  when 'emailDomain' then (select lower(substr(u.email, instr(u.email, '@') + 1)) from users u where u.id = ${person}) end`

/** SQL: `bar` (one of `reachOf`) keeps the learner of `enrollment` away for good. */
const keepsAway = (enrollment: string, now: Now) => `(case
  when json_extract(bar.value, '$.not') is null and coalesce(json_type(bar.value, '$.daysAfterEnrollment'),
    json_type(bar.value, '$.completed'), json_type(bar.value, '$.grade')) is not null then 1
  when json_type(bar.value, '$.user') = 'array' then exists (
    select 1 from json_each(bar.value, '$.user') one where one.value = ${enrollment}.user_id)
  when json_type(bar.value, '$.group') = 'array' then exists (
    select 1 from json_each(bar.value, '$.group') one join group_members gm
      on gm.group_id = one.value and gm.user_id = ${enrollment}.user_id
      join groups g on g.id = gm.group_id and g.deleted_at is null)
  when json_type(bar.value, '$.profile') is not null
    then coalesce(${profileOf(`${enrollment}.user_id`)}, '') = json_extract(bar.value, '$.equals')
  when json_type(bar.value, '$.date') is not null
    then ${now} >= coalesce(json_extract(bar.value, '$.date.from'), 0)
      and ${now} < coalesce(json_extract(bar.value, '$.date.until'), ${now} + 1)
      or json_extract(bar.value, '$.not') is null and ${now} < coalesce(json_extract(bar.value, '$.date.until'), ${now} + 1)
  when json_type(bar.value, '$.daysAfterEnrollment') is not null
    then ${now} >= ${enrollment}.created_at + json_extract(bar.value, '$.daysAfterEnrollment') * 86400000
  when json_type(bar.value, '$.completed') is not null then exists (select 1 from progress d
    where d.enrollment_id = ${enrollment}.id and d.item_id = json_extract(bar.value, '$.completed') and d.completed_at is not null)
  when json_type(bar.value, '$.grade') is not null then exists (select 1 from grades d
    where d.enrollment_id = ${enrollment}.id and d.item_id = json_extract(bar.value, '$.grade') and d.released_at is not null
      and d.max_points > 0 and d.final * 100.0 / d.max_points >= json_extract(bar.value, '$.atLeast'))
  end = (json_extract(bar.value, '$.not') is not null))`

/** SQL: `rule` (a column with a rule) keeps this learner away for good: it is for others, or it is over. */
const isForOthers = (rule: string, enrollment: string, now: Now) => `(json_type(${rule}, '$.reach') is 'array'
  and not exists (select 1 from json_each(${rule}, '$.reach') way
    where not exists (select 1 from json_each(way.value) bar where ${keepsAway(enrollment, now)})))`

/**
 * SQL: the item `i` counts for the enrollment: published, required, with something that completes it, and open to this
 * learner one day. `enrollment` is the name that the statement has for it.
 */
export function countsFor(enrollment: string, now: Now): SQL {
  return sql.raw(`((i.published_at is not null and i.deleted_at is null)
    and (i.required = 1 and json_extract(i.completion, '$.kind') <> 'none')
    and (not ${isForOthers('i.availability', enrollment, now)}
      or exists (select 1 from progress d where d.enrollment_id = ${enrollment}.id and d.item_id = i.id
        and d.completed_at is not null)))`)
}

/** SQL: the item `i` is not kept from this learner for good. */
export const itemIsFor = (enrollment: string, now: Now, item = 'i'): SQL =>
  sql.raw(`not ${isForOthers(`${item}.availability`, enrollment, now)}`)

/** SQL: the module `m` is there for the enrollment. */
export const moduleIsFor = (enrollment: string, now: Now, module = 'm'): SQL =>
  sql.raw(`(${module}.published_at is not null and ${module}.deleted_at is null
    and not ${isForOthers(`${module}.availability`, enrollment, now)})`)
