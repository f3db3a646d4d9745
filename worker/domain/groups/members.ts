import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf, insertMany } from '../../db/insert-many'
import { insist, orInsisted } from '../../db/insist'
import { events, groupManagers, groupMembers, users } from '../../db/schema'
import { Conflict, Forbidden, Invalid, NotFound } from '../../errors'
import { readEmail } from '../../lib/email-address'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordMembersMoved, recordReachMoved } from '../events'
import { type Actor, authorize } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { findGroup, type Group, groupQuery } from './group-queries'

/** Puts people into a group; into a course's group only its learners. One id that does not fit refuses them all. */
export async function addMembers(tenant: Tenant, actor: Actor, groupId: string, userIds: string[]): Promise<void> {
  const { group, managerIds } = await findGroup(tenant, actor, groupId)
  authorize(actor, 'group.fill', { ...group, managerIds })
  const { db } = tenant
  const ids = [...new Set(userIds)]
  if (ids.length === 0) throw new Invalid('member', 'people.selectSomebody')
  const [fitting] = await db.batch([
    db
      .select({ count: sql<number>`count(*)`.as('count') })
      .from(users)
      .where(and(sql`${users.id} in ${anyOf(ids)}`, isNull(users.deletedAt), inCourse(group))),
  ])
  if (fitting[0]?.count !== ids.length) throw new NotFound()
  const rows = ids.map((userId) => ({ groupId, userId, createdAt: tenant.now() }))
  await db
    .batch([
      insertMany(db, groupMembers, rows).onConflictDoNothing(),
      hasRoom(tenant, group),
      ...recordMembersMoved(db, { groupId, userIds: ids }, { actorId: actor.id, at: tenant.now() }),
      recordAudit(tenant, actor, 'group.add', { kind: 'group', id: groupId, after: { people: ids } }),
    ])
    .catch(orInsisted('groups.full'))
  await tenant.queue.send('drain')
}

/** One person by e-mail or username, as one types it. */
export async function addMemberNamed(tenant: Tenant, actor: Actor, groupId: string, named: string): Promise<void> {
  const { group, managerIds } = await findGroup(tenant, actor, groupId)
  authorize(actor, 'group.fill', { ...group, managerIds })
  const found = await personNamed(tenant, named)
  if (!found) throw new Invalid('member', 'people.nobodyNamed')
  if (group.courseId !== null && !(await isLearner(tenant, group, found.id)))
    throw new Invalid('member', 'groups.notInCourse')
  await addMembers(tenant, actor, groupId, [found.id])
}

/** Gives the act's id, by which it is taken back; null where nobody was there. */
export async function removeMember(
  tenant: Tenant,
  actor: Actor,
  groupId: string,
  userId: string,
): Promise<string | null> {
  const { group, managerIds } = await findGroup(tenant, actor, groupId)
  authorize(actor, 'group.fill', { ...group, managerIds })
  return takeOut(tenant, actor, 'group.take-out', groupMembers, { groupId, userId })
}

/** A manager may fill the group; who makes managers is whoever may make the group. */
export async function addManager(
  tenant: Tenant,
  actor: Actor,
  groupId: string,
  who: string | { id: string },
): Promise<void> {
  const { group } = await findGroup(tenant, actor, groupId)
  authorize(actor, 'group.manage', group)
  const found = await (typeof who === 'string' ? personNamed(tenant, who) : personWithId(tenant, who.id))
  if (!found) throw new Invalid('manager', 'people.nobodyNamed')
  await tenant.db.batch([
    tenant.db
      .insert(groupManagers)
      .values({ groupId, userId: found.id, createdAt: tenant.now() })
      .onConflictDoNothing(),
    recordAudit(tenant, actor, 'group.manager', { kind: 'group', id: groupId, after: { person: found.id } }),
  ])
}

/** Gives the act's id, by which it is taken back; null where it was nobody's. */
export async function removeManager(
  tenant: Tenant,
  actor: Actor,
  groupId: string,
  userId: string,
): Promise<string | null> {
  const { group } = await findGroup(tenant, actor, groupId)
  authorize(actor, 'group.manage', group)
  return takeOut(tenant, actor, 'group.unmanage', groupManagers, { groupId, userId })
}

type Place = { groupId: string; userId: string }

async function takeOut(
  tenant: Tenant,
  actor: Actor,
  kind: string,
  table: typeof groupMembers | typeof groupManagers,
  { groupId, userId }: Place,
) {
  const { db } = tenant
  const place = and(eq(table.groupId, groupId), eq(table.userId, userId))
  const [row] = await db.select().from(table).where(place).limit(1)
  if (!row) return null
  const id = newId()
  await db.batch([
    keepWayBack(tenant, actor, { id, kind, before: row, at: tenant.now() }),
    groupLeft(tenant, actor, groupId, userId, sql`select 1 from ${table} where ${place}`),
    db.delete(table).where(place),
    ...recordMembersMoved(db, { groupId, userIds: [userId] }, { actorId: actor.id, at: tenant.now() }),
    recordAudit(tenant, actor, kind, { kind: 'group', id: groupId, before: { person: userId } }),
  ])
  await tenant.queue.send('drain')
  return id
}

type Taken = Place & { createdAt: number }

