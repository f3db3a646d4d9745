import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Given, prepared, preparedAll } from '../../worker/db/prepared'
import { groupMembers, groups, users } from '../../worker/db/schema'
import { makeSchool, type School } from '../support/school'

let school: School
let built = 0

const personQuery = prepared((db, id: Given<string>) => {
  built += 1
  return db.select({ id: users.id, name: users.name }).from(users).where(eq(users.id, id)).limit(1)
})

const membersQuery = prepared((db, groupId: Given<string>, since: Given<number>) =>
  db
    .select({ group: { id: groups.id, name: groups.name }, person: { id: users.id, name: users.name } })
    .from(groups)
    .innerJoin(groupMembers, eq(groupMembers.groupId, groups.id))
    .innerJoin(users, eq(users.id, groupMembers.userId))
    .where(and(eq(groups.id, groupId), gt(groupMembers.createdAt, sql`${since} - 1000`)))
    .orderBy(asc(users.name)),
)

const pair = preparedAll(
  (db, first: Given<string>, second: Given<string>) =>
    [
      db.select({ name: users.name }).from(users).where(eq(users.id, first)),
      db.select({ id: users.id }).from(users).where(eq(users.id, second)),
    ] as const,
)

beforeAll(async () => {
  school = await makeSchool()
  const { db, now } = school.tenant
  const { lena, leo } = school.cast
  await db.insert(groups).values({ id: 'readers', name: 'Readers', createdAt: now() })
  const members = [lena, leo].map(({ id }) => ({ groupId: 'readers', userId: id, createdAt: now() }))
  await db.insert(groupMembers).values(members)
})

describe('a prepared query', () => {
  it('answers each with their own values and is built once', async () => {
    const { db } = school.tenant
    const { lena, leo } = school.cast
    expect(await personQuery(db, lena.id)).toEqual([{ id: lena.id, name: lena.name }])
    expect(await personQuery(db, leo.id)).toEqual([{ id: leo.id, name: leo.name }])
    expect(await personQuery(db, 'nobody')).toEqual([])
    expect(built).toBe(1)
  })

  it('goes into a batch beside others, and keeps columns of one name apart', async () => {
    const { db, now } = school.tenant
    const { lena, leo, ivy } = school.cast
    const others = db.select({ name: users.name }).from(users).where(eq(users.id, ivy.id))
    const [members, instructors] = await db.batch([membersQuery(db, 'readers', now()), others])
    const group = { id: 'readers', name: 'Readers' }
    const names = [lena, leo].map(({ id, name }) => ({ group, person: { id, name } }))
    expect(members).toEqual(names.sort((a, b) => (a.person.name < b.person.name ? -1 : 1)))
    expect(instructors).toEqual([{ name: ivy.name }])
    expect(await membersQuery(db, 'readers', now() + 5_000)).toEqual([])
  })

  it('shares its values with those that were prepared together', async () => {
    const { db } = school.tenant
    const { lena, leo } = school.cast
    expect(await db.batch(pair(db, lena.id, leo.id))).toEqual([[{ name: lena.name }], [{ id: leo.id }]])
  })

  it('costs one trip alone and one in a batch', async () => {
    const { db, spent } = school.tenant
    const before = spent.trips
    await personQuery(db, school.cast.lena.id)
    await db.batch([personQuery(db, school.cast.lena.id), personQuery(db, school.cast.leo.id)])
    expect(spent.trips - before).toBe(2)
  })
})
