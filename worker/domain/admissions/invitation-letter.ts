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
    inviter: inviter?.name ?? '',
    courses: entrance.courses.map(({ title }) => title),
    issue: () => issueCode(tenant, { purpose: 'invitation', userId: found.person.id }),
  }
}
