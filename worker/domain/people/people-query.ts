import { and, asc, desc, eq, gt, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tenant } from '../../../tenants/tenant'
import { users } from '../../db/schema'
import type { Role, UserState } from '../../db/schema/people'
import { encodeCursor, readCursor } from '../../lib/cursor'
import { personIdsNamed } from '../search'

export type PeopleFilter = {
  words: string
  role: Role | null
  /** `bin`: those who were removed and can still come back. */
  state: UserState | 'bin' | null
  /** Not seen for so many days; 0 is "never". */
  unseenDays: number | null
  groupId: string | null
}

export type Place = { cursor: string | null; backwards: boolean; size?: number }

export const PEOPLE_A_PAGE = 50
const COUNTED = 10_000
const DAY = 86_400_000

const placeSchema = z.tuple([z.string(), z.string()])
const byName = sql<string>`lower(${users.name})`

/** A page of people by name: unexecuted. One row more than a page tells that there is another. */
export function peopleQuery(tenant: Tenant, filter: PeopleFilter, { cursor, backwards, size = PEOPLE_A_PAGE }: Place) {
  const place = readCursor(placeSchema, cursor)
  const beyond = place
    ? backwards
      ? or(lt(byName, place[0]), and(eq(byName, place[0]), lt(users.id, place[1])))
      : or(gt(byName, place[0]), and(eq(byName, place[0]), gt(users.id, place[1])))
    : undefined
  const turn = backwards ? desc : asc
  return tenant.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      username: users.username,
      role: users.role,
      state: users.state,
      photoId: users.photoId,
      lastSeenAt: users.lastSeenAt,
      folded: byName.as('folded_name'),
      courses:
        sql<number>`(select count(*) from enrollments e where e.user_id = users.id and e.state <> 'withdrawn')`.as(
          'courses',
        ),
    })
    .from(users)
    .where(and(...conditionsOf(tenant, filter), beyond))
    .orderBy(turn(byName), turn(users.id))
    .limit(size + 1)
}

export type PersonLine = Awaited<ReturnType<typeof peopleQuery>>[number]

/** How many there are, counted up to ten thousand: unexecuted. */
export const countPeopleQuery = (tenant: Tenant, filter: PeopleFilter) =>
  tenant.db.select({ count: sql<number>`count(*)`.as('count') }).from(
    tenant.db
      .select({ one: sql`1`.as('one') })
      .from(users)
      .where(and(...conditionsOf(tenant, filter)))
      .limit(COUNTED)
      .as('some'),
  )

/** Sorts what `peopleQuery` gave into a page and the cursors to its neighbours. */
export function pageOf(rows: PersonLine[], { cursor, backwards, size = PEOPLE_A_PAGE }: Place) {
  const more = rows.length > size
  const people = rows.slice(0, size)
  if (backwards) people.reverse()
  const at = (person: PersonLine | undefined) => (person ? encodeCursor([person.folded, person.id]) : null)
  return {
    people,
    previous: (backwards ? more : cursor !== null) ? at(people[0]) : null,
    next: backwards || more ? at(people.at(-1)) : null,
  }
}

const inBin = (words: string) => [
  isNotNull(users.deletedAt),
  or(isNotNull(users.email), isNotNull(users.username)),
  words
    ? sql`instr(lower(${users.name} || ' ' || coalesce(${users.email}, ${users.username})), ${words.toLowerCase()}) > 0`
    : undefined,
]

function conditionsOf(tenant: Tenant, { words, role, state, unseenDays, groupId }: PeopleFilter): (SQL | undefined)[] {
  // Search forgets whoever is removed.
  const ids = state === 'bin' ? null : personIdsNamed(words)
  return [
    ...(state === 'bin' ? inBin(words) : [isNull(users.deletedAt)]),
    ids ? sql`${users.id} in ${ids}` : undefined,
    role ? eq(users.role, role) : undefined,
    state && state !== 'bin' ? eq(users.state, state) : undefined,
    unseenDays === null
      ? undefined
      : unseenDays === 0
        ? isNull(users.lastSeenAt)
        : or(isNull(users.lastSeenAt), lt(users.lastSeenAt, tenant.now() - unseenDays * DAY)),
    groupId ? sql`${users.id} in (select user_id from group_members where group_id = ${groupId})` : undefined,
  ]
}
