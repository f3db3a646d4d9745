import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { ensure, isRefused } from '../../db/guard'
import { organization } from '../../db/schema'
import { Invalid } from '../../errors'

/** First in the batch that takes room: breaks it when `bytes` more would not fit. */
export const roomFor = (db: Database, bytes: number) =>
  ensure(db, sql`(select used_bytes + ${bytes} <= quota_bytes from organization)`)

/** `bytes` may be negative: room that becomes free, if `only` holds. */
export const takeRoom = (db: Database, bytes: number, only?: SQL) =>
  db
    .update(organization)
    .set({ usedBytes: sql`max(0, ${organization.usedBytes} + ${bytes})` })
    .where(and(eq(organization.id, 'own'), only))

/** For `.catch` of a batch that began with `roomFor`. */
export function orNoRoom(error: unknown): never {
  throw isRefused(error) ? new Invalid('file', 'media.noRoom') : error
}
