import { and, desc, eq, gt, ne, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { events, sessions } from '../../db/schema'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'

export type SignInSession = { id: string; device: string; createdAt: number; lastSeenAt: number }

/** Where one is signed in, the most recent first: unexecuted. */
export const ownSessionsQuery = (tenant: Tenant, actor: Actor) =>
  tenant.db
    .select({
      id: sessions.id,
      device: sessions.device,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, actor.id), gt(sessions.expiresAt, tenant.now()), gt(sessions.endsAt, tenant.now())))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50)

/** Ends the sign-in that one is here by. */
export async function signOut(tenant: Tenant, actor: Actor, sessionId: string): Promise<void> {
  await tenant.db.batch([
    sessionEnded(tenant, actor.id, and(eq(sessions.id, sessionId), eq(sessions.userId, actor.id))),
    tenant.db.delete(sessions).where(and(eq(sessions.id, sessionId), eq(sessions.userId, actor.id))),
    recordAudit(tenant, actor, 'session.end', { kind: 'person', id: actor.id }),
  ])
  await tenant.queue.send('drain')
}

/** Ends one of one's own sign-ins; one that has ended already, or is somebody else's, changes nothing. */
export async function endOwnSession(tenant: Tenant, actor: Actor, sessionId: string): Promise<void> {
  await tenant.db.batch([
    sessionEnded(tenant, actor.id, and(eq(sessions.id, sessionId), eq(sessions.userId, actor.id))),
    tenant.db.delete(sessions).where(and(eq(sessions.id, sessionId), eq(sessions.userId, actor.id))),
    recordAudit(tenant, actor, 'person.end-session', { kind: 'person', id: actor.id }),
  ])
  await tenant.queue.send('drain')
}

/** Ends every sign-in but the one that asks. */
export async function endOtherSessions(tenant: Tenant, actor: Actor, ownId: string): Promise<void> {
  await tenant.db.batch([
    sessionEnded(tenant, actor.id, and(eq(sessions.userId, actor.id), ne(sessions.id, ownId))),
    tenant.db.delete(sessions).where(and(eq(sessions.userId, actor.id), ne(sessions.id, ownId))),
    recordAudit(tenant, actor, 'person.end-sessions', { kind: 'person', id: actor.id }),
  ])
  await tenant.queue.send('drain')
}

/** Statement, before they end: what was opened by these sign-ins and stays open ends with them. Nothing where there are none. */
const sessionEnded = ({ db, now }: Tenant, userId: string, which: SQL | undefined) =>
  db.insert(events).select(
    sql`select null, 'session.ended', ${userId}, ${newId()}, ${userId}, '{}', ${now()}
      where exists (select 1 from ${sessions} where ${which})`,
  )
