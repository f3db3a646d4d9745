import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { invitations, users } from '../../db/schema'
import { issueCode } from '../people'
import { readEntrance } from './entrance'

/** What the mail of an invitation says, as long as it is open; null when it was taken or taken back. */
export async function readInvitationForMail(tenant: Tenant, invitationId: string) {
  const [found] = await tenant.db
    .select({ invitation: invitations, person: users })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.userId))
    .where(eq(invitations.id, invitationId))
    .limit(1)
  if (found?.person.state !== 'invited' || found.person.deletedAt !== null || !found.person.email) return null
  if (found.invitation.revokedAt !== null) return null
  const [[inviter], entrance] = await Promise.all([
    tenant.db.select({ name: users.name }).from(users).where(eq(users.id, found.invitation.invitedBy)).limit(1),
    readEntrance(tenant, found.invitation),
  ])
  return {
    email: found.person.email,
    locale: found.person.locale,
    name: knownName(found.person.name, found.person.email),
    inviter: inviter?.name ?? '',
    courses: entrance.courses.map(({ title }) => title),
    issue: () => issueCode(tenant, { purpose: 'invitation', userId: found.person.id }),
  }
}

/** Whoever was invited by an address alone is called by what stands before its @ until they say their name. */
const knownName = (name: string, email: string) => (name === email.slice(0, email.indexOf('@')) ? '' : name)
