import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { courseModules, courses, items } from '../../../worker/db/schema'
import {
  createCourse,
  createItem,
  createModule,
  findCourseFor,
  findItemFor,
  itemAccess,
  itemQueries,
  readOutline,
  splitOutline,
} from '../../../worker/domain/courses'
import { enrollPeople } from '../../../worker/domain/enrollments'
import { completeItem } from '../../../worker/domain/progress'
import { NotFound } from '../../../worker/errors'
import { makeSchool, type School } from '../../support/school'

let school: School
let course: string
let quiz: string
let lessons: string[]

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = (await createCourse(tenant, cast.ivy, { title: 'Version control', firstModule: 'First steps' })).id
  cast.ivy.courseRoles[course] = 'instructor'
  const [first] = await tenant.db.select().from(courseModules).where(eq(courseModules.courseId, course))
  lessons = []
  for (const title of ['Setting up', 'Tracking changes', 'Exploring history']) {
    lessons.push((await createItem(tenant, cast.ivy, first!.id, { kind: 'lesson', title })).id)
  }
  const second = await createModule(tenant, cast.ivy, course, { title: 'Daily work' })
  quiz = (await createItem(tenant, cast.ivy, second.id, { kind: 'quiz', title: 'Staging' })).id
  await tenant.db.update(courses).set({ publishedAt: tenant.now() }).where(eq(courses.id, course))
  await tenant.db.update(items).set({ publishedAt: tenant.now() })
  await enrollPeople(tenant, cast.ada, course, { userIds: [cast.lena.id, cast.leo.id] })
})

const shown = async (actor = school.cast.lena) => {
  const { items } = await findCourseFor(school.tenant, actor, course)
  return items.map(({ title, state }) => `${title}: ${state}`)
}

test('a learner starts with the first item and may open the others', async () => {
  expect(await shown()).toEqual([
    'Setting up: current',
    'Tracking changes: open',
    'Exploring history: open',
    'Staging: open',
  ])
})

test('strangers and people of no course find neither the course nor its items', async () => {
  const { tenant, cast } = school
  await expect(findCourseFor(tenant, cast.zed, course)).rejects.toBeInstanceOf(NotFound)
  await expect(findItemFor(tenant, cast.ian, lessons[0]!)).rejects.toBeInstanceOf(NotFound)
  await expect(findCourseFor(tenant, null, course)).rejects.toBeInstanceOf(NotFound)
})

test('a draft is there for those who teach, and for nobody else', async () => {
  const { tenant, cast } = school
  await tenant.db.update(items).set({ publishedAt: null }).where(eq(items.id, quiz))
  await expect(findItemFor(tenant, cast.lena, quiz)).rejects.toBeInstanceOf(NotFound)
  expect((await findItemFor(tenant, cast.ivy, quiz)).item.state).toBe('draft')
  await tenant.db.update(items).set({ publishedAt: 1 }).where(eq(items.id, quiz))
})

test('in order, each item waits for the one before it and says so', async () => {
  const { tenant, cast } = school
  await tenant.db.update(courses).set({ inOrder: true }).where(eq(courses.id, course))
  expect(await shown()).toEqual([
    'Setting up: current',
    'Tracking changes: locked',
    'Exploring history: locked',
    'Staging: locked',
  ])
  const { lock } = await findItemFor(tenant, cast.lena, lessons[2]!)
  expect(lock).toEqual([{ key: 'rules.complete', values: { item: 'Setting up' } }])
  const { enrollment, item } = await findItemFor(tenant, cast.lena, lessons[0]!)
  await completeItem(tenant, cast.lena, enrollment!, { ...item, courseId: course }, { requirement: item.completion })
  expect(await shown()).toEqual([
    'Setting up: done',
    'Tracking changes: current',
    'Exploring history: locked',
    'Staging: locked',
  ])
  await tenant.db.update(courses).set({ inOrder: false }).where(eq(courses.id, course))
})

