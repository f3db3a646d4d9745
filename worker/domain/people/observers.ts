import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { observerLinks, users } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { type Actor, authorize } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { readUsername } from './usernames'

/** Lets a parent or mentor, named by e-mail or username or known by id, see a learner's progress and due dates. */
export async function linkObserver(
  tenant: Tenant,
  actor: Actor,
  learnerId: string,
  who: string | { id: string },
): Promise<void> {
  authorize(actor, 'person.list')
  const { db } = tenant
  const [learners, observers] = await db.batch([
    personBy(tenant, eq(users.id, learnerId)),
    typeof who === 'string' ? personNamed(tenant, who) : personBy(tenant, eq(users.id, who.id)),
  ])
  const learner = learners[0]
  if (!learner) throw new NotFound()
  authorize(actor, 'person.edit', learner)
  const observer = observers[0]
  if (!observer) throw new Invalid('observer', 'people.nobodyNamed')
  if (observer.id === learner.id) throw new Invalid('observer', 'people.observesSelf')
  await db
    .batch([
      db.insert(observerLinks).values({
        observerId: observer.id,
        learnerId,
        createdBy: actor.id,
        createdAt: tenant.now(),
      }),
      recordAudit(tenant, actor, 'person.observe', { kind: 'person', id: learnerId, after: { observer: observer.id } }),
    ])
    .catch(orConflict('people.observesAlready'))
}

/** Gives the act's id, by which it is taken back. */
export async function unlinkObserver(
  tenant: Tenant,
  actor: Actor,
  learnerId: string,
  observerId: string,
): Promise<string> {
  authorize(actor, 'person.list')
  const { db } = tenant
  const link = and(eq(observerLinks.learnerId, learnerId), eq(observerLinks.observerId, observerId))
  const [[learner], [known]] = await db.batch([
    personBy(tenant, eq(users.id, learnerId)),
    db.select().from(observerLinks).where(link).limit(1),
  ])
  if (!learner || !known) throw new NotFound()
  authorize(actor, 'person.edit', learner)
  const id = newId()
  await db.batch([
    keepWayBack(tenant, actor, { id, kind: 'person.unobserve', before: known, at: tenant.now() }),
    db.delete(observerLinks).where(link),
    recordAudit(tenant, actor, 'person.unobserve', { kind: 'person', id: learnerId, before: { observer: observerId } }),
  ])
  return id
}

export const observerBack = reversal<typeof observerLinks.$inferSelect>({
  subject: ({ learnerId }) => ({ kind: 'person', id: learnerId }),
  async prepare(tenant, actor, link) {
    const [[learner], [observer]] = await tenant.db.batch([
      personBy(tenant, eq(users.id, link.learnerId)),
      personBy(tenant, eq(users.id, link.observerId)),
    ])
    if (!learner || !observer) throw new NotFound()
    authorize(actor, 'person.edit', learner)
    return [tenant.db.insert(observerLinks).values(link).onConflictDoNothing()]
  },
})

const personBy = ({ db }: Tenant, condition: ReturnType<typeof eq>) =>
  db
    .select({ id: users.id, role: users.role })
    .from(users)
    .where(and(condition, isNull(users.deletedAt)))
    .limit(1)

/** By e-mail or username. */
function personNamed(tenant: Tenant, named: string) {
  const email = readEmail(named)
  return personBy(tenant, email ? eq(users.email, email) : eq(users.username, readUsername(named) ?? ''))
}
