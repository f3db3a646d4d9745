import { createMiddleware } from 'hono/factory'
import { readOrganization } from '../domain/organization'
import { resumeSession } from '../domain/people/sessions'
import type { AppEnv } from '../env'
import { urls } from '../urls'
import { readSessionCookie } from './cookies'
import { viewOf } from './view'

/** Who is here, if anybody: sets `visitor`, `organization` and `view`. */
export const visitor = createMiddleware<AppEnv>(async (c, next) => {
  const token = readSessionCookie(c)
  const resumed = token ? await resumeSession(c.get('tenant'), token) : null
  c.set('visitor', resumed?.actor ?? null)
  c.set('sessionId', resumed?.sessionId ?? null)
  c.set('organization', resumed?.organization ?? (await readOrganization(c.get('tenant'))))
  c.set('view', viewOf(c))
  await next()
})

/** Lets only signed-in people on; others sign in first and come back here. */
export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
  const visitor = c.get('visitor')
  if (!visitor) return c.redirect(urls.signIn(c.req.method === 'GET' ? c.get('view').path : undefined), 303)
  c.set('actor', visitor)
  await next()
})

/** On the platform's own site nobody is signed in. */
export const platformView = createMiddleware<AppEnv>(async (c, next) => {
  c.set('visitor', null)
  c.set('view', viewOf(c))
  await next()
})
