import { Hono } from 'hono'
import { undoOwnAct } from '../domain/pages'
import type { AppEnv } from '../env'
import { goTo, pathBack } from '../http/respond'
import { urls } from '../urls'

/** What one has done oneself, taken back from the notice about it. */
export const reversals = new Hono<AppEnv>()

reversals.post('/acts/:id/reversal', async (c) => {
  await undoOwnAct(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, pathBack(c.req.query('back'), urls.home()), 'ui.putBack')
})
