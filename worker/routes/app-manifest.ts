import { Hono } from 'hono'
import { findLogoIcon } from '../domain/pages'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { monogram } from '../lib/monogram'
import { paletteOf } from '../lib/palette'
import { urls } from '../urls'

/** What phones and search engines ask before anybody signs in. */
export const appManifest = new Hono<AppEnv>()

const sizes = [180, 192, 512]

/** https://www.w3.org/TR/appmanifest */
appManifest.get('/manifest.webmanifest', async (c) => {
  const { name, colour, locale, logoId } = c.var.organization
  const logo = await findLogoIcon(c.var.tenant, logoId)
  const icon = (src: string, size: number, purpose: string) => ({
    src,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  const icons = [
    ...(logo && logoId ? [icon(urls.media(logoId), logo.size, 'any')] : []),
    // where a system cuts icons into a shape of its own, the letter on its ground always fits
    ...sizes
      .slice(1)
      .flatMap((size) => (logo ? ['maskable'] : ['any', 'maskable']).map((use) => icon(urls.appIcon(size), size, use))),
  ]
  const manifest = {
    id: urls.home(),
    name,
    short_name: name.length <= 14 ? name : (name.split(/\s+/)[0] ?? name).slice(0, 14),
    lang: locale,
    dir: 'auto',
    start_url: urls.home(),
    scope: urls.home(),
    display: 'standalone',
    background_color: '#fcf9f5',
    theme_color: paletteOf(colour).light,
    icons,
  }
  return c.body(JSON.stringify(manifest), 200, {
    'Content-Type': 'application/manifest+json',
    'Cache-Control': 'public, max-age=3600',
  })
})

appManifest.get('/:icon{app-icon-[0-9]+\\.png}', async (c) => {
  const size = Number(/\d+/.exec(c.req.param('icon'))?.[0])
  if (!sizes.includes(size)) throw new NotFound()
  const { name, colour, logoId } = c.var.organization
  // what an iPhone asks for has no other place to name the logo
  if (size === 180 && logoId && (await findLogoIcon(c.var.tenant, logoId))) return c.redirect(urls.media(logoId), 302)
  const { light, lightInk } = paletteOf(colour)
  return c.body(await monogram(name, size, light, lightInk), 200, {
    'Content-Type': 'image/png',
    'Cache-Control': 'public, max-age=86400',
  })
})

appManifest.get('/robots.txt', (c) => {
  const rules = c.var.organization.publicCatalogue ? 'Disallow: /sign-in\nDisallow: /register' : 'Disallow: /'
  return c.text(`User-agent: *\n${rules}\n`, 200, { 'Cache-Control': 'public, max-age=3600' })
})
