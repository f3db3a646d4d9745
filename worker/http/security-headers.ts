import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env'
import { frameSources } from '../lib/embeds'

/** What a browser may do with our pages: from nothing up. An upgraded socket's headers cannot be changed. */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  c.set('nonce', crypto.randomUUID().replaceAll('-', ''))
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
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentSecurityPolicy(c.var))
})

function contentSecurityPolicy({ nonce, platform, tenant, organization }: AppEnv['Variables']): string {
  const { protocol, host } = platform.origin
  const content = `${platform.contentOrigin.protocol}//*.${platform.contentOrigin.host}`
  const embeds = frameSources(organization?.embedHosts ?? [])
  const sources: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'", `'nonce-${nonce}'`],
    'img-src': ["'self'", 'data:', 'blob:', content],
    'media-src': ["'self'", 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'frame-src': ["'self'", ...embeds],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    // the sign-up's answer sends the form on to the new subdomain
    'form-action': tenant ? ["'self'"] : ["'self'", `${protocol}//*.${host}`],
  }
  return Object.entries(sources)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ')
}
