import { eq, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments } from '../../db/schema'
import { countsFor, itemIsFor, moduleIsFor } from './counted-items'

/** Statement: counts, percent and the way on of one enrollment, from what is published and what is done. */
export const refreshEnrollment = (tenant: Tenant, enrollmentId: string) =>
  refreshWhere(tenant, eq(enrollments.id, enrollmentId))

const isLearning = sql.raw(`role = 'learner' and state <> 'withdrawn'`)
const anyOfThem = (userIds: string[]) => sql`user_id in (select value from json_each(${JSON.stringify(userIds)}))`

/** The same for everybody in a course, or some of them: after items were published, moved or removed. */
export const refreshEnrollments = (tenant: Tenant, courseId: string, userIds?: string[]) =>
  refreshWhere(tenant, sql`course_id = ${courseId} and ${isLearning} and ${userIds ? anyOfThem(userIds) : sql`1`}`)

/** The same for people whose groups or profile changed, in courses that say for whom something is. */
export const refreshReach = (tenant: Tenant, userIds: string[]) =>
  refreshWhere(tenant, sql`${isLearning} and ${anyOfThem(userIds)} and course_id in ${coursesWithRules}`)

/** SQL: ids of courses in which some things are not for everybody. */
export const coursesWithRules = sql.raw(`(select course_id from items where json_type(availability, '$.reach') = 'array'
  union select course_id from course_modules where json_type(availability, '$.reach') = 'array')`)

const lastSeen =
  sql.raw(`(select lm.position || char(1) || li.position from progress lp join items li on li.id = lp.item_id
  join course_modules lm on lm.id = li.module_id where lp.enrollment_id = enrollments.id
  order by lp.last_seen_at desc, lp.started_at desc limit 1)`)
const isDone = sql.raw(`exists (select 1 from progress p where p.enrollment_id = e.id and p.item_id = i.id
  and p.completed_at is not null)`)
const waits = sql.raw(`(exists (select 1 from submissions s where s.enrollment_id = e.id and s.item_id = i.id
  and s.submitted_at is not null and s.marked_at is null) or exists (select 1 from attempts wa
  where wa.enrollment_id = e.id and wa.item_id = i.id and wa.to_mark > 0))`)

function refreshWhere({ db, now }: Tenant, where: SQL) {
  const at = now()
  // Each item of each learner once, as a table: nested in the sums, SQLite would find all this too deep.
  const each = sql`select e.id, e.last, m.position || char(1) || i.position as place, i.id as item, ${isDone} as is_done, ${waits} as waits,
      ${moduleIsFor('e', at)} as is_there, ${countsFor('e', at)} as counts, ${itemIsFor('e', at)} as is_theirs
    from (select id, user_id, course_id, created_at, ${lastSeen} as last from enrollments where ${where}) e
    left join items i on i.course_id = e.course_id and i.published_at is not null and i.deleted_at is null
    left join course_modules m on m.id = i.module_id`
  /**
   * The first that is open at or behind where the learner was last, else the first that is open; what was handed in and waits
   * for its mark comes after everything else.
   */
  const first = (such: SQL) =>
    sql`min(case when is_there and is_theirs and not is_done and ${such} then place || char(2) || item end)`
  const next = sql`coalesce(${first(sql`not waits and place >= last`)}, ${first(sql`not waits`)}, ${first(sql`1`)})`
  const found = sql`(select id, coalesce(sum(is_there and counts), 0) as items_all, coalesce(sum(is_there and counts and is_done), 0) as items_done,
    ${next} as next from (${each}) group by id) found`
  /** "n of m" is whole at n. */
  const wanted = sql`(select case when json_extract(c.completion, '$.kind') = 'count'
    then min(json_extract(c.completion, '$.n'), found.items_all) else found.items_all end from courses c where c.id = course_id)`
  return db
    .update(enrollments)
    .set({
      itemsAll: sql`found.items_all`,
      itemsDone: sql`found.items_done`,
      percent: sql`case when completed_at is not null then 100
        else coalesce(min(100, cast(found.items_done * 100 / nullif(${wanted}, 0) as integer)), 0) end`,
      currentItemId: sql`substr(found.next, instr(found.next, char(2)) + 1)`,
    })
    .from(found)
    .where(sql`${enrollments.id} = found.id`)
}
