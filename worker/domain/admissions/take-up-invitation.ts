import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { invitations, users } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordEvent } from '../events'
import { enterStatements, readEntrance } from './entrance'
import { openInvitationQuery } from './invitations'

/** Who was invited but came in by another way (a new password by mail, a sign-in card) gets what the invitation promised. Once. */
export async function takeUpInvitation(tenant: Tenant, userId: string): Promise<void> {
  const { db } = tenant
  const [[person], [invitation]] = await db.batch([
    db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), eq(users.state, 'active'), isNull(users.deletedAt)))
      .limit(1),
    openInvitationQuery(tenant, userId),
  ])
  if (!person || !invitation) return
  const entrance = await readEntrance(tenant, invitation)
  const at = tenant.now()
  await db
    .batch([
      recordEvent(db, 'invitation.accepted', invitation.id, { actorId: userId, at }),
      db.update(invitations).set({ acceptedAt: at }).where(eq(invitations.userId, userId)),
      ...enterStatements(tenant, userId, entrance, {
        source: 'invitation',
        sourceId: invitation.id,
        dueAt: invitation.dueAt,
        actor: null,
      }),
    ])
    .catch(orConflict())
    .catch((error) => {
      // It was taken up at the same moment.
      if (!(error instanceof Conflict)) throw error
    })
}
