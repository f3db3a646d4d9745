import { and, eq } from 'drizzle-orm'
import { toHex, utf8 } from '../worker/lib/bytes'
import { deriveKey } from '../worker/lib/key-ring'
import { hostnames, signInHints, tenants } from './directory/schema'
import { originOf, type Platform } from './platform'

/** Remembers that a person of this tenant has this address; the address itself is not kept. */
export async function rememberSignInHint(
  platform: Platform,
  tenantId: string,
  userId: string,
  email: string,
): Promise<void> {
  const emailHmac = await hintOf(platform, email)
  await platform.directory.batch([
    platform.directory
      .delete(signInHints)
      .where(and(eq(signInHints.tenantId, tenantId), eq(signInHints.userId, userId))),
    platform.directory.insert(signInHints).values({ emailHmac, tenantId, userId }).onConflictDoNothing(),
  ])
}

export async function forgetSignInHint(platform: Platform, tenantId: string, userId: string): Promise<void> {
  await platform.directory
    .delete(signInHints)
    .where(and(eq(signInHints.tenantId, tenantId), eq(signInHints.userId, userId)))
}

/** Organizations that know this address. Read only to be mailed to it. */
export async function listOrganizationsOf(
  platform: Platform,
  email: string,
): Promise<{ name: string; origin: string }[]> {
  const rows = await platform.directory
    .select({ name: tenants.name, hostname: hostnames.hostname })
    .from(signInHints)
    .innerJoin(tenants, and(eq(tenants.id, signInHints.tenantId), eq(tenants.state, 'active')))
    .innerJoin(hostnames, and(eq(hostnames.tenantId, tenants.id), eq(hostnames.kind, 'subdomain')))
    .where(eq(signInHints.emailHmac, await hintOf(platform, email)))
    .limit(50)
  return rows.map(({ name, hostname }) => ({ name, origin: originOf(platform, hostname) }))
}

/** Under the oldest key, so that a newer one loses no hint. */
async function hintOf(platform: Platform, email: string): Promise<string> {
  const key = await deriveKey(platform.keys.at(-1)!.bytes, 'sign')
  const mac = await crypto.subtle.sign('HMAC', key, utf8(`sign-in-hint\n${email.trim().toLowerCase()}`))
  return toHex(new Uint8Array(mac))
}
