import { getTableColumns, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from './client'

const CHUNK = 1_000_000

/**
 * Statements that insert any number of rows with one bound parameter each (D1 takes 100 of them), in chunks below the
 * size of a parameter. Columns that a row does not say become null.
 */
export function insertRows<Table extends SQLiteTable>(db: Database, table: Table, rows: Table['$inferInsert'][]) {
  const columns = Object.keys(getTableColumns(table))
  const values = columns.map((name) => sql`json_extract(r.value, ${`$.${name}`})`)
  return chunksOf(rows.map((row) => JSON.stringify(row))).map((chunk) =>
    db
      .insert(table)
      .select(sql`select ${sql.join(values, sql`, `)} from json_each(${`[${chunk.join(',')}]`}) r where true`),
  )
}

function chunksOf(rows: string[]): string[][] {
  const chunks: string[][] = []
  let size = CHUNK
  for (const row of rows) {
    if (size + row.length > CHUNK) {
      chunks.push([])
      size = 0
    }
    chunks.at(-1)!.push(row)
    size += row.length
  }
  return chunks
}
