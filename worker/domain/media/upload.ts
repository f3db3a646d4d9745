import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { uploads } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { type Actor, authorize } from '../policy'
import { checkName } from './name'
import { checkProgram, checkSize, type Purpose } from './purposes'
import { orNoRoom, roomFor, takeRoom } from './quota'
import { partBytes } from './sizes'
import { armSweep, nextSweep } from './sweep'
import { inspectStart } from './types'

export type Upload = typeof uploads.$inferSelect

export type NewUpload = { name: string; size: number; purpose: Purpose; partSize?: number }

/**
 * Begins an upload in parts. Its whole size counts against the quota at once, so that two uploads together cannot outgrow it;
 * what never arrives is given back by the sweep.
 */
export async function startUpload(
  tenant: Tenant,
  actor: Actor,
  { name, size, purpose, partSize = partBytes }: NewUpload,
) {
  authorize(actor, 'media.upload', { purpose })
  checkSize(size, purpose)
  checkProgram(name, purpose)
  const id = newId()
  const key = `media/${id}`
  const { uploadId } = await tenant.media.startUpload(key, 'application/octet-stream')
  const upload = {
    id,
    ownerId: actor.id,
    key,
    r2UploadId: uploadId,
    name: checkName(name),
    size,
    purpose,
    partSize,
    parts: [],
    createdAt: tenant.now(),
    mediaId: null,
  } satisfies Upload
  const { db } = tenant
  await db
    .batch([roomFor(db, size), takeRoom(db, size), db.insert(uploads).values(upload), armSweep(tenant)])
    .catch(async (error) => {
      await tenant.media.resumeUpload(key, uploadId).abort()
      return orNoRoom(error)
    })
  await tenant.clock.wakeAt(nextSweep(tenant))
  return upload
}

/** One's own upload, with the parts that have arrived. */
export async function findUpload(tenant: Tenant, actor: Actor, id: string): Promise<Upload> {
  const [upload] = await tenant.db
    .select()
    .from(uploads)
    .where(and(eq(uploads.id, id), eq(uploads.ownerId, actor.id)))
    .limit(1)
  if (!upload) throw new NotFound()
  return upload
}

/** Keeps part `number` (from 1). Sent again, it replaces what came before. The first one shows what kind of file it is. */
export async function putPart(
  tenant: Tenant,
  actor: Actor,
  id: string,
  number: number,
  bytes: Uint8Array<ArrayBuffer>,
) {
  const upload = await findUpload(tenant, actor, id)
  if (upload.mediaId) throw new Conflict('media.alreadyDone')
  const expected = partSizes(upload)[number - 1]
  if (expected === undefined || bytes.length !== expected) throw new Invalid('file', 'media.partWrong')
  if (number === 1) {
    checkProgram(upload.name, upload.purpose as Purpose, bytes)
    await inspectStart(bytes, upload.name, upload.purpose as Purpose)
  }
  const { etag } = await tenant.media.resumeUpload(upload.key, upload.r2UploadId).uploadPart(number, bytes)
  await rememberPart(tenant, id, { partNumber: number, etag })
}

/** Bytes of each part, in order. */
export const partSizes = ({ size, partSize }: Pick<Upload, 'size' | 'partSize'>): number[] =>
  Array.from({ length: Math.ceil(size / partSize) }, (_, i) => Math.min(partSize, size - i * partSize))

/** Parts may arrive side by side, so the list is changed where it stands. */
function rememberPart({ db }: Tenant, id: string, part: Upload['parts'][number]) {
  const others = sql`select value from json_each(${uploads.parts}) where value ->> 'partNumber' <> ${part.partNumber}`
  return db
    .update(uploads)
    .set({
      parts: sql`(select json_group_array(json(value)) from (${others} union all select ${JSON.stringify(part)}))`,
    })
    .where(and(eq(uploads.id, id), isNull(uploads.mediaId)))
}

/** Gives an unfinished upload up: its parts are removed and its room is free. Done twice, it is done once. */
export async function abortUpload(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  const upload = await findUpload(tenant, actor, id)
  if (upload.mediaId) throw new Conflict('media.alreadyDone')
  await dropUpload(tenant, upload)
}

/** Only who removes the row gives its room back. */
export async function dropUpload(tenant: Tenant, { id, key, r2UploadId, size }: Upload): Promise<void> {
  await tenant.media
    .resumeUpload(key, r2UploadId)
    .abort()
    .catch(() => {}) // it may have been given up before
  const { db } = tenant
  const stands = sql`exists (select 1 from ${uploads} where ${uploads.id} = ${id} and ${uploads.mediaId} is null)`
  await db.batch([
    takeRoom(db, -size, stands),
    db.delete(uploads).where(and(eq(uploads.id, id), isNull(uploads.mediaId))),
  ])
}
