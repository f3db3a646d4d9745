import { and, eq, like } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { insertAll } from '../../../worker/db/insert-many'
import { courses, enrollmentSources, enrollments, events, grades, joinRequests, users } from '../../../worker/db/schema'
import { duplicateCourse, renewJoinCode } from '../../../worker/domain/courses'
import {
  decideRequest,
  type Enrolling,
  enrollEveryone,
  enrollPeople,
  enrollStatements,
  joinByCode,
  joinCourse,
  leaveCourse,
  requestToJoin,
  returnPeople,
  setCourseRole,
  withdrawPeople,
} from '../../../worker/domain/enrollments'
import { Conflict, Forbidden, Gone, Invalid, NotFound } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let ivy: School['cast']['ivy']

beforeAll(async () => {
  school = await makeSchool()
})

beforeEach(async () => {
  const { db } = school.tenant
  for (const table of [grades, enrollmentSources, joinRequests, enrollments, courses, events]) await db.delete(table)
  const course = await teachCourse(school.tenant, school.cast, {
    modules: { basics: [{ id: 'intro' }, { id: 'quiz', kind: 'quiz', maxPoints: 20 }] },
  })
  ivy = course.ivy
})

const courseNow = async () => (await school.tenant.db.select().from(courses).where(eq(courses.id, 'git')))[0]!

const enrollmentOf = async (userId: string, courseId = 'git') =>
  (
    await school.tenant.db
      .select()
      .from(enrollments)
      .where(and(eq(enrollments.userId, userId), eq(enrollments.courseId, courseId)))
  )[0]
const sourcesOf = async (userId: string) =>
  (
    await school.tenant.db
      .select({ source: enrollmentSources.source, sourceId: enrollmentSources.sourceId })
      .from(enrollmentSources)
      .innerJoin(enrollments, eq(enrollments.id, enrollmentSources.enrollmentId))
      .where(eq(enrollments.userId, userId))
  ).map(({ source, sourceId }) => `${source}:${sourceId}`)
const groupOf = (userId: string): Enrolling => ({
  courseId: 'git',
  userIds: [userId],
  source: 'group',
  sourceId: 'g1',
  actor: null,
})
const open = (values: Partial<typeof courses.$inferInsert>) =>
  school.tenant.db.update(courses).set(values).where(eq(courses.id, 'git'))

test('staff enroll people with a due date; twice changes nothing', async () => {
  const { tenant, cast } = school
  const dueAt = tenant.now() + 86_400_000
  await enrollPeople(tenant, ivy, 'git', { userIds: [cast.zed.id], dueAt })
  await enrollPeople(tenant, ivy, 'git', { userIds: [cast.zed.id, cast.zed.id] })
  expect(await enrollmentOf(cast.zed.id)).toMatchObject({ role: 'learner', state: 'active', dueAt, itemsAll: 2 })
  expect(await sourcesOf(cast.zed.id)).toEqual(['admin:'])
  expect(await tenant.db.select().from(events).where(eq(events.name, 'enrollment.created'))).toHaveLength(1)
})

test('a grade row is there from the start, for learners only', async () => {
  const { tenant, cast } = school
  await enrollPeople(tenant, ivy, 'git', { userIds: [cast.zed.id] })
  await enrollPeople(tenant, ivy, 'git', { userIds: [cast.ian.id], role: 'assistant' })
  const rows = await tenant.db.select().from(grades)
  const zed = await enrollmentOf(cast.zed.id)
  expect(rows.map(({ enrollmentId, itemId, maxPoints, raw }) => ({ enrollmentId, itemId, maxPoints, raw }))).toEqual([
    { enrollmentId: zed?.id, itemId: 'quiz', maxPoints: 20, raw: null },
  ])
})

test('a list with one person who is not here enrolls nobody', async () => {
  const { tenant, cast } = school
  const list = { userIds: [cast.zed.id, 'globex-lena'] }
  await expect(enrollPeople(tenant, ivy, 'git', list)).rejects.toBeInstanceOf(Invalid)
  expect(await enrollmentOf(cast.zed.id)).toBeUndefined()
})

