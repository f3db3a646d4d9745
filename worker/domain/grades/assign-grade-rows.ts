import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { grades } from '../../db/schema'

/** Statement: a grade row for every learner of an item that was just published. Rows that are there stay. */
export const assignGradesOfItem = (db: Database, itemId: string) => assignRows(db, sql`i.id = ${itemId}`)

/** Statement: a grade row for every graded item of somebody who was just enrolled. */
export const assignGradesOfEnrollment = (db: Database, enrollmentId: string) =>
  assignRows(db, sql`e.id = ${enrollmentId}`)

/** Statement: the same for everybody in a course, after many items came at once. */
export const assignGradesOfCourse = (db: Database, courseId: string) => assignRows(db, sql`e.course_id = ${courseId}`)

/** A quiz is worth what its questions are worth, an assignment what its item says. */
function assignRows(db: Database, which: SQL) {
  return db
    .insert(grades)
    .select(
      sql`select e.id, i.id, null, 0, null,
        case i.kind when 'quiz'
          then coalesce((select sum(q.points) from quiz_questions q where q.item_id = i.id), 0)
          else coalesce(i.max_points, 100) end,
        null, 0, '', null, null, null
      from enrollments e join items i on i.course_id = e.course_id
      where ${which} and e.role = 'learner' and e.state <> 'withdrawn'
        and i.kind in ('quiz', 'assignment') and i.published_at is not null and i.deleted_at is null`,
    )
    .onConflictDoNothing()
}
