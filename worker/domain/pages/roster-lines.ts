import { and, asc, desc, eq, gt, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, users } from '../../db/schema'
import { encodeCursor, readCursor } from '../../lib/cursor'
import { foldForSearch } from '../../lib/text'
import { dueFor, hasDates } from '../deadlines'
import { itemIsFor, moduleIsFor } from '../progress'

export const rosterStates = ['begun', 'not-begun', 'behind', 'completed', 'withdrawn'] as const
export type RosterState = (typeof rosterStates)[number]
export const rosterSorts = ['name', 'progress', 'seen'] as const
export type RosterSort = (typeof rosterSorts)[number]

export type RosterFilter = {
  words: string
  state: RosterState | null
  /** Not seen in the course for so many days; 0 is "never". */
  unseenDays: number | null
  groupId: string | null
  sort: RosterSort
  descending: boolean
}

export type RosterPlace = { cursor: string | null; backwards: boolean; size?: number }

const DAY = 86_400_000
const COUNTED = 10_000

const placeSchema = z.tuple([z.union([z.string(), z.number()]), z.string()])

/** Published items of a course that can be completed and have a date for anybody. SQLite looks them up once for all lines. */
const dated = (courseId: SQL) => sql`(select json_group_array(i.id)
  from items i join course_modules m on m.id = i.module_id
  where i.course_id = ${courseId} and i.published_at is not null and i.deleted_at is null and ${hasDates}
    and m.published_at is not null and m.deleted_at is null and json_extract(i.completion, '$.kind') <> 'none')`
/** Those that are for the enrollment at hand, and not completed. */
const open = (
  courseId: SQL,
  now: number,
) => sql`from json_each(${dated(courseId)}) dated join items i on i.id = dated.value
  join course_modules m on m.id = i.module_id
  where (${itemIsFor('enrollments', now)} and ${moduleIsFor('enrollments', now)}) and not exists (select 1 from progress p where p.enrollment_id = enrollments.id and p.item_id = i.id
    and p.completed_at is not null)`
const due = dueFor(sql.raw('enrollments.user_id'))
const isPast = (now: number) => sql`${due} + 60000 <= ${now}`
const overdue = (courseId: SQL, now: number) => sql<number>`(select count(*) ${open(courseId, now)} and ${isPast(now)})`
const isOverdue = (courseId: SQL, now: number) => sql`exists (select 1 ${open(courseId, now)} and ${isPast(now)})`
const nextDue = (courseId: SQL, now: number) =>
  sql<number | null>`(select min(${due}) ${open(courseId, now)} and not ${isPast(now)})`

const sortKeys: Record<RosterSort, SQL<string | number>> = {
  name: sql<string>`lower(${users.name})`,
  progress: sql<number>`${enrollments.percent}`,
  seen: sql<number>`coalesce(${enrollments.lastSeenAt}, 0)`,
}

const columns = (courseId: SQL, now: number, sort: RosterSort) => ({
  id: enrollments.id,
  userId: users.id,
  name: users.name,
  photoId: users.photoId,
  email: users.email,
  state: enrollments.state,
  percent: enrollments.percent,
  itemsDone: enrollments.itemsDone,
  itemsAll: enrollments.itemsAll,
  lastSeenAt: enrollments.lastSeenAt,
  courseDueAt: enrollments.dueAt,
  completedAt: enrollments.completedAt,
  createdAt: enrollments.createdAt,
  overdue: overdue(courseId, now).as('overdue'),
  nextDueAt: nextDue(courseId, now).as('next_due'),
  /** The grade that was released last, as "points/of". */
  grade: sql<string | null>`(select g.final || '/' || g.max_points from grades g
    where g.enrollment_id = enrollments.id and g.released_at is not null and g.final is not null
    order by g.released_at desc limit 1)`.as('latest_grade'),
  sortKey: sortKeys[sort].as('sort_key'),
})

/** A page of the learners of a course, unexecuted; one row more than `limit` tells that there is another. */
export function rosterLinesQuery(
  tenant: Tenant,
  courseId: string,
  filter: RosterFilter,
  place: RosterPlace,
  limit: number,
) {
  const { beyond, order } = placeOf(filter, place)
  return tenant.db
    .select(columns(sql`${courseId}`, tenant.now(), filter.sort))
    .from(enrollments)
    .innerJoin(users, eq(users.id, enrollments.userId))
    .where(and(...conditionsOf(tenant, courseId, filter), beyond))
    .orderBy(...order)
    .limit(limit + 1)
}

const learnerColumns = {
  id: sql<string>`${enrollments.id}`.as('learner_enrollment'),
  userId: enrollments.userId,
  name: users.name,
  login: sql<string | null>`coalesce(${users.email}, ${users.username})`.as('own_login'),
  photoId: users.photoId,
}

/** The same people with their names alone. */
export function learnersQuery(
  tenant: Tenant,
  courseId: string,
  filter: RosterFilter,
  place: RosterPlace,
  limit: number,
) {
  const { beyond, order } = placeOf(filter, place)
  return tenant.db
    .select({ ...learnerColumns, sortKey: sortKeys[filter.sort].as('sort_key') })
    .from(enrollments)
    .innerJoin(users, eq(users.id, enrollments.userId))
    .where(and(...conditionsOf(tenant, courseId, filter), beyond))
    .orderBy(...order)
    .limit(limit + 1)
}

