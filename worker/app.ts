import { Hono } from 'hono'
import { openPlatform, type Ports } from '../tenants/platform'
import type { AppEnv } from './env'
import { serveContent } from './http/content-origin'
import { csrf } from './http/csrf'
import { onError, onNotFound } from './http/errors'
import { tenantOfHost } from './http/host'
import { requestId } from './http/request-id'
import { securityHeaders } from './http/security-headers'
import { platformView, signedIn, visitor } from './http/session'
import { account } from './routes/account'
import { api } from './routes/api'
import { appManifest } from './routes/app-manifest'
import { attempts } from './routes/attempts'
import { certificates, verification } from './routes/certificates'
import { confirmations } from './routes/confirmations'
import { home } from './routes/home'
import { locale } from './routes/locale'
import { media } from './routes/media'
import { mediaFiles } from './routes/media-files'
import { organizationSettings } from './routes/organization'
import { passwords } from './routes/passwords'
import { people } from './routes/people'
import { platformSite } from './routes/platform'
import { quizzes } from './routes/quizzes'
import { signInDoors } from './routes/sign-in'
import { uploads } from './routes/uploads'
import { welcome } from './routes/welcome'

/** The whole building: the hallway in order, then the doors. */
export function lyceum(ports: Ports) {
  const hallway = (app: Hono<AppEnv>) =>
    app
      .use(requestId)
      .use(securityHeaders)
      .use(async (c, next) => {
        c.set('platform', openPlatform(c.env, ports, c.req.raw))
        await next()
      })
      .use(csrf)

  const platform = hallway(new Hono<AppEnv>()).use(platformView)
  platform.route('/', platformSite)

  const school = hallway(new Hono<AppEnv>()).use(tenantOfHost)
  school.route('/api/v1', api)
  school.use(visitor)
  for (const door of [appManifest, locale, signInDoors, passwords, confirmations, verification]) school.route('/', door)
  school.route('/', mediaFiles)
  school.use(signedIn)
  for (const door of [home, people, account, organizationSettings, welcome, certificates]) school.route('/', door)
  for (const door of [quizzes, attempts]) school.route('/', door)
  for (const door of [media, uploads]) school.route('/', door)

  for (const app of [platform, school]) app.onError(onError).notFound(onNotFound)

  return {
    platform,
    school,
    fetch(request: Request, env: AppEnv['Bindings'], context: ExecutionContext): Response | Promise<Response> {
      const { hostname } = new URL(request.url)
      if (hostname.endsWith(`.${new URL(env.CONTENT_ORIGIN).hostname}`))
        return serveContent(openPlatform(env, ports, request), request)
      const app = hostname === new URL(env.PLATFORM_ORIGIN).hostname ? platform : school
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
