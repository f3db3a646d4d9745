import { createMiddleware } from 'hono/factory'
import { forgetAnswer, keepAnswer, takeKey } from '../../domain/people'
import type { AppEnv } from '../../env'
import { sha256Hex } from '../../lib/ids'
import { problem } from './problem'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `Idempotency-Key`: the same request sent again within 24 hours gets the first one's answer and does nothing. */
export const idempotency = createMiddleware<AppEnv>(async (c, next) => {
  const key = c.req.header('Idempotency-Key')
  if (!key || safe.has(c.req.method)) return next()
  if (key.length > 200) return problem(c, 422, 'Invalid', 'An Idempotency-Key has at most 200 characters.')
  const { tenant, actor } = c.var
  const hash = await sha256Hex(
    `${c.req.method} ${c.req.url}\n${await sha256Hex(new Uint8Array(await c.req.arrayBuffer()))}`,
  )
  const known = await takeKey(tenant, actor, key, hash)
  if (known && known.requestHash !== hash)
    return problem(c, 422, 'Invalid', 'This Idempotency-Key was used for another request.')
  if (known && known.status === null)
    return problem(c, 409, 'Conflict', 'The first request with this Idempotency-Key is still under way.')
  if (known) {
    c.header('Idempotency-Replayed', 'true')
    return c.body(known.response ?? '', known.status as 200, { 'Content-Type': 'application/json' })
  }
  await next()
  if (c.res.status >= 500) return forgetAnswer(tenant, actor, key)
  await keepAnswer(tenant, actor, key, c.res.status, await c.res.clone().text())
})
