import { createMiddleware } from 'hono/factory'
import { resolveHostname } from '../../tenants/directory/hostname-cache'
import { openTenant } from '../../tenants/tenant'
import type { AppEnv } from '../env'
import { Unavailable } from '../errors'
import { urls } from '../urls'
import { Closed, HostUnknown, Misdirected, Preparing, Suspended } from './host-errors'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Opens the organization that answers at this host. Writes ask the directory anew, so that a suspension holds at once. */
export const tenantOfHost = createMiddleware<AppEnv>(async (c, next) => {
  const platform = c.get('platform')
  const { hostname, pathname } = new URL(c.req.url)
  const reopening = pathname === urls.reopening()
  const record = await resolveHostname(platform, hostname, reopening || !safe.has(c.req.method))
  if (!record) throw hostname.endsWith(`.${platform.origin.hostname}`) ? new HostUnknown() : new Misdirected()
  if (record.state === 'suspended') throw new Suspended()
  if (record.state === 'deleted' || record.state === 'failed') throw new HostUnknown()
  if (record.state === 'deleting' && !reopening) throw new Closed()
  if (record.state !== 'active' && record.state !== 'deleting') throw new Preparing()
  if (!record.slot) throw new Unavailable()
  const tenant = await openTenant(platform, record)
  c.set('tenant', tenant)
  await next()
  tenant.close()
})
