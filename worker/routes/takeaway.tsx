import { Hono } from 'hono'
import { TakeawayPage } from '../../views/organization/takeaway-page'
import { exportCourses } from '../domain/imports'
import { exportList, readTakeaway } from '../domain/pages'
import type { AppEnv } from '../env'
import { attachment } from '../http/attachment'
import { csvStream } from '../lib/csv'

/** What an organization takes with it when it leaves, or keeps beside us while it stays. */
export const takeaway = new Hono<AppEnv>()

takeaway.get('/organization/takeaway', async (c) =>
  c.html(<TakeawayPage view={c.var.view} found={await readTakeaway(c.var.tenant, c.var.actor)} />),
)

takeaway.post('/organization/takeaway/courses', async (c) => {
  const part = Math.min(10_000, Math.max(1, Math.trunc(Number(c.req.query('part'))) || 1))
  return c.body(await exportCourses(c.var.tenant, c.var.actor, part), 200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': attachment(`${c.var.tenant.slug}-courses-${part}.zip`),
  })
})

takeaway.post('/organization/takeaway/:list', async (c) => {
  const list = c.req.param('list')
  const { heading, rows } = await exportList(c.var.tenant, c.var.actor, list)
  return c.body(csvStream(heading, rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': attachment(`${c.var.tenant.slug}-${list}.csv`),
  })
})
