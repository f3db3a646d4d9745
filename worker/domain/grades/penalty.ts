import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { events, gradeEvents, grades } from '../../db/schema'
import { newId } from '../../lib/ids'
import { isLocked } from './lock'

/** What is taken off a grade that stands; `sourceId` is the submission it comes from. */
export type Penalty = { enrollmentId: string; penalty: number; sourceId: string }

type Penalizing = {
  itemId: string
  courseId: string
  /** Which reckoning this is: an act of its own for each grade. */
  run: string
  actorId: string | null
  at: number
}

/**
 * Three statements for many grades of one item, the history first: what is taken off them is another sum now. An override stays
 * what the learner gets; where grades are locked nothing is written. The history's reason is `late`. Whoever passes by it now has
 * the item done: its event is that of a grade that was given.
 */
export function penaltyStatements(db: Database, list: Penalty[], penalizing: Penalizing) {
  const { itemId, courseId, run, actorId, at } = penalizing
  const rows = JSON.stringify(list.map((one) => ({ ...one, id: newId() })))
  const after = sql`max(0, g.raw - (j.value ->> 'penalty'))`
  const told = sql`from json_each(${rows}) j
    join grades g on g.enrollment_id = j.value ->> 'enrollmentId' and g.item_id = ${itemId}
    where g.override is null and g.raw is not null and g.final is not null and g.final is not ${after}
      and not ${isLocked(itemId)}`
  return [
    db.insert(events).select(
      sql`select null, 'grade.given', ${itemId}, ${run} || ':' || g.enrollment_id, ${actorId},
        json_object('enrollmentId', g.enrollment_id, 'itemId', g.item_id, 'courseId', ${courseId}), ${at} ${told}`,
    ),
    db.insert(gradeEvents).select(
      sql`select j.value ->> 'id', g.enrollment_id, g.item_id, 'recounted', g.final, ${after}, j.value ->> 'sourceId',
        'late', ${actorId}, ${at} ${told}`,
    ),
    db
      .update(grades)
      .set({
        penalty: sql`j.value ->> 'penalty'`,
        final: sql`coalesce(${grades.override}, max(0, ${grades.raw} - (j.value ->> 'penalty')))`,
      })
      .from(sql`json_each(${rows}) j`)
      .where(sql`${grades.itemId} = ${itemId} and ${grades.enrollmentId} = j.value ->> 'enrollmentId'
        and ${grades.raw} is not null and ${grades.final} is not null and not ${isLocked(itemId)}`),
  ] as const
}
