import { Hono } from 'hono'
import { openMedia, openTrack } from '../domain/pages'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { contentUrl, isActive } from '../http/content-origin'
import { serveFile } from '../http/serve-file'

/** Files, for whoever may see what links to them; some of them for everybody, so these doors stand before the sign-in. */
export const mediaFiles = new Hono<AppEnv>()

mediaFiles.get('/media/:id{[0-9a-f-]{36}}', async (c) => {
  const { tenant, platform } = c.var
  const file = await openMedia(tenant, c.var.visitor, c.req.param('id'))
  const download = c.req.query('download') !== undefined
  if (isActive(file.type) && !download) {
    c.header('Cache-Control', 'private, max-age=240')
    return c.redirect(await contentUrl(platform, { tenantId: tenant.id, mediaId: file.id, type: file.type }), 302)
  }
  return serveFile(c.req.raw, tenant.media, { ...file, download })
})

/** The small picture; of an image without one, the image. */
mediaFiles.get('/media/:id{[0-9a-f-]{36}}/thumbnail', async (c) => {
  const { tenant } = c.var
  const file = await openMedia(tenant, c.var.visitor, c.req.param('id'))
  if (!file.thumbnailKey && file.type.startsWith('image/')) return c.redirect(`/media/${file.id}`, 302)
  const picture = file.thumbnailKey && (await tenant.media.head(file.thumbnailKey))
  if (!file.thumbnailKey || !picture) throw new NotFound()
  const type = picture.httpMetadata?.contentType ?? 'image/jpeg'
  return serveFile(c.req.raw, tenant.media, { key: file.thumbnailKey, name: 'thumbnail', size: picture.size, type })
})

mediaFiles.get('/media/:id{[0-9a-f-]{36}}/tracks/:track{[0-9a-f-]{36}}', async (c) => {
  const { tenant } = c.var
  const track = await openTrack(tenant, c.var.visitor, c.req.param('id'), c.req.param('track'))
  return c.body(track.body, 200, {
    'Content-Type': 'text/vtt; charset=utf-8',
    'Cache-Control': 'private, max-age=600',
    ETag: track.httpEtag,
  })
})
