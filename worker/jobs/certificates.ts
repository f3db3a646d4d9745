import type { Tenant } from '../../tenants/tenant'
import { issueBelated } from '../domain/certificates'

export const certificateJobs = {
  'issue-certificates': (tenant: Tenant, { kind, subjectId, after }: Record<string, unknown>) =>
    issueBelated(
      tenant,
      { kind: kind === 'module' ? 'module' : 'course', subjectId: String(subjectId) },
      after ? String(after) : undefined,
    ),
}
