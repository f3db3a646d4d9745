import { and, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, groupMembers, groups } from '../../db/schema'
import type { EnrollmentSource } from '../../db/schema/learning'
import { enrollStatements } from '../enrollments'
import { recordMembersMoved } from '../events'
import type { Actor } from '../policy'

/** Where an invitation or a link leads: courses and groups as they are now; what is gone since is passed over. */
export type Entrance = { courses: { id: string; title: string }[]; groupIds: string[] }

/** Unexecuted; ids as JSON arrays, given or read from a column. */
export const entranceQueries = ({ db }: Tenant, into: { courseIds: SQL; groupIds: SQL }) =>
  [
    db
      .select({ id: courses.id, title: courses.title })
      .from(courses)
      .where(
        and(
          sql`${courses.id} in (select value from json_each(${into.courseIds}))`,
          isNull(courses.deletedAt),
          isNull(courses.archivedAt),
        ),
      ),
    db
      .select({ id: groups.id })
      .from(groups)
      .where(and(sql`${groups.id} in (select value from json_each(${into.groupIds}))`, isNull(groups.deletedAt))),
  ] as const

export async function readEntrance(
  tenant: Tenant,
  { courseIds, groupIds }: { courseIds: string[]; groupIds: string[] },
): Promise<Entrance> {
  const [foundCourses, foundGroups] = await tenant.db.batch(
    entranceQueries(tenant, {
      courseIds: sql`${JSON.stringify(courseIds)}`,
      groupIds: sql`${JSON.stringify(groupIds)}`,
    }),
  )
  return { courses: foundCourses, groupIds: foundGroups.map(({ id }) => id) }
}

type Entering = { source: EnrollmentSource; sourceId: string; dueAt?: number | null; actor: Actor | null }

/** For the batch in which somebody comes in: their courses and groups. */
export function enterStatements(tenant: Tenant, userId: string, entrance: Partial<Entrance>, entering: Entering) {
  const { db } = tenant
  return [
    ...(entrance.groupIds ?? []).flatMap((groupId) => [
      db.insert(groupMembers).values({ groupId, userId, createdAt: tenant.now() }).onConflictDoNothing(),
      ...recordMembersMoved(db, { groupId, userIds: [userId] }, { actorId: userId, at: tenant.now() }),
    ]),
    ...(entrance.courses ?? []).flatMap(({ id }) => [
      ...enrollStatements(tenant, { courseId: id, userIds: [userId], ...entering }),
    ]),
  ]
}

/** Where one stands after coming in: in the course that was named, or at home. */
export const landing = ({ courses }: Partial<Entrance>): string | null => courses?.[0]?.id ?? null
