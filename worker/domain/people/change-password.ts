import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import type { PasswordCost } from '../../lib/password'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { organizationQuery } from '../organization'
import type { Actor } from '../policy'
import { personRowQuery } from './find-person'
import { checkPassword, confirmPassword, givePassword } from './passwords'
import { startSession } from './sessions'
import { countTries, guessing, hashed, orTooMany } from './throttle'

export type PasswordChange = { current: string; password: string; address: string; device: string }

/** Changes one's own password, ends every sign-in and gives the cookie's value of a new one. Throws Invalid, TooMany. */
export async function changePassword(
  tenant: Tenant,
  actor: Actor,
  { current, password, address, device }: PasswordChange,
  cost: PasswordCost,
): Promise<string> {
  const limits = await hashed(tenant, guessing(actor.id, address))
  const [[person], [settings], ...counts] = await tenant.db.batch([
    personRowQuery(tenant, actor.id),
    organizationQuery(tenant.db),
    ...countTries(tenant, 'sign-in', limits),
  ])
  if (!person) throw new NotFound()
  orTooMany(tenant, limits, counts)
  await confirmPassword(person, current, cost, 'passwordCurrent')
  checkPassword(password, person, settings!, 'passwordNew')
  await tenant.db.batch([
    recordEvent(tenant.db, 'person.password-changed', actor.id, { key: newId(), actorId: actor.id, at: tenant.now() }),
    ...(await givePassword(tenant, actor.id, password, cost)),
    recordAudit(tenant, actor, 'person.change-password', { kind: 'person', id: actor.id }),
  ])
  await tenant.queue.send('drain')
  return startSession(tenant, actor.id, device)
}
