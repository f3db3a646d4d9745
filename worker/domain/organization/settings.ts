import type { Tenant } from '../../../tenants/tenant'
import { prepared } from '../../db/prepared'
import { organization } from '../../db/schema'
import { recollection } from '../../lib/remember'

export type OrganizationSettings = typeof organization.$inferSelect

const KEEP_MS = 60_000
const kept = recollection<{ settings: OrganizationSettings; until: number }>(2_000)

/** Unexecuted, for the batch of a page. */
export const organizationQuery = prepared((db) => db.select().from(organization).limit(1))

/** The settings for pages that anybody may see: without a trip when this isolate read them within the last minute. */
export async function readOrganization(tenant: Tenant): Promise<OrganizationSettings> {
  const known = kept.get(tenant.id)
  if (known && known.until > Date.now()) return known.settings
  const [settings] = await organizationQuery(tenant.db)
  return keepOrganization(tenant, settings!)
}

/** Remembers settings that were just read or written. */
export function keepOrganization(tenant: Tenant, settings: OrganizationSettings): OrganizationSettings {
  kept.set(tenant.id, { settings, until: Date.now() + KEEP_MS })
  return settings
}
