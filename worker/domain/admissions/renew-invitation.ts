import type { Tenant } from '../../../tenants/tenant'
import { Gone } from '../../errors'
import { newId } from '../../lib/ids'
import { recordEvent } from '../events'
import { admit, mailing } from '../people'
import { lateAddress, readInvitationLink, standingAddress } from './invitation-link'

/**
 * Sends a new link to the invited address, and to no other, for whoever holds the old one; gives the address, or null where the
 * link still holds. Throws Gone for a code that is nobody's or was used, TooMany.
 */
export async function renewInvitation(tenant: Tenant, secret: string, address: string): Promise<string | null> {
  const link = await readInvitationLink(tenant, secret)
  if (!link.invitation || !standingAddress(link)) throw new Gone('invitations.over')
  const email = lateAddress(tenant, link)
  if (!email) return null
  await admit(tenant, 'mail', mailing(email, address))
  await recordEvent(tenant.db, 'person.invited', link.invitation.id, { key: newId(), at: tenant.now() })
  await tenant.queue.send('drain')
  return email
}
