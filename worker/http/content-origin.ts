import { mediaStore } from '../../tenants/media-store'
import type { Platform } from '../../tenants/platform'
import { isSigned, signValue } from '../lib/signature'

const MINUTES_10 = 600_000

/** What may run something when it is opened by itself: only from an origin without cookies. */
export const isActive = (type: string) =>
  /^(?:image\/svg\+xml|text\/html|application\/xhtml\+xml|text\/xml|application\/xml)$/.test(type)

type Signed = { tenantId: string; mediaId: string; type: string; expiresAt: number }

/** An address on the content origin that opens one file for ten minutes, without a cookie. */
export async function contentUrl(platform: Platform, { tenantId, mediaId, type }: Omit<Signed, 'expiresAt'>) {
  // Rounded up, so that the same page shown twice names the same address and the browser keeps the file.
  const expiresAt = (Math.floor(platform.now() / (MINUTES_10 / 2)) + 2) * (MINUTES_10 / 2)
  const signature = await signValue(platform.keys, 'file', `${tenantId}/${mediaId}/${type}`, expiresAt)
  const { protocol, host } = platform.contentOrigin
  return `${protocol}//${tenantId}.${host}/files/${mediaId}/${signature}?type=${encodeURIComponent(type)}`
}

/** Untrusted files: one origin a tenant, no cookies, no scripts, no frames around them, only signed addresses. */
export async function serveContent(platform: Platform, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const tenantId = url.hostname.slice(0, -platform.contentOrigin.hostname.length - 1)
  const [, mediaId, signature] = /^\/files\/([0-9a-f-]{36})\/([\w.-]{20,200})$/.exec(url.pathname) ?? []
  const type = url.searchParams.get('type') ?? ''
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (!isRead || !mediaId || !signature || !isActive(type)) return absent()
  const value = `${tenantId}/${mediaId}/${type}`
  if (!(await isSigned(platform.keys, 'file', value, signature, platform.now()))) return absent()
  const object = await mediaStore(platform, tenantId).get(`media/${mediaId}`, { onlyIf: request.headers })
  if (!object) return absent()
  const headers = new Headers({
    ...strict(),
    'Content-Type': type,
    ETag: object.httpEtag,
    'Cache-Control': 'private, max-age=600',
  })
  if (!('body' in object)) return new Response(null, { status: 304, headers })
  return new Response(request.method === 'HEAD' ? null : object.body, { headers })
}

const strict = () => ({
  'X-Request-Id': crypto.randomUUID(),
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains; preload',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Our pages on another site show it as a picture.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
})

const absent = () =>
  new Response('Not found\n', {
    status: 404,
    headers: { ...strict(), 'Content-Type': 'text/plain', 'Cache-Control': 'no-store' },
  })
