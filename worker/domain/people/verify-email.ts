import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { users } from '../../db/schema'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { findCode, useCode } from './codes'
import { admit, mailing } from './throttle'

/** Sends the link that confirms one's address once more. Throws TooMany. */
export async function askForVerification(tenant: Tenant, actor: Actor, address: string): Promise<void> {
  await admit(tenant, 'mail', mailing(actor.id, address))
  await recordEvent(tenant.db, 'person.verification-asked', actor.id, {
    key: newId(),
    actorId: actor.id,
    at: tenant.now(),
  })
  await tenant.queue.send('drain')
}

/** The address that a link confirms. Throws Gone. */
export async function findVerification(tenant: Tenant, secret: string) {
  const code = await findCode(tenant, 'verify-email', secret)
  return { email: code.payload.email ?? '' }
}

/** Confirms the address that the link was sent to, as long as the person still has it. */
export async function verifyEmail(tenant: Tenant, secret: string): Promise<void> {
  const code = await findCode(tenant, 'verify-email', secret)
  const now = tenant.now()
  await tenant.db
    .batch([
      ...useCode(tenant, code),
      tenant.db
        .update(users)
        .set({ emailVerifiedAt: now })
        .where(and(eq(users.id, code.userId ?? ''), eq(sql`lower(${users.email})`, code.payload.email ?? ''))),
      recordAudit(tenant, null, 'person.verify-email', { kind: 'person', id: code.userId ?? '' }),
    ])
    .catch(orConflict('code.over'))
}
