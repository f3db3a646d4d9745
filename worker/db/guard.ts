import { type SQL, sql } from 'drizzle-orm'
import type { Database } from './client'
import { meta } from './schema'

/**
 * A guard for the beginning of a batch: breaks it, whole, unless `condition` holds. What follows then never was. For what no
 * unique index can guard (a quota, "still unused").
 */
export const ensure = (db: Database, condition: SQL) =>
  db.select({ holds: sql<number>`case when ${condition} then 1 else json('refused') end` }).from(meta)

/** Whether a batch broke at its `ensure`. */
export const isRefused = (error: unknown): boolean => {
  for (let e = error; e instanceof Error; e = e.cause) if (/malformed JSON/i.test(e.message)) return true
  return false
}
