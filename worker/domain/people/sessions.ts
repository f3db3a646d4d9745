import { eq, sql } from 'drizzle-orm'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import type { Tenant } from '../../../tenants/tenant'
import { sessions, users } from '../../db/schema'
import { newToken, sha256Hex } from '../../lib/ids'
import { keepOrganization } from '../organization'
import { IDLE_MS, rememberSession, SEEN_EVERY_MS } from './remembered-sessions'
import { needsPassword, type Resumed, sessionQueries, toActor } from './session-rows'

const IDLE = new TimeSpan(IDLE_MS, 'ms')
const LONGEST_MS = 90 * 86_400_000

/** The signed-in person behind a cookie, with the organization's settings: one trip. Null when the session has ended. */
export async function resumeSession(tenant: Tenant, token: string): Promise<Resumed | null> {
  let resumed: Resumed | null = null
  const lucia = sessionLayer(tenant, (found) => {
    resumed = found
  })
  const { session } = await lucia.validateSession(token)
  return session ? resumed : null
}

/** Starts a session and gives the cookie's value; the database keeps only its hash. */
export async function startSession(tenant: Tenant, userId: string, device: string): Promise<string> {
  const token = newToken()
  await sessionLayer(tenant).createSession(userId, { device }, { sessionId: token })
  return token
}

export async function endSession(tenant: Tenant, token: string): Promise<void> {
  await sessionLayer(tenant).invalidateSession(token)
}

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof sessionLayer>
    DatabaseSessionAttributes: { device: string }
  }
}

/** Lucia for one request, on an adapter that stores `sha256(cookie)` and ends every session after 90 days. */
function sessionLayer(tenant: Tenant, onFound: (resumed: Resumed) => void = () => {}) {
  return new Lucia(adapter(tenant, onFound), { sessionExpiresIn: IDLE })
}

function adapter(tenant: Tenant, onFound: (resumed: Resumed) => void): Adapter {
  const { db } = tenant
  return {
    async getSessionAndUser(token) {
      const id = await sha256Hex(token)
      const now = tenant.now()
      const found = await db.batch([...sessionQueries(db, id, now)])
      const [[row], [settings], courseRows] = found
      if (!row || !settings) return [null, null]
      if (now - row.session.lastSeenAt > SEEN_EVERY_MS) await touch(tenant, id, row.user.id, now)
      else rememberSession(tenant, id, found)
      keepOrganization(tenant, settings)
      onFound({
        actor: toActor(row.user, courseRows, settings),
        organization: settings,
        sessionId: id,
        needsPassword: needsPassword(row.user),
        unread: row.unread,
        inbox: row.inbox,
      })
      return [
        {
          id: token,
          userId: row.user.id,
          expiresAt: new Date(row.session.expiresAt),
          attributes: { device: row.session.device },
        },
        { id: row.user.id, attributes: {} },
      ]
    },
    async getUserSessions() {
      return []
    },
    async setSession(session) {
      const now = tenant.now()
      const opened = db.insert(sessions).values({
        id: await sha256Hex(session.id),
        userId: session.userId,
        device: session.attributes.device,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: session.expiresAt.getTime(),
        endsAt: now + LONGEST_MS,
      })
      // Whoever signs in is here: the next touch comes an hour later at the earliest.
      await db.batch([opened, db.update(users).set({ lastSeenAt: now }).where(eq(users.id, session.userId))])
    },
    async updateSessionExpiration(token, expiresAt) {
      await db
        .update(sessions)
        .set({ expiresAt: expiresAt.getTime() })
        .where(eq(sessions.id, await sha256Hex(token)))
    },
    async deleteSession(token) {
      await db.delete(sessions).where(eq(sessions.id, await sha256Hex(token)))
    },
    async deleteUserSessions(userId) {
      await db.delete(sessions).where(eq(sessions.userId, userId))
    },
    async deleteExpiredSessions() {
      await db.delete(sessions).where(sql`${sessions.endsAt} < ${tenant.now()}`)
    },
  }
}

async function touch(tenant: Tenant, sessionId: string, userId: string, now: number) {
  await tenant.db.batch([
    tenant.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, sessionId)),
    tenant.db.update(users).set({ lastSeenAt: now }).where(eq(users.id, userId)),
  ])
}
