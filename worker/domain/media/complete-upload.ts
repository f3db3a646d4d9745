import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { media, uploads } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { cleanObject } from './clean'
import { findMedia, type Media } from './find-media'
import { checkPurpose, type Purpose } from './purposes'
import { orNoRoom, takeRoom } from './quota'
import { dropUpload, findUpload, partSizes, type Upload } from './upload'

/**
 * Puts the parts together and makes the file known, with its type as its bytes say. A second call gets the first one's file;
 * what turns out to be no file of ours is removed at once.
 */
export async function completeUpload(tenant: Tenant, actor: Actor, id: string): Promise<Media> {
  const upload = await findUpload(tenant, actor, id)
  if (upload.mediaId) return findMedia(tenant, upload.mediaId)
  const missing = missingParts(upload)
  if (missing.length > 0) throw new Invalid('file', 'media.partsMissing', { n: missing.length })
  await joinParts(tenant, upload)
  const cleaned = await typeAndClean(tenant, upload).catch(async (error) => {
    if (error instanceof Invalid) await Promise.all([tenant.media.remove(upload.key), dropUpload(tenant, upload)])
    throw error
  })
  const row: Media = {
    id,
    key: upload.key,
    name: upload.name,
    ...cleaned,
    alt: '',
    purpose: upload.purpose as Purpose,
    thumbnailKey: null,
    ownerId: actor.id,
    createdAt: tenant.now(),
    deletedAt: null,
  }
  const { db } = tenant
  try {
    await db.batch([
      recordEvent(db, 'media.uploaded', id, { actorId: actor.id, at: row.createdAt }), // the guard: a second completion breaks here
      db.insert(media).values(row),
      db
        .update(uploads)
        .set({ mediaId: id })
        .where(and(eq(uploads.id, id), isNull(uploads.mediaId))),
      takeRoom(db, row.size - upload.size),
    ])
  } catch (error) {
    if (isUniqueViolation(error)) return findMedia(tenant, id)
    return orNoRoom(error)
  }
  return row
}

async function typeAndClean(tenant: Tenant, { key, name, size, purpose }: Upload) {
  const cleaned = await cleanObject(tenant, key, name, size, purpose as Purpose)
  checkPurpose(cleaned.type, purpose as Purpose)
  return cleaned
}

/** Numbers of the parts that have not arrived. */
export function missingParts(upload: Upload): number[] {
  const arrived = new Set(upload.parts.map((part) => part.partNumber))
  return partSizes(upload).flatMap((_, i) => (arrived.has(i + 1) ? [] : [i + 1]))
}

/** A cut right after R2 had joined them leaves the object there: then nothing is left to do. */
async function joinParts(tenant: Tenant, upload: Upload) {
  const parts = upload.parts.toSorted((a, b) => a.partNumber - b.partNumber)
  try {
    await tenant.media.resumeUpload(upload.key, upload.r2UploadId).complete(parts)
  } catch {
    if (!(await tenant.media.head(upload.key))) throw new Conflict('media.uploadLost')
  }
}
