import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { insertAll, insertMany } from '../../db/insert-many'
import { courses, groupMembers, groups } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent, recordMembersMoved, recordReachMoved } from '../events'
import { type Actor, authorize, can, isAdmin } from '../policy'
import { type Deal, dealPeople } from './deal'
import { findGroup, groupsQuery, ungroupedLearnersQuery } from './group-queries'

export type GroupFields = { name: string; selfSignUp: boolean; seats: number | null }

export const MOST_GROUPS = 100

/** Makes a group of the organization (`courseId` null) or of a course that the actor teaches. */
export async function makeGroup(tenant: Tenant, actor: Actor, courseId: string | null, fields: GroupFields) {
  await orCourse(tenant, actor, courseId)
  authorize(actor, 'group.manage', { courseId })
  const id = newId()
  const values = checked(courseId, fields)
  await named(
    tenant.db.batch([
      tenant.db.insert(groups).values({ id, courseId, ...values, createdAt: tenant.now() }),
      recordAudit(tenant, actor, 'group.make', { kind: 'group', id, after: values }),
    ]),
  )
  return id
}

export async function editGroup(tenant: Tenant, actor: Actor, id: string, fields: GroupFields): Promise<void> {
  const { group } = await findGroup(tenant, actor, id)
  authorize(actor, 'group.manage', group)
  const values = checked(group.courseId, fields)
  await named(
    tenant.db.batch([
      tenant.db.update(groups).set(values).where(eq(groups.id, id)),
      recordAudit(tenant, actor, 'group.edit', { kind: 'group', id, before: group, after: values }),
    ]),
  )
}

/** Puts a group into the bin; its people stay where they are. Gives the course it belonged to. */
export async function removeGroup(tenant: Tenant, actor: Actor, id: string): Promise<string | null> {
  const { group } = await findGroup(tenant, actor, id)
  authorize(actor, 'group.manage', group)
  const at = tenant.now()
  await tenant.db.batch([
    tenant.db.update(groups).set({ deletedAt: at }).where(eq(groups.id, id)),
    recordEvent(tenant.db, 'group.removed', id, { key: String(at), actorId: actor.id, at }).onConflictDoNothing(),
    recordReachMoved(tenant.db, { groupId: id }, { actorId: actor.id, at }),
    recordAudit(tenant, actor, 'group.remove', { kind: 'group', id, before: { name: group.name } }),
  ])
  await tenant.queue.send('drain')
  return group.courseId
}

/** Takes the removal back, where no other group has the name since. */
export async function restoreGroup(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  const [group] = await tenant.db.select().from(groups).where(eq(groups.id, id)).limit(1)
  if (!group || !can(actor, 'group.manage', group)) throw new NotFound() // what lies in the bin, only they know of
  await named(
    tenant.db.batch([
      tenant.db.update(groups).set({ deletedAt: null }).where(eq(groups.id, id)),
      ...recordMembersMoved(tenant.db, { groupId: id, userIds: null }, { actorId: actor.id, at: tenant.now() }),
      recordAudit(tenant, actor, 'group.restore', { kind: 'group', id }),
    ]),
  )
  await tenant.queue.send('drain')
}

/** Deals the learners of a course who are in no group of it yet into new random groups. */
export async function dealGroups(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  { name, deal, seed }: { name: string; deal: Deal; seed: number },
): Promise<number> {
  await orCourse(tenant, actor, courseId)
  authorize(actor, 'group.manage', { courseId })
  const { db } = tenant
  const said = cleanLine(name, 100)
  if (!said) throw new Invalid('dealName', 'groups.nameMissing')
  if (!Number.isInteger(deal.n) || deal.n < 1 || deal.n > MOST_GROUPS)
    throw new Invalid('n', 'groups.badNumber', { most: MOST_GROUPS })
  const [learners, there] = await db.batch([ungroupedLearnersQuery(tenant, courseId), groupsQuery(tenant, courseId)])
  const dealt = dealPeople(
    learners.map(({ id }) => id),
    deal,
    seed,
  )
  if (dealt.length === 0) throw new Invalid('n', 'groups.nobodyLeft')
  if (dealt.length > MOST_GROUPS) throw new Invalid('n', 'groups.tooMany', { most: MOST_GROUPS })
  const at = tenant.now()
  const names = freshNames(
    said,
    dealt.length,
    there.map((group) => group.name),
  )
  const rows = dealt.map((ids, i) => ({ id: newId(), name: names[i]!, courseId, createdAt: at, ids }))
  await named(
    db.batch([
      insertMany(
        db,
        groups,
        rows.map(({ ids: _, ...row }) => row),
      ),
      ...insertAll(
        db,
        groupMembers,
        rows.flatMap(({ id, ids }) => ids.map((userId) => ({ groupId: id, userId, createdAt: at }))),
      ),
      recordAudit(tenant, actor, 'group.deal', {
        kind: 'course',
        id: courseId,
        after: { ...deal, groups: rows.length },
      }),
    ]),
    'dealName',
  )
  return rows.length
}

/** "Team 1", "Team 2" ... past those that are there. */
function freshNames(name: string, count: number, there: string[]): string[] {
  const taken = new Set(there.map((one) => one.toLowerCase()))
  const names: string[] = []
  for (let i = 1; names.length < count; i++) {
    const next = `${name} ${i}`
    if (!taken.has(next.toLowerCase())) names.push(next)
  }
  return names
}

/** To those who have nothing to do with a course, its groups are not there. */
async function orCourse({ db }: Tenant, actor: Actor, courseId: string | null): Promise<void> {
  if (courseId === null) return
  const isIn = sql`exists (select 1 from enrollments e
    where e.course_id = ${courseId} and e.user_id = ${actor.id} and e.state <> 'withdrawn')`
  const [course] = await db
    .select({ id: courses.id })
    .from(courses)
    .where(and(eq(courses.id, courseId), isNull(courses.deletedAt), isAdmin(actor) ? undefined : isIn))
    .limit(1)
  if (!course) throw new NotFound()
}

function checked(courseId: string | null, { name: typed, selfSignUp, seats }: GroupFields) {
  const name = cleanLine(typed, 100)
  if (!name) throw new Invalid('name', 'groups.nameMissing')
  if (seats !== null && !(Number.isInteger(seats) && seats > 0 && seats <= 10_000))
    throw new Invalid('seats', 'groups.badSeats')
  // Only who is in a course can sign up by themselves: a group of the organization has nobody to offer itself to.
  return { name, selfSignUp: courseId !== null && selfSignUp, seats: courseId === null ? null : seats }
}

async function named(batch: Promise<unknown>, field = 'name'): Promise<void> {
  try {
    await batch
  } catch (error) {
    throw isUniqueViolation(error) ? new Invalid(field, 'groups.nameTaken') : error
  }
}
