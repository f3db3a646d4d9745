import type { Tenant } from '../../tenants/tenant'
import { applyImport } from '../domain/imports'

export const importJobs = {
  import: (tenant: Tenant, args: Record<string, unknown>) => applyImport(tenant, String(args.run)),
}
