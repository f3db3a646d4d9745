import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { courses, enrollments, progress } from '../../../worker/db/schema'
import { readLearnerHome } from '../../../worker/domain/pages'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const soon = tenant.now() + 86_400_000
  await teachCourse(tenant, cast, {
    modules: {
      basics: [
        { id: 'first', dueAt: soon },
        { id: 'second', kind: 'quiz', maxPoints: 5, dueAt: soon + 1 },
        { id: 'far', dueAt: soon + 30 * 86_400_000 },
      ],
    },
  })
  await teachCourse(tenant, cast, { id: 'bees', modules: { hive: [{ id: 'queen' }] } })
  await tenant.db.update(courses).set({ inOrder: true }).where(eq(courses.id, 'git'))
})

test('what is due and locked says why, and what is done is not due', async () => {
  const { tenant, cast } = school
  const before = await readLearnerHome(tenant, cast.leo)
  expect(before.due.map(({ id, lock }) => [id, lock.length])).toEqual([
    ['first', 0],
    ['second', 1],
  ])
  const at = tenant.now()
  await tenant.db.insert(progress).values({
    enrollmentId: `git-${cast.leo.id}`,
    itemId: 'first',
    state: 'completed',
    completedAt: at,
    startedAt: at,
    lastSeenAt: at,
  })
  const after = await readLearnerHome(tenant, cast.leo)
  expect(after.due.map(({ id, lock }) => [id, lock.length])).toEqual([['second', 0]])
})

test('what ended is not due any more', async () => {
  const { tenant, cast } = school
  const end = (endsAt: number | null) => tenant.db.update(courses).set({ endsAt, afterEnd: 'read' })
  await end(tenant.now() - 1)
  expect((await readLearnerHome(tenant, cast.lena)).due).toEqual([])
  await end(null)
  expect((await readLearnerHome(tenant, cast.lena)).due).toHaveLength(2)
})

test('home goes on in the course one was in last', async () => {
  const { tenant, cast } = school
  const see = (courseId: string, currentItemId: string, lastSeenAt: number) =>
    tenant.db
      .update(enrollments)
      .set({ lastSeenAt, currentItemId })
      .where(eq(enrollments.id, `${courseId}-${cast.lena.id}`))
  await see('git', 'first', tenant.now() - 2)
  await see('bees', 'queen', tenant.now() - 1)
  expect((await readLearnerHome(tenant, cast.lena)).going?.item.id).toBe('queen')
  await see('git', 'first', tenant.now())
  expect((await readLearnerHome(tenant, cast.lena)).going?.item.id).toBe('first')
})

test('a course that is to be completed by a day is due as a whole', async () => {
  const { tenant, cast } = school
  const dueAt = tenant.now() + 2 * 86_400_000
  const bees = eq(enrollments.id, `bees-${cast.leo.id}`)
  await tenant.db.update(enrollments).set({ dueAt }).where(bees)
  const whole = async () => (await readLearnerHome(tenant, cast.leo)).due.filter(({ kind }) => kind === 'course')
  expect(await whole()).toMatchObject([{ id: 'bees', title: 'Git for beginners', dueAt }])
  await tenant.db.update(enrollments).set({ state: 'completed' }).where(bees)
  expect(await whole()).toEqual([])
})
