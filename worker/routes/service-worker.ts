import { Hono } from 'hono'
import type { AppEnv } from '../env'
import { NotFound, Unavailable } from '../errors'
import { asset } from '../lib/assets'
import { urls } from '../urls'

/** What shows a message while no page is open. It stands at the root, as a service worker rules over what lies below it, and its name never changes. */
export const serviceWorker = new Hono<AppEnv>()

serviceWorker.get(urls.serviceWorker(), async (c) => {
  const { env, vapid } = c.var.platform
  if (!vapid) throw new NotFound()
  const file = await env.ASSETS.fetch(new URL(asset('js/service-worker.js'), env.PLATFORM_ORIGIN)).catch(() => null)
  if (!file?.ok) throw new Unavailable()
  return c.body(await file.text(), 200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Content-Security-Policy':
      "default-src 'none'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
  })
})
