import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tenant } from '../../../tenants/tenant'
import { events, gradeEvents, grades, submissions } from '../../../worker/db/schema'
import {
  createAssignment,
  editAssignment,
  handIn,
  releaseMark,
  setDeadline,
  settleLateness,
  waiveLateness,
} from '../../../worker/domain/assignments'
import { editCourse, editItem } from '../../../worker/domain/courses'
import {
  addMembers,
  leaveSeat,
  makeGroup,
  removeGroup,
  removeMember,
  restoreGroup,
  takeSeat,
} from '../../../worker/domain/groups'
import { undoOwnAct } from '../../../worker/domain/pages'
import { drain } from '../../../worker/jobs/drain'
import { losingConnection } from '../../support/faults'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const HOUR = 3_600_000
const late = { percent: 10, per: 'day' as const, most: 50 }

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  const essays = ['before', 'after', 'group', 'seat', 'many', 'race', 'zone', 'due']
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: essays.map((id) => ({ id, kind: 'assignment' as const, maxPoints: 20, dueAt: monday - 25 * HOUR })),
    },
  })
  for (const id of essays) await createAssignment(school.tenant.db, id, { late })
})

const settle = () => drain(school.tenant, {}, school.platform)
const gradeOf = async (itemId: string, userId = school.cast.lena.id) =>
  (
    await school.tenant.db
      .select({ penalty: grades.penalty, final: grades.final })
      .from(grades)
      .where(and(eq(grades.itemId, itemId), eq(grades.enrollmentId, `git-${userId}`)))
  )[0]!

async function marked(itemId: string, learner = school.cast.lena): Promise<string> {
  const { id } = await handIn(school.tenant, learner, itemId, { text: 'Late', fileIds: [], nonce: crypto.randomUUID() })
  await releaseMark(school.tenant, course.ivy, id, { points: 18, comment: '' })
  await settle()
  return id
}

const recounted = async (itemId: string) =>
  (await school.tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, itemId))).filter(
    ({ reason }) => reason === 'late',
  ).length

describe.each(['before', 'after'] as const)('a connection that is lost %s the commit', (when) => {
  /** The writing batch of each act, which comes after those that read. */
  const losing = (nth: number) => losingConnection(school.tenant, when, nth)
  const isKept = when === 'after'
  const lost = async (act: Promise<unknown>) => {
    await expect(act).rejects.toThrow('connection lost')
    await settle()
  }

  test('leaves an act that did nothing, or one whose grades follow', async () => {
    const { cast } = school
    const id = await marked(when)
    expect(await gradeOf(when)).toEqual({ penalty: 4, final: 14 })

    await lost(setDeadline(losing(2), course.ivy, when, { for: `user:${cast.lena.id}`, dueAt: monday, reason: '' }))
    expect(await gradeOf(when)).toEqual(isKept ? { penalty: 0, final: 18 } : { penalty: 4, final: 14 })
    await setDeadline(school.tenant, course.ivy, when, {
      for: `user:${cast.lena.id}`,
      dueAt: monday - HOUR,
      reason: '',
    })
    await settle()
    expect(await gradeOf(when)).toEqual({ penalty: 2, final: 16 })

    const given = { maxPoints: 20, dueAt: monday - 25 * HOUR, late: { ...late, percent: 25 } }
    await lost(editAssignment(losing(2), course.ivy, when, given))
    expect(await gradeOf(when)).toEqual(isKept ? { penalty: 5, final: 13 } : { penalty: 2, final: 16 })
    await editAssignment(school.tenant, course.ivy, when, given)
    await settle()
    expect(await gradeOf(when)).toEqual({ penalty: 5, final: 13 })

    const times = await recounted(when)
    await waiveLateness(school.tenant, course.ivy, id, true)
    await expect(settleLateness(losing(1), { itemId: when }, { actorId: null })).rejects.toThrow('connection lost')
    expect((await gradeOf(when)).penalty).toBe(isKept ? 0 : 5)
    await settle()
    await settleLateness(school.tenant, { itemId: when }, { actorId: null })
    expect(await gradeOf(when)).toEqual({ penalty: 0, final: 18 })
    expect(await recounted(when)).toBe(times + 1)
  })
})

test('whoever comes into a group, leaves it, or sees it go has the grade that its date makes', async () => {
  const { tenant, cast } = school
  await marked('group')
  const groupId = await makeGroup(tenant, course.ivy, course.id, {
    name: 'Evening',
    selfSignUp: false,
    seats: null,
  })
  await addMembers(tenant, course.ivy, groupId, [cast.leo.id])
  await setDeadline(tenant, course.ivy, 'group', { for: `group:${groupId}`, dueAt: monday + HOUR, reason: '' })
  await settle()
  expect((await gradeOf('group')).penalty).toBe(4)

  const stands = async (act: Promise<unknown>, penalty: number) => {
    const done = await act
    await settle()
    expect((await gradeOf('group')).penalty).toBe(penalty)
    return done
  }
  await stands(addMembers(tenant, course.ivy, groupId, [cast.lena.id]), 0)
  const out = await stands(removeMember(tenant, course.ivy, groupId, cast.lena.id), 4)
  await stands(undoOwnAct(tenant, course.ivy, out as string), 0)
  await stands(removeGroup(tenant, course.ivy, groupId), 4)
  await stands(restoreGroup(tenant, course.ivy, groupId), 0)
})

