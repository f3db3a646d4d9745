import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { users } from '../../db/schema'
import { Gone, Invalid } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { newId, sha256Hex } from '../../lib/ids'
import type { PasswordCost } from '../../lib/password'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { organizationQuery } from '../organization'
import { codeQuery, orGone, useCode } from './codes'
import { personRowQuery, personWithEmailQuery } from './find-person'
import { checkPassword, givePassword } from './passwords'
import { startSession } from './sessions'
import { admit, mailing } from './throttle'

/** Sends a link for a new password where somebody has this address; nobody learns from the answer whether that is so. */
export async function askForReset(tenant: Tenant, typed: string, address: string): Promise<void> {
  const email = readEmail(typed)
  if (!email) throw new Invalid('email', 'email.unreadable')
  await admit(tenant, 'reset', mailing(email, address))
  const [person] = await personWithEmailQuery(tenant, email)
  // Also for strangers one row is written, so that the time tells nothing; its reader finds nobody to write to.
  await recordEvent(tenant.db, 'person.forgot-password', person?.id ?? 'nobody', { key: newId(), at: tenant.now() })
  await tenant.queue.send('drain')
}

/** What the page of a reset needs to know. Throws Gone. */
export async function findReset(tenant: Tenant, secret: string) {
  const [code, person, settings] = await readReset(tenant, secret)
  return { code, person, settings }
}

/** Sets a new password once, ends every session of the person and gives the cookie's value of a new one. */
export async function resetPassword(
  tenant: Tenant,
  secret: string,
  password: string,
  device: string,
  cost: PasswordCost,
): Promise<string> {
  const [code, person, settings] = await readReset(tenant, secret)
  checkPassword(password, person, settings)
  const now = tenant.now()
  await tenant.db
    .batch([
      ...useCode(tenant, code),
      ...(await givePassword(tenant, person.id, password, cost)),
      // The mail reached its reader, which is all that verification asks, and all that an invitation does.
      tenant.db
        .update(users)
        .set({
          emailVerifiedAt: sql`coalesce(${users.emailVerifiedAt}, ${now})`,
          state: sql`case when ${users.state} = 'invited' then 'active' else ${users.state} end`,
        })
        .where(eq(users.id, person.id)),
      recordAudit(tenant, null, 'person.reset-password', { kind: 'person', id: person.id }),
      ...(person.state === 'invited'
        ? [recordEvent(tenant.db, 'user.activated', person.id, { key: code.id, actorId: person.id, at: now })]
        : []),
      recordEvent(tenant.db, 'person.password-changed', person.id, { key: code.id, actorId: person.id, at: now }),
    ])
    .catch(orConflict('code.over'))
  await tenant.queue.send('drain')
  if (person.state === 'requested') throw new Gone('signIn.waiting')
  return startSession(tenant, person.id, device)
}

async function readReset(tenant: Tenant, secret: string) {
  const id = await sha256Hex(secret)
  const [[found], [settings]] = await tenant.db.batch([
    codeQuery(tenant, 'reset-password', id),
    organizationQuery(tenant.db),
  ])
  const code = orGone(tenant, found)
  const [person] = await personRowQuery(tenant, code.userId ?? '')
  if (!person || person.state === 'suspended') throw new Gone('code.over')
  return [code, person, settings!] as const
}