/** One of them. */
export const learnerQuery = (tenant: Tenant, courseId: string, userId: string): ReturnType<typeof learnersQuery> =>
  tenant.db
    .select({ ...learnerColumns, sortKey: sortKeys.name.as('sort_key') })
    .from(enrollments)
    .innerJoin(users, eq(users.id, enrollments.userId))
    .where(and(eq(enrollments.courseId, courseId), eq(enrollments.userId, userId), eq(enrollments.role, 'learner')))
    .orderBy(desc(enrollments.round))
    .limit(1)

/** What lies beyond the cursor, and in which order. */
function placeOf(filter: RosterFilter, { cursor, backwards }: RosterPlace) {
  const place = readCursor(placeSchema, cursor)
  const key = sortKeys[filter.sort]
  const goesDown = filter.descending !== backwards
  const past = goesDown ? lt : gt
  const turn = goesDown ? desc : asc
  return {
    beyond: place ? or(past(key, place[0]), and(eq(key, place[0]), past(enrollments.id, place[1]))) : undefined,
    order: [turn(key), turn(enrollments.id)],
  }
}

export type RosterLine = Awaited<ReturnType<typeof rosterLinesQuery>>[number]

/** Unexecuted: one learner's line. */
export const rosterLineQuery = (tenant: Tenant, enrollmentId: string) =>
  tenant.db
    .select({
      ...columns(sql`${enrollments.courseId}`, tenant.now(), 'name'),
      courseId: enrollments.courseId,
      role: enrollments.role,
    })
    .from(enrollments)
    .innerJoin(users, eq(users.id, enrollments.userId))
    .where(and(eq(enrollments.id, enrollmentId), isNull(users.deletedAt)))
    .limit(1)

/** Unexecuted: how many a filter leaves, counted up to ten thousand. */
export const countLinesQuery = (tenant: Tenant, courseId: string, filter: RosterFilter) =>
  tenant.db.select({ count: sql<number>`count(*)`.as('count') }).from(
    tenant.db
      .select({ one: sql`1`.as('one') })
      .from(enrollments)
      .innerJoin(users, eq(users.id, enrollments.userId))
      .where(and(...conditionsOf(tenant, courseId, filter)))
      .limit(COUNTED)
      .as('some'),
  )

/** Cuts rows of which one too many was asked for into a page and the cursors to its neighbours. */
export function cutPage<Line extends { sortKey: string | number; id: string }>(
  rows: Line[],
  { cursor, backwards }: RosterPlace,
  limit: number,
) {
  const more = rows.length > limit
  const lines = rows.slice(0, limit)
  if (backwards) lines.reverse()
  const at = (line: Line | undefined) => (line ? encodeCursor([line.sortKey, line.id]) : null)
  return {
    lines,
    previous: (backwards ? more : cursor !== null) ? at(lines[0]) : null,
    next: backwards || more ? at(lines.at(-1)) : null,
  }
}

function conditionsOf(tenant: Tenant, courseId: string, filter: RosterFilter): (SQL | undefined)[] {
  const { state, unseenDays, groupId } = filter
  const words = foldForSearch(filter.words).split(' ').filter(Boolean).slice(0, 8)
  return [
    eq(enrollments.courseId, courseId),
    eq(enrollments.role, 'learner'),
    isNull(users.deletedAt),
    state === 'withdrawn' ? eq(enrollments.state, 'withdrawn') : ne(enrollments.state, 'withdrawn'),
    ...words.map((word) => isNamed(word)),
    state ? stateConditions[state](sql`${courseId}`, tenant.now()) : undefined,
    unseenDays === null
      ? undefined
      : unseenDays === 0
        ? isNull(enrollments.lastSeenAt)
        : or(isNull(enrollments.lastSeenAt), lt(enrollments.lastSeenAt, tenant.now() - unseenDays * DAY)),
    groupId
      ? sql`exists (select 1 from group_members gm where gm.group_id = ${groupId} and gm.user_id = ${enrollments.userId})`
      : undefined,
  ]
}

const stateConditions: Record<RosterState, (courseId: SQL, now: number) => SQL | undefined> = {
  begun: () => and(gt(enrollments.percent, 0), ne(enrollments.state, 'completed')),
  'not-begun': () => and(eq(enrollments.itemsDone, 0), ne(enrollments.state, 'completed')),
  behind: (courseId, now) =>
    and(
      ne(enrollments.state, 'completed'),
      or(sql`coalesce(${enrollments.dueAt} + 60000 <= ${now}, 0)`, isOverdue(courseId, now)),
    ),
  completed: () => eq(enrollments.state, 'completed'),
  withdrawn: () => undefined,
}

/** By name only: an instructor does not search addresses. Search keeps names without accents. */
const isNamed = (word: string) => sql`(instr(lower(${users.name}), ${word}) > 0 or exists (
  select 1 from search_entries e where e.kind = 'person' and e.subject_id = ${users.id} and instr(e.folded, ${word}) > 0))`
