import { Hono } from 'hono'
import { z } from 'zod'
import { AuditPage } from '../../views/audit/audit-page'
import { auditAreas, ENTRIES_A_PAGE, readAuditPage } from '../domain/pages'
import type { AppEnv } from '../env'
import { momentOf } from '../lib/zones'
import { urls } from '../urls'

/** Who did what, for those who run the organization. */
export const audit = new Hono<AppEnv>()

// What cannot be read of a filter is left out: a bent link still shows entries.
const filterSchema = z.object({
  area: z.enum(auditAreas as [string, ...string[]]).catch(''),
  q: z.string().max(200).catch(''),
  until: z.string().max(10).catch(''),
  after: z.string().max(1_024).optional().catch(undefined),
})

audit.get('/organization/audit', async (c) => {
  const { tenant, actor, view } = c.var
  const { area, q, until, after } = filterSchema.parse(c.req.query())
  const lastMoment = until ? momentOf(until, '23:59:59', view.zone) : null
  const filter = {
    area: auditAreas.find((one) => one === area) ?? null,
    words: q,
    before: lastMoment === null ? null : lastMoment + 1_000,
  }
  const found = await readAuditPage(tenant, actor, filter, { cursor: after, size: ENTRIES_A_PAGE })
  const { pathname, search } = new URL(c.req.url)
  const day = lastMoment === null ? '' : until
  return c.html(
    <AuditPage
      view={view}
      found={found}
      filter={{ ...filter, until: day }}
      here={pathname === urls.audit() ? pathname + search : urls.audit()}
      isFirst={!after}
    />,
  )
})
