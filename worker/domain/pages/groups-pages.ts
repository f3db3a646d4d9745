import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { cutPage, type PageAsked } from '../../db/page'
import { courses, enrollments } from '../../db/schema'
import { NotFound } from '../../errors'
import { groupRoomQuery } from '../chat'
import { findCourse } from '../courses'
import {
  courseMembersQuery,
  groupQuery,
  groupsQuery,
  managersQuery,
  membersQuery,
  ownGroupsQuery,
  ungroupedCountQuery,
} from '../groups'
import { type Actor, authorize, can } from '../policy'

/** The groups of the organization: one trip. */
export async function readGroupsPage(tenant: Tenant, actor: Actor) {
  authorize(actor, 'group.manage', { courseId: null })
  const [groups] = await tenant.db.batch([groupsQuery(tenant, null)])
  return { groups }
}

/** One group with its people, for those who fill it; NotFound for everybody else. One trip. */
export async function readGroupPage(tenant: Tenant, actor: Actor, id: string) {
  const [[group], members, managers, [room]] = await tenant.db.batch([
    groupQuery(tenant, id),
    membersQuery(tenant, id),
    managersQuery(tenant, id),
    groupRoomQuery(tenant, id),
  ])
  if (!group) throw new NotFound()
  const subject = { ...group, managerIds: managers.map((manager) => manager.id) }
  if (!can(actor, 'group.fill', subject)) throw new NotFound()
  return {
    group,
    members,
    managers,
    mayManage: can(actor, 'group.manage', group),
    /** Null where it never had one. */
    hasRoom: room ? room.closedAt === null : null,
  }
}

export type GroupFound = Awaited<ReturnType<typeof readGroupPage>>

const byName = ({ folded, id }: { folded: string; id: string }) => [folded, id]

/** Groups of the organization page by page, by name. */
export async function listGroups(tenant: Tenant, actor: Actor, page: PageAsked) {
  authorize(actor, 'group.manage', { courseId: null })
  return cutPage(await groupsQuery(tenant, null, { ...page, size: page.size + 1 }), page.size, byName)
}

/** Groups of a course page by page, by name: all of them for those who teach it. */
export async function listCourseGroups(tenant: Tenant, actor: Actor, courseId: string, page: PageAsked) {
  if (!can(actor, 'group.manage', { courseId })) {
    const { groups } = await readCourseGroupsPage(tenant, actor, courseId)
    const size = groups.length + 1
    return cutPage(groups, size, byName)
  }
  await findCourse(tenant, actor, courseId)
  return cutPage(await groupsQuery(tenant, courseId, { ...page, size: page.size + 1 }), page.size, byName)
}

/** Who is in a group, page by page, by name. */
export async function listMembers(tenant: Tenant, actor: Actor, groupId: string, page: PageAsked) {
  await readGroupPage(tenant, actor, groupId)
  return cutPage(await membersQuery(tenant, groupId, { ...page, size: page.size + 1 }), page.size, byName)
}

/** The groups of a course: all of them for those who teach it, those with free choice for its learners. One trip. */
export async function readCourseGroupsPage(tenant: Tenant, actor: Actor, courseId: string) {
  const { db } = tenant
  const [[course], groups, people, owned, [ungrouped], [enrolled]] = await db.batch([
    db
      .select({ id: courses.id, title: courses.title })
      .from(courses)
      .where(and(eq(courses.id, courseId), isNull(courses.deletedAt)))
      .limit(1),
    groupsQuery(tenant, courseId),
    courseMembersQuery(tenant, courseId),
    ownGroupsQuery(tenant, courseId, actor.id),
    ungroupedCountQuery(tenant, courseId),
    db
      .select({ id: enrollments.id })
      .from(enrollments)
      .where(
        and(
          eq(enrollments.userId, actor.id),
          eq(enrollments.courseId, courseId),
          eq(enrollments.role, 'learner'),
          ne(enrollments.state, 'withdrawn'),
        ),
      )
      .limit(1),
  ])
  const mayManage = can(actor, 'group.manage', { courseId })
  if (!course || (!mayManage && !enrolled)) throw new NotFound()
  const own = new Set(owned.map(({ id }) => id))
  const shown = mayManage ? groups : groups.filter(({ id, selfSignUp }) => selfSignUp || own.has(id))
  return {
    course,
    mayManage,
    groups: shown.map((group) => ({
      ...group,
      isOwn: own.has(group.id),
      // Who is in a group is for those who teach and for its own people.
      names:
        mayManage || own.has(group.id)
          ? people.filter(({ groupId }) => groupId === group.id).map(({ name }) => name)
          : [],
    })),
    /** Learners who are in no group yet. */
    ungrouped: mayManage ? (ungrouped?.n ?? 0) : 0,
  }
}

export type CourseGroupsFound = Awaited<ReturnType<typeof readCourseGroupsPage>>
