import type { Tenant } from '../../../tenants/tenant'
import { Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { personQuery } from './person-query'

/** An admin has the link for a new password mailed to a person. */
export async function sendPasswordReset(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  authorize(actor, 'person.list')
  const [person] = await personQuery(tenant, id)
  if (!person) throw new NotFound()
  authorize(actor, 'person.edit', person)
  if (!person.email || person.state !== 'active') throw new Invalid('', 'people.resetNeedsEmail')
  await tenant.db.batch([
    recordEvent(tenant.db, 'person.forgot-password', id, { key: newId(), actorId: actor.id, at: tenant.now() }),
    recordAudit(tenant, actor, 'person.send-reset', { kind: 'person', id }),
  ])
  await tenant.queue.send('drain')
}
