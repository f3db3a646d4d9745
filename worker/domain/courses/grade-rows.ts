import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { grades } from '../../db/schema'

/**
 * A grade row for each learner and each published, graded item that has none: so "missing" is a plain read. At most
 * `limit` rows; where more may be missing, the job `grade-rows` goes on.
 */
export function addGradeRows(
  db: Database,
  courseId: string,
  { userIds, limit = 500 }: { userIds?: string[]; limit?: number } = {},
) {
  return db
    .insert(grades)
    .select(
      rowsFor(
        grades,
        {
          enrollmentId: sql`enrollments.id`,
          itemId: sql`items.id`,
          penalty: 0,
          maxPoints: sql`items.max_points`,
          excused: 0,
          comment: '',
        },
        sql`from enrollments join items on items.course_id = enrollments.course_id
          where enrollments.course_id = ${courseId} and role = 'learner' and state <> 'withdrawn'
            and ${userIds ? sql`user_id in (select value from json_each(${JSON.stringify(userIds)}))` : sql`1`}
            and items.published_at is not null and items.max_points is not null and items.deleted_at is null
            and not exists (select 1 from grades g where g.enrollment_id = enrollments.id and g.item_id = items.id)
          limit ${limit}`,
      ),
    )
    .onConflictDoNothing()
}
