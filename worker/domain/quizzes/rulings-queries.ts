import { asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Database } from '../../db/client'
import { questionVersions, rulings } from '../../db/schema'
import type { Question } from './questions'
import type { Ruling } from './ruled-marks'

const newest = alias(questionVersions, 'newest')

/** Rulings with the versions that they name, the oldest first; `which` is of `rulings`. */
export const rulingsQuery = (db: Database, which: SQL) =>
  db
    .select({ ruling: rulings, newest: { kind: newest.kind, body: newest.body } })
    .from(rulings)
    .leftJoin(newest, eq(newest.id, sql`json_extract(${rulings.data}, '$.versionId')`))
    .where(which)
    .orderBy(asc(rulings.createdAt), asc(rulings.id))
    .limit(1_000)

/** Those that hold for what an attempt asks. */
export const rulingsOfAttempt = (db: Database, attemptId: string) =>
  rulingsQuery(
    db,
    sql`${rulings.itemId} = (select a.item_id from attempts a where a.id = ${attemptId}) and ${isNull(rulings.revokedAt)}`,
  )

type Row = Awaited<ReturnType<typeof rulingsQuery>>[number]

export const toRuling = ({ ruling: { id, versionId, kind, data }, newest }: Row): Ruling => ({
  id,
  versionId,
  kind,
  data,
  question: newest && ({ kind: newest.kind, body: newest.body } as Question),
})

/** What stands of a quiz's rulings, as one value that every change changes: rows are added and taken back once, and never removed. */
export const rulingsStamp = (itemId: SQL | string) =>
  sql`(select count(*) || ':' || count(revoked_at) from rulings where item_id = ${itemId})`
