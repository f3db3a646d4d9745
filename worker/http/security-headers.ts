import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env'
import { frameSources } from '../lib/embeds'

/** What a browser may do with our pages: from nothing up. An upgraded socket's headers cannot be changed. */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  c.set('nonce', c.get('requestId').replaceAll('-', ''))
  await next()
  if (c.res.status === 101) return
  const headers = c.res.headers
  headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains; preload')
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentSecurityPolicy(c))
})

function contentSecurityPolicy(c: Context<AppEnv>): string {
  const { origin, contentOrigin } = c.get('platform')
  const embeds = frameSources(c.get('organization')?.embedHosts ?? [])
  // the sign-up's answer sends the form on to the new subdomain
  const subdomains = c.get('tenant') ? '' : ` ${origin.protocol}//*.${origin.host}`
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${c.get('nonce')}'`,
    `img-src 'self' data: blob: ${contentOrigin.protocol}//*.${contentOrigin.host}`,
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `frame-src ${["'self'", ...embeds].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    `form-action 'self'${subdomains}`,
  ].join('; ')
}
