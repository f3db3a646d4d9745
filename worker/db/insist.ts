import { type SQL, sql } from 'drizzle-orm'
import { Conflict } from '../errors'
import type { Database } from './client'

/**
 * Breaks the batch, and with it all that the batch wrote, where `condition` does not hold at this point of it: for rules of
 * the school that two people at the same moment must not get around (the last seat, the last owner).
 */
export const insist = (db: Database, condition: SQL) =>
  db
    .select({ held: sql<number>`case when ${condition} then 1 else json('insisted') end`.as('held') })
    .from(sql`(select 1)`)

const broken = /malformed JSON/i

export const isInsisted = (error: unknown) => {
  for (let e = error; e instanceof Error; e = e.cause) if (broken.test(e.message)) return true
  return false
}

/** For `.catch`: a batch that broke at what it insisted on is a Conflict; every other error stays what it is. */
export const orInsisted =
  (reason: string) =>
  (error: unknown): never => {
    throw isInsisted(error) ? new Conflict(reason) : error
  }
