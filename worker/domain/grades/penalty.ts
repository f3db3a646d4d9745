import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { events, gradeEvents, grades } from '../../db/schema'
import { newId } from '../../lib/ids'
import { isLocked } from './lock'

/** What is taken off a grade that stands; `sourceId` is the submission it comes from. */
export type Penalty = {
  enrollmentId: string
  itemId: string
  courseId: string
  penalty: number
  /** The grade as it was read: one that has changed since is left alone. */
  was: number
  gradedAt: number | null
  sourceId: string
}

type Penalizing = {
  /** Which reckoning this is: an act of its own for each grade. */
  run: string
  actorId: string | null
  at: number
}

/**
 * Three statements for many grades, the history first: what is taken off them is another sum now. An override stays
 * what the learner gets; where grades are locked nothing is written. The history's reason is `late`. Whoever passes by it now has
 * the item done: its event is that of a grade that was given.
 */
export function penaltyStatements(db: Database, list: Penalty[], { run, actorId, at }: Penalizing) {
  const rows = JSON.stringify(list.map((one) => ({ ...one, id: newId() })))
  const after = sql`max(0, g.raw - (j.value ->> 'penalty'))`
  const asRead = (grade: string) =>
    sql`${sql.raw(grade)}.penalty is (j.value ->> 'was') and ${sql.raw(grade)}.graded_at is (j.value ->> 'gradedAt')
      and ${sql.raw(grade)}.raw is not null and ${sql.raw(grade)}.final is not null and not ${isLocked(sql.raw(`${grade}.item_id`))}`
  const told = sql`from json_each(${rows}) j
    join grades g on g.enrollment_id = j.value ->> 'enrollmentId' and g.item_id = j.value ->> 'itemId'
    where g.override is null and g.final is not ${after} and ${asRead('g')}`
  return [
    db.insert(events).select(
      sql`select null, 'grade.given', g.item_id, ${run} || ':' || g.enrollment_id, ${actorId},
        json_object('enrollmentId', g.enrollment_id, 'itemId', g.item_id, 'courseId', j.value ->> 'courseId'), ${at} ${told}`,
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
      .where(sql`${grades.itemId} = j.value ->> 'itemId' and ${grades.enrollmentId} = j.value ->> 'enrollmentId'
        and ${asRead('grades')}`),
  ] as const
}
