import { Hono } from 'hono'
import { DeadLettersPage } from '../../views/organization/dead-letters-page'
import { retryDeadLetter, retryDeadLetters } from '../domain/organization'
import { LETTERS_A_PAGE, readDeadLetters } from '../domain/pages'
import type { AppEnv } from '../env'
import { goTo } from '../http/respond'
import { urls } from '../urls'

/** What could not be done after an act, for those who run the organization. */
export const deadLetters = new Hono<AppEnv>()

deadLetters.get('/organization/dead-letters', async (c) => {
  const { tenant, actor, view } = c.var
  const found = await readDeadLetters(tenant, actor, { cursor: c.req.query('after'), size: LETTERS_A_PAGE })
  return c.html(<DeadLettersPage view={view} found={found} />)
})

deadLetters.post('/organization/dead-letters/tries', async (c) => {
  await retryDeadLetters(c.var.tenant, c.var.actor)
  return goTo(c, urls.deadLetters(), 'deadLetters.asked')
})

deadLetters.post('/organization/dead-letters/:id/tries', async (c) => {
  await retryDeadLetter(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.deadLetters(), 'deadLetters.asked')
})
