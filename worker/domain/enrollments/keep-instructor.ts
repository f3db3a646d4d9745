import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist } from '../../db/insist'

/**
 * At the end of a batch that takes instructors from a course: breaks it where nobody would be left to teach it. With `userIds`
 * for a batch that may have taken learners only, whom nothing holds.
 */
export const keepAnInstructor = ({ db }: Tenant, courseId: string, userIds?: string[]) =>
  insist(
    db,
    sql`exists (select 1 from enrollments e join users u on u.id = e.user_id
        where e.course_id = ${courseId} and e.role = 'instructor' and e.state <> 'withdrawn' and u.deleted_at is null)
      ${userIds ? sql`or not ${oneTaught(courseId, userIds)}` : sql``}`,
  )

const oneTaught = (courseId: string, userIds: string[]) =>
  sql`exists (select 1 from enrollments e where e.course_id = ${courseId} and e.role = 'instructor'
    and e.user_id in (select value from json_each(${JSON.stringify(userIds)})))`
