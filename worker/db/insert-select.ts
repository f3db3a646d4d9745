import { getTableColumns, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

type Values<Table extends SQLiteTable> = {
  [Column in keyof Table['_']['columns']]?: SQLWrapper | string | number | null
}

/**
 * The select of an `insert into table select`: every column in the table's order, null where none is said.
 * `from` is the rest of the statement; give it a `where`, or SQLite takes the `on conflict` for a join.
 */
export function rowsFor<Table extends SQLiteTable>(table: Table, values: Values<Table>, from: SQL): SQL {
  const columns = Object.keys(getTableColumns(table)).map((name) => sql`${values[name as keyof Values<Table>] ?? null}`)
  return sql`select ${sql.join(columns, sql`, `)} ${from}`
}

/** Every column as it is in another row of the same table, which the statement calls `o`. */
export function sameAs<Table extends SQLiteTable>(table: Table): Values<Table> {
  const columns = Object.entries(getTableColumns(table))
  const values: Record<string, SQL> = {}
  for (const [name, column] of columns) values[name] = sql.raw(`o.${column.name}`)
  return values as Values<Table>
}
