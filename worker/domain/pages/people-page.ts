import { and, asc, desc, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { prepared } from '../../db/prepared'
import { courses, groups } from '../../db/schema'
import { actQuery } from '../admissions'
import { organizationQuery } from '../organization'
import { countPeopleQuery, type PeopleFilter, type Place, pageOf, peopleQuery, placesOf, placesQuery } from '../people'
import { type Actor, authorize } from '../policy'

/** The people of the organization as an admin sees them, with what can be done to them: one trip. */
export async function readPeoplePage(
  tenant: Tenant,
  actor: Actor,
  filter: PeopleFilter,
  place: Place,
  actId: string | null,
) {
  authorize(actor, 'person.list')
  const [rows, [counted], groupOptions, courseOptions, [act], [places], [settings]] = await tenant.db.batch([
    peopleQuery(tenant, filter, place),
    countPeopleQuery(tenant, filter),
    groupOptionsQuery(tenant.db),
    courseOptionsQuery(tenant.db),
    actQuery(tenant, actor, actId),
    placesQuery(tenant),
    organizationQuery(tenant.db),
  ])
  return {
    ...pageOf(rows, place),
    total: counted?.count ?? 0,
    groups: groupOptions,
    courses: courseOptions,
    act: act ?? null,
    retentionDays: settings!.retentionDays,
    places: placesOf(settings!, places!.taken),
  }
}

/** Groups of the organization to choose from. */
export const groupOptionsQuery = prepared((db) =>
  db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(and(isNull(groups.deletedAt), isNull(groups.courseId)))
    .orderBy(asc(groups.name))
    .limit(200),
)

/** Courses to enroll somebody in, newest first. */
export const courseOptionsQuery = prepared((db) =>
  db
    .select({ id: courses.id, title: courses.title })
    .from(courses)
    .where(and(isNull(courses.deletedAt), isNull(courses.archivedAt)))
    .orderBy(desc(courses.id))
    .limit(200),
)
