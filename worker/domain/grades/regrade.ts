import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { events, gradeEvents, grades } from '../../db/schema'
import { newId } from '../../lib/ids'
import { isHeld } from './hold'
import { isLocked } from './lock'

export type Regrade = {
  enrollmentId: string
  /** What a grade that stands becomes. */
  score: number
  maxPoints: number
  /** The attempt it comes from, null where several make it. */
  sourceId: string | null
  /** Its learner may not see it yet, even where the item holds nothing: a grade that is given now is not given out. */
  isKept: boolean
}

type Regrading = {
  itemId: string
  courseId: string
  /** Which regrading this is: an act of its own for each grade. */
  run: string
  /** Why, as a word that views say in the reader's language. */
  reason: string
  actorId: string | null
  at: number
}

/**
 * Three statements for many grades of one item, the history first: scores become grades that stand. An override stays what the
 * learner gets, and so does an excuse; only what a learner gets anew is history and an event. What had no grade yet gets
 * one, released unless it is kept or the item holds its grades; one that waits to be given out waits on. Where grades are locked
 * nothing is written.
 */
export function regradeStatements(db: Database, list: Regrade[], regrading: Regrading) {
  const { itemId, courseId, run, reason, actorId, at } = regrading
  const rows = JSON.stringify(list.map((one) => ({ ...one, id: newId() })))
  const told = sql`from json_each(${rows}) j
    join grades g on g.enrollment_id = j.value ->> 'enrollmentId' and g.item_id = ${itemId}
    where g.override is null and (g.final is not max(0, (j.value ->> 'score') - g.penalty)
        or g.final is not null and g.max_points <> j.value ->> 'maxPoints')
      and not ${isLocked(itemId)}`
  return [
    db.insert(events).select(
      sql`select null, 'grade.recounted', ${itemId}, ${run} || ':' || g.enrollment_id, ${actorId},
        json_object('enrollmentId', g.enrollment_id, 'itemId', g.item_id, 'courseId', ${courseId}), ${at} ${told}`,
    ),
    db.insert(gradeEvents).select(
      sql`select j.value ->> 'id', g.enrollment_id, g.item_id, 'recounted', g.final,
        max(0, (j.value ->> 'score') - g.penalty), j.value ->> 'sourceId', ${reason}, ${actorId}, ${at} ${told}`,
    ),
    db
      .update(grades)
      .set({
        raw: sql`j.value ->> 'score'`,
        final: sql`coalesce(${grades.override}, max(0, (j.value ->> 'score') - ${grades.penalty}))`,
        maxPoints: sql`j.value ->> 'maxPoints'`,
        gradedAt: at,
        releasedAt: sql`case when ${grades.final} is not null or ${grades.releasedAt} is not null then ${grades.releasedAt}
          when ${isHeld(itemId)} or j.value ->> 'isKept' then null else ${at} end`,
      })
      .from(sql`json_each(${rows}) j`)
      .where(sql`${grades.itemId} = ${itemId} and ${grades.enrollmentId} = j.value ->> 'enrollmentId'
        and not ${isLocked(itemId)}`),
  ] as const
}
