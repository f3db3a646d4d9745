import type { Tenant } from '../../../tenants/tenant'
import { issueCertificate } from '../../domain/certificates'
import type { Event, Reader } from '../readers'

/** Gives the certificate that a completed course or module brings. */
export const certificateReader: Reader = {
  'course.completed': (tenant, event) => issue(tenant, event, 'course'),
  'module.completed': (tenant, event) => issue(tenant, event, 'module'),
}

async function issue(tenant: Tenant, event: Event, kind: 'course' | 'module'): Promise<void> {
  const { enrollmentId } = event.payload
  if (typeof enrollmentId !== 'string') return
  await issueCertificate(tenant, { kind, subjectId: event.subjectId, enrollmentId, at: event.at })
}
