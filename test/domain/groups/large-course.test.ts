import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { insertMany } from '../../../worker/db/insert-many'
import { deadlineOverrides, enrollments, groupMembers, users } from '../../../worker/db/schema'
import { findDeadlines, removeDeadline, setDeadline } from '../../../worker/domain/assignments'
import { createCourse, createItem, createModule, setItemRule } from '../../../worker/domain/courses'
import { dealGroups } from '../../../worker/domain/groups'
import { readCourseGroupsPage, readRuleSubject } from '../../../worker/domain/pages'
import { makeSchool } from '../../support/school'

const MANY = 1_100

test('a large course deals everybody, names a few of each group, gives anybody a date, and its rules keep whom they name', async () => {
  const { tenant, cast } = await makeSchool()
  const { db } = tenant
  const { id: courseId } = await createCourse(tenant, cast.ada, { title: 'Bees' })
  const module = await createModule(tenant, cast.ada, courseId, { title: 'Start' })
  const item = await createItem(tenant, cast.ada, module.id, { kind: 'lesson', title: 'One' })
  const [lena] = await db.select().from(users).where(eq(users.id, cast.lena.id))
  const people = Array.from({ length: MANY }, (_, i) => ({
    ...lena!,
    id: `learner-${i}`,
    name: `Learner ${String(i).padStart(4, '0')}`,
    email: `learner-${i}@example.com`,
    username: null,
    externalId: null,
  }))
  await db.batch([
    insertMany(db, users, people),
    insertMany(
      db,
      enrollments,
      people.map(({ id }) => ({ id: `in-${id}`, userId: id, courseId, role: 'learner' as const, createdAt: 1 })),
    ),
  ])
  const last = `learner-${MANY - 1}`
  await setItemRule(tenant, cast.ada, item.id, { user: [last] })
  const idsOf = async (asked?: Parameters<typeof readRuleSubject>[3]) =>
    (await readRuleSubject(tenant, cast.ada, { itemId: item.id }, asked)).choices.people.map(({ id }) => id)
  expect(await idsOf()).toContain(last)
  expect(await idsOf()).not.toContain('learner-900')
  expect(await idsOf({ find: 'learner 0900', chosen: ['learner-800'] })).toEqual([last, 'learner-800', 'learner-900'])

  const found = await findDeadlines(tenant, cast.ada, item.id, { find: 'learner 1099' })
  expect(found.people.map(({ id }) => id)).toEqual([last])
  expect((await findDeadlines(tenant, cast.ada, item.id)).people.map(({ id }) => id)).not.toContain(last)
  await setDeadline(tenant, cast.ada, item.id, { for: `user:${last}`, dueAt: 1, reason: '' })
  expect((await findDeadlines(tenant, cast.ada, item.id)).own.map(({ userId }) => userId)).toEqual([last])

  const dates = people.map(({ id }, i) => ({ id: `date-${i}`, itemId: item.id, userId: id, dueAt: 2 + (i % 7) }))
  const more = dates.filter(({ userId }) => userId !== last)
  await db.batch([
    insertMany(
      db,
      deadlineOverrides,
      more.map((row) => ({ ...row, createdBy: 'x', createdAt: 1 })),
    ),
  ])
  const whose: (string | null)[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { own, next } = await findDeadlines(tenant, cast.ada, item.id, { page: { cursor, size: 300 } })
    expect(own.length).toBeLessThanOrEqual(300)
    whose.push(...own.map(({ userId }) => userId))
    cursor = next
  }
  expect([whose.length, new Set(whose).size]).toEqual([MANY, MANY])
  expect(await removeDeadline(tenant, cast.ada, item.id, 'date-1000'), 'far down the list').not.toBeNull()
  const { own: left } = await findDeadlines(tenant, cast.ada, item.id, { page: { cursor: undefined, size: MANY } })
  expect(left.some(({ id }) => id === 'date-1000')).toBe(false)

  expect((await readCourseGroupsPage(tenant, cast.ada, courseId)).ungrouped).toBe(MANY)
  await dealGroups(tenant, cast.ada, courseId, { name: 'Team', deal: { into: 'groups', n: 11 }, seed: 1 })
  expect(await db.select({ id: groupMembers.userId }).from(groupMembers)).toHaveLength(MANY)
  const dealt = await readCourseGroupsPage(tenant, cast.ada, courseId)
  expect(dealt.ungrouped).toBe(0)
  expect(dealt.groups.map(({ members, names }) => [members, names.length])).toEqual(Array(11).fill([100, 12]))
  const of = await readCourseGroupsPage(tenant, { ...cast.lena, id: last }, courseId)
  expect(of.groups.map(({ isOwn, names }) => [isOwn, names.length])).toEqual([[true, 12]])
})
