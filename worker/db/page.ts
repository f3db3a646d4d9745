import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { z } from 'zod'
import { encodeCursor, readCursor } from '../lib/cursor'

/** A page of a list: how many rows, and behind which cursor. */
export type PageAsked = { cursor?: string | null; size: number }

type Place = (string | number)[]
const placeSchema = z.array(z.union([z.string(), z.number()])).max(4)

/** Rows that come behind the cursor in the order of `keys`, which together are unique; undefined for the first page. */
export function behind(keys: SQLWrapper[], cursor: string | null | undefined, way: 'up' | 'down'): SQL | undefined {
  const place = readCursor(placeSchema, cursor)
  if (place?.length !== keys.length) return undefined
  const list = (values: unknown[]) =>
    sql.join(
      values.map((value) => sql`${value}`),
      sql`, `,
    )
  return sql`(${list(keys)}) ${sql.raw(way === 'up' ? '>' : '<')} (${list(place)})`
}

/** Cuts rows that were asked for one too many into a page and the cursor of the next; null on the last. */
export function cutPage<Row>(rows: Row[], size: number, placeOf: (row: Row) => Place) {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > size && last ? encodeCursor(placeOf(last)) : null }
}
