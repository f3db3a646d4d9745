import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { users } from '../../db/schema'
import { Invalid } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { needsRehash, type PasswordCost, verifyPassword } from '../../lib/password'
import { recordAudit } from '../audit'
import { passwordColumns } from './passwords'
import { endSession, startSession } from './sessions'
import { countTries, forgiveTries, guessing, hashed, orTooMany } from './throttle'

export type SignInTry = {
  /** E-mail address or username. */
  name: string
  password: string
  /** Where the try comes from, for the throttle. */
  address: string
  device: string
  /** The cookie that the browser had before: its session ends. */
  former?: string
}

/**
 * Signs a person in and gives the cookie's value. Whoever does not exist, has no password or mistyped it gets the same
 * answer after the same time: Invalid('', 'signIn.wrong'). Throws TooMany.
 */
export async function signIn(tenant: Tenant, given: SignInTry, cost: PasswordCost): Promise<string> {
  const name = given.name.trim().toLowerCase()
  const [person] = await personNamed(tenant, name)
  // All names of one person and the forms of their account share a count; what names nobody has one of its own.
  const limits = await hashed(tenant, guessing(person?.id ?? `name:${readEmail(name) ?? name}`, given.address))
  const [first, ...rest] = countTries(tenant, 'sign-in', limits)
  orTooMany(tenant, limits, await tenant.db.batch([first!, ...rest]))

  const isTheirs = await verifyPassword(given.password, person?.passwordHash ?? null, cost)
  if (!person?.passwordHash || !isTheirs) {
    // Also for a stranger one row is written, so that the time tells nothing. What was typed may be a password: it is not kept.
    await refuse(tenant, person?.id, person ? 'password' : 'unknown', given.device)
    throw new Invalid('', 'signIn.wrong')
  }
  if (person.state !== 'active') {
    const why = person.state === 'suspended' ? 'suspended' : 'waiting'
    await refuse(tenant, person.id, why, given.device)
    throw new Invalid('', `signIn.${why}`)
  }

  await tenant.db.batch([
    recordAudit(tenant, null, 'session.start', { kind: 'person', id: person.id, after: { device: given.device } }),
    ...forgiveTries(tenant, 'sign-in', limits),
    ...(needsRehash(person.passwordHash, cost) || person.longPassword === null
      ? [keepHash(tenant, person.id, await passwordColumns(given.password, cost))]
      : []),
  ])
  if (given.former) await endSession(tenant, given.former)
  return startSession(tenant, person.id, given.device)
}

/** On the record; a throttled try is not, so nobody fills it. */
const refuse = (tenant: Tenant, id: string | undefined, why: string, device: string) =>
  recordAudit(tenant, null, 'session.refuse', { kind: 'person', id: id ?? '', after: { why, device } })

function personNamed(tenant: Tenant, name: string) {
  const email = readEmail(name)
  const byName = eq(sql`lower(${users.username})`, name)
  return tenant.db
    .select({ id: users.id, passwordHash: users.passwordHash, longPassword: users.longPassword, state: users.state })
    .from(users)
    .where(and(email ? or(eq(sql`lower(${users.email})`, email), byName) : byName, isNull(users.deletedAt)))
    .limit(1)
}

const keepHash = (tenant: Tenant, userId: string, kept: { passwordHash: string; longPassword: boolean }) =>
  tenant.db.update(users).set(kept).where(eq(users.id, userId))
