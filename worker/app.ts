import { type Context, Hono } from 'hono'
import { openPlatform, type Ports, readOrigin } from '../tenants/platform'
import type { AppEnv } from './env'
import { boundedForm } from './http/bounded-form'
import { serveContent } from './http/content-origin'
import { csrf } from './http/csrf'
import { onError, onNotFound } from './http/errors'
import { tenantOfHost } from './http/host'
import { once } from './http/once'
import { requestId } from './http/request-id'
import { rememberingRouter } from './http/router'
import { securityHeaders } from './http/security-headers'
import { platformView, signedIn, visitor } from './http/session'
import { innerDoors, openDoors } from './routes'
import { api } from './routes/api'
import { platformSite } from './routes/platform'

/** The whole building: the hallway in order, then the doors. */
export function lyceum(ports: Ports) {
  const hallway = () =>
    new Hono<AppEnv>({ router: rememberingRouter() })
      .use(requestId)
      .use(securityHeaders)
      .use(async (c, next) => {
        c.set('platform', openPlatform(c.env, ports, c.req.raw))
        await next()
      })
      .use(csrf)
      // Those there are never come as far as this: they lie in front of the Worker.
      .all('/assets/*', onNotFound)

  const platform = hallway().use(boundedForm).use(platformView)
  platform.route('/', platformSite)

  const school = hallway().use(tenantOfHost)
  const again = (c: Context<AppEnv>) => school.fetch(c.req.raw, c.env, c.executionCtx)
  school.route('/api/v1', api)
  school.use(boundedForm).use(visitor(again)).use(once)
  for (const door of openDoors) school.route('/', door)
  school.use(signedIn)
  for (const door of innerDoors) school.route('/', door)

  for (const app of [platform, school]) app.onError(onError).notFound(onNotFound)

  return {
    platform,
    school,
    fetch(request: Request, env: AppEnv['Bindings'], context: ExecutionContext): Response | Promise<Response> {
      const { hostname } = new URL(request.url)
      if (hostname.endsWith(`.${readOrigin(env.CONTENT_ORIGIN).hostname}`))
        return serveContent(openPlatform(env, ports, request), request)
      const app = hostname === readOrigin(env.PLATFORM_ORIGIN).hostname ? platform : school
      return app.fetch(withMethod(request), env, context)
    },
  }
}

/** Forms can only POST: `?_method=DELETE` in the address says what is meant. Only the address is read, so the body stays as it was sent. */
function withMethod(request: Request): Request {
  if (request.method !== 'POST') return request
  const method = new URL(request.url).searchParams.get('_method')?.toUpperCase()
  return method === 'PUT' || method === 'PATCH' || method === 'DELETE' ? new Request(request, { method }) : request
}
