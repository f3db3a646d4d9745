import { and, eq, gte, inArray, isNotNull, isNull, lt, not, notExists, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { bulkActs, media, mediaLinks, mediaTracks, timers, uploads } from '../../db/schema'
import { newId } from '../../lib/ids'
import { takeRoom } from './quota'
import { dropUpload } from './upload'

const DAY = 86_400_000
const PAGE = 50
const sweepJob = 'media.sweep'

/** A file kept now may be unused in a day: for the clock. */
export const nextSweep = (tenant: Tenant) => tenant.now() + DAY + 60_000

/** In the batch that keeps a file: a day and a bit from now somebody looks whether it is used. An earlier date stays. */
export function armSweep(tenant: Tenant, dueAt = nextSweep(tenant)) {
  return tenant.db
    .insert(timers)
    .values({ id: newId(), job: sweepJob, subjectId: 'media', dueAt })
    .onConflictDoUpdate({
      target: [timers.job, timers.subjectId],
      set: {
        dueAt: sql`case when ${timers.doneAt} is null then min(${timers.dueAt}, ${dueAt}) else ${dueAt} end`,
        doneAt: null,
      },
    })
}

/** A file may be unused in a day that was used until now. */
export async function armMediaSweep(tenant: Tenant): Promise<void> {
  await armSweep(tenant)
  await tenant.clock.wakeAt(nextSweep(tenant))
}

/** Acts of the last day that may be taken back and need a file for it. */
const holding = (before: number) => and(gte(bulkActs.at, before), isNull(bulkActs.undoneAt), needsFiles)
const needsFiles = sql`${bulkActs.before} ->> '$.mediaId' is not null`
const needsObjects = sql`json_type(${bulkActs.before}, '$.objects') = 'array'`

const isHeld = ({ db, now }: Tenant) =>
  inArray(
    media.id,
    db
      .select({ id: sql<string>`${bulkActs.before} ->> '$.mediaId'` })
      .from(bulkActs)
      .where(holding(now() - DAY)),
  )

/** Removes files that nothing has linked to for a day, files thrown away, and uploads that were never finished. */
export async function sweepMedia(tenant: Tenant): Promise<{ removed: number }> {
  const { db } = tenant
  const before = tenant.now() - DAY
  const linked = db.select({ one: sql`1` }).from(mediaLinks).where(eq(mediaLinks.mediaId, media.id))
  const [unused, stale] = await db.batch([
    db
      .select({ id: media.id, key: media.key, size: media.size, thumbnailKey: media.thumbnailKey })
      .from(media)
      .where(
        or(
          and(lt(media.createdAt, before), notExists(linked), isNull(media.deletedAt), not(isHeld(tenant))),
          lt(media.deletedAt, before),
        ),
      )
      .limit(PAGE),
    db
      .select()
      .from(uploads)
      .where(and(lt(uploads.createdAt, before), isNull(uploads.mediaId)))
      .limit(PAGE),
  ])
  for (const upload of stale) await dropUpload(tenant, upload)
  for (const file of unused) await removeFile(tenant, file)
  const forgotten = await removeObjects(tenant, before)
  await settle(tenant, [unused.length, stale.length, forgotten].includes(PAGE))
  return { removed: unused.length }
}

/** Captions that were taken away, and do not come back any more. */
async function removeObjects(tenant: Tenant, before: number): Promise<number> {
  const { db } = tenant
  const over = await db
    .select({ id: bulkActs.id, before: bulkActs.before })
    .from(bulkActs)
    .where(and(lt(bulkActs.at, before), needsObjects))
    .limit(PAGE)
  if (over.length === 0) return 0
  const keys = over.flatMap((act) => (act.before as { objects: string[] }).objects)
  const used = await db
    .select({ key: mediaTracks.key })
    .from(mediaTracks)
    .where(sql`${mediaTracks.key} in ${anyOf(keys)}`)
  await tenant.media.remove(keys.filter((key) => !used.some((track) => track.key === key)))
  await db.delete(bulkActs).where(sql`${bulkActs.id} in ${anyOf(over.map(({ id }) => id))}`)
  return over.length
}

/** Takes files away at once that nothing links to: what was stored for an act that then failed. */
export async function discardMedia(tenant: Tenant, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { db } = tenant
  const linked = db.select({ one: sql`1` }).from(mediaLinks).where(eq(mediaLinks.mediaId, media.id))
  const files = await db
    .select({ id: media.id, key: media.key, size: media.size, thumbnailKey: media.thumbnailKey })
    .from(media)
    .where(and(sql`${media.id} in ${anyOf(ids)}`, notExists(linked)))
  for (const file of files) await removeFile(tenant, file)
}

type Removable = { id: string; key: string; size: number; thumbnailKey: string | null }

/** The row goes first, with its room; a cut before the object is gone costs storage and never a broken page. */
async function removeFile(tenant: Tenant, { id, key, size, thumbnailKey }: Removable) {
  const { db } = tenant
  const tracks = await db.select({ key: mediaTracks.key }).from(mediaTracks).where(eq(mediaTracks.mediaId, id))
  const stands = sql`exists (select 1 from ${media} where ${media.id} = ${id})`
  await db.batch([takeRoom(db, -size, stands), db.delete(media).where(eq(media.id, id))])
  await tenant.media.remove([key, ...(thumbnailKey ? [thumbnailKey] : []), ...tracks.map((track) => track.key)])
}

/** Again at once where more is left, else a day after the oldest thing that may still become unused. */
async function settle(tenant: Tenant, more: boolean) {
  const { db } = tenant
  const now = tenant.now()
  const linked = db.select({ one: sql`1` }).from(mediaLinks).where(eq(mediaLinks.mediaId, media.id))
  const [[waiting], [open], [held]] = await db.batch([
    db
      .select({ at: sql<number | null>`min(coalesce(${media.deletedAt}, ${media.createdAt}))` })
      .from(media)
      .where(or(and(notExists(linked), not(isHeld(tenant))), isNotNull(media.deletedAt))),
    db
      .select({ at: sql<number | null>`min(${uploads.createdAt})` })
      .from(uploads)
      .where(isNull(uploads.mediaId)),
    db
      .select({ at: sql<number | null>`min(${bulkActs.at})` })
      .from(bulkActs)
      .where(or(holding(now - DAY), needsObjects)),
  ])
  const oldest = [waiting?.at, open?.at, held?.at].filter((at) => typeof at === 'number')
  const next = more ? now : oldest.length ? Math.max(now, Math.min(...oldest) + DAY + 60_000) : null
  const timer = and(eq(timers.job, sweepJob), inArray(timers.subjectId, ['media']))
  await db.batch([
    db.update(timers).set({ doneAt: now }).where(timer),
    ...(next === null ? [] : [armSweep(tenant, next)]),
    db.delete(uploads).where(and(isNotNull(uploads.mediaId), lt(uploads.createdAt, now - DAY))),
  ])
}
