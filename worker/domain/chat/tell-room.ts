import type { Tenant } from '../../../tenants/tenant'
import { retrying } from '../../lib/retry'
import type { MessageLine } from './messages'

/** Tells whoever listens what stands in the database by now. Whoever misses it asks for it: it never undoes the act. */
export async function tellRoom(tenant: Tenant, message: MessageLine): Promise<void> {
  const news = { message, at: tenant.now() }
  await retrying(() => tenant.rooms.chat(message.roomId).tell(news)).catch((error) => console.error(String(error)))
}
