import { and, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import { type Adapter, Lucia, TimeSpan } from 'lucia'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, prepared } from '../../db/prepared'
import { enrollments, sessions, users } from '../../db/schema'
import { newToken, sha256Hex } from '../../lib/ids'
import { keepOrganization, type OrganizationSettings, organizationQuery } from '../organization'
import type { Actor, CourseRole } from '../policy'

const IDLE = new TimeSpan(30, 'd')
const LONGEST_MS = 90 * 86_400_000
const SEEN_EVERY_MS = 3_600_000

export type Resumed = { actor: Actor; organization: OrganizationSettings; sessionId: string }

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
      const [[row], [settings], courseRows] = await db.batch([
        sessionQuery(db, id, now),
        organizationQuery(db),
        courseRolesQuery(db, id),
      ])
      if (!row || !settings) return [null, null]
      if (now - row.session.lastSeenAt > SEEN_EVERY_MS) await touch(tenant, id, row.user.id, now)
      keepOrganization(tenant, settings)
      onFound({ actor: toActor(row.user, courseRows, settings), organization: settings, sessionId: id })
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

/** Columns that make an Actor. */
export const actorColumns = {
  id: users.id,
  name: users.name,
  role: users.role,
  photoId: users.photoId,
  locale: users.locale,
  zone: users.zone,
  emailVerifiedAt: users.emailVerifiedAt,
  username: users.username,
}

type ActorRow = { [K in keyof typeof actorColumns]: (typeof users.$inferSelect)[K] }

const sessionQuery = prepared((db, id: Given<string>, now: Given<number>) =>
  db
    .select({ session: sessions, user: actorColumns })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, id), gt(sessions.endsAt, now), eq(users.state, 'active'), isNull(users.deletedAt)))
    .limit(1),
)

const courseRolesQuery = prepared((db, sessionId: Given<string>) =>
  db
    .select({ courseId: enrollments.courseId, role: enrollments.role })
    .from(enrollments)
    .innerJoin(sessions, eq(sessions.userId, enrollments.userId))
    .where(and(eq(sessions.id, sessionId), ne(enrollments.role, 'learner'), eq(enrollments.state, 'active'))),
)

export function toActor(
  user: ActorRow,
  courseRows: { courseId: string; role: CourseRole }[],
  settings: OrganizationSettings,
): Actor {
  return {
    id: user.id,
    name: user.name,
    role: user.role,
    photoId: user.photoId,
    courseRoles: Object.fromEntries(courseRows.map(({ courseId, role }) => [courseId, role])),
    verified: user.emailVerifiedAt !== null,
    locale: user.locale || settings.locale,
    zone: user.zone || settings.zone,
    scopes: null,
  }
}

async function touch(tenant: Tenant, sessionId: string, userId: string, now: number) {
  await tenant.db.batch([
    tenant.db.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, sessionId)),
    tenant.db.update(users).set({ lastSeenAt: now }).where(eq(users.id, userId)),
  ])
}
