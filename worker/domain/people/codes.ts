import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { codes } from '../../db/schema'
import type { CodePurpose } from '../../db/schema/people'
import { Gone } from '../../errors'
import { newToken, sha256Hex } from '../../lib/ids'
import { recordEvent } from '../events'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long a secret of each kind lives, in milliseconds. */
export const lifetimes: Record<CodePurpose, number> = {
  'hand-over': minute,
  'reset-password': hour,
  'verify-email': 7 * day,
  'change-email-old': 2 * day,
  'change-email-new': 2 * day,
  registration: 2 * day,
  joining: 2 * day,
  invitation: 30 * day,
  'sign-in-card': 365 * day,
}

export type Code = typeof codes.$inferSelect
export type IssuedFor = { purpose: CodePurpose; userId: string | null; payload?: Record<string, string> }

/** A new secret for a link, of which only the hash is kept. */
export async function issueCode(tenant: Tenant, { purpose, userId, payload = {} }: IssuedFor): Promise<string> {
  const secret = newToken()
  const now = tenant.now()
  await tenant.db.insert(codes).values({
    id: await sha256Hex(secret),
    purpose,
    userId,
    payload,
    createdAt: now,
    expiresAt: now + lifetimes[purpose],
  })
  return secret
}

/** The code behind a secret, as long as it holds: unexecuted, by its id. */
export const codeQuery = (tenant: Tenant, purpose: CodePurpose, id: string) =>
  tenant.db
    .select()
    .from(codes)
    .where(and(eq(codes.id, id), eq(codes.purpose, purpose)))
    .limit(1)

/** Throws Gone where there is none, it was used or its time is over: the three cannot be told apart. */
export function orGone(tenant: Tenant, code: Code | undefined): Code {
  if (!code || code.usedAt !== null || code.expiresAt <= tenant.now()) throw new Gone('code.over')
  return code
}

export async function findCode(tenant: Tenant, purpose: CodePurpose, secret: string): Promise<Code> {
  return orGone(tenant, await readCode(tenant, purpose, secret))
}

/** The code behind a secret, whether it still holds or not; none where there never was one. */
export async function readCode(tenant: Tenant, purpose: CodePurpose, secret: string): Promise<Code | undefined> {
  const [code] = await codeQuery(tenant, purpose, await sha256Hex(secret))
  return code
}

/** Whether a link that opens nothing any more has done its work. */
export async function wasUsed(tenant: Tenant, purpose: CodePurpose, secret: string): Promise<boolean> {
  const code = await readCode(tenant, purpose, secret)
  return code !== undefined && code.usedAt !== null
}

/** First in the batch of the act that a code is for: a second use breaks it. */
export const useCode = (tenant: Tenant, code: Code) =>
  [
    recordEvent(tenant.db, 'code.used', code.id, { actorId: code.userId, at: tenant.now() }),
    tenant.db.update(codes).set({ usedAt: tenant.now() }).where(eq(codes.id, code.id)),
  ] as const
