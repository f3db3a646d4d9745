import { type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { assignments, items } from '../../db/schema'

const takesNothing = sql.raw('not (a.takes_text or a.takes_files or a.takes_url)')

/** Whether nothing is handed in for an item: SQL for any statement (`isByHand` of lib). */
export const isByHandOf = (itemId: SQLWrapper) =>
  sql<number>`exists (select 1 from assignments a where a.item_id = ${itemId} and ${takesNothing})`

/** The same of the table `items`. */
export const isByHandSql = isByHandOf(items.id)

/** What counts, in percent, while nothing is there after an item's date: SQL for any statement; null is as the course says. */
export const missingPercentOf = (itemId: SQLWrapper) =>
  sql<number | null>`(select a.missing_percent from assignments a where a.item_id = ${itemId})`

/** Unexecuted: the items of a course whose points are given by hand, and those that say themselves what counts while they are missing. */
export const unlikeOthersQuery = (db: Database, courseId: string) => {
  const isByHand = sql<number>`not (${assignments.takesText} or ${assignments.takesFiles} or ${assignments.takesUrl})`
  return db
    .select({
      id: assignments.itemId,
      isByHand: isByHand.as('by_hand'),
      missingPercent: assignments.missingPercent,
      anonymous: assignments.anonymous,
    })
    .from(assignments)
    .where(
      sql`${assignments.itemId} in (select id from items where course_id = ${courseId})
        and (${isByHand} or ${assignments.missingPercent} is not null or ${assignments.anonymous})`,
    )
}
