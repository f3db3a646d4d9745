import { type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { assignments, items } from '../../db/schema'

const takesNothing = sql.raw('not (a.takes_text or a.takes_files or a.takes_url)')

/** Whether nothing is handed in for an item: SQL for any statement (`isByHand` of lib). */
export const isByHandOf = (itemId: SQLWrapper) =>
  sql<number>`exists (select 1 from assignments a where a.item_id = ${itemId} and ${takesNothing})`

/** The same of the table `items`. */
export const isByHandSql = isByHandOf(items.id)

/** Unexecuted: the items of a course whose points are given by hand. */
export const byHandQuery = (db: Database, courseId: string) =>
  db
    .select({ id: assignments.itemId })
    .from(assignments)
    .where(
      sql`${assignments.itemId} in (select id from items where course_id = ${courseId})
        and not (${assignments.takesText} or ${assignments.takesFiles} or ${assignments.takesUrl})`,
    )
