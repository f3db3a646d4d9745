import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, prepared } from '../../db/prepared'
import { courses, enrollments, groups, items, users } from '../../db/schema'
import { Forbidden, NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { findCourseFor } from '../courses'
import { type Actor, can } from '../policy'
import {
  countLinesQuery,
  cutPage,
  type RosterFilter,
  type RosterLine,
  type RosterPlace,
  rosterLinesQuery,
} from './roster-lines'

export const LEARNERS_A_PAGE = 50
const LINES_A_READ = 500
const DAY = 86_400_000
/** From when on somebody who has not come back is asked about. */
const AWAY_DAYS = 14

/** Lets those on who look after the course: Forbidden for others who see it, NotFound for strangers. */
export async function openRoster(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  if (can(actor, 'course.roster', { courseId })) return
  await findCourseFor(tenant, actor, courseId)
  throw new Forbidden()
}

/** The same for a line that stays open: the course is there. */
export async function findRoster(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  await openRoster(tenant, actor, courseId)
  const [course] = await rosterCourseQuery(tenant.db, courseId)
  if (!course) throw new NotFound()
}

/** Unexecuted: who of these people may still open the roster, and is signed in. */
export const rosterReadersQuery = (tenant: Tenant, courseId: string, userIds: string[]) =>
  tenant.db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        sql`${users.id} in (select value from json_each(${JSON.stringify(userIds)}))`,
        eq(users.state, 'active'),
        isNull(users.deletedAt),
        sql`exists (select 1 from sessions s where s.user_id = ${users.id} and s.ends_at > ${tenant.now()})`,
        or(
          sql`${users.role} in ('owner', 'admin')`,
          sql`exists (select 1 from enrollments e where e.user_id = ${users.id} and e.course_id = ${courseId}
            and e.role in ('instructor', 'assistant') and e.state = 'active')`,
        ),
      ),
    )

/** The learners of a course as those see them who look after it. One trip. */
export async function readRoster(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  filter: RosterFilter,
  place: RosterPlace,
) {
  await openRoster(tenant, actor, courseId)
  const { size = LEARNERS_A_PAGE } = place
  const { db } = tenant
  const lately = tenant.now() - 7 * DAY
  const [[course], [figures], [stuck], rows, [counted], groupOptions] = await db.batch([
    rosterCourseQuery(db, courseId),
    figuresQuery(db, courseId, lately, tenant.now() - AWAY_DAYS * DAY),
    stuckQuery(db, courseId, lately),
    rosterLinesQuery(tenant, courseId, filter, place, size),
    countLinesQuery(tenant, courseId, filter),
    rosterGroupsQuery(db, courseId),
  ])
  if (!course) throw new NotFound()
  return {
    course,
    figures: figures!,
    stuck: stuck ?? null,
    awayDays: AWAY_DAYS,
    count: counted?.count ?? 0,
    groups: groupOptions,
    ...cutPage(rows, place, size),
  }
}

export type Roster = Awaited<ReturnType<typeof readRoster>>

/** Every line that a filter leaves, read in pages while the file is being written. That somebody took it away is recorded. */
export async function exportRoster(tenant: Tenant, actor: Actor, courseId: string, filter: RosterFilter) {
  await openRoster(tenant, actor, courseId)
  const [course] = await rosterCourseQuery(tenant.db, courseId)
  if (!course) throw new NotFound()
  await recordAudit(tenant, actor, 'course.export-roster', { kind: 'course', id: courseId })
  return { course, lines: allLines(tenant, courseId, filter) }
}

async function* allLines(tenant: Tenant, courseId: string, filter: RosterFilter): AsyncGenerator<RosterLine> {
  let cursor: string | null = null
  do {
    const place: RosterPlace = { cursor, backwards: false }
    const rows: RosterLine[] = await rosterLinesQuery(tenant, courseId, filter, place, LINES_A_READ)
    const page = cutPage(rows, place, LINES_A_READ)
    yield* page.lines
    cursor = page.next
  } while (cursor)
}

export const rosterCourseQuery = prepared((db, courseId: Given<string>) =>
  db
    .select({
      id: courses.id,
      title: courses.title,
      zone: courses.zone,
      grading: courses.grading,
      gradesLockedAt: courses.gradesLockedAt,
    })
    .from(courses)
    .where(and(eq(courses.id, courseId), isNull(courses.deletedAt)))
    .limit(1),
)

const learning = (courseId: Given<string>) =>
  and(
    eq(enrollments.courseId, courseId),
    eq(enrollments.role, 'learner'),
    sql`${enrollments.state} in ('active', 'completed')`,
  )

const figuresQuery = prepared((db, courseId: Given<string>, lately: Given<number>, longAgo: Given<number>) => {
  const away = sql`${enrollments.state} = 'active' and coalesce(${enrollments.lastSeenAt}, ${enrollments.createdAt}) < ${longAgo}`
  return db
    .select({
      learners: sql<number>`count(*)`.as('learners'),
      joined: sql<number>`coalesce(sum(${enrollments.createdAt} > ${lately}), 0)`.as('joined'),
      percent: sql<number>`coalesce(avg(${enrollments.percent}), 0)`.as('mean_percent'),
      completed: sql<number>`coalesce(sum(${enrollments.state} = 'completed'), 0)`.as('completed'),
      away: sql<number>`coalesce(sum(${away}), 0)`.as('away'),
    })
    .from(enrollments)
    .where(learning(courseId))
})

/** Where most of those stopped who have not been seen lately. */
const stuckQuery = prepared((db, courseId: Given<string>, lately: Given<number>) =>
  db
    .select({ title: items.title, count: sql<number>`count(*)`.as('stuck') })
    .from(enrollments)
    .innerJoin(items, eq(items.id, enrollments.currentItemId))
    .where(
      and(
        learning(courseId),
        sql`${enrollments.state} = 'active' and ${enrollments.percent} > 0 and ${enrollments.lastSeenAt} < ${lately}`,
      ),
    )
    .groupBy(items.id)
    .orderBy(sql`stuck desc`)
    .limit(1),
)

/** Groups of the course, and those of the organization that somebody in the course is in. */
export const rosterGroupsQuery = prepared((db, courseId: Given<string>) =>
  db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(
      and(
        isNull(groups.deletedAt),
        or(
          eq(groups.courseId, courseId),
          sql`${groups.courseId} is null and exists (select 1 from group_members gm
            join enrollments e on e.user_id = gm.user_id and e.course_id = ${courseId} where gm.group_id = ${groups.id})`,
        ),
      ),
    )
    .orderBy(asc(sql`lower(${groups.name})`))
    .limit(200),
)
