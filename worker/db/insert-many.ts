import { getTableColumns, type SQL, sql } from 'drizzle-orm'
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

/** A parameter of D1 holds at most 2,000,000 bytes. */
const MOST_BYTES = 900_000

/** As `insertMany`, in as many statements as the length of the rows needs. `change` adds what is done where a row exists already. */
export function insertAll<Table extends SQLiteTable, Statement = ReturnType<typeof insertMany<Table>>>(
  db: Database,
  table: Table,
  rows: Table['$inferInsert'][],
  change: (insert: ReturnType<typeof insertMany<Table>>) => Statement = (insert) => insert as Statement,
): Statement[] {
  const chunks: Table['$inferInsert'][][] = []
  let room = 0
  for (const row of rows) {
    const bytes = JSON.stringify(row).length * 2
    if (bytes > room) {
      chunks.push([])
      room = MOST_BYTES
    }
    room -= bytes
    chunks.at(-1)!.push(row)
  }
  return chunks.map((chunk) => change(insertMany(db, table, chunk)))
}

/** `set` of an upsert: the named columns take what the new row says. */
export function fromNewRow<Table extends SQLiteTable>(table: Table, names: (keyof Table['$inferInsert'])[]) {
  const columns = getTableColumns(table)
  return Object.fromEntries(
    names.map((name) => [name, sql`excluded.${sql.identifier(columns[name as string]!.name)}`]),
  ) as Partial<Record<keyof Table['$inferInsert'], SQL>>
}
