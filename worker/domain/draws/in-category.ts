import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'

/** Whether a category (a column) is the wanted one or lies below it: trees have three levels at most. */
export const inCategory = (column: SQLWrapper, wanted: SQLWrapper | string): SQL =>
  sql`${column} in (select c.id from bank_categories c left join bank_categories p on p.id = c.parent_id
    where ${wanted} in (c.id, c.parent_id, p.parent_id))`
