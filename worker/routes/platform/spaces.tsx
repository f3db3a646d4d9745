import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { findRecord, type TenantRecord } from '../../../tenants/directory/records'
import { advance } from '../../../tenants/sign-up'
import { openTenant } from '../../../tenants/tenant'
import { SpacePage, Waiting } from '../../../views/platform/space'
import { foundOrganization } from '../../domain/organization'
import { handOverToOwner } from '../../domain/people'
import type { AppEnv } from '../../env'
import { Gone } from '../../errors'
import { wantsFragment } from '../../http/respond'
import { alarmOperator } from '../../jobs/alarm-operator'
import { readToken, signToken } from '../../lib/signature'
import { urls } from '../../urls'

const DAY_MS = 86_400_000
/** As long after the order its form still leads into the space; later one signs in as everybody does. */
const FRESH_MS = 10 * 60_000

/** Spaces on their way: whoever ordered one waits here, with a signed order in the address. */
export const spaces = new Hono<AppEnv>()

spaces.get('/spaces/:order', async (c) => {
  const order = c.req.param('order')
  const record = await readOrder(c, order)
  if (record.state !== 'active') c.header('Refresh', '10')
  return c.html(<SpacePage view={c.var.view} order={order} {...saidOf(record)} />)
})

spaces.post('/spaces/:order/opening', async (c) => {
  const order = c.req.param('order')
  const known = await readOrder(c, order)
  const record = known.state === 'active' ? known : await advance(c.var.platform, known.id, foundOrganization)
  if (record.state === 'active') return handOver(c, record)
  if (wantsFragment(c)) return c.html(<Waiting view={c.var.view} order={order} {...saidOf(record)} />)
  return c.redirect(urls.platform.space(order), 303)
})

/** After the order: into the space where it is ready, otherwise to where one waits for it. */
export async function goToSpace(c: Context<AppEnv>, record: TenantRecord): Promise<Response> {
  const { platform } = c.var
  if (record.state === 'active') return handOver(c, record)
  c.executionCtx.waitUntil(alarmOperator(platform, 'pool-empty', `No slot is free for ${record.slug}.`))
  const order = await signToken(platform.keys, 'hand-over', { order: record.id }, platform.now() + DAY_MS)
  return c.redirect(urls.platform.space(order), 303)
}

async function handOver(c: Context<AppEnv>, record: TenantRecord): Promise<Response> {
  const { platform } = c.var
  const tenant = await openTenant(platform, record)
  const isFresh = platform.now() - record.stateAt < FRESH_MS
  const url = tenant.origin + (isFresh ? urls.handOver(await handOverToOwner(tenant)) : urls.signIn())
  if (!c.req.header('HX-Request')) return c.redirect(url, 303)
  c.header('HX-Redirect', url)
  return c.body(null, 204)
}

const orderShape = z.object({ order: z.string() })

async function readOrder(c: Context<AppEnv>, token: string): Promise<TenantRecord> {
  const { platform } = c.var
  const said = orderShape.safeParse(await readToken(platform.keys, 'hand-over', token, platform.now()))
  const record = said.success ? await findRecord(platform.directory, said.data.order) : null
  if (!record || record.state === 'failed') throw new Gone('space.over')
  return record
}

const saidOf = (record: TenantRecord) => ({ organization: record.name, isReady: record.state === 'active' })
