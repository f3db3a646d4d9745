import type { Tenant } from '../../../tenants/tenant'
import { media } from '../../db/schema'
import { newId } from '../../lib/ids'
import { type Actor, authorize } from '../policy'
import { cleanBytes } from './clean'
import type { Media } from './find-media'
import { checkName } from './name'
import { checkProgram, checkPurpose, checkSize, type Purpose } from './purposes'
import { orNoRoom, roomFor, takeRoom } from './quota'
import { armSweep, nextSweep } from './sweep'

export type NewFile = { name: string; bytes: Uint8Array<ArrayBuffer>; purpose: Purpose }

/** Keeps a file that is here as a whole (a plain form's, an import's): typed by its bytes, images without EXIF. */
export async function storeFile(tenant: Tenant, actor: Actor, { name, bytes, purpose }: NewFile): Promise<Media> {
  authorize(actor, 'media.upload', { purpose })
  checkSize(bytes.length, purpose)
  checkProgram(name, purpose, bytes)
  const { content, ...cleaned } = await cleanBytes(bytes, name, purpose)
  checkPurpose(cleaned.type, purpose)
  const id = newId()
  const row: Media = {
    id,
    key: `media/${id}`,
    name: checkName(name),
    ...cleaned,
    alt: '',
    purpose,
    thumbnailKey: null,
    ownerId: actor.id,
    createdAt: tenant.now(),
    deletedAt: null,
  }
  await tenant.media.put(row.key, content, row.type)
  const { db } = tenant
  await db
    .batch([roomFor(db, row.size), takeRoom(db, row.size), db.insert(media).values(row), armSweep(tenant)])
    .catch(async (error) => {
      await tenant.media.remove(row.key)
      return orNoRoom(error)
    })
  await tenant.clock.wakeAt(nextSweep(tenant))
  return row
}
