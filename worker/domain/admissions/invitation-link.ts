import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { sha256Hex } from '../../lib/ids'
import { codeQuery, personRowQuery } from '../people'
import { openInvitationQuery } from './invitations'

/** What stands behind the secret of a link, in one trip; whether it still holds is for others to say. */
export async function readInvitationLink(tenant: Tenant, secret: string) {
  const id = await sha256Hex(secret)
  const userId = sql<string>`(select user_id from codes where id = ${id} and purpose = 'invitation')`
  const [[code], [person], [invitation]] = await tenant.db.batch([
    codeQuery(tenant, 'invitation', id),
    personRowQuery(tenant, userId),
    openInvitationQuery(tenant, userId),
  ])
  return { code, person, invitation }
}

export type InvitationLink = Awaited<ReturnType<typeof readInvitationLink>>

/** The address that a link was sent to which came too late, as long as the invitation itself stands; null for every other. */
export function lateAddress(tenant: Tenant, link: InvitationLink): string | null {
  const { code } = link
  return code && code.expiresAt <= tenant.now() ? standingAddress(link) : null
}

/** The address that an invitation which nobody has taken yet was sent to. */
export const standingAddress = ({ code, person, invitation }: InvitationLink): string | null =>
  code?.userId && code.usedAt === null && invitation && person?.state === 'invited' ? person.email : null
