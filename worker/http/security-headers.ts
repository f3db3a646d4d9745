import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env'
import { brandStyle } from '../lib/brand-style'
import { frameSources } from '../lib/embeds'
import { paletteOf } from '../lib/palette'
import { keeperOf } from '../lib/remember'

/** What a browser may do with our pages: from nothing up. An upgraded socket's headers cannot be changed. */
export const securityHeaders = createMiddleware<AppEnv>(async (c, next) => {
  await next()
  if (c.res.status === 101) return
  const headers = c.res.headers
  headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains; preload')
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  headers.set('Permissions-Policy', 'camera=(self), geolocation=(), microphone=(self), payment=(), usb=()')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentSecurityPolicy(c))
})

const kept = keeperOf<object, string>()

/** The same for every page of an organization, as long as its settings stand. */
function contentSecurityPolicy(c: Context<AppEnv>): string {
  const organization = c.get('organization') ?? null
  const { origin, contentOrigin } = c.get('platform')
  const isSchool = c.get('tenant') !== undefined
  return kept(organization ?? (isSchool ? contentOrigin : origin), () => {
    const style = organization ? ` ${brandStyle(paletteOf(organization.colour)).source}` : ''
    // the sign-up's answer sends the form on to the new subdomain
    const subdomains = isSchool ? '' : ` ${origin.protocol}//*.${origin.host}`
    return [
      "default-src 'none'",
      "script-src 'self'",
      `style-src 'self'${style}`,
      `img-src 'self' data: blob: ${contentOrigin.protocol}//*.${contentOrigin.host}`,
      "media-src 'self' blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "manifest-src 'self'",
      `frame-src ${["'self'", ...frameSources(organization?.embedHosts ?? [])].join(' ')}`,
      "base-uri 'none'",
      "frame-ancestors 'none'",
      `form-action 'self'${subdomains}`,
    ].join('; ')
  })
}
