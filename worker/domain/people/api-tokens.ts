import { and, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { apiTokens, enrollments, throttles, users } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { newToken, sha256Hex } from '../../lib/ids'
import { recordAudit } from '../audit'
import { keepOrganization, type OrganizationSettings, organizationQuery } from '../organization'
import { type Actor, authorize, can, isAdmin, isStaff } from '../policy'
import { actorColumns, toActor } from './session-rows'

/** What a token may touch, in the order in which they are offered. */
export const scopes = [
  'organization.read',
  'organization.write',
  'audit.read',
  'people.read',
  'people.write',
  'courses.read',
  'courses.write',
  'learning.read',
  'learning.write',
] as const
export type Scope = (typeof scopes)[number]

/** What a token of this person could be of use for: nobody is offered what they may not do themselves. */
export function scopesFor(actor: Actor): Scope[] {
  const teaches =
    isStaff(actor) || Object.values(actor.courseRoles).some((role) => role === 'instructor' || role === 'assistant')
  const isTheirs = (scope: Scope) => {
    if (scope === 'organization.read' || scope === 'organization.write') return can(actor, 'organization.edit')
    if (scope === 'audit.read') return can(actor, 'organization.audit')
    return scope !== 'courses.write' || teaches
  }
  return scopes.filter(isTheirs)
}

const WINDOW_MS = 60_000
const PREFIX = 'lyc_'

/** Requests a token may make in a minute. */
export const requestsAMinute = 600

/** A token ends; how soon is chosen among these. Tokens that were made before this rule keep what they were given. */
export const tokenDays = [30, 90, 365] as const
const longestDays = 365

export type NewApiToken = { name: string; scopes: Scope[]; days: number; organizations: boolean }

/** A token's value is told once, here; the database keeps its hash. An organization's token outlives the person who made it. */
export async function createApiToken(tenant: Tenant, actor: Actor, { name, scopes, days, organizations }: NewApiToken) {
  if (organizations) authorize(actor, 'token.organization')
  if (!scopes.length) throw new Invalid('scopes', 'tokens.scopesMissing')
  if (!Number.isInteger(days) || days < 1 || days > longestDays) throw new Invalid('days', 'tokens.endMissing')
  const token = PREFIX + newToken()
  const id = await sha256Hex(token)
  const at = tenant.now()
  await tenant.db.batch([
    tenant.db.insert(apiTokens).values({
      id,
      name,
      scopes,
      userId: organizations ? null : actor.id,
      prefix: token.slice(0, PREFIX.length + 6),
      createdBy: actor.id,
      createdAt: at,
      expiresAt: at + days * 86_400_000,
    }),
    recordAudit(tenant, actor, 'token.create', { kind: 'token', id, after: { name, scopes, days } }),
  ])
  return { id, token }
}

export const apiTokensQuery = (tenant: Tenant, actor: Actor, organizations: boolean) =>
  tenant.db
    .select()
    .from(apiTokens)
    .where(and(isNull(apiTokens.revokedAt), organizations ? isNull(apiTokens.userId) : eq(apiTokens.userId, actor.id)))
    .orderBy(apiTokens.createdAt)
    .limit(100)

export async function revokeApiToken(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  const [token] = await tenant.db.select().from(apiTokens).where(eq(apiTokens.id, id)).limit(1)
  const own = token?.userId === actor.id || (token?.userId === null && isAdmin(actor))
  if (!token || !own) throw new NotFound()
  await tenant.db.batch([
    tenant.db.update(apiTokens).set({ revokedAt: tenant.now() }).where(eq(apiTokens.id, id)),
    recordAudit(tenant, actor, 'token.revoke', { kind: 'token', id, before: { name: token.name } }),
  ])
}

export type ResumedToken = {
  actor: Actor
  organization: OrganizationSettings
  tokenId: string
  used: number
  resetsAt: number
}

/** Who a bearer token speaks for, counting the request: one trip. Null when it is unknown, revoked or over. */
export async function resumeApiToken(tenant: Tenant, bearer: string): Promise<ResumedToken | null> {
  const { db } = tenant
  const id = await sha256Hex(bearer)
  const now = tenant.now()
  const over = sql`${throttles.windowStart} <= ${now - WINDOW_MS}`
  const [[row], [settings], courseRows, [count]] = await db.batch([
    db
      .select({ token: apiTokens, user: actorColumns, ownerVerified })
      .from(apiTokens)
      .leftJoin(users, and(eq(users.id, apiTokens.userId), eq(users.state, 'active'), isNull(users.deletedAt)))
      .where(
        and(
          eq(apiTokens.id, id),
          isNull(apiTokens.revokedAt),
          or(isNull(apiTokens.expiresAt), gt(apiTokens.expiresAt, now)),
        ),
      )
      .limit(1),
    organizationQuery(db),
    db
      .select({ courseId: enrollments.courseId, role: enrollments.role })
      .from(enrollments)
      .innerJoin(apiTokens, eq(apiTokens.userId, enrollments.userId))
      .where(and(eq(apiTokens.id, id), sql`${enrollments.role} <> 'learner'`, eq(enrollments.state, 'active'))),
    db
      .insert(throttles)
      .values({ door: 'api', key: id, windowStart: now, tries: 1 })
      .onConflictDoUpdate({
        target: [throttles.door, throttles.key],
        set: {
          tries: sql`case when ${over} then 1 else ${throttles.tries} + 1 end`,
          windowStart: sql`case when ${over} then ${now} else ${throttles.windowStart} end`,
        },
      })
      .returning({ tries: throttles.tries, windowStart: throttles.windowStart }),
  ])
  if (!row || !settings || (row.token.userId && !row.user)) return null
  keepOrganization(tenant, settings)
  return {
    actor: {
      ...(row.user
        ? toActor(row.user, courseRows, settings)
        : organizationsOwn(row.token, settings, row.ownerVerified)),
      scopes: row.token.scopes,
    },
    organization: settings,
    tokenId: id,
    used: count!.tries,
    resetsAt: count!.windowStart + WINDOW_MS,
  }
}

/** Whether an owner has confirmed an address: before, the organization's tokens invite nobody either. */
export const ownerVerified = sql<boolean>`exists (select 1 from users as owning where owning.role = 'owner'
  and owning.email_verified_at is not null and owning.deleted_at is null)`
  .mapWith(Boolean)
  .as('owner_verified')

/** An organization's token acts as an admin without being a person. */
export const organizationsOwn = (
  token: typeof apiTokens.$inferSelect,
  settings: OrganizationSettings,
  verified: boolean,
): Actor => ({
  id: `token:${token.prefix}`,
  name: token.name,
  role: 'admin',
  photoId: null,
  courseRoles: {},
  verified,
  locale: settings.locale,
  zone: settings.zone,
  scopes: token.scopes,
})
