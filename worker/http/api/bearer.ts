import { createMiddleware } from 'hono/factory'
import { requestsAMinute, resumeApiToken } from '../../domain/people'
import type { AppEnv } from '../../env'
import { TooMany } from '../../errors'
import { viewOf } from '../view'
import { problem } from './problem'

/** Lets a valid bearer token (RFC 6750) in, and says with every answer how much of its minute is left. */
export const bearer = createMiddleware<AppEnv>(async (c, next) => {
  const [scheme, token] = (c.req.header('Authorization') ?? '').split(' ')
  const resumed = scheme?.toLowerCase() === 'bearer' && token ? await resumeApiToken(c.var.tenant, token) : null
  if (!resumed) {
    c.header('WWW-Authenticate', 'Bearer')
    return problem(
      c,
      401,
      'Unauthorized',
      'Send a token that is neither expired nor revoked: Authorization: Bearer <token>.',
    )
  }
  c.set('actor', resumed.actor)
  c.set('visitor', resumed.actor)
  c.set('organization', resumed.organization)
  c.set('view', viewOf(c))
  const seconds = Math.max(1, Math.ceil((resumed.resetsAt - c.var.tenant.now()) / 1000))
  c.header('RateLimit-Limit', String(requestsAMinute))
  c.header('RateLimit-Remaining', String(Math.max(0, requestsAMinute - resumed.used)))
  c.header('RateLimit-Reset', String(seconds))
  if (resumed.used > requestsAMinute) throw new TooMany(seconds)
  await next()
})
