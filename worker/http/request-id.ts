import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env'

/**
 * Every answer carries an id; one structured line a request says what it cost, never what it held. What was only looked
 * at and cost the database nothing has no line: the edge's own record of the request says all there is.
 */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  const id = crypto.randomUUID()
  const startedAt = performance.now()
  c.set('requestId', id)
  await next()
  if (c.res.status === 101) return
  c.res.headers.set('X-Request-Id', id)
  const tenant = c.get('tenant')
  const spent = tenant?.spent
  if (c.req.method === 'GET' && c.res.status < 400 && !spent?.trips) return
  console.log(
    JSON.stringify({
      id,
      tenant: tenant?.id ?? null,
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: Math.round(performance.now() - startedAt),
      trips: spent?.trips ?? 0,
      rowsRead: spent?.rowsRead ?? 0,
      rowsWritten: spent?.rowsWritten ?? 0,
    }),
  )
})
