import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env'
import { Forbidden } from '../errors'

/** Doors that other machines use, each with what stands in for the origin. */
const exempt: { path: RegExp; instead: string }[] = [
  { path: /^\/unsubscribe$/, instead: 'the signed token of a mail, which does nothing else (RFC 8058)' },
  { path: /^\/api\/v1\//, instead: 'a bearer token, which no browser sends by itself' },
]

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Neighbouring organizations are the same site, so SameSite protects nothing: unsafe methods and sockets need our exact origin. */
export const csrf = createMiddleware<AppEnv>(async (c, next) => {
  const upgrade = c.req.header('Upgrade')?.toLowerCase() === 'websocket'
  if ((upgrade || !safe.has(c.req.method)) && !isExempt(c.req.path) && !isFromOurselves(c.req.raw))
    throw new Forbidden()
  await next()
})

const isExempt = (path: string) => exempt.some((door) => door.path.test(path))

function isFromOurselves(request: Request): boolean {
  const site = request.headers.get('Sec-Fetch-Site')
  const origin = request.headers.get('Origin')
  if (origin !== null) return origin === new URL(request.url).origin
  return site === 'same-origin'
}
