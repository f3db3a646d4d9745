import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/**
 * Whether an item is marked without names now: SQL for any statement. They come with the grades: whoever gives these out, or lets
 * it be marked with names, does so by an act that is recorded.
 */
export const hidesNames = (itemId: SQL | SQLWrapper | string) =>
  sql<number>`exists (select 1 from assignments ha join items hn on hn.id = ha.item_id
    where ha.item_id = ${itemId} and ha.anonymous = 1 and hn.hold_grades = 1)`