/** A member comes back where there is still room, and where they still may be in it. */
export const memberBack = reversal<Taken>({
  subject: ({ groupId }) => ({ kind: 'group', id: groupId }),
  async prepare(tenant, actor, { groupId, userId, createdAt }) {
    const { group, managerIds } = await findGroup(tenant, actor, groupId)
    authorize(actor, 'group.fill', { ...group, managerIds })
    if (!(await isLearner(tenant, group, userId))) throw new Conflict('people.undoTaken')
    return [
      tenant.db.insert(groupMembers).values({ groupId, userId, createdAt }).onConflictDoNothing(),
      hasRoom(tenant, group),
      ...recordMembersMoved(tenant.db, { groupId, userIds: [userId] }, { actorId: actor.id, at: tenant.now() }),
    ]
  },
})

export const managerBack = reversal<Taken>({
  subject: ({ groupId }) => ({ kind: 'group', id: groupId }),
  async prepare(tenant, actor, { groupId, userId, createdAt }) {
    const { group } = await findGroup(tenant, actor, groupId)
    authorize(actor, 'group.manage', group)
    if (!(await personWithId(tenant, userId))) throw new Conflict('people.undoTaken')
    return [tenant.db.insert(groupManagers).values({ groupId, userId, createdAt }).onConflictDoNothing()]
  },
})

/** A learner takes a seat in a group that is open for that, and gives up the one they had in another of the course. */
export async function takeSeat(tenant: Tenant, actor: Actor, groupId: string): Promise<Group> {
  const group = await findOpenGroup(tenant, actor, groupId)
  const { db } = tenant
  await db
    .batch([
      seatsMoved(tenant, actor, group),
      groupLeft(
        tenant,
        actor,
        groupId,
        actor.id,
        sql`select 1 from group_members m join groups g on g.id = m.group_id where m.user_id = ${actor.id}
          and g.course_id = ${group.courseId} and g.self_sign_up = 1 and g.deleted_at is null and g.id <> ${groupId}`,
      ),
      db.delete(groupMembers).where(
        and(
          eq(groupMembers.userId, actor.id),
          sql`${groupMembers.groupId} in (select id from groups
            where course_id = ${group.courseId} and self_sign_up = 1 and deleted_at is null and id <> ${groupId})`,
        ),
      ),
      db.insert(groupMembers).values({ groupId, userId: actor.id, createdAt: tenant.now() }).onConflictDoNothing(),
      hasRoom(tenant, group),
      recordReachMoved(db, [actor.id], { actorId: actor.id, at: tenant.now() }),
    ])
    .catch(orInsisted('groups.full'))
  await tenant.queue.send('drain')
  return group
}

/** Statement, before a seat changes: the dates of every open group of the course may be theirs now, or no longer. */
const seatsMoved = ({ db, now }: Tenant, { id: userId }: Actor, { courseId }: Group) =>
  db.insert(events).select(
    sql`select null, 'dates.moved', g.id, ${newId()}, ${userId}, json_object('groupId', g.id, 'userIds', json_array(${userId})), ${now()}
      from groups g where g.course_id = ${courseId} and g.self_sign_up = 1
        and exists (select 1 from deadline_overrides o where o.group_id = g.id)`,
  )

export async function leaveSeat(tenant: Tenant, actor: Actor, groupId: string): Promise<Group> {
  const group = await findOpenGroup(tenant, actor, groupId)
  await tenant.db.batch([
    groupLeft(
      tenant,
      actor,
      groupId,
      actor.id,
      sql`select 1 from ${groupMembers} where ${membership(groupId, actor.id)}`,
    ),
    tenant.db.delete(groupMembers).where(membership(groupId, actor.id)),
    ...recordMembersMoved(tenant.db, { groupId, userIds: [actor.id] }, { actorId: actor.id, at: tenant.now() }),
  ])
  await tenant.queue.send('drain')
  return group
}

/** Statement, before they leave: what was open to somebody because of a group may no longer be. Nothing where they are in none. */
const groupLeft = ({ db, now }: Tenant, { id: actorId }: Actor, groupId: string, userId: string, from: SQL) =>
  db.insert(events).select(
    sql`select null, 'group.left', ${groupId}, ${newId()}, ${actorId}, json_object('userIds', json_array(${userId})), ${now()}
      where exists (${from})`,
  )

async function findOpenGroup(tenant: Tenant, actor: Actor, groupId: string): Promise<Group> {
  const [group] = await groupQuery(tenant, groupId)
  if (!group?.courseId || !(await isLearner(tenant, group, actor.id))) throw new NotFound()
  if (!group.selfSignUp) throw new Forbidden()
  return group
}

/** At the end of a batch that fills a group: its seats are as they are at that moment, so that the last one is taken once. */
const hasRoom = ({ db }: Tenant, { id }: Group) =>
  insist(
    db,
    sql`(select g.seats is null or (select count(*) from group_members m where m.group_id = g.id) <= g.seats
      from groups g where g.id = ${id} and g.deleted_at is null)`,
  )

const membership = (groupId: string, userId: string) =>
  and(eq(groupMembers.groupId, groupId), eq(groupMembers.userId, userId))

const inCourse = ({ courseId }: Group) =>
  courseId === null
    ? undefined
    : sql`${users.id} in (select user_id from enrollments
        where course_id = ${courseId} and role = 'learner' and state <> 'withdrawn')`

async function isLearner({ db }: Tenant, group: Group, userId: string): Promise<boolean> {
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt), inCourse(group)))
    .limit(1)
  return found !== undefined
}

async function personWithId({ db }: Tenant, id: string) {
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)))
    .limit(1)
  return found
}

async function personNamed({ db }: Tenant, named: string) {
  const email = readEmail(named)
  const name = named.trim().toLowerCase()
  const [found] = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        email ? eq(sql`lower(${users.email})`, email) : eq(sql`lower(${users.username})`, name),
        isNull(users.deletedAt),
      ),
    )
    .limit(1)
  return found
}