test('only those who teach the course or run the school enroll', async () => {
  const { tenant, cast } = school
  const list = { userIds: [cast.zed.id] }
  await expect(enrollPeople(tenant, cast.ian, 'git', list)).rejects.toBeInstanceOf(NotFound)
  await expect(enrollPeople(tenant, cast.lena, 'git', list)).rejects.toBeInstanceOf(NotFound)
  const assistant = { ...cast.ian, courseRoles: { git: 'assistant' as const } }
  await expect(enrollPeople(tenant, assistant, 'git', list)).rejects.toBeInstanceOf(Forbidden)
})

test('who was withdrawn by hand is not brought back by a group, and returns whole', async () => {
  const { tenant, cast } = school
  const group = groupOf(cast.zed.id)
  await tenant.db.batch([...enrollStatements(tenant, group)])
  await withdrawPeople(tenant, ivy, 'git', [cast.zed.id])
  await tenant.db.batch([...enrollStatements(tenant, group)])
  expect(await enrollmentOf(cast.zed.id)).toMatchObject({ state: 'withdrawn' })
  await returnPeople(tenant, ivy, 'git', [cast.zed.id])
  expect(await enrollmentOf(cast.zed.id)).toMatchObject({ state: 'active', itemsAll: 2 })
  expect(await sourcesOf(cast.zed.id)).toEqual(['group:g1'])
})

test('a course keeps its last instructor', async () => {
  const { tenant, cast } = school
  await expect(withdrawPeople(tenant, ivy, 'git', [cast.ivy.id])).rejects.toBeInstanceOf(Conflict)
  await expect(setCourseRole(tenant, ivy, 'git', cast.ivy.id, 'learner')).rejects.toBeInstanceOf(Conflict)
  await enrollPeople(tenant, ivy, 'git', { userIds: [cast.ian.id], role: 'instructor' })
  await setCourseRole(tenant, ivy, 'git', cast.ivy.id, 'assistant')
  expect(await enrollmentOf(cast.ivy.id)).toMatchObject({ role: 'assistant' })
})

test('nobody who teaches becomes a learner by a link', async () => {
  const { tenant, cast } = school
  await tenant.db.batch([
    ...enrollStatements(tenant, {
      courseId: 'git',
      userIds: [cast.ivy.id],
      source: 'link',
      sourceId: 'l',
      actor: null,
    }),
  ])
  expect(await enrollmentOf(cast.ivy.id)).toMatchObject({ role: 'instructor' })
})

test('an open course is joined and left by oneself', async () => {
  const { tenant, cast } = school
  await expect(joinCourse(tenant, cast.zed, 'git')).rejects.toBeInstanceOf(NotFound)
  await open({ visibility: 'organization' })
  await expect(joinCourse(tenant, cast.zed, 'git')).rejects.toBeInstanceOf(Forbidden)
  await open({ joining: 'open' })
  await joinCourse(tenant, cast.zed, 'git')
  expect(await sourcesOf(cast.zed.id)).toEqual(['self:'])
  await leaveCourse(tenant, cast.zed, 'git')
  expect(await enrollmentOf(cast.zed.id)).toMatchObject({ state: 'withdrawn' })
})

test('one does not leave what the organization gave', async () => {
  const { tenant, cast } = school
  await enrollPeople(tenant, ivy, 'git', { userIds: [cast.zed.id] })
  await expect(leaveCourse(tenant, cast.zed, 'git')).rejects.toBeInstanceOf(Conflict)
})

test('a code opens its course, however it is typed; another one opens nothing', async () => {
  const { tenant, cast } = school
  await open({ joining: 'code', joinCode: 'ABCD2345' })
  await expect(joinByCode(tenant, cast.zed, 'ABCD2346')).rejects.toBeInstanceOf(Invalid)
  await expect(joinByCode(tenant, cast.zed, 'hello world!')).rejects.toBeInstanceOf(Invalid)
  await joinByCode(tenant, cast.zed, ' abcd-2345 ')
  expect(await sourcesOf(cast.zed.id)).toEqual(['code:'])
  await open({ joining: 'staff' })
  await expect(joinByCode(tenant, cast.ian, 'ABCD2345')).rejects.toBeInstanceOf(Invalid)
})

