import type { MediaStore } from '../../tenants/media-store'
import { NotFound } from '../errors'
import { readRange } from '../lib/byte-range'

export type ServedFile = { key: string; name: string; size: number; type: string; download?: boolean }

/** Browsers show these by themselves and run nothing in them; everything else is saved. */
const shown = /^(?:image\/(?!svg)|video\/|audio\/|application\/pdf$)/

/** A stored object as an answer: whole or one range, not again where the browser has it, and never run as a page. */
export async function serveFile(request: Request, store: MediaStore, file: ServedFile): Promise<Response> {
  const { headers } = request
  const etag = headers.get('If-Range')
  const asked = readRange(headers.get('Range'), file.size)
  if (asked === 'unsatisfiable')
    return new Response(null, { status: 416, headers: { 'Content-Range': `bytes */${file.size}` } })
  const conditions = new Headers()
  const known = headers.get('If-None-Match')
  if (known) conditions.set('If-None-Match', known)
  let object = await store.get(file.key, { onlyIf: conditions, range: asked ?? undefined })
  if (!object) throw new NotFound()
  const about = headersOf(file, object)
  if (!('body' in object)) return new Response(null, { status: 304, headers: about })
  if (asked && etag && etag !== object.httpEtag) {
    object = await store.get(file.key)
    if (!object || !('body' in object)) throw new NotFound()
    return whole(object, about)
  }
  if (!asked) return whole(object, about)
  about.set('Content-Range', `bytes ${asked.offset}-${asked.offset + asked.length - 1}/${file.size}`)
  about.set('Content-Length', String(asked.length))
  return new Response(object.body, { status: 206, headers: about })
}

function whole(object: R2ObjectBody, about: Headers): Response {
  about.set('Content-Length', String(object.size))
  return new Response(object.body, { headers: about })
}

function headersOf({ name, type, download }: ServedFile, object: R2Object): Headers {
  const headers = new Headers({
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=600',
    'Content-Disposition': disposition(shown.test(type) && !download ? 'inline' : 'attachment', name),
    'Content-Type': type,
    ETag: object.httpEtag,
    'X-Content-Type-Options': 'nosniff',
  })
  // Chromium's own PDF viewer does not start in a sandbox.
  if (type !== 'application/pdf') headers.set('Content-Security-Policy', policyOf(type))
  return headers
}

/** A film that is opened by itself stands in a page of the browser's own, which asks for it once more: from a sandbox it may not. */
const policyOf = (type: string) =>
  /^(?:video|audio)\//.test(type)
    ? "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'"
    : "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** RFC 6266, with the name in UTF-8 (RFC 8187) beside one in plain letters. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
