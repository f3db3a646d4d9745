import { and, asc, desc, eq, isNull, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, enrollments, groupMembers, groups } from '../../db/schema'
import { NotFound } from '../../errors'
import { accommodationQuery, toldOf } from '../accommodations'
import { actQuery, openInvitationQuery } from '../admissions'
import { observedLearnersQuery, observersOfQuery, personAuditQuery, personQuery } from '../people'
import { type Actor, authorize } from '../policy'
import { courseOptionsQuery, groupOptionsQuery } from './people-page'

/** Everything that an admin sees and does about one person: one trip. */
export async function readPersonPage(tenant: Tenant, actor: Actor, id: string, actId: string | null = null) {
  authorize(actor, 'person.list')
  const { db } = tenant
  const [
    [person],
    taken,
    inGroups,
    observers,
    learners,
    audit,
    [invitation],
    courseOptions,
    groupOptions,
    [act],
    [stands],
  ] = await db.batch([
    personQuery(tenant, id),
    enrollmentsOfQuery(tenant, id),
    groupsOfQuery(tenant, id),
    observersOfQuery(tenant, id),
    observedLearnersQuery(tenant, id),
    personAuditQuery(tenant, id),
    openInvitationQuery(tenant, id),
    courseOptionsQuery(tenant.db),
    groupOptionsQuery(tenant.db),
    actQuery(tenant, actor, actId),
    accommodationQuery(db, id),
  ])
  if (!person) throw new NotFound()
  return {
    person,
    enrollments: taken,
    groups: inGroups,
    observers,
    learners,
    audit,
    invitation: invitation ?? null,
    courseOptions,
    groupOptions,
    act: act ?? null,
    accommodation: toldOf(stands),
  }
}

export type PersonFound = Awaited<ReturnType<typeof readPersonPage>>

const enrollmentsOfQuery = ({ db }: Tenant, userId: string) =>
  db
    .select({
      courseId: enrollments.courseId,
      title: courses.title,
      role: enrollments.role,
      state: enrollments.state,
      percent: enrollments.percent,
      dueAt: enrollments.dueAt,
      lastSeenAt: enrollments.lastSeenAt,
    })
    .from(enrollments)
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .where(and(eq(enrollments.userId, userId), ne(enrollments.state, 'withdrawn'), isNull(courses.deletedAt)))
    .orderBy(desc(enrollments.createdAt))
    .limit(100)

const groupsOfQuery = ({ db }: Tenant, userId: string) =>
  db
    .select({ id: groups.id, name: groups.name, courseTitle: courses.title })
    .from(groupMembers)
    .innerJoin(groups, eq(groups.id, groupMembers.groupId))
    .leftJoin(courses, eq(courses.id, groups.courseId))
    .where(and(eq(groupMembers.userId, userId), isNull(groups.deletedAt)))
    .orderBy(asc(groups.name))
    .limit(100)
