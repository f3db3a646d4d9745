import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { invitations, users } from '../../db/schema'
import { sha256Hex } from '../../lib/ids'
import { codeQuery, personRowQuery } from '../people'
import { openInvitationQuery } from './invitations'

/** What stands behind the secret of a link, in one trip; whether it still holds is for others to say. */
export async function readInvitationLink(tenant: Tenant, secret: string) {
  const id = await sha256Hex(secret)
  const userId = sql<string>`(select user_id from codes where id = ${id} and purpose = 'invitation')`
  const [[code], [person], [invitation], [inviter]] = await tenant.db.batch([
    codeQuery(tenant, 'invitation', id),
    personRowQuery(tenant, userId),
    openInvitationQuery(tenant, userId),
    inviterQuery(tenant, userId),
  ])
  return { code, person, invitation, inviter: inviter?.name ?? null }
}

/** Who invited a person last, taken up or not. */
const inviterQuery = ({ db }: Tenant, userId: SQL<string>) =>
  db
    .select({ name: users.name })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .where(and(eq(invitations.userId, userId), isNull(users.deletedAt)))
    .orderBy(desc(invitations.sentAt))
    .limit(1)

export type InvitationLink = Awaited<ReturnType<typeof readInvitationLink>>

/** Whoever was invited by it is here. */
export const isTaken = ({ code, person }: InvitationLink): boolean =>
  code !== undefined && person !== undefined && person.state !== 'invited'

/** The address that a link was sent to which came too late, as long as the invitation itself stands; null for every other. */
export function lateAddress(tenant: Tenant, link: InvitationLink): string | null {
  const { code } = link
  return code && code.expiresAt <= tenant.now() ? standingAddress(link) : null
}

/** The address that an invitation which nobody has taken yet was sent to. */
export const standingAddress = ({ code, person, invitation }: InvitationLink): string | null =>
  code?.userId && code.usedAt === null && invitation && person?.state === 'invited' ? person.email : null
