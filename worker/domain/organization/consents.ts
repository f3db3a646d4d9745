import type { Tenant } from '../../../tenants/tenant'
import { consents } from '../../db/schema'
import { newId } from '../../lib/ids'

/** For the batch in which a person agrees: which document in which version. */
export function consentRows(tenant: Tenant, userId: string, versions: Record<string, string>) {
  const rows = Object.entries(versions).map(([document, version]) => ({
    id: newId(),
    userId,
    document: document as 'terms',
    version,
    at: tenant.now(),
  }))
  return rows.length ? [tenant.db.insert(consents).values(rows)] : []
}
