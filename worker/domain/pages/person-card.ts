import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, enrollments, groupManagers, groupMembers, groups } from '../../db/schema'
import { NotFound } from '../../errors'
import { personQuery } from '../people'
import { type Actor, type CourseRole, isAdmin, isPerson } from '../policy'

export type PersonCard = {
  id: string
  name: string
  pronouns: string
  bio: string
  photoId: string | null
  /** Courses that the actor has in common with the person, for admins all of theirs, and what the person is there. */
  courses: { id: string; title: string; role: CourseRole }[]
  /** The actor may write to them. */
  mayWrite: boolean
}

/**
 * A person as the actor may see them: one's own card, those one shares a course with, those in a group that one manages, and everybody
 * for admins. One trip.
 */
export async function readPersonCard(tenant: Tenant, actor: Actor, id: string): Promise<PersonCard> {
  const { db } = tenant
  const [[person], shared, managed] = await db.batch([
    personQuery(tenant, id),
    coursesQuery(tenant, actor, id),
    managedQuery(tenant, actor, id),
  ])
  if (!person) throw new NotFound()
  const isOwn = actor.id === id
  const isPeer = shared.length > 0 && person.state === 'active'
  if (!isAdmin(actor) && !isOwn && !isPeer && managed.length === 0) throw new NotFound()
  // Who teaches sees whom they teach; what is hidden is hidden from peers.
  const staffSees = isAdmin(actor) || shared.some(({ id }) => isStaffIn(actor, id))
  const shows = { ...person.visibility }
  if (staffSees) for (const part of ['photo', 'pronouns', 'bio', 'courses'] as const) shows[part] = true
  return {
    id: person.id,
    name: person.name,
    pronouns: shows.pronouns ? person.pronouns : '',
    bio: shows.bio ? person.bio : '',
    photoId: shows.photo ? person.photoId : null,
    courses: shows.courses && !isOwn ? shared : [],
    mayWrite: !isOwn && person.state === 'active' && isPerson(actor),
  }
}

const isStaffIn = ({ courseRoles }: Actor, courseId: string) =>
  courseRoles[courseId] === 'instructor' || courseRoles[courseId] === 'assistant'

/** A group of the actor's that the person is in. */
const managedQuery = ({ db }: Tenant, actor: Actor, id: string) =>
  db
    .select({ id: groups.id })
    .from(groups)
    .innerJoin(groupMembers, and(eq(groupMembers.groupId, groups.id), eq(groupMembers.userId, id)))
    .innerJoin(groupManagers, and(eq(groupManagers.groupId, groups.id), eq(groupManagers.userId, actor.id)))
    .where(isNull(groups.deletedAt))
    .limit(1)

/** An observer of a course is nobody's peer in it. */
const coursesQuery = ({ db }: Tenant, actor: Actor, id: string) =>
  db
    .select({ id: courses.id, title: courses.title, role: enrollments.role })
    .from(enrollments)
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .where(
      and(
        eq(enrollments.userId, id),
        ne(enrollments.state, 'withdrawn'),
        ne(enrollments.role, 'observer'),
        isNull(courses.deletedAt),
        isAdmin(actor)
          ? undefined
          : sql`exists (select 1 from enrollments mine where mine.user_id = ${actor.id} and mine.course_id = ${courses.id}
              and mine.state <> 'withdrawn' and mine.role <> 'observer')`,
      ),
    )
    .orderBy(asc(courses.title))
    .limit(50)
