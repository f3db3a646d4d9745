import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courses, groups } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { type Actor, assists, authorize, isAdmin } from '../policy'

/** Where something is to be announced; a group of a course stands with its course, where that is named. */
export type AnnouncementPlace = { courseId: string | null; groupId: string | null }

/** A place where the actor may announce something, with the groups that may be chosen there. NotFound where they know nothing of it. */
export async function findPlace({ db }: Tenant, actor: Actor, { courseId, groupId }: AnnouncementPlace) {
  const [[course], [group], choices] = await db.batch([
    db
      .select({
        id: courses.id,
        title: courses.title,
        zone: courses.zone,
        isIn: sql<number>`exists (select 1 from enrollments e where e.course_id = courses.id
          and e.user_id = ${actor.id} and e.state <> 'withdrawn')`.as('is_in'),
      })
      .from(courses)
      .where(and(eq(courses.id, courseId ?? ''), isNull(courses.deletedAt)))
      .limit(1),
    db
      .select({
        id: groups.id,
        name: groups.name,
        courseId: groups.courseId,
        manages: sql<number>`exists (select 1 from group_managers m where m.group_id = groups.id
          and m.user_id = ${actor.id})`.as('manages'),
      })
      .from(groups)
      .where(and(eq(groups.id, groupId ?? ''), isNull(groups.deletedAt)))
      .limit(1),
    groupChoicesQuery(db, sql`${courseId}`),
  ])
  if (courseId !== null && !(course && (isAdmin(actor) || assists(actor, courseId) || course.isIn)))
    throw new NotFound()
  const managesGroup = courseId === null && group?.manages === 1
  if (courseId === null && groupId !== null && !(group && (managesGroup || isAdmin(actor)))) throw new NotFound()
  authorize(actor, 'announcement.write', { courseId, managesGroup })
  if (courseId !== null && groupId !== null && !(group && (group.courseId === null || group.courseId === courseId)))
    throw new Invalid('groupId', 'announcements.groupWrong')
  return {
    course: courseId === null ? null : course!,
    group: groupId === null ? null : group!,
    /** Who only manages a group speaks to that one. */
    groups: courseId !== null || isAdmin(actor) ? choices : [],
  }
}

/** Unexecuted: the groups of the organization, and of a course where there is one. */
export const groupChoicesQuery = (db: Database, courseId: SQL) =>
  db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(isNull(groups.deletedAt), sql`(${groups.courseId} is null or ${groups.courseId} = ${courseId})`))
    .orderBy(sql`lower(${groups.name})`, groups.id)
    .limit(200)
