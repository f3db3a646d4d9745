import { beforeAll, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import { deadlineOverrides, enrollments, groupMembers, groups, users } from '../../../worker/db/schema'
import { withdrawPeople } from '../../../worker/domain/enrollments'
import { exportRoster, type RosterFilter, readRoster } from '../../../worker/domain/pages'
import { refreshEnrollments, startItem } from '../../../worker/domain/progress'
import { Forbidden, NotFound } from '../../../worker/errors'
import { monday } from '../../support/platform'
import { addSchool, type Cast, makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
let globex: { tenant: Tenant; cast: Cast }
const day = 86_400_000

const all: RosterFilter = { words: '', state: null, unseenDays: null, groupId: null, sort: 'name', descending: false }
const first = { cursor: null, backwards: false }
const read = (filter: Partial<RosterFilter> = {}, place = first) =>
  readRoster(school.tenant, course.ivy, 'git', { ...all, ...filter }, place)
const namesOf = async (filter: Partial<RosterFilter>) => (await read(filter)).lines.map(({ name }) => name)

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await teachCourse(tenant, cast, {
    modules: {
      basics: [{ id: 'intro' }, { id: 'essay', dueAt: monday - day }],
      more: [{ id: 'end', dueAt: monday + 5 * day }],
    },
  })
  await teachCourse(tenant, cast, { id: 'other', modules: { elsewhere: [{ id: 'far' }] } })
  await refreshEnrollments(tenant, 'git')
  await tenant.db.insert(groups).values({ id: 'reds', name: 'Reds', courseId: 'git', createdAt: monday })
  await tenant.db.insert(groupMembers).values({ groupId: 'reds', userId: cast.leo.id, createdAt: monday })
  await startItem(tenant, cast.lena, course.lena, { id: 'intro', courseId: 'git', completion: { kind: 'viewed' } })
  globex = await addSchool(school.platform, 'globex', 'Globex')
})

describe('the roster', () => {
  test('shows each learner with progress, the next date and what is overdue, in one trip', async () => {
    const before = school.tenant.spent.trips
    const { lines, figures, count, groups: choice } = await read()
    expect(school.tenant.spent.trips - before).toBe(1)
    expect(lines).toMatchObject([
      {
        name: 'Lena Learner',
        percent: 33,
        itemsDone: 1,
        itemsAll: 3,
        overdue: 1,
        nextDueAt: monday + 5 * day,
        lastSeenAt: monday,
      },
      { name: 'Leo Learner', percent: 0, itemsDone: 0, overdue: 1, lastSeenAt: null },
    ])
    expect(figures).toMatchObject({ learners: 2, joined: 2, completed: 0, away: 0 })
    expect(count).toBe(2)
    expect(choice).toEqual([{ id: 'reds', name: 'Reds' }])
  })

  test('is there for those who look after the course only', async () => {
    const { tenant, cast } = school
    for (const actor of [course.ivy, cast.ada, cast.olga, { ...cast.leo, courseRoles: { git: 'assistant' as const } }])
      expect((await readRoster(tenant, actor, 'git', all, first)).lines).toHaveLength(2)
    await expect(readRoster(tenant, cast.lena, 'git', all, first)).rejects.toThrow(Forbidden)
    for (const actor of [cast.zed, cast.ian])
      await expect(readRoster(tenant, actor, 'git', all, first)).rejects.toThrow(NotFound)
    await expect(readRoster(globex.tenant, globex.cast.ada, 'git', all, first)).rejects.toThrow(NotFound)
    await expect(readRoster(tenant, cast.ada, 'no-such-course', all, first)).rejects.toThrow(NotFound)
  })

  test('is filtered by name, state, absence and group', async () => {
    expect(await namesOf({ words: 'LEN' })).toEqual(['Lena Learner'])
    expect(await namesOf({ words: 'learner leo' })).toEqual(['Leo Learner'])
    expect(await namesOf({ words: 'acme.example' })).toEqual([])
    expect(await namesOf({ state: 'not-begun' })).toEqual(['Leo Learner'])
    expect(await namesOf({ state: 'begun' })).toEqual(['Lena Learner'])
    expect(await namesOf({ state: 'behind' })).toEqual(['Lena Learner', 'Leo Learner'])
    expect(await namesOf({ state: 'completed' })).toEqual([])
    expect(await namesOf({ unseenDays: 0 })).toEqual(['Leo Learner'])
    expect(await namesOf({ groupId: 'reds' })).toEqual(['Leo Learner'])
    expect(await namesOf({ sort: 'progress', descending: true })).toEqual(['Lena Learner', 'Leo Learner'])
    expect(await namesOf({ sort: 'seen' })).toEqual(['Leo Learner', 'Lena Learner'])
  })

  test('knows the dates that were set for a group or one person, as the learner does', async () => {
    const { tenant, cast } = school
    const override = { itemId: 'essay', createdBy: cast.ivy.id, createdAt: monday }
    await tenant.db.insert(deadlineOverrides).values({ ...override, id: 'o1', groupId: 'reds', dueAt: monday + day })
    expect((await read({ words: 'leo' })).lines[0]).toMatchObject({ overdue: 0, nextDueAt: monday + day })
    await tenant.db
      .insert(deadlineOverrides)
      .values({ ...override, id: 'o2', userId: cast.leo.id, dueAt: monday - 2 * day })
    expect((await read({ words: 'leo' })).lines[0]).toMatchObject({ overdue: 1, nextDueAt: monday + 5 * day })
    expect((await read({ words: 'lena' })).lines[0]).toMatchObject({ overdue: 1 })
  })

  test('goes on page by page, forwards and back, and the file has everybody once', async () => {
    const { tenant } = school
    const people = Array.from({ length: 120 }, (_, i) => ({
      id: `p${i}`,
      name: `Person ${String(i % 60).padStart(3, '0')}`,
      role: 'learner' as const,
      createdAt: monday,
    }))
    for (let i = 0; i < people.length; i += 10) {
      const some = people.slice(i, i + 10)
      await tenant.db.insert(users).values(some)
      await tenant.db.insert(enrollments).values(
        some.map(({ id }) => ({
          id: `e-${id}`,
          userId: id,
          courseId: 'git',
          role: 'learner' as const,
          createdAt: monday,
        })),
      )
    }
    for (const sort of ['name', 'progress', 'seen'] as const) {
      for (const descending of [false, true]) {
        const one = await read({ sort, descending })
        const two = await read({ sort, descending }, { cursor: one.next, backwards: false } as typeof first)
        const three = await read({ sort, descending }, { cursor: two.next, backwards: false } as typeof first)
        const ids = [one, two, three].flatMap(({ lines }) => lines.map(({ id }) => id))
        expect(new Set(ids).size, sort).toBe(122)
        expect([one.previous, three.next]).toEqual([null, null])
        const back = await read({ sort, descending }, {
          cursor: three.previous,
          backwards: true,
        } as unknown as typeof first)
        expect(back.lines.map(({ id }) => id)).toEqual(two.lines.map(({ id }) => id))
      }
    }
    const { lines } = await exportRoster(tenant, course.ivy, 'git', all)
    let count = 0
    for await (const _ of lines) count += 1
    expect(count).toBe(122)
  })

  test('leaves out who was withdrawn, unless one asks for them', async () => {
    const { tenant, cast } = school
    await withdrawPeople(tenant, course.ivy, 'git', [cast.leo.id])
    expect(await namesOf({ words: 'leo' })).toEqual([])
    expect(await namesOf({ state: 'withdrawn' })).toEqual(['Leo Learner'])
  })
})
