import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { media } from '../../db/schema'
import { Invalid } from '../../errors'
import { cleanBytes } from './clean'
import type { Media } from './find-media'
import { maxThumbnailBytes } from './sizes'

type Measured = { width?: number; height?: number; seconds?: number }

/** A small picture for lists and before a film plays, drawn by the author's browser; what only it could measure comes along. */
export async function keepThumbnail(tenant: Tenant, file: Media, bytes: Uint8Array<ArrayBuffer>, measured: Measured) {
  if (!/^(?:image|video)\//.test(file.type)) throw new Invalid('file', 'media.notPicture')
  if (bytes.length === 0 || bytes.length > maxThumbnailBytes)
    throw new Invalid('file', 'media.tooLarge', { megabytes: 1 })
  const { type, content } = await cleanBytes(bytes, '')
  if (!/^image\/(?:webp|jpeg|png)$/.test(type)) throw new Invalid('file', 'media.notPicture')
  const key = `thumbnails/${file.id}`
  await tenant.media.put(key, content, type)
  await tenant.db
    .update(media)
    .set({
      thumbnailKey: key,
      width: file.width ?? within(measured.width, 30_000),
      height: file.height ?? within(measured.height, 30_000),
      seconds: file.seconds ?? within(measured.seconds, 86_400),
    })
    .where(and(eq(media.id, file.id)))
}

const within = (value: number | undefined, most: number) =>
  value !== undefined && Number.isFinite(value) && value > 0 && value <= most ? Math.ceil(value) : null
