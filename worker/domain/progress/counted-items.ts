import { type SQL, sql } from 'drizzle-orm'

/** SQL: `rule` (a column with a rule) keeps this learner out for good: it is for other people or other groups. */
const isForOthers = (rule: string, userId: string) => `(${rule} is not null and exists (
  select 1 from json_each(case when json_type(${rule}, '$.all') = 'array' then json_extract(${rule}, '$.all')
    else json_array(json(${rule})) end) leaf
  where (json_type(leaf.value, '$.user') = 'array' and not exists (
      select 1 from json_each(leaf.value, '$.user') one where one.value = ${userId}))
    or (json_type(leaf.value, '$.group') = 'array' and not exists (
      select 1 from json_each(leaf.value, '$.group') one join group_members gm
        on gm.group_id = one.value and gm.user_id = ${userId}))))`

/**
 * SQL: the item `i` counts for the enrollment: published, required, with something that completes it, and open to this
 * learner one day. `enrollment` is the name that the statement has for it.
 */
export function countsFor(enrollment: string): SQL {
  const user = `${enrollment}.user_id`
  return sql.raw(`i.published_at is not null and i.deleted_at is null and i.required = 1
    and json_extract(i.completion, '$.kind') <> 'none' and (not ${isForOthers('i.availability', user)}
      or exists (select 1 from progress d where d.enrollment_id = ${enrollment}.id and d.item_id = i.id
        and d.completed_at is not null))`)
}

/** SQL: the item `i` is not kept from this learner for good. */
export const itemIsFor = (enrollment: string): SQL =>
  sql.raw(`not ${isForOthers('i.availability', `${enrollment}.user_id`)}`)

/** SQL: the module `m` is there for the enrollment. */
export const moduleIsFor = (enrollment: string, module = 'm'): SQL =>
  sql.raw(`${module}.published_at is not null and ${module}.deleted_at is null
    and not ${isForOthers(`${module}.availability`, `${enrollment}.user_id`)}`)
