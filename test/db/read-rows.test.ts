import { and, asc, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { courses, enrollments, groupMembers, groups, users } from '../../worker/db/schema'
import { createCourse } from '../../worker/domain/courses'
import { makeSchool, type School } from '../support/school'

let school: School

beforeAll(async () => {
  school = await makeSchool()
  const { db, now } = school.tenant
  await db.insert(groups).values({ id: 'readers', name: 'Readers', createdAt: now() })
  await db.insert(groupMembers).values({ groupId: 'readers', userId: school.cast.lena.id, createdAt: now() })
})

/** The same question asked alone, which drizzle reads by itself, and in a batch, which we read. */
async function bothWays<Query extends PromiseLike<unknown>>(make: () => Query) {
  const alone = await make()
  const [together] = await school.tenant.db.batch([make() as never])
  return { alone, together: together as unknown }
}

describe('rows of a batch are read as drizzle reads them', () => {
  it('whole tables, with dates, flags and JSON', async () => {
    const { db } = school.tenant
    await createCourse(school.tenant, school.cast.ivy, { title: 'Fire safety' })
    const { alone, together } = await bothWays(() => db.select().from(courses))
    expect(alone).toHaveLength(1)
    expect(together).toEqual(alone)
    const people = await bothWays(() => db.select().from(users).orderBy(asc(users.name)))
    expect(people.together).toEqual(people.alone)
    expect((people.alone as { visibility: unknown }[])[0]!.visibility).toBeTypeOf('object')
  })

  it('arithmetic, with and without a reader of its own', async () => {
    const { db } = school.tenant
    const { alone, together } = await bothWays(() =>
      db
        .select({
          text: sql<string>`'5'`.as('text'),
          number: sql<number>`'5'`.mapWith(Number).as('number'),
          inner: { sum: sql<number>`2 + 3`.as('sum'), nothing: sql<null>`null`.as('nothing') },
        })
        .from(sql`(select 1)`),
    )
    expect(together).toEqual([{ text: '5', number: 5, inner: { sum: 5, nothing: null } }])
    expect(together).toEqual(alone)
  })

  it('null for what a left join did not find, and not for what is only partly empty', async () => {
    const { db } = school.tenant
    const { alone, together } = await bothWays(() =>
      db
        .select({ person: users, member: groupMembers, enrollment: { id: enrollments.id, name: users.name } })
        .from(users)
        .leftJoin(groupMembers, and(eq(groupMembers.userId, users.id), eq(groupMembers.groupId, 'readers')))
        .leftJoin(enrollments, eq(enrollments.userId, users.id))
        .orderBy(asc(users.name)),
    )
    const rows = together as { person: { id: string }; member: { groupId: string } | null; enrollment: object }[]
    const { lena, leo } = school.cast
    expect(rows.find(({ person }) => person.id === lena.id)?.member?.groupId).toBe('readers')
    expect(rows.find(({ person }) => person.id === leo.id)?.member).toBeNull()
    expect(rows[0]!.enrollment).not.toBeNull()
    expect(together).toEqual(alone)
  })

  it('what a writing statement gives back, and how much it changed', async () => {
    const { db, now } = school.tenant
    const row = (id: string) => ({ id, name: id, createdAt: now() })
    const [given, changed] = await db.batch([
      db.insert(groups).values(row('writers')).returning({ id: groups.id }),
      db.update(groups).set({ name: 'Writers' }).where(eq(groups.id, 'writers')),
    ])
    expect(given).toEqual([{ id: 'writers' }])
    expect(changed.meta.changes).toBe(1)
  })
})
