import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isInsisted } from '../../db/insist'
import { sessions, users } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import type { PasswordCost } from '../../lib/password'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { removeEntry } from '../search'
import { purgePeopleLater, wakeForBin } from './bin'
import { personRowQuery } from './find-person'
import { keepAnOwner } from './owners'
import { confirmPassword } from './passwords'
import { countTries, guessing, hashed, orTooMany } from './throttle'

export type Leaving = { password: string; address: string }

/**
 * Somebody goes by themselves: into the bin, out of which those who run the organization can bring them back. Throws
 * Invalid where the password is not theirs or nobody would own the organization any more, TooMany.
 */
export async function leaveOrganization(tenant: Tenant, actor: Actor, given: Leaving, cost: PasswordCost) {
  const { db } = tenant
  const limits = await hashed(tenant, guessing(actor.id, given.address))
  const [[person], ...counts] = await db.batch([
    personRowQuery(tenant, actor.id),
    ...countTries(tenant, 'sign-in', limits),
  ])
  if (!person) throw new NotFound()
  orTooMany(tenant, limits, counts)
  await confirmPassword(person, given.password, cost, 'passwordToLeave')
  const at = tenant.now()
  await wakeForBin(tenant)
  try {
    await db.batch([
      recordEvent(db, 'person.left', actor.id, { key: newId(), actorId: actor.id, at }),
      db
        .update(users)
        .set({ deletedAt: at })
        .where(and(eq(users.id, actor.id), isNull(users.deletedAt))),
      db.delete(sessions).where(eq(sessions.userId, actor.id)),
      removeEntry(db, 'person', actor.id),
      purgePeopleLater(tenant, [actor.id]),
      keepAnOwner(tenant),
      recordAudit(tenant, actor, 'person.leave', { kind: 'person', id: actor.id }),
    ])
  } catch (error) {
    throw isInsisted(error) ? new Invalid('', 'account.lastOwner') : error
  }
  await tenant.queue.send('drain')
}
