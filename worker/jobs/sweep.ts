import type { Platform } from '../../tenants/platform'
import type { Tenant } from '../../tenants/tenant'
import { remindSoon } from '../domain/notifications'
import { purgeForgotten } from '../domain/people'
import { drain } from './drain'
import { ring } from './ring'

type Args = Record<string, unknown>

/** What an organization is woken for by night: what an alarm or a timer of its own should have seen to. */
export async function sweep(tenant: Tenant, args: Args, platform: Platform): Promise<void> {
  await purgeForgotten(tenant)
  await remindSoon(tenant)
  try {
    await drain(tenant, args, platform)
  } finally {
    await ring(tenant, args, platform)
  }
}
