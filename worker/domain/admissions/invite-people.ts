import { and, eq, isNull, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { anyOf, insertMany } from '../../db/insert-many'
import { auditEntries, courses, events, groups, invitations, users } from '../../db/schema'
import type { Role } from '../../db/schema/people'
import { Invalid, NotFound } from '../../errors'
import { readEmailList } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import { cleanLine } from '../../lib/text'
import { keepPlaces, personEntry } from '../people'
import { type Actor, authorize, can, isAdmin, roles } from '../policy'
import { indexEntries } from '../search'

export const MOST_INVITED = 500

export type Address = { email: string; name: string | null }
export type InvitedInto = {
  role: Role
  courseIds: string[]
  groupIds: string[]
  /** When these courses are due for them; left out or null for no day of their own. */
  dueAt?: number | null
}

/** An invitation that somebody has and has not taken yet. */
export type Waiting = {
  id: string
  sentAt: number
  /** Whether it leads now into courses or groups that it did not name before. */
  isMore: boolean
}

/** What became of each line of a pasted list. */
export type InvitedLine =
  | { line: string; result: 'invited' | 'already here' | 'not readable' }
  | { line: string; result: 'already invited'; invitation: Waiting }

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
  const { invited, waiting } = emails.length ? await invitePeople(tenant, actor, emails, into) : nobody
  return [
    ...emails.map(({ email }): InvitedLine => {
      const invitation = waiting.get(email)
      if (invitation) return { line: email, result: 'already invited', invitation }
      return { line: email, result: invited.has(email) ? 'invited' : 'already here' }
    }),
    ...unread.slice(0, MOST_INVITED).map((line) => ({ line: cleanLine(line, 200), result: 'not readable' as const })),
  ]
}

type Invited = { invited: Set<string>; waiting: Map<string, Waiting> }
const nobody: Invited = { invited: new Set(), waiting: new Map() }

/** Invites those who are not here yet and gives their addresses back, and whose invitation waits already. */
export async function invitePeople(
  tenant: Tenant,
  actor: Actor,
  addresses: Address[],
  into: InvitedInto,
): Promise<Invited> {
  mayInvite(actor)
  authorize(actor, 'person.grant', { role: into.role })
  const { db } = tenant
  const [known] = await db.batch([
    db
      .select({
        email: sql<string>`lower(${users.email})`.as('known_email'),
        userId: users.id,
        role: users.role,
        invitationId: invitations.id,
        sentAt: invitations.sentAt,
        courseIds: invitations.courseIds,
        groupIds: invitations.groupIds,
      })
      .from(users)
      .leftJoin(
        invitations,
        and(
          eq(invitations.userId, users.id),
          eq(users.state, 'invited'),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .where(and(sql`lower(${users.email}) in ${anyOf(addresses.map(({ email }) => email))}`, isNull(users.deletedAt))),
  ])
  await allThere(tenant, into)
  const here = new Set(known.map(({ email }) => email))
  const lacks = (ids: string[] | null, wanted: string[]) => wanted.some((id) => !ids?.includes(id))
  const waiting = new Map(
    known.flatMap(({ email, userId, role, invitationId: id, sentAt, courseIds, groupIds }) => {
      if (!id || sentAt === null) return []
      const isNew = lacks(courseIds, into.courseIds) || lacks(groupIds, into.groupIds)
      return [[email, { id, sentAt, userId, isMore: isNew && can(actor, 'person.edit', { id: userId, role }) }]]
    }),
  )
  await leadFurther(
    tenant,
    actor,
    [...waiting.values()].filter(({ isMore }) => isMore),
    into,
  )
  const at = tenant.now()
  const fresh = addresses
    .filter(({ email }) => !here.has(email))
    .map(({ email, name }) => ({
      id: newId(),
      invitationId: newId(),
      email,
      name: cleanLine(name ?? '', 200) || email.slice(0, email.indexOf('@')),
    }))
  if (fresh.length === 0) return { invited: new Set(), waiting }
  await keepPlaces(tenant, fresh.length)
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
          dueAt: into.dueAt ?? null,
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
  return { invited: new Set(fresh.map(({ email }) => email)), waiting }
}

/** Invitations that wait lead into these courses and groups too, with this day where one is given. */
async function leadFurther(
  tenant: Tenant,
  actor: Actor,
  more: { id: string; userId: string }[],
  { courseIds, groupIds, dueAt }: InvitedInto,
): Promise<void> {
  if (more.length === 0) return
  const { db } = tenant
  const union = (column: SQLiteColumn, ids: string[]) =>
    sql`(select json_group_array(value) from (
      select value from json_each(${column}) union select value from json_each(${JSON.stringify(ids)})))`
  await db.batch([
    db
      .update(invitations)
      .set({
        courseIds: union(invitations.courseIds, courseIds),
        groupIds: union(invitations.groupIds, groupIds),
        ...(dueAt != null && { dueAt }),
      })
      .where(and(sql`${invitations.id} in ${anyOf(more.map(({ id }) => id))}`, isNull(invitations.acceptedAt))),
    insertMany(
      db,
      auditEntries,
      more.map(({ userId }) => ({
        id: newId(),
        at: tenant.now(),
        actorId: actor.id,
        act: 'person.reinvite',
        subjectKind: 'person',
        subjectId: userId,
        source: actor.scopes ? 'api' : 'web',
        after: { courseIds, groupIds, ...(dueAt != null && { dueAt }) },
      })),
    ),
  ])
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
