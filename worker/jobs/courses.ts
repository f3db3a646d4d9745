import type { Tenant } from '../../tenants/tenant'
import { publishScheduled, purge } from '../domain/courses'
import { beginSettling } from '../domain/progress'
import type { Timer } from './timers'

export const courseTimers = {
  'publish-item': (tenant: Tenant, { subjectId }: Timer) => publishScheduled(tenant, 'item', subjectId),
  'publish-module': (tenant: Tenant, { subjectId }: Timer) => publishScheduled(tenant, 'module', subjectId),
  'settle-course': (tenant: Tenant, { subjectId }: Timer) => beginSettling(tenant, subjectId),
  'purge-course': (tenant: Tenant, { subjectId }: Timer) => purge(tenant, 'purge-course', subjectId),
  'purge-module': (tenant: Tenant, { subjectId }: Timer) => purge(tenant, 'purge-module', subjectId),
  'purge-item': (tenant: Tenant, { subjectId }: Timer) => purge(tenant, 'purge-item', subjectId),
}
