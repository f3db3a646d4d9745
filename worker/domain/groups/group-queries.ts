import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, type PageAsked } from '../../db/page'
import { courses, enrollments, groupManagers, groupMembers, groups, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, can } from '../policy'

// Inside a subquery of the selection drizzle writes a column without its table, so tables are named by hand there.
const columns = {
  id: groups.id,
  name: groups.name,
  courseId: groups.courseId,
  selfSignUp: groups.selfSignUp,
  seats: groups.seats,
  members: sql<number>`(select count(*) from group_members gm join users u on u.id = gm.user_id
    where gm.group_id = groups.id and u.deleted_at is null)`.as('members'),
}

/** Groups of the organization (`courseId` null) or of a course: unexecuted. */
export const groupsQuery = ({ db }: Tenant, courseId: string | null, { cursor, size }: PageAsked = { size: 500 }) =>
  db
    .select({ ...columns, folded: sql<string>`lower(${groups.name})`.as('folded_name') })
    .from(groups)
    .where(
      and(
        courseId === null ? isNull(groups.courseId) : eq(groups.courseId, courseId),
        isNull(groups.deletedAt),
        behind([sql`lower(${groups.name})`, groups.id], cursor, 'up'),
      ),
    )
    .orderBy(asc(sql`lower(${groups.name})`), asc(groups.id))
    .limit(size)

/** The groups that somebody manages, of the organization and of courses: unexecuted. */
export const managedGroupsQuery = ({ db }: Tenant, userId: string) =>
  db
    .select(columns)
    .from(groups)
    .innerJoin(groupManagers, eq(groupManagers.groupId, groups.id))
    .where(and(eq(groupManagers.userId, userId), isNull(groups.deletedAt)))
    .orderBy(asc(sql`lower(${groups.name})`), asc(groups.id))
    .limit(50)

export type GroupLine = Awaited<ReturnType<typeof groupsQuery>>[number]

/** One group with its course: unexecuted. */
export const groupQuery = ({ db }: Tenant, id: string) =>
  db
    .select({ ...columns, courseTitle: courses.title })
    .from(groups)
    .leftJoin(courses, eq(courses.id, groups.courseId))
    .where(and(eq(groups.id, id), isNull(groups.deletedAt), isNull(courses.deletedAt)))
    .limit(1)

export type Group = Awaited<ReturnType<typeof groupQuery>>[number]

/** Whether somebody has to do with the course that a group belongs to: unexecuted. */
const inItsCourseQuery = ({ db }: Tenant, groupId: string, userId: string) =>
  db
    .select({ id: enrollments.id })
    .from(groups)
    .innerJoin(enrollments, eq(enrollments.courseId, groups.courseId))
    .where(and(eq(groups.id, groupId), eq(enrollments.userId, userId), ne(enrollments.state, 'withdrawn')))
    .limit(1)

/** A group with the ids of its managers, for those who run it or are in its course; NotFound for everybody else. */
export async function findGroup(tenant: Tenant, actor: Actor, id: string) {
  const [[group], managers, [enrolled]] = await tenant.db.batch([
    groupQuery(tenant, id),
    managersQuery(tenant, id),
    inItsCourseQuery(tenant, id, actor.id),
  ])
  const managerIds = managers.map((manager) => manager.id)
  const isKnown = group && (can(actor, 'group.fill', { ...group, managerIds }) || enrolled)
  if (!isKnown) throw new NotFound()
  return { group, managerIds }
}

/** How many people of a group are named where groups are listed. */
const NAMES_SHOWN = 12

const person = {
  id: users.id,
  name: users.name,
  email: users.email,
  username: users.username,
  photoId: users.photoId,
}

/** Unexecuted. */
export const membersQuery = ({ db }: Tenant, groupId: string, { cursor, size }: PageAsked = { size: 1_000 }) =>
  db
    .select({ ...person, folded: sql<string>`lower(${users.name})`.as('folded_name') })
    .from(groupMembers)
    .innerJoin(users, eq(users.id, groupMembers.userId))
    .where(
      and(
        eq(groupMembers.groupId, groupId),
        isNull(users.deletedAt),
        behind([sql`lower(${users.name})`, users.id], cursor, 'up'),
      ),
    )
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
    .limit(size)

/** Unexecuted. */
export const managersQuery = ({ db }: Tenant, groupId: string) =>
  db
    .select(person)
    .from(groupManagers)
    .innerJoin(users, eq(users.id, groupManagers.userId))
    .where(and(eq(groupManagers.groupId, groupId), isNull(users.deletedAt)))
    .orderBy(asc(sql`lower(${users.name})`))
    .limit(50)

export type GroupPerson = Awaited<ReturnType<typeof managersQuery>>[number]

/** The first people of each group of a course, by name; a group says how many there are besides: unexecuted. */
export const courseMembersQuery = ({ db }: Tenant, courseId: string) =>
  db
    .select({ groupId: sql<string>`m.group_id`.as('group_id'), name: sql<string>`m.name`.as('name') })
    .from(
      sql`(select gm.group_id, u.name, row_number() over (partition by gm.group_id order by lower(u.name)) as place
        from group_members gm join groups g on g.id = gm.group_id join users u on u.id = gm.user_id
        where g.course_id = ${courseId} and g.deleted_at is null and u.deleted_at is null) m`,
    )
    .where(sql`m.place <= ${NAMES_SHOWN}`)
    .orderBy(sql`m.place`)

/** The groups of a course that somebody is in: unexecuted. */
export const ownGroupsQuery = ({ db }: Tenant, courseId: string, userId: string) =>
  db
    .select({ id: groups.id })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .where(and(eq(groupMembers.userId, userId), eq(groups.courseId, courseId), isNull(groups.deletedAt)))

const isUngrouped = (courseId: string) =>
  and(
    isNull(users.deletedAt),
    sql`${users.id} in (select user_id from enrollments
      where course_id = ${courseId} and role = 'learner' and state <> 'withdrawn')`,
    sql`not exists (select 1 from group_members gm join groups g on g.id = gm.group_id
      where gm.user_id = users.id and g.course_id = ${courseId} and g.deleted_at is null)`,
  )

/** Ids of all learners of a course who are in no group of it, however many: unexecuted. */
export const ungroupedLearnersQuery = ({ db }: Tenant, courseId: string) =>
  db.select({ id: users.id }).from(users).where(isUngrouped(courseId)).orderBy(asc(users.id))

/** How many they are: unexecuted. */
export const ungroupedCountQuery = ({ db }: Tenant, courseId: string) =>
  db.select({ n: sql<number>`count(*)` }).from(users).where(isUngrouped(courseId))
