import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../env'

/** Every answer carries an id; one structured line a request says what it cost, never what it held. */
export const requestId = createMiddleware<AppEnv>(async (c, next) => {
  const id = crypto.randomUUID()
  const startedAt = performance.now()
  c.set('requestId', id)
  await next()
  if (c.res.status === 101) return
  c.res.headers.set('X-Request-Id', id)
  const spent = c.var.tenant?.spent
  console.log(
    JSON.stringify({
      id,
      tenant: c.var.tenant?.id ?? null,
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
