import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { insist, orInsisted } from '../../db/insist'
import { invitations, users } from '../../db/schema'
import { Gone, Invalid, refuseWrong } from '../../errors'
import { newId } from '../../lib/ids'
import type { PasswordCost } from '../../lib/password'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { consentRows, type OrganizationSettings } from '../organization'
import { orGone, passwordColumns, personEntry, startSession, useCode, wrongPassword } from '../people'
import { indexEntry } from '../search'
import { enterStatements, landing, readEntrance } from './entrance'
import { type InvitationLink, readInvitationLink } from './invitation-link'

/** What the page of an invitation shows. Throws Gone where the link was used, taken back or is over. */
export const findInvitation = async (tenant: Tenant, secret: string) =>
  orOver(tenant, await readInvitationLink(tenant, secret))

export function orOver(tenant: Tenant, { code: found, person, invitation }: InvitationLink) {
  const code = orGone(tenant, found)
  if (!person || !invitation || person.state !== 'invited') throw new Gone('invitations.over')
  return { code, person, invitation }
}

type Accepted = {
  name: string
  password: string
  /** Empty: as the organization. */
  locale?: string
  zone?: string
  consents: Record<string, string>
  device: string
}

/**
 * The invited person chooses a name and a password and stands in the course that the invitation named: gives the cookie's
 * value of a new session and that course's id. The mail reached them, so their address is confirmed.
 */
export async function acceptInvitation(
  tenant: Tenant,
  secret: string,
  { name: typed, password, locale, zone, consents, device }: Accepted,
  organization: OrganizationSettings,
  cost: PasswordCost,
): Promise<{ token: string; courseId: string | null }> {
  const { code, person, invitation } = await findInvitation(tenant, secret)
  const name = cleanLine(typed, 200)
  refuseWrong(
    !name && new Invalid('name', 'people.nameMissing'),
    wrongPassword(password, { ...person, name }, organization),
  )
  const entrance = await readEntrance(tenant, invitation)
  const kept = await passwordColumns(password, cost)
  const { db } = tenant
  const at = tenant.now()
  await db
    .batch([
      ...useCode(tenant, code),
      recordEvent(db, 'invitation.accepted', invitation.id, { actorId: person.id, at }),
      db
        .update(users)
        .set({ name, ...kept, locale, zone, state: 'active', emailVerifiedAt: at })
        .where(and(eq(users.id, person.id), eq(users.state, 'invited'), isNull(users.deletedAt))),
      insist(db, sql`exists (select 1 from users where id = ${person.id} and state = 'active' and deleted_at is null)`),
      db.update(invitations).set({ acceptedAt: at }).where(eq(invitations.userId, person.id)),
      indexEntry(db, personEntry({ ...person, name })),
      ...consentRows(tenant, person.id, consents),
      ...enterStatements(tenant, person.id, entrance, {
        source: 'invitation',
        sourceId: invitation.id,
        dueAt: invitation.dueAt,
        actor: null,
      }),
      recordEvent(db, 'user.activated', person.id, { key: newId(), actorId: person.id, at }),
      recordEvent(db, 'user.email-given', person.id, { key: newId(), actorId: person.id, at }),
      recordAudit(tenant, null, 'person.accept-invitation', { kind: 'person', id: person.id }),
    ])
    .catch(orInsisted('invitations.taken'))
    .catch(orConflict('invitations.taken'))
  await tenant.queue.send('drain')
  return { token: await startSession(tenant, person.id, device), courseId: landing(entrance) }
}
