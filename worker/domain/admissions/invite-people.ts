import { and, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { anyOf, insertMany } from '../../db/insert-many'
import { auditEntries, courses, events, groups, invitations, users } from '../../db/schema'
import type { Role } from '../../db/schema/people'
import { Invalid, NotFound } from '../../errors'
import { readEmailList } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import { cleanLine } from '../../lib/text'
import { personEntry } from '../people'
import { type Actor, authorize, isAdmin, roles } from '../policy'
import { indexEntries } from '../search'

export const MOST_INVITED = 500

export type Address = { email: string; name: string | null }
export type InvitedInto = { role: Role; courseIds: string[]; groupIds: string[] }
/** What became of each line of a pasted list. */
export type InvitedLine = { line: string; result: 'invited' | 'already here' | 'not readable' }

/** Invites everybody on a pasted list; the mails leave by themselves. Throws Invalid until the actor's own address is confirmed. */
export async function invitePastedList(
  tenant: Tenant,
  actor: Actor,
  pasted: string,
  into: InvitedInto,
): Promise<InvitedLine[]> {
  const { emails, unread } = readEmailList(pasted)
  if (emails.length + unread.length === 0) throw new Invalid('emails', 'invitations.empty')
  if (emails.length > MOST_INVITED) throw new Invalid('emails', 'invitations.tooMany', { most: MOST_INVITED })
  const invited = emails.length ? await invitePeople(tenant, actor, emails, into) : new Set()
  return [
    ...emails.map(({ email }) => ({
      line: email,
      result: invited.has(email) ? ('invited' as const) : ('already here' as const),
    })),
    ...unread.slice(0, MOST_INVITED).map((line) => ({ line: cleanLine(line, 200), result: 'not readable' as const })),
  ]
}

/** Invites those who are not here yet and gives their addresses back. */
export async function invitePeople(
  tenant: Tenant,
  actor: Actor,
  addresses: Address[],
  into: InvitedInto,
): Promise<Set<string>> {
  mayInvite(actor)
  authorize(actor, 'person.grant', { role: into.role })
  const { db } = tenant
  const [known] = await db.batch([
    db
      .select({ email: sql<string>`lower(${users.email})`.as('known_email') })
      .from(users)
      .where(and(sql`lower(${users.email}) in ${anyOf(addresses.map(({ email }) => email))}`, isNull(users.deletedAt))),
  ])
  await allThere(tenant, into)
  const here = new Set(known.map(({ email }) => email))
  const at = tenant.now()
  const fresh = addresses
    .filter(({ email }) => !here.has(email))
    .map(({ email, name }) => ({
      id: newId(),
      invitationId: newId(),
      email,
      name: cleanLine(name ?? '', 200) || email.slice(0, email.indexOf('@')),
    }))
  if (fresh.length === 0) return new Set()
  await db
    .batch([
      insertMany(
        db,
        users,
        fresh.map(({ id, email, name }) => ({ id, email, name, role: into.role, state: 'invited', createdAt: at })),
      ),
      insertMany(
        db,
        invitations,
        fresh.map(({ id, invitationId }) => ({
          id: invitationId,
          userId: id,
          invitedBy: actor.id,
          courseIds: into.courseIds,
          groupIds: into.groupIds,
          sentAt: at,
        })),
      ),
      indexEntries(
        db,
        fresh.map((person) => personEntry({ ...person, username: null })),
      ),
      insertMany(
        db,
        events,
        fresh.map(({ invitationId }) => ({ name: 'person.invited', subjectId: invitationId, actorId: actor.id, at })),
      ),
      insertMany(
        db,
        auditEntries,
        fresh.map(({ id }) => ({
          id: newId(),
          at,
          actorId: actor.id,
          act: 'person.invite',
          subjectKind: 'person',
          subjectId: id,
          source: actor.scopes ? 'api' : 'web',
          after: into,
        })),
      ),
    ])
    .catch(orConflict())
  await tenant.queue.send('drain')
  return new Set(fresh.map(({ email }) => email))
}

/** Says in a sentence what `person.invite` refuses: an owner may build before the address is confirmed, but not invite. */
export function mayInvite(actor: Actor): void {
  if (isAdmin(actor) && !actor.verified) throw new Invalid('', 'people.verifyFirst')
  authorize(actor, 'person.invite')
}

export const isRole = (text: string): text is Role => roles.some((role) => role === text)

/** Courses and groups that somebody is admitted to, each of them here and now: one foreign id refuses them all. */
export async function allThere({ db }: Tenant, { courseIds, groupIds }: Pick<InvitedInto, 'courseIds' | 'groupIds'>) {
  const [foundCourses, foundGroups] = await db.batch([
    db
      .select({ id: courses.id })
      .from(courses)
      .where(and(sql`${courses.id} in ${anyOf(courseIds)}`, isNull(courses.deletedAt), isNull(courses.archivedAt))),
    db
      .select({ id: groups.id })
      .from(groups)
      .where(and(sql`${groups.id} in ${anyOf(groupIds)}`, isNull(groups.deletedAt))),
  ])
  if (foundCourses.length !== new Set(courseIds).size || foundGroups.length !== new Set(groupIds).size)
    throw new NotFound()
}
