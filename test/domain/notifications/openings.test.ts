import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  courseModules,
  enrollments,
  items,
  notifications,
  quizOverrides,
  quizzes,
  timers,
} from '../../../worker/db/schema'
import { publishItem, unpublishItem } from '../../../worker/domain/courses'
import { remindJob } from '../../../worker/domain/notifications'
import { createQuiz, setOverride } from '../../../worker/domain/quizzes'
import type { Rule } from '../../../worker/domain/rules'
import { drain } from '../../../worker/jobs/drain'
import { ring } from '../../../worker/jobs/ring'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
let now = monday

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: [{ id: 'intro' }, { id: 'later' }, { id: 'exam', kind: 'quiz', maxPoints: 5 }],
      two: [{ id: 'more' }],
    },
  })
  const { tenant, cast } = school
  await tenant.db.batch([
    ...createQuiz(tenant.db, { itemId: 'exam', courseId: 'git', createdBy: cast.ivy.id, at: monday }),
  ])
})

beforeEach(async () => {
  const { db } = school.tenant
  now += 30 * DAY
  school.platform.setNow(now)
  await db.delete(notifications)
  await db.delete(timers)
  await db.delete(quizOverrides)
  await db.update(items).set({ availability: null })
  await db.update(courseModules).set({ availability: null })
})

const rule = (id: string, availability: Rule) =>
  school.tenant.db.update(items).set({ availability }).where(eq(items.id, id))
/** The clock rings when something is due, as often as that is, and every message comes twice. */
async function until(at: number) {
  const { tenant, platform } = school
  await drain(tenant, {}, platform)
  for (let turns = 0; now < at; turns++) {
    expect(turns).toBeLessThan(400)
    const [next] = (await tenant.db.select().from(timers)).filter(
      ({ doneAt, job }) => doneAt === null && job === remindJob,
    )
    now = Math.min(at, Math.max(now, next?.dueAt ?? at))
    platform.setNow(now)
    await Promise.allSettled([ring(tenant, {}, platform), ring(tenant, {}, platform)])
    if (next === undefined || next.dueAt > at) now = at
  }
}
const look = async () => {
  now += 1
  school.platform.setNow(now)
  await school.tenant.db
    .insert(timers)
    .values({ id: 'look', job: remindJob, subjectId: 'all', dueAt: now })
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: now, doneAt: null } })
  await ring(school.tenant, {}, school.platform)
}
const told = async () =>
  (await school.tenant.db.select().from(notifications))
    .filter(({ kind }) => kind === 'opened')
    .map(({ userId, subjectId, at }) => [
      Object.values(school.cast).find(({ id }) => id === userId)!.name,
      subjectId,
      at,
    ])
    .sort()

test('an item that opens on a date is told of then, to the minute and once', async () => {
  const opensAt = now + 2 * DAY + 17 * MINUTE
  await rule('later', { date: { from: opensAt } })
  await look()
  await until(opensAt - 1)
  expect(await told()).toEqual([])
  await until(opensAt + 3 * HOUR)
  expect(await told()).toEqual([
    ['Lena Learner', 'later', opensAt],
    ['Leo Learner', 'later', opensAt],
  ])
})

test('published before its date it is told of at its date, and not when it is published', async () => {
  const { tenant } = school
  const opensAt = now + DAY
  await unpublishItem(tenant, course.ivy, 'later')
  await rule('later', { all: [{ date: { from: opensAt } }, { user: [school.cast.leo.id] }] })
  await publishItem(tenant, course.ivy, 'later')
  await until(opensAt - 1)
  expect(await told()).toEqual([])
  await until(opensAt + 3 * HOUR)
  expect(await told()).toEqual([['Leo Learner', 'later', opensAt]])
})

test('published after its date it is told of once', async () => {
  const { tenant } = school
  await unpublishItem(tenant, course.ivy, 'later')
  await rule('later', { date: { from: now - HOUR } })
  await publishItem(tenant, course.ivy, 'later')
  await until(now + DAY)
  expect(await told()).toHaveLength(2)
})

test('who still has to do something first is not told of the date', async () => {
  const opensAt = now + DAY
  await rule('later', { all: [{ date: { from: opensAt } }, { completed: 'intro' }] })
  await look()
  await until(opensAt + 3 * HOUR)
  expect(await told()).toEqual([])
})

test('a module opens as one thing', async () => {
  const opensAt = now + DAY
  await school.tenant.db
    .update(courseModules)
    .set({ availability: { date: { from: opensAt } } })
    .where(eq(courseModules.id, 'two'))
  await rule('more', { date: { from: opensAt } })
  await look()
  await until(opensAt + 3 * HOUR)
  expect(await told()).toEqual([
    ['Lena Learner', 'two', opensAt],
    ['Leo Learner', 'two', opensAt],
  ])
})

test('a quiz is told of when it begins, to each at their own time, also where that was said just now', async () => {
  const { tenant, cast } = school
  const opensAt = now + 5 * HOUR
  await tenant.db.update(quizzes).set({ opensAt }).where(eq(quizzes.itemId, 'exam'))
  const own = {
    opensAt: opensAt + HOUR,
    closesAt: null,
    timeLimitMinutes: null,
    attemptsAllowed: null,
    accessCode: null,
  }
  await setOverride(tenant, course.ivy, 'exam', { for: `user:${cast.leo.id}`, ...own, reason: '' })
  await until(opensAt + 3 * HOUR)
  expect(await told()).toEqual([
    ['Lena Learner', 'exam', opensAt],
    ['Leo Learner', 'exam', opensAt + HOUR],
  ])
  await tenant.db.update(quizzes).set({ opensAt: null }).where(eq(quizzes.itemId, 'exam'))
})

test('what opens some days after one came is told to each on their day', async () => {
  const { tenant, cast } = school
  await tenant.db.update(enrollments).set({ createdAt: now - DAY })
  await tenant.db
    .update(enrollments)
    .set({ createdAt: now - 2 * DAY })
    .where(eq(enrollments.userId, cast.leo.id))
  await rule('later', { daysAfterEnrollment: 3 })
  await look()
  const begin = now
  await until(begin + 3 * DAY)
  const lines = await told()
  expect(lines.map(([name]) => name)).toEqual(['Lena Learner', 'Leo Learner'])
  for (const [name, , at] of lines) {
    const late = (at as number) - (begin + (name === 'Leo Learner' ? 1 : 2) * DAY)
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThanOrEqual(2 * HOUR)
  }
})
