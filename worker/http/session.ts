import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { readOrganization } from '../domain/organization'
import { recallSession, resumeSession } from '../domain/people'
import type { AppEnv } from '../env'
import { urls } from '../urls'
import { readSessionCookie } from './cookies'
import { goTo } from './respond'
import { viewOf } from './view'

const looking = new Set(['GET', 'HEAD'])
/** One answer of an exam is saved every few seconds by everybody in it: its first batch only reads, and proves the session too. */
const isSave = ({ req }: Context<AppEnv>) =>
  req.method === 'PUT' && /^\/attempts\/[^/]+\/responses\/[^/]+$/.test(req.path)

/**
 * Who is here, if anybody: sets `visitor`, `organization` and `view`. Whoever only looks is known from the last time,
 * and proven along with the first thing that is read; where that fails the request is answered anew by `again`.
 */
export const visitor = (again: (c: Context<AppEnv>) => Response | Promise<Response>) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const tenant = c.get('tenant')
    const token = readSessionCookie(c)
    // A socket stays open: who opens one is read first.
    const looks = looking.has(c.req.method) && !c.req.header('Upgrade')
    const recalled = token && (looks || isSave(c)) ? await recallSession(tenant, token, looks) : null
    const resumed = recalled ?? (token ? await resumeSession(tenant, token) : null)
    c.set('visitor', resumed?.actor ?? null)
    c.set('needsPassword', resumed?.needsPassword ?? false)
    c.set('sessionId', resumed?.sessionId ?? null)
    c.set('unread', resumed?.unread ?? 0)
    c.set('inbox', resumed?.inbox ?? 0)
    c.set('organization', resumed?.organization ?? (await readOrganization(tenant)))
    c.set('view', viewOf(c))
    await next()
    if (!recalled || (await recalled.holds())) return
    c.res = undefined
    // What was sent is read already: the place of answering keeps it, and sends it once more.
    c.res = looks ? await again(c) : new Response(null, { status: 503, headers: { 'Retry-After': '1' } })
  })

/** Lets only signed-in people on; others sign in first and come back here. */
export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
  const visitor = c.get('visitor')
  if (!visitor) return c.redirect(urls.signIn(c.req.method === 'GET' ? c.get('view').path : undefined), 303)
  c.set('actor', visitor)
  // Who was given a role that asks for more has the page where the password is changed, and no other.
  if (c.get('needsPassword') && !isOwnAccount(c.req.path)) return goTo(c, urls.account())
  await next()
})

const isOwnAccount = (path: string) => /^\/(account|media|verification-mails)(\/|$)/.test(path)

/** On the platform's own site nobody is signed in. */
export const platformView = createMiddleware<AppEnv>(async (c, next) => {
  c.set('visitor', null)
  c.set('view', viewOf(c))
  await next()
})
