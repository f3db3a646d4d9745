import type { z } from 'zod'
import { fromBase64, toBase64Url, utf8 } from './bytes'

/** Where the next page begins, as an opaque word for a URL. */
export const encodeCursor = (place: unknown): string => toBase64Url(utf8(JSON.stringify(place)))

/** The place in a cursor that `schema` accepts; null for none and for anything else, which then reads as the first page. */
export function readCursor<Place>(schema: z.ZodType<Place>, cursor: string | null | undefined): Place | null {
  if (!cursor || cursor.length > 1024) return null
  const bytes = fromBase64(cursor)
  if (!bytes) return null
  try {
    return schema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data ?? null
  } catch {
    return null
  }
}
