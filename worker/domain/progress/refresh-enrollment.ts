import { eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { enrollments } from '../../db/schema'
import { countsFor, itemIsFor, moduleIsFor } from './counted-items'

/** Statement: counts, percent and the way on of one enrollment, from what is published and what is done. */
export const refreshEnrollment = (db: Database, enrollmentId: string) =>
  refreshWhere(db, eq(enrollments.id, enrollmentId))

/** The same for everybody in a course, or some of them: after items were published, moved or removed. */
export const refreshEnrollments = (db: Database, courseId: string, userIds?: string[]) =>
  refreshWhere(
    db,
    sql`course_id = ${courseId} and role = 'learner' and state <> 'withdrawn'
      and ${userIds ? sql`user_id in (select value from json_each(${JSON.stringify(userIds)}))` : sql`1`}`,
  )

/** Published items that stand in a published module, and not for other people. */
const published = sql`from items i join course_modules m on m.id = i.module_id
  where i.course_id = enrollments.course_id and i.published_at is not null and i.deleted_at is null
    and ${moduleIsFor('enrollments')}`
const counted = sql`${published} and ${countsFor('enrollments')}`
const isDone = sql.raw(`exists (select 1 from progress p where p.enrollment_id = enrollments.id and p.item_id = i.id
  and p.completed_at is not null)`)

const all = sql`(select count(*) ${counted})`
const done = sql`(select count(*) ${counted} and ${isDone})`
/** "n of m" is whole at n. */
const wanted = sql`(select case when json_extract(c.completion, '$.kind') = 'count'
  then min(json_extract(c.completion, '$.n'), ${all}) else ${all} end from courses c where c.id = enrollments.course_id)`

/**
 * The first that is open at or behind where the learner was last, else the first that is open; what was handed in and waits
 * for its mark comes after everything else.
 */
const open = sql`select i.id ${published} and ${itemIsFor('enrollments')} and not ${isDone}`
const waits = sql.raw(`exists (select 1 from submissions s where s.enrollment_id = enrollments.id and s.item_id = i.id
  and s.submitted_at is not null and s.marked_at is null)`)
const lastSeen = sql.raw(`(select lm.position, li.position from progress lp join items li on li.id = lp.item_id
  join course_modules lm on lm.id = li.module_id where lp.enrollment_id = enrollments.id
  order by lp.last_seen_at desc, lp.started_at desc limit 1)`)
const inOrder = sql.raw('order by m.position, i.position limit 1')

function refreshWhere(db: Database, where: SQL) {
  return db
    .update(enrollments)
    .set({
      itemsAll: all,
      itemsDone: done,
      percent: sql`case when completed_at is not null then 100
        else coalesce(min(100, cast(${done} * 100 / nullif(${wanted}, 0) as integer)), 0) end`,
      currentItemId: sql`coalesce((${open} and not ${waits} and (m.position, i.position) >= ${lastSeen} ${inOrder}),
        (${open} and not ${waits} ${inOrder}), (${open} ${inOrder}))`,
    })
    .where(where)
}
