import { createMiddleware } from 'hono/factory'
import { actOnce, keepAnswer, readKey } from '../../domain/people'
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
  const body = await c.req.arrayBuffer()
  // Some doors read the request itself, as far as a file of their kind may go.
  if (c.req.raw.body) c.req.raw = new Request(c.req.raw, { body })
  const requestHash = await sha256Hex(`${c.req.method} ${c.req.url}\n${await sha256Hex(new Uint8Array(body))}`)
  const known = await readKey(tenant, actor.id, key)
  if (known && known.requestHash !== requestHash)
    return problem(c, 422, 'Invalid', 'This Idempotency-Key was used for another request.')
  if (known?.status) {
    c.header('Idempotency-Replayed', 'true')
    if (known.undo) c.header('Undo', known.undo)
    if (!known.response) return c.body(null, known.status as 204)
    return c.body(known.response, known.status as 200, { 'Content-Type': 'application/json' })
  }
  const underWay = () =>
    problem(
      c,
      409,
      'Conflict',
      'The request with this Idempotency-Key is under way, or was carried out and its answer lost. Read what it should have changed.',
    )
  if (known) return underWay()
  const guard = actOnce(tenant, actor.id, key, requestHash)
  await next()
  if (guard.state === 'broke') c.res = underWay()
  else if (c.res.status < 500) {
    const response = await c.res.clone().text()
    const undo = c.res.headers.get('Undo')
    await keepAnswer(tenant, actor.id, key, { requestHash, status: c.res.status, response, undo })
  }
})
