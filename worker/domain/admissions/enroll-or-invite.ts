import type { Tenant } from '../../../tenants/tenant'
import { Invalid } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { endOfDay, enrollPeople, findNamed, type Named } from '../enrollments'
import { type Actor, can } from '../policy'
import { invitePeople } from './invite-people'

/** The addresses on a list of names that nobody here has, where the actor may invite them; otherwise none. */
export async function listInvitable(tenant: Tenant, actor: Actor, courseId: string, who: string): Promise<string[]> {
  if (!can(actor, 'person.invite')) return []
  const { missing } = await findNamed(tenant, actor, courseId, who)
  return missing.flatMap((name) => readEmail(name) ?? [])
}

/**
 * Puts those on the list who are here into the course and invites the others into it by e-mail. What is neither known nor
 * an address refuses the whole list.
 */
export async function enrollOrInvite(tenant: Tenant, actor: Actor, courseId: string, { who, dueOn, zone }: Named) {
  const { userIds, missing, course } = await findNamed(tenant, actor, courseId, who)
  const dueAt = endOfDay(dueOn, course.zone || zone)
  const unread = missing.filter((name) => !readEmail(name))
  if (unread.length) throw new Invalid('who', 'enrollments.someNotFound', { names: unread.slice(0, 5).join(', ') })
  const addresses = missing.map((name) => ({ email: readEmail(name)!, name: null }))
  if (addresses.length)
    await invitePeople(tenant, actor, addresses, { role: 'learner', courseIds: [courseId], groupIds: [], dueAt })
  if (userIds.length) await enrollPeople(tenant, actor, courseId, { userIds, role: 'learner', dueAt })
}
