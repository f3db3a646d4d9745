import type { Tenant } from '../../../tenants/tenant'
import { settleCompletions } from '../../domain/progress'
import type { Event, Reader } from '../readers'

/** Completes modules and courses by their rules, after whatever may have been the last piece. */
export const completionReader: Reader = {
  'item.completed': settle,
  'attempt.submitted': settle,
  'submission.released': settle,
  'grade.overridden': settle,
  'grade.excused': settle,
}

async function settle(tenant: Tenant, event: Event): Promise<void> {
  const { enrollmentId } = event.payload
  if (typeof enrollmentId !== 'string') return
  if (await settleCompletions(tenant, enrollmentId, event.at)) await tenant.queue.send('drain')
}