test('a code lets in so many and no more, also when fifty come at the same moment', async () => {
  const { tenant, cast } = school
  const crowd = Array.from({ length: 50 }, (_, n) => ({ ...cast.zed, id: `crowd-${n}` }))
  await tenant.db.batch([
    ...insertAll(
      tenant.db,
      users,
      crowd.map(({ id }) => ({ id, name: id, role: 'learner' as const, createdAt: 0 })),
      (insert) => insert.onConflictDoNothing(),
    ),
  ] as never)
  await open({ joining: 'code', joinCode: 'ABCD2345', joinMost: 7 })
  const done = await Promise.allSettled(crowd.map((one) => joinByCode(tenant, one, 'ABCD2345')))
  const refused = done.filter((one) => one.status === 'rejected')
  expect(refused).toHaveLength(43)
  for (const one of refused) expect(one.reason).toBeInstanceOf(Gone)
  const inside = (await tenant.db.select().from(enrollments)).filter(({ userId }) => userId.startsWith('crowd-'))
  expect(inside).toHaveLength(7)
  expect((await courseNow()).joinUses).toBe(7)
  const first = crowd.find(({ id }) => id === inside[0]!.userId)!
  await joinByCode(tenant, first, 'ABCD2345')
  expect((await courseNow()).joinUses, 'whoever is in takes no second place').toBe(7)
  for (const table of [grades, enrollmentSources, enrollments]) await tenant.db.delete(table)
  await tenant.db.delete(users).where(like(users.id, 'crowd-%'))
})

test('a code ends at its time; renewed it begins anew, and a copy of the course takes no uses along', async () => {
  const { tenant, cast, platform } = school
  const over = platform.now() + 60_000
  await open({ joining: 'code', joinCode: 'ABCD2345', joinMost: 1, joinEndsAt: over })
  const start = platform.now()
  platform.setNow(over)
  await expect(joinByCode(tenant, cast.zed, 'ABCD2345')).rejects.toBeInstanceOf(Gone)
  platform.setNow(start)
  await joinByCode(tenant, cast.zed, 'ABCD2345')
  await expect(joinByCode(tenant, cast.ian, 'ABCD2345')).rejects.toBeInstanceOf(Gone)
  const copy = await duplicateCourse(tenant, cast.ada, 'git', { title: 'Again', days: 1 })
  const [copied] = await tenant.db.select().from(courses).where(eq(courses.id, copy.id))
  expect(copied).toMatchObject({ joinCode: null, joinUses: 0, joinMost: 1, joinEndsAt: over + 86_400_000 })
  await renewJoinCode(tenant, ivy, 'git')
  const { joinCode, joinUses } = await courseNow()
  expect([joinCode === 'ABCD2345', joinUses]).toEqual([false, 0])
  await joinByCode(tenant, cast.ian, joinCode!)
  expect((await courseNow()).joinUses).toBe(1)
})

test('a request is made once and decided once', async () => {
  const { tenant, cast } = school
  await open({ visibility: 'organization', joining: 'request' })
  await requestToJoin(tenant, cast.zed, 'git', 'Please')
  await requestToJoin(tenant, cast.zed, 'git')
  const requests = await tenant.db.select().from(joinRequests)
  expect(requests).toHaveLength(1)
  const { id } = requests[0]!
  await expect(decideRequest(tenant, cast.ian, id, 'approved')).rejects.toBeInstanceOf(NotFound)
  await decideRequest(tenant, ivy, id, 'approved')
  await decideRequest(tenant, ivy, id, 'approved')
  await expect(decideRequest(tenant, ivy, id, 'declined')).rejects.toBeInstanceOf(Conflict)
  expect(await enrollmentOf(cast.zed.id)).toMatchObject({ state: 'active' })
  expect(await tenant.db.select().from(events).where(eq(events.name, 'join-request.decided'))).toHaveLength(1)
})

test('everyone gets what is for everyone: those who are here and those who come', async () => {
  const { tenant, cast, platform } = school
  await open({ everyone: true })
  await enrollEveryone(tenant, 'git')
  expect(await enrollmentOf(cast.zed.id)).toMatchObject({ role: 'learner' })
  expect(await enrollmentOf(cast.ivy.id)).toMatchObject({ role: 'instructor' })
  await tenant.db.insert(users).values({ id: 'nora', name: 'Nora New', role: 'learner', createdAt: tenant.now() })
  await tenant.db.insert(events).values({ name: 'user.activated', subjectId: 'nora', at: tenant.now() })
  await drain(tenant, {}, platform)
  expect(await sourcesOf('nora')).toEqual(['everyone:'])
})
