import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { participants } from '../../db/schema'

/** The least numbers among which they are drawn, so that few learners do not stand in the order of their numbers. */
const LEAST = 99

/**
 * Statement: learners of an assignment who have no number get one by chance, among three times as many as there are learners; what
 * somebody has stays. `who` names rows of `enrollments e`.
 */
export const numberParticipants = (db: Database, itemId: string, who: SQL = sql`1`) =>
  db
    .insert(participants)
    .select(
      sql`with recursive places(n) as (select 1 union all select n + 1 from places where n <
          (select max(${LEAST}, 3 * count(*)) from items i join enrollments e on e.course_id = i.course_id where i.id = ${itemId})),
        free as (select n, row_number() over (order by random()) as place from places
          where n not in (select p.number from participants p where p.item_id = ${itemId})),
        lacking as (select e.id, row_number() over (order by random()) as place
          from items i join enrollments e on e.course_id = i.course_id and e.role = 'learner'
          where i.id = ${itemId} and ${who}
            and not exists (select 1 from participants p where p.item_id = i.id and p.enrollment_id = e.id))
        select ${itemId}, lacking.id, free.n from lacking join free on free.place = lacking.place`,
    )
    .onConflictDoNothing()

/** SQL: the number of an enrollment in an item; null where it has none yet. */
export const participantOf = (itemId: SQL, enrollmentId: SQL) =>
  sql<
    number | null
  >`(select p.number from participants p where p.item_id = ${itemId} and p.enrollment_id = ${enrollmentId})`
