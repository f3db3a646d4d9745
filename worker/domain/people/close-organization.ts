import { findRecord } from '../../../tenants/directory/records'
import { closeSpace, reopenableUntil, reopenSpace } from '../../../tenants/life-cycle'
import type { Platform } from '../../../tenants/platform'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { Gone, Invalid, NotFound } from '../../errors'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { organizationQuery } from '../organization'
import { type Actor, authorize, can } from '../policy'
import { personRowQuery } from './find-person'
import { confirmPassword } from './passwords'
import { endSession, resumeSession } from './sessions'
import { type SignInTry, signIn } from './sign-in'
import { countTries, guessing, hashed, orTooMany } from './throttle'

export type Closing = { name: string; password: string; address: string }

/**
 * An owner closes the organization: nobody comes in any more, and after the grace of `tenants/purge` it is erased. All
 * owners are told by mail. Throws Invalid where the name or the password is not theirs, TooMany.
 */
export async function closeOrganization(tenant: Tenant, actor: Actor, given: Closing, platform: Platform) {
  authorize(actor, 'organization.close')
  const limits = await hashed(tenant, guessing(actor.id, given.address))
  const [[person], [settings], ...counts] = await tenant.db.batch([
    personRowQuery(tenant, actor.id),
    organizationQuery(tenant.db),
    ...countTries(tenant, 'sign-in', limits),
  ])
  if (!person || !settings) throw new NotFound()
  orTooMany(tenant, limits, counts)
  if (!isSameName(given.name, settings.name)) throw new Invalid('name', 'closing.nameDiffers')
  await confirmPassword(person, given.password, platform.passwordCost, 'password')
  const record = await findRecord(platform.directory, tenant.id)
  if (record?.state !== 'active') return // the same form once more
  await decided(tenant, actor, 'closed', 'organization.close', record.version)
  await closeSpace(platform, tenant.id)
  await platform.env.QUEUE.send({ tenant: '', job: 'tell-owners', args: { tenantId: tenant.id, by: actor.id } })
}

/** Opens it again for an owner who signs in, and gives the cookie's value. Throws Invalid, TooMany, Gone. */
export async function reopenOrganization(tenant: Tenant, given: SignInTry, platform: Platform): Promise<string> {
  const record = await findRecord(platform.directory, tenant.id)
  if (!record || (await reopenableUntil(platform, record)) === null) throw new Gone('reopening.over')
  const token = await signIn(tenant, given, platform.passwordCost)
  const owner = (await resumeSession(tenant, token))?.actor
  if (!owner || !can(owner, 'organization.close')) {
    await endSession(tenant, token)
    throw new Invalid('', 'reopening.ownersOnly')
  }
  await decided(tenant, owner, 'reopened', 'organization.reopen', record.version)
  await reopenSpace(platform, tenant.id)
  await tenant.queue.send('drain')
  return token
}

/** Once for each time that it was closed or opened; a run that was cut before the directory knew goes on. */
async function decided(tenant: Tenant, actor: Actor, what: 'closed' | 'reopened', act: string, version: number) {
  const fields = { key: String(version), actorId: actor.id, at: tenant.now() }
  try {
    await tenant.db.batch([
      recordEvent(tenant.db, `organization.${what}`, 'own', fields),
      recordAudit(tenant, actor, act, { kind: 'organization', id: 'own' }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
}

const isSameName = (typed: string, name: string) =>
  cleanLine(typed, 200).toLocaleLowerCase() === name.toLocaleLowerCase()
