import type { Tenant } from '../../../tenants/tenant'
import { Gone } from '../../errors'
import { newId, sha256Hex } from '../../lib/ids'
import { recordEvent } from '../events'
import { admit, codeQuery, mailing, personRowQuery } from '../people'
import { openInvitationQuery } from './invitations'

/** What a link that came too late was for, as long as the invitation itself stands; null for every other code. */
export async function findLateInvitation(tenant: Tenant, secret: string) {
  const found = await findByLink(tenant, secret)
  return found?.isLate ? found : null
}

/**
 * Sends a new link to the invited address, and to no other, for whoever holds the old one; gives the address, or null where the
 * link still holds. Throws Gone for a code that is nobody's or was used, TooMany.
 */
export async function renewInvitation(tenant: Tenant, secret: string, address: string): Promise<string | null> {
  const found = await findByLink(tenant, secret)
  if (!found) throw new Gone('invitations.over')
  if (!found.isLate) return null
  await admit(tenant, 'mail', mailing(found.email, address))
  await recordEvent(tenant.db, 'person.invited', found.invitationId, { key: newId(), at: tenant.now() })
  await tenant.queue.send('drain')
  return found.email
}

async function findByLink(tenant: Tenant, secret: string) {
  const [code] = await codeQuery(tenant, 'invitation', await sha256Hex(secret))
  if (!code?.userId || code.usedAt !== null) return null
  const [[person], [invitation]] = await tenant.db.batch([
    personRowQuery(tenant, code.userId),
    openInvitationQuery(tenant, code.userId),
  ])
  if (!invitation || person?.state !== 'invited' || !person.email) return null
  return { email: person.email, invitationId: invitation.id, isLate: code.expiresAt <= tenant.now() }
}
