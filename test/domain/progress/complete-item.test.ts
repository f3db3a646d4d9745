import { and, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import {
  courseModules,
  enrollments,
  events,
  type ItemCompletion,
  items,
  moduleCompletions,
  progress,
} from '../../../worker/db/schema'
import { completeItem, recordBeat, refreshEnrollments, reopenItem, startItem } from '../../../worker/domain/progress'
import { Forbidden, Invalid } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { completionReader } from '../../../worker/jobs/readers/completions'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

const item = (id: string, completion: ItemCompletion = { kind: 'viewed' }) => ({ id, courseId: 'git', completion })
const viewed = { requirement: { kind: 'viewed' } } as const

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      basics: [{ id: 'intro' }, { id: 'watch', completion: { kind: 'time', minutes: 2 } }],
      more: [
        { id: 'extra', required: false },
        { id: 'end', completion: { kind: 'marked' } },
        { id: 'draft', published: false },
      ],
    },
  })
  await refreshEnrollments(school.tenant, 'git')
})

const enrollmentOf = async (id: string) =>
  (await school.tenant.db.select().from(enrollments).where(eq(enrollments.id, id)))[0]!
const eventsOf = (name: string) => school.tenant.db.select().from(events).where(eq(events.name, name))

test('a new learner has nothing done and goes on with the first item', async () => {
  expect(await enrollmentOf(course.lena.id)).toMatchObject({
    itemsAll: 3,
    itemsDone: 0,
    percent: 0,
    currentItemId: 'intro',
  })
})

test('opening a lesson that is complete when viewed completes it once', async () => {
  const { tenant, cast } = school
  await startItem(tenant, cast.lena, course.lena, item('intro'))
  await startItem(tenant, cast.lena, course.lena, item('intro'))
  expect(await eventsOf('item.completed')).toHaveLength(1)
  expect(await enrollmentOf(course.lena.id)).toMatchObject({ itemsDone: 1, percent: 33, currentItemId: 'watch' })
  expect(await enrollmentOf(course.leo.id)).toMatchObject({ itemsDone: 0, currentItemId: 'intro' })
})

test('time counts only as fast as it passes, and at most 90 seconds a beat', async () => {
  const { tenant, cast, platform } = school
  const watch = item('watch', { kind: 'time', minutes: 2 })
  await startItem(tenant, cast.lena, course.lena, watch)
  await recordBeat(tenant, cast.lena, course.lena, watch, { seconds: 60 })
  const secondsSpent = async () =>
    (
      await tenant.db
        .select()
        .from(progress)
        .where(and(eq(progress.itemId, 'watch')))
    )[0]!.seconds
  expect(await secondsSpent()).toBe(0)

  platform.setNow(monday + 30_000)
  await recordBeat(tenant, cast.lena, course.lena, watch, { seconds: 60 })
  expect(await secondsSpent()).toBe(30)

  platform.setNow(monday + 3_600_000)
  expect(await recordBeat(tenant, cast.lena, course.lena, watch, { seconds: 3_600 })).toEqual({ completed: true })
  expect(await secondsSpent()).toBe(120)
  await drain(tenant, {}, platform)
  expect(await tenant.db.select().from(moduleCompletions)).toMatchObject([
    { enrollmentId: course.lena.id, moduleId: 'basics' },
  ])
})

test('the course is complete when every required item is, and its event is written once', async () => {
  const { tenant, cast, platform } = school
  await completeItem(tenant, cast.lena, course.lena, item('end', { kind: 'marked' }), {
    requirement: { kind: 'marked' },
  })
  await drain(tenant, {}, platform)
  const [event] = await tenant.db.select().from(events).where(eq(events.subjectId, 'end'))
  for (let time = 0; time < 3; time++) await completionReader['item.completed']!(tenant, event!, platform)

  expect(await eventsOf('course.completed')).toMatchObject([
    { subjectId: 'git', key: course.lena.id, payload: { userId: cast.lena.id, courseId: 'git' } },
  ])
  expect(await enrollmentOf(course.lena.id)).toMatchObject({ state: 'completed', percent: 100 })
  expect((await enrollmentOf(course.lena.id)).completedAt).toBe(event!.at)
})

test('a later edit of the course takes no completion away', async () => {
  const { tenant } = school
  await tenant.db.update(items).set({ publishedAt: monday, completion: { kind: 'time', minutes: 500 } })
  await refreshEnrollments(tenant, 'git')
  expect(await enrollmentOf(course.lena.id)).toMatchObject({
    state: 'completed',
    percent: 100,
    itemsDone: 3,
    itemsAll: 4,
  })
  const [kept] = await tenant.db.select().from(progress).where(eq(progress.itemId, 'intro'))
  expect(kept).toMatchObject({ state: 'completed', requirement: { kind: 'viewed' } })
})

test('a marker completes and reopens an item for one learner, with a reason', async () => {
  const { tenant, cast } = school
  const intro = item('intro')
  const override = { ...viewed, overriddenBy: course.ivy.id, reason: 'Was ill' }
  await expect(completeItem(tenant, cast.leo, course.leo, intro, override)).rejects.toThrow(Forbidden)
  await expect(completeItem(tenant, course.ivy, course.leo, intro, { ...override, reason: ' ' })).rejects.toThrow(
    Invalid,
  )
  await completeItem(tenant, course.ivy, course.leo, intro, override)
  const rowOfLeo = async () =>
    (await tenant.db.select().from(progress).where(eq(progress.enrollmentId, course.leo.id)))[0]!
  expect(await rowOfLeo()).toMatchObject({ state: 'completed', overriddenBy: course.ivy.id, overrideReason: 'Was ill' })

  await expect(reopenItem(tenant, cast.lena, course.leo, intro, { reason: 'No' })).rejects.toThrow(Forbidden)
  await reopenItem(tenant, course.ivy, course.leo, intro, { reason: 'Read it again' })
  expect(await rowOfLeo()).toMatchObject({ state: 'started', completedAt: null, overrideReason: 'Read it again' })
  expect((await enrollmentOf(course.leo.id)).itemsDone).toBe(0)

  await completeItem(tenant, cast.leo, course.leo, intro, viewed)
  const keys = (await eventsOf('item.completed')).filter((e) => e.subjectId === 'intro').map((e) => e.key)
  expect(keys).toEqual([course.lena.id, course.leo.id, `${course.leo.id}:1`])
})

test('what is for other people does not stand between a learner and the end', async () => {
  const { tenant, cast, platform } = school
  const forLeo = { all: [{ user: [cast.leo.id] }] }
  const own = await teachCourse(tenant, cast, {
    id: 'own',
    modules: { m1: [{ id: 'a' }, { id: 'b' }], m2: [{ id: 'c' }] },
  })
  await tenant.db.update(items).set({ availability: forLeo }).where(eq(items.id, 'b'))
  await tenant.db
    .update(courseModules)
    .set({ availability: { group: ['nobody'] } })
    .where(eq(courseModules.id, 'm2'))
  await startItem(tenant, cast.lena, own.lena, { ...item('a'), courseId: 'own' })
  await startItem(tenant, cast.leo, own.leo, { ...item('a'), courseId: 'own' })
  await drain(tenant, {}, platform)
  expect(await enrollmentOf(own.lena.id)).toMatchObject({ itemsAll: 1, itemsDone: 1, percent: 100, state: 'completed' })
  expect(await enrollmentOf(own.leo.id)).toMatchObject({
    itemsAll: 2,
    percent: 50,
    state: 'active',
    currentItemId: 'b',
  })
})
