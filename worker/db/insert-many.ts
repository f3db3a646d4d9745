import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from './client'

/** Any number of rows in one statement with one parameter (D1 takes at most 100); what a row leaves out gets its default. */
export function insertMany<Table extends SQLiteTable>(db: Database, table: Table, rows: Table['$inferInsert'][]) {
  const columns = Object.entries(getTableColumns(table))
  const plain = rows.map((row) =>
    columns.map(([key, column]) => {
      const value = (row as Record<string, unknown>)[key] ?? column.default ?? null
      return value === null ? null : column.mapToDriverValue(value)
    }),
  )
  const picked = columns.map((_, i) => sql`json_extract(value, ${sql.raw(`'$[${i}]'`)})`)
  return db
    .insert(table)
    .select(sql`select ${sql.join(picked, sql`, `)} from json_each(${JSON.stringify(plain)}) where true`)
}

/** For `where id in ${anyOf(ids)}`: many ids as one parameter. */
export const anyOf = (ids: readonly string[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`
