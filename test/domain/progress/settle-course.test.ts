import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { enrollments, events, grades, moduleCompletions, progress, submissions } from '../../../worker/db/schema'
import { binItem, editCourse, editItem, restoreItem, setItemRule, unpublishItem } from '../../../worker/domain/courses'
import { addMembers, makeGroup, removeMember } from '../../../worker/domain/groups'
import { completeItem, refreshEnrollments, SETTLE_AFTER, startItem } from '../../../worker/domain/progress'
import { drain } from '../../../worker/jobs/drain'
import { ring } from '../../../worker/jobs/ring'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

let taught = 0

beforeAll(async () => {
  school = await makeSchool()
})

/** Each test has a course of its own. */
beforeEach(async () => {
  const id = `course-${++taught}`
  course = await teachCourse(school.tenant, school.cast, {
    id,
    modules: {
      [`${id}-basics`]: [{ id: its('intro') }, { id: its('end'), completion: { kind: 'marked' } }],
      [`${id}-work`]: [
        { id: its('essay'), kind: 'assignment', maxPoints: 10, completion: { kind: 'passed', percent: 80 } },
      ],
    },
  })
  await refreshEnrollments(school.tenant, id)
})

const its = (name: string) => `course-${taught}-${name}`
const lena = async () =>
  (await school.tenant.db.select().from(enrollments).where(eq(enrollments.id, course.lena.id)))[0]!
const item = (name: string) => ({ id: its(name), courseId: course.id, completion: { kind: 'viewed' as const } })

async function does(...names: string[]): Promise<void> {
  for (const name of names)
    await completeItem(school.tenant, school.cast.lena, course.lena, item(name), { requirement: { kind: 'viewed' } })
  await drained()
}
const drained = () => drain(school.tenant, {}, school.platform)

/** So many milliseconds later, what was due is done. */
async function later(ms: number): Promise<void> {
  school.platform.setNow(school.platform.now() + ms)
  await ring(school.tenant, {}, school.platform)
  await drained()
}

test('what is taken away for a moment completes nobody; what stays away does, an hour after the last change', async () => {
  const { tenant } = school
  await does('intro', 'end')
  await binItem(tenant, course.ivy, its('essay'))
  await later(SETTLE_AFTER - 60_000)
  expect(await lena(), 'still at rest').toMatchObject({ percent: 100, completedAt: null })
  await restoreItem(tenant, course.ivy, its('essay'))
  await later(SETTLE_AFTER)
  expect(await lena()).toMatchObject({ percent: 66, completedAt: null })
  await unpublishItem(tenant, course.ivy, its('essay'))
  await later(SETTLE_AFTER)
  const done = await lena()
  expect(done).toMatchObject({ percent: 100, state: 'completed' })
  const told = await tenant.db
    .select()
    .from(events)
    .where(and(eq(events.name, 'course.completed'), eq(events.subjectId, course.id)))
  expect(told.map(({ key }) => key)).toEqual([course.lena.id])
  await later(SETTLE_AFTER)
  expect((await lena()).completedAt).toBe(done.completedAt)
})

test('who has done what is asked for now is done with the item: a lower mark, or handing in alone', async () => {
  const { tenant } = school
  const { db } = tenant
  await does('intro', 'end')
  await db
    .insert(grades)
    .values({
      enrollmentId: course.lena.id,
      itemId: its('essay'),
      final: 7,
      raw: 7,
      maxPoints: 10,
      gradedAt: 1,
      releasedAt: 1,
    })
    .onConflictDoUpdate({
      target: [grades.enrollmentId, grades.itemId],
      set: { final: 7, maxPoints: 10, releasedAt: 1 },
    })
  await db.insert(submissions).values({
    id: 'leos',
    enrollmentId: course.leo.id,
    itemId: its('essay'),
    number: 1,
    createdAt: monday,
    submittedAt: monday,
  })
  const settings = { required: true, expectedMinutes: null, dueAt: null, maxPoints: 10, publishAt: null }
  await editItem(tenant, course.ivy, its('essay'), { ...settings, completion: { kind: 'passed', percent: 60 } })
  await later(SETTLE_AFTER)
  expect(await lena()).toMatchObject({ state: 'completed', itemsDone: 3 })
  await editItem(tenant, course.ivy, its('essay'), { ...settings, completion: { kind: 'submitted' } })
  await later(SETTLE_AFTER)
  const doneBy = await db
    .select({ who: progress.enrollmentId })
    .from(progress)
    .where(eq(progress.itemId, its('essay')))
  expect(doneBy.map(({ who }) => who).sort()).toEqual([course.lena.id, course.leo.id])
})

