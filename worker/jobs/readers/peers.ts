import type { Tenant } from '../../../tenants/tenant'
import { turnPeers, turnPeersOf } from '../../domain/assignments'
import type { Event, Reader } from '../readers'

/** Who reviews whose work, after anything that may change who is there, what is there, or when. */
export const peersReader: Reader = {
  'peers.set': item,
  'peer-review.given': item,
  'peer-review.steered': item,
  'submission.handed-in': item,
  'submission.released': item,
  'item.published': (tenant, { subjectId }) => turnPeers(tenant, subjectId),
  'dates.moved': moved,
  'grades.unlocked': moved,
  'enrollment.created': people,
  'enrollment.returned': people,
  'enrollment.withdrawn': people,
  'enrollment.role-given': people,
  'import.applied': course,
  'import.undone': course,
  'person.accommodated': (tenant, { subjectId: userId }) => turnPeersOf(tenant, { userId, begun: true }),
}

async function item(tenant: Tenant, { payload: { itemId } }: Event): Promise<void> {
  if (typeof itemId === 'string') await turnPeers(tenant, itemId)
}

async function course(tenant: Tenant, { payload: { courseId } }: Event): Promise<void> {
  if (typeof courseId === 'string') await turnPeersOf(tenant, { courseId })
}

async function people(tenant: Tenant, { payload: { courseId } }: Event): Promise<void> {
  if (typeof courseId === 'string') await turnPeersOf(tenant, { courseId, begun: true })
}

async function moved(tenant: Tenant, event: Event): Promise<void> {
  await (typeof event.payload.itemId === 'string' ? item(tenant, event) : course(tenant, event))
}