test('so has whoever takes a seat, which gives up another, and leaves it', async () => {
  const { tenant, cast } = school
  await marked('seat')
  const open = { selfSignUp: true, seats: null }
  const [early, later] = await Promise.all(
    ['Early', 'Later'].map((name) => makeGroup(tenant, course.ivy, course.id, { name, ...open })),
  )
  await takeSeat(tenant, cast.leo, later!)
  await setDeadline(tenant, course.ivy, 'seat', { for: `group:${later}`, dueAt: monday + HOUR, reason: '' })
  for (const [act, group, penalty] of [
    [takeSeat, later, 0],
    [takeSeat, early, 4],
    [takeSeat, later, 0],
    [leaveSeat, later, 4],
  ] as const) {
    await act(tenant, cast.lena, group!)
    await settle()
    expect((await gradeOf('seat')).penalty).toBe(penalty)
  }
})

test('a date that the settings of the item, or the zone of the course, move is reckoned too', async () => {
  const { tenant } = school
  await marked('due')
  const settings = { completion: { kind: 'none' as const }, required: false, expectedMinutes: null, maxPoints: 20 }
  const { actId } = await editItem(tenant, course.ivy, 'due', { ...settings, dueAt: monday + HOUR })
  await settle()
  expect((await gradeOf('due')).penalty).toBe(0)
  await undoOwnAct(tenant, course.ivy, actId!)
  await settle()
  expect((await gradeOf('due')).penalty).toBe(4)
  const moved = () =>
    tenant.db.select().from(events).where(sql`${events.name} = 'dates.moved' and payload ->> 'courseId' is not null`)
  const before = (await moved()).length
  await editCourse(tenant, course.ivy, course.id, { zone: 'Asia/Tokyo' })
  expect(await moved()).toHaveLength(before + 1)
  await editCourse(tenant, course.ivy, course.id, { summary: 'No date moves' })
  expect(await moved()).toHaveLength(before + 1)
})

test('a mark that was given while the policy changed follows it as well', async () => {
  const { tenant } = school
  const id = await marked('race')
  // as if the marker had read the page before the policy changed
  await tenant.db.update(grades).set({ penalty: 1, final: 17 }).where(eq(grades.itemId, 'race'))
  await releaseMark(tenant, course.ivy, id, { points: 18, comment: 'Well' })
  await tenant.db.update(grades).set({ penalty: 1, final: 17 }).where(eq(grades.itemId, 'race'))
  await settle()
  expect(await gradeOf('race')).toEqual({ penalty: 4, final: 14 })
})

test('a thousand late pieces of work are settled in two trips for five hundred', async () => {
  const { tenant } = school
  const { db } = tenant
  const n = sql`with recursive n(i) as (select 0 union all select i + 1 from n where i < 1199)`
  await marked('many')
  await db.run(sql`insert into users (id, name, role, username, locale, zone, created_at)
    ${n} select 'many-' || i, 'Learner ' || i, 'learner', 'many' || i, 'en', 'UTC', 1 from n where true`)
  await db.run(sql`insert into enrollments (id, user_id, course_id, round, role, state, created_at)
    ${n} select 'many-' || i, 'many-' || i, ${course.id}, 1, 'learner', 'active', 1 from n where true`)
  await db.run(sql`insert into submissions (id, enrollment_id, item_id, number, text, draft, late, created_at, submitted_at, marked_at)
    ${n} select 'many-' || i, 'many-' || i, 'many', 1, '', 0, 1, 1, ${monday}, ${monday} from n where true`)
  await db.run(sql`insert into grades (enrollment_id, item_id, raw, penalty, final, max_points, graded_at, released_at)
    ${n} select 'many-' || i, 'many', 10, 0, 10, 20, ${monday}, ${monday} from n where true`)
  let trips = 0
  const counting: Tenant = {
    ...tenant,
    db: new Proxy(db, {
      get: (target, name) => {
        if (name === 'batch' || name === 'select') trips += 1
        const found = Reflect.get(target, name)
        return typeof found === 'function' ? found.bind(target) : found
      },
    }),
  }
  const charged = async () => {
    const rows = await db.select().from(grades).where(sql`item_id = 'many' and penalty = 4 and final = 6`)
    return rows.length
  }
  expect(await charged(), 'nothing is taken off yet').toBe(0)
  await settleLateness(counting, { itemId: 'many' }, { actorId: null })
  expect(await charged()).toBe(1_200)
  const selects = 2 * 3 // each page reads once and builds its statements from two more
  expect(trips).toBeLessThanOrEqual(3 + 3 + selects)
  const flagged = await db.select().from(submissions).where(sql`item_id = 'many' and late = 0`)
  expect(flagged).toEqual([])
})