test('a course by its average is complete by what is graded, and a lower one completes it', async () => {
  const { tenant } = school
  await editCourse(tenant, course.ivy, course.id, { completion: { kind: 'average', percent: 90 } })
  await tenant.db
    .update(grades)
    .set({ final: 7, raw: 7, maxPoints: 10, releasedAt: 1 })
    .where(eq(grades.enrollmentId, course.lena.id))
  await tenant.db
    .insert(grades)
    .values({ enrollmentId: course.lena.id, itemId: its('essay'), final: 7, raw: 7, maxPoints: 10, releasedAt: 1 })
    .onConflictDoNothing()
  await later(SETTLE_AFTER)
  expect((await lena()).completedAt).toBeNull()
  await editCourse(tenant, course.ivy, course.id, { completion: { kind: 'average', percent: 65 } })
  await later(SETTLE_AFTER)
  expect((await lena()).state).toBe('completed')
})

test('a module whose last item went is complete, while the course goes on', async () => {
  const { tenant } = school
  await does('intro')
  await binItem(tenant, course.ivy, its('end'))
  await later(SETTLE_AFTER)
  const modules = await tenant.db
    .select()
    .from(moduleCompletions)
    .where(eq(moduleCompletions.enrollmentId, course.lena.id))
  expect(modules.map(({ moduleId }) => moduleId)).toEqual([`${course.id}-basics`])
  expect((await lena()).completedAt).toBeNull()
})

test('what is for a group counts for its members, from the moment they come and until they go', async () => {
  const { tenant, cast } = school
  const group = await makeGroup(tenant, course.ivy, course.id, { name: 'Evening', selfSignUp: false, seats: null })
  await startItem(tenant, cast.lena, course.lena, item('intro'))
  await setItemRule(tenant, course.ivy, its('end'), {
    any: [{ group: [group] }, { not: { profile: 'role', equals: 'learner' } }],
  })
  expect(await lena(), 'for others').toMatchObject({ itemsAll: 2 })
  await addMembers(tenant, course.ivy, group, [cast.lena.id])
  await drained()
  expect(await lena()).toMatchObject({ itemsAll: 3, currentItemId: its('end') })
  await removeMember(tenant, course.ivy, group, cast.lena.id)
  await drained()
  expect(await lena()).toMatchObject({ itemsAll: 2, currentItemId: its('essay') })
})

test('what is over counts for nobody who did not do it, from its last day on', async () => {
  const { tenant } = school
  await setItemRule(tenant, course.ivy, its('end'), { date: { until: school.platform.now() + 5 * SETTLE_AFTER } })
  await setItemRule(tenant, course.ivy, its('essay'), { date: { until: school.platform.now() + 9 * SETTLE_AFTER } })
  await later(SETTLE_AFTER)
  expect((await lena()).itemsAll).toBe(3)
  await later(4 * SETTLE_AFTER)
  expect((await lena()).itemsAll, 'the clock comes back by itself').toBe(2)
  await later(4 * SETTLE_AFTER)
  expect((await lena()).itemsAll).toBe(1)
  const [waiting] = await tenant.db.all(
    sql`select 1 from timers where job = 'settle-course' and subject_id = ${course.id} and done_at is null`,
  )
  expect(waiting).toBeUndefined()
})