test('a rule locks with its reason, and what was done before stays open', async () => {
  const { tenant, cast } = school
  const rule = { grade: quiz, atLeast: 60 }
  await tenant.db.update(items).set({ availability: rule }).where(eq(items.id, lessons[1]!))
  await tenant.db.update(items).set({ availability: rule }).where(eq(items.id, lessons[0]!))
  const { lock } = await findItemFor(tenant, cast.lena, lessons[1]!)
  expect(lock).toEqual([{ key: 'rules.reach', values: { item: 'Staging', percent: 60 } }])
  expect((await findItemFor(tenant, cast.lena, lessons[0]!)).lock).toEqual([])
  expect((await findItemFor(tenant, cast.leo, lessons[0]!)).lock).toHaveLength(1)
})

test('what is for a group of others is not shown at all', async () => {
  const { tenant, cast } = school
  await tenant.db
    .update(items)
    .set({ availability: { group: ['nobodys'] } })
    .where(eq(items.id, lessons[2]!))
  expect((await findCourseFor(tenant, cast.leo, course)).items.map(({ id }) => id)).not.toContain(lessons[2])
  await expect(findItemFor(tenant, cast.leo, lessons[2]!)).rejects.toBeInstanceOf(NotFound)
  expect((await findCourseFor(tenant, cast.ivy, course)).items.map(({ id }) => id)).toContain(lessons[2])
  await tenant.db.update(items).set({ availability: null })
})

test('after its end a course is closed, read or open as it says', async () => {
  const { tenant, cast } = school
  const endsAt = tenant.now() - 1
  const after = async (afterEnd: 'none' | 'read' | 'full') => {
    await tenant.db.update(courses).set({ endsAt, afterEnd }).where(eq(courses.id, course))
    const { lock, isReadOnly } = await findItemFor(tenant, cast.lena, lessons[0]!)
    return { locked: lock.length > 0, isReadOnly }
  }
  expect(await after('none')).toEqual({ locked: true, isReadOnly: true })
  expect(await after('read')).toEqual({ locked: false, isReadOnly: true })
  expect(await after('full')).toEqual({ locked: false, isReadOnly: false })
  await tenant.db.update(courses).set({ endsAt: null, afterEnd: 'read' })
})

test('visitors of a course that is shown read what it is about, and open nothing', async () => {
  const { tenant, cast } = school
  await tenant.db.update(courses).set({ visibility: 'organization' }).where(eq(courses.id, course))
  expect((await findCourseFor(tenant, cast.zed, course)).standing.as).toBe('visitor')
  await expect(findItemFor(tenant, cast.zed, lessons[0]!)).rejects.toBeInstanceOf(NotFound)
  await expect(findCourseFor(tenant, null, course)).rejects.toBeInstanceOf(NotFound)
  await tenant.db.update(courses).set({ visibility: 'public' }).where(eq(courses.id, course))
  expect((await findCourseFor(tenant, null, course)).standing.as).toBe('visitor')
  await tenant.db.update(courses).set({ visibility: 'enrolled' }).where(eq(courses.id, course))
})

test('staff who look as a learner see the path of a new learner', async () => {
  const { items } = await findCourseFor(school.tenant, school.cast.ivy, course, { asLearner: true })
  expect(items.map(({ state }) => state)).toEqual(['current', 'open', 'open', 'open'])
})

test('a page reads all of it in one trip, beside its own rows', async () => {
  const { tenant, cast } = school
  const before = tenant.spent.trips
  const [rows, [own]] = splitOutline(
    await tenant.db.batch([
      ...itemQueries(tenant.db, cast.lena, lessons[0]!),
      tenant.db.select({ id: items.id }).from(items).where(eq(items.id, lessons[0]!)).limit(1),
    ]),
  )
  expect(tenant.spent.trips - before).toBe(1)
  expect(own).toEqual([{ id: lessons[0] }])
  const access = itemAccess(rows, cast.lena, lessons[1]!, tenant.now())
  expect([access.previous?.title, access.next?.title]).toEqual(['Setting up', 'Exploring history'])
  expect(readOutline(rows, cast.lena, { now: tenant.now() })?.items).toHaveLength(4)
})
