import { and, desc, eq, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import { insertMany } from '../../db/insert-many'
import { insist, orInsisted } from '../../db/insist'
import { codes, invitations, users } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { encodeCursor, readCursor } from '../../lib/cursor'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { keepPeopleAfterAll, keepPlaces, personEntry, purgePeopleLater, wakeForBin } from '../people'
import { type Actor, authorize } from '../policy'
import { indexEntries, removeEntry } from '../search'
import { keepWayBack, reversal } from '../undo'
import { mayInvite } from './invite-people'

const PAGE = 50
const placeSchema = z.tuple([z.number(), z.string()])

/** The invitation that a person has not taken yet: unexecuted. */
export const openInvitationQuery = ({ db }: Tenant, userId: string | SQL<string>) =>
  db
    .select()
    .from(invitations)
    .where(and(eq(invitations.userId, userId), isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .orderBy(desc(invitations.sentAt))
    .limit(1)

/** The names that `from` gives for a column of ids, in the order of names. */
const namesOf = (from: SQL, ids: SQLiteColumn) =>
  sql<
    string[]
  >`(select json_group_array(name) from (${from} and id in (select value from json_each(${ids})) order by name))`.mapWith(
    (names: string) => JSON.parse(names) as string[],
  )

/** Open invitations with what they lead into, the latest first: unexecuted. */
export function openInvitationsQuery({ db }: Tenant, cursor: string | null, size = PAGE) {
  const place = readCursor(placeSchema, cursor)
  return db
    .select({
      id: invitations.id,
      userId: invitations.userId,
      name: users.name,
      email: users.email,
      role: users.role,
      courseIds: invitations.courseIds,
      groupIds: invitations.groupIds,
      courses: namesOf(sql`select title as name from courses where deleted_at is null`, invitations.courseIds).as(
        'into_courses',
      ),
      groups: namesOf(sql`select name from groups where deleted_at is null`, invitations.groupIds).as('into_groups'),
      dueAt: invitations.dueAt,
      sentAt: invitations.sentAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.userId))
    .where(
      and(
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        isNull(users.deletedAt),
        place
          ? or(lt(invitations.sentAt, place[0]), and(eq(invitations.sentAt, place[0]), lt(invitations.id, place[1])))
          : undefined,
      ),
    )
    .orderBy(desc(invitations.sentAt), desc(invitations.id))
    .limit(size + 1)
}

export type OpenInvitation = Awaited<ReturnType<typeof openInvitationsQuery>>[number]

export function invitationPage(rows: OpenInvitation[], size = PAGE) {
  const lines = rows.slice(0, size)
  const last = lines.at(-1)
  return { invitations: lines, next: rows.length > size && last ? encodeCursor([last.sentAt, last.id]) : null }
}

/** Sends an invitation once more; earlier links go on to work until one of them is used. */
export async function resendInvitation(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  const { db } = tenant
  authorize(actor, 'person.list')
  const { invitation, person } = await findOpen(tenant, id)
  mayInvite(actor)
  authorize(actor, 'person.edit', person)
  const at = tenant.now()
  await db.batch([
    recordEvent(db, 'person.invited', invitation.id, { key: newId(), actorId: actor.id, at }),
    db.update(invitations).set({ sentAt: at }).where(eq(invitations.id, id)),
    recordAudit(tenant, actor, 'person.reinvite', { kind: 'person', id: person.id }),
  ])
  await tenant.queue.send('drain')
}

/** Takes an invitation back: its links end, and the person who never came is gone. Gives the act's id. */
export async function revokeInvitation(tenant: Tenant, actor: Actor, id: string): Promise<string> {
  const { db } = tenant
  authorize(actor, 'person.list')
  const { person } = await findOpen(tenant, id)
  authorize(actor, 'person.remove', person)
  const at = tenant.now()
  await wakeForBin(tenant)
  const links = and(eq(codes.userId, person.id), eq(codes.purpose, 'invitation'))
  const before = { id, personId: person.id, links: await db.select().from(codes).where(links) }
  const actId = newId()
  const isStillInvited = and(eq(users.id, person.id), eq(users.state, 'invited'))
  await db
    .batch([
      keepWayBack(tenant, actor, { id: actId, kind: 'person.uninvite', before, at }),
      db
        .update(invitations)
        .set({ revokedAt: at })
        .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt))),
      db.delete(codes).where(links),
      db.update(users).set({ deletedAt: at }).where(isStillInvited),
      insist(db, sql`exists (select 1 from users where id = ${person.id} and deleted_at = ${at})`),
      removeEntry(db, 'person', person.id),
      purgePeopleLater(tenant, [person.id]),
      recordAudit(tenant, actor, 'person.uninvite', { kind: 'person', id: person.id, before: { email: person.email } }),
    ])
    .catch(orInsisted('invitations.taken'))
  return actId
}

type Uninvited = { id: string; personId: string; links: (typeof codes.$inferSelect)[] }

/** The invitation stands again, and the links in its mails work as before. */
export const invitationBack = reversal<Uninvited>({
  subject: ({ personId }) => ({ kind: 'person', id: personId }),
  async prepare(tenant, actor, { id, personId, links }, at) {
    const { db } = tenant
    const gone = and(eq(users.id, personId), eq(users.deletedAt, at))
    const [person] = await db.select().from(users).where(gone).limit(1)
    if (!person) throw new Conflict('people.undoTaken')
    mayInvite(actor)
    authorize(actor, 'person.remove', person)
    await keepPlaces(tenant, 1)
    return [
      db.update(users).set({ deletedAt: null }).where(gone),
      insist(db, sql`exists (select 1 from users where id = ${personId} and deleted_at is null)`),
      db
        .update(invitations)
        .set({ revokedAt: null })
        .where(and(eq(invitations.id, id), eq(invitations.revokedAt, at))),
      insertMany(db, codes, links).onConflictDoNothing(),
      keepPeopleAfterAll(tenant, [personId]),
      indexEntries(db, [personEntry(person)]),
    ]
  },
})

async function findOpen({ db }: Tenant, id: string) {
  const [found] = await db
    .select({
      invitation: invitations,
      person: { id: users.id, role: users.role, state: users.state, email: users.email },
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.userId))
    .where(and(eq(invitations.id, id), isNull(invitations.revokedAt), isNull(users.deletedAt)))
    .limit(1)
  if (!found) throw new NotFound()
  if (found.invitation.acceptedAt !== null || found.person.state !== 'invited') throw new Conflict('invitations.taken')
  return found
}
