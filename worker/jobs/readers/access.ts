import type { Tenant } from '../../../tenants/tenant'
import type { Event, Reader } from '../readers'

/**
 * Whoever may have lost access to something leaves every live room at once: the browser asks once more, and the hallway
 * decides. One reader for all rooms, so that none is forgotten.
 */
export const accessReader: Reader = {
  'session.ended': subject,
  'person.left': subject,
  'person.password-changed': subject,
  'enrollment.withdrawn': people,
  'enrollment.role-given': people,
  'group.left': people,
  'people.role': people,
  'people.suspend': people,
  'people.sign-out': people,
  'people.remove': people,
  'people.undone': people,
}

async function subject(tenant: Tenant, { subjectId }: Event): Promise<void> {
  await tenant.rooms.dismiss([subjectId])
}

async function people(tenant: Tenant, { payload: { userId, userIds } }: Event): Promise<void> {
  const named = Array.isArray(userIds) ? userIds : [userId]
  await tenant.rooms.dismiss(named.filter((id) => typeof id === 'string'))
}
