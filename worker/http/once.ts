import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { actOnce, keepAnswer, readKey } from '../domain/people'
import type { AppEnv } from '../env'
import { sha256Hex } from '../lib/ids'
import { goTo, pathBack } from './respond'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** The parameter in a form's address that says which showing of the form was sent. */
export const ONCE = 'once'

/**
 * A form that makes something is done once, however often it is sent: a double click, "send again?" after the back
 * button, a second try because the first answer was lost. The same words in the same showing of the form are the same
 * deed; the second sender is led to where the first one was.
 */
export const once = createMiddleware<AppEnv>(async (c, next) => {
  const showing = safe.has(c.req.method) ? undefined : c.req.query(ONCE)
  if (!showing || showing.length > 64) return next()
  const { tenant } = c.var
  const actorId = c.var.visitor?.id ?? ''
  const body = await sha256Hex(new Uint8Array(await c.req.raw.clone().arrayBuffer()))
  const key = await sha256Hex(`form ${c.req.method} ${c.req.path} ${showing} ${body}`)
  const guard = actOnce(tenant, actorId, key, body)
  await next()
  if (guard.state === 'broke') c.res = await sameAsBefore(c, actorId, key)
  else if (guard.state === 'rode' && c.res.status < 400)
    await keepAnswer(tenant, actorId, key, {
      requestHash: body,
      status: c.res.status,
      response: whereTo(c.res),
      undo: null,
    }).catch(() => {}) // the deed is done and kept; a second sender is led back to the form's page instead
})

const whereTo = (answer: Response) => answer.headers.get('Location') ?? answer.headers.get('HX-Redirect') ?? ''

/** The first request may still be on its way to its answer. */
async function sameAsBefore(c: Context<AppEnv>, actorId: string, key: string): Promise<Response> {
  const came = c.req.header('Referer')
  const back = came && new URL(came).origin === new URL(c.req.url).origin ? pathBack(new URL(came).pathname, '/') : '/'
  for (let tries = 0; tries < 3; tries++) {
    const known = await readKey(c.var.tenant, actorId, key)
    if (known?.status) return goTo(c, known.response || back, 'form.once')
    await new Promise((resume) => setTimeout(resume, 150))
  }
  return goTo(c, back, 'form.once')
}
