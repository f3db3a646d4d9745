import type { Tenant } from '../../../tenants/tenant'
import { Conflict, Invalid } from '../../errors'
import { blankAvifMetadata } from '../../lib/avif-exif'
import { toHex } from '../../lib/bytes'
import { stripMetadata } from '../../lib/exif'
import { sha256Hex } from '../../lib/ids'
import type { Purpose } from './purposes'
import { maxImageBytes } from './sizes'
import { inspect, sourceOf } from './types'

/** A file that is here as a whole, as it may be served: typed, measured, images without what cameras write into them. */
export async function cleanBytes(bytes: Uint8Array<ArrayBuffer>, name: string, purpose?: Purpose) {
  const facts = await inspect(sourceOf(bytes), name, purpose)
  const content = cleanImage(bytes, facts.type)
  return { ...facts, content, size: content.length, sha256: await sha256Hex(content) }
}

/** Place, time, serial numbers and names are taken out; other types stay as they are. */
export function cleanImage(bytes: Uint8Array<ArrayBuffer>, type: string): Uint8Array<ArrayBuffer> {
  if (!type.startsWith('image/')) return bytes
  if (bytes.length > maxImageBytes) throw new Invalid('file', 'media.imageTooLarge', { megabytes: 40 })
  const clean = /^image\/(?:avif|heic)$/.test(type) ? blankAvifMetadata(bytes) : stripMetadata(bytes, type)
  if (!clean) throw new Invalid('file', 'files.broken')
  return clean
}

/** The same for what lies at `key`: images are written anew, everything else is read once for its hash. */
export async function cleanObject(tenant: Tenant, key: string, name: string, size: number, purpose?: Purpose) {
  const facts = await inspect({ size, read: (offset, length) => readRange(tenant, key, offset, length) }, name, purpose)
  const object = await tenant.media.get(key)
  if (!object || !('body' in object)) throw new Conflict('media.uploadLost')
  if (facts.type.startsWith('image/')) {
    const content = cleanImage(new Uint8Array(await object.arrayBuffer()), facts.type)
    await tenant.media.put(key, content, facts.type)
    return { ...facts, size: content.length, sha256: await sha256Hex(content) }
  }
  const digest = new crypto.DigestStream('SHA-256')
  await object.body.pipeTo(digest)
  return { ...facts, size, sha256: toHex(new Uint8Array(await digest.digest)) }
}

async function readRange(tenant: Tenant, key: string, offset: number, length: number): Promise<Uint8Array> {
  const object = await tenant.media.get(key, { range: { offset, length } })
  if (!object || !('body' in object)) throw new Conflict('media.uploadLost')
  return new Uint8Array(await object.arrayBuffer())
}
