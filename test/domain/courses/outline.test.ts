import { asc, eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import {
  auditEntries,
  courseModules,
  courses,
  grades,
  items,
  itemVersions,
  lessons,
  questions,
  questionVersions,
  quizQuestions,
  searchEntries,
  timers,
} from '../../../worker/db/schema'
import {
  binItem,
  binModule,
  copyItem,
  createCourse,
  createItem,
  createModule,
  duplicateCourse,
  duplicateItem,
  duplicateModule,
  editItem,
  findCourseFor,
  moveItem,
  moveModule,
  publishItem,
  renameItem,
  restoreItem,
  restoreModule,
  scheduleItem,
  setItemRule,
  unpublishItem,
} from '../../../worker/domain/courses'
import { enrollPeople } from '../../../worker/domain/enrollments'
import { removeQuestion } from '../../../worker/domain/quizzes'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { ring } from '../../../worker/jobs/ring'
import { askSomething } from '../../support/quiz'
import { addSchool, makeSchool, type School } from '../../support/school'

let school: School | undefined
let ivy: School['cast']['ivy']
let course: string
let modules: string[]
let lessonIds: string[]

const open = async () => {
  school ??= await makeSchool()
  return school
}

beforeEach(async () => {
  const { tenant, cast } = await open()
  course = (await createCourse(tenant, cast.ivy, { title: 'Version control', firstModule: 'One' })).id
  ivy = { ...cast.ivy, courseRoles: { ...cast.ivy.courseRoles, [course]: 'instructor' } }
  await createModule(tenant, ivy, course, { title: 'Two' })
  modules = (
    await tenant.db
      .select({ id: courseModules.id })
      .from(courseModules)
      .where(eq(courseModules.courseId, course))
      .orderBy(asc(courseModules.position))
  ).map(({ id }) => id)
  lessonIds = []
  for (const title of ['A', 'B', 'C']) {
    lessonIds.push((await createItem(tenant, ivy, modules[0]!, { kind: 'lesson', title })).id)
  }
})

const path = async () => {
  const outline = await findCourseFor((await open()).tenant, ivy, course)
  return outline.modules.map((one) => `${one.title}: ${one.items.map(({ title }) => title).join('')}`)
}

test('what is typed twice by one form is made once', async () => {
  const { tenant } = await open()
  const id = crypto.randomUUID()
  await createItem(tenant, ivy, modules[1]!, { kind: 'quiz', title: 'Q', id })
  await createItem(tenant, ivy, modules[1]!, { kind: 'quiz', title: 'Q', id })
  expect(await path()).toEqual(['One: ABC', 'Two: Q'])
})

test('items move by one step, before another and across modules', async () => {
  const { tenant } = await open()
  await moveItem(tenant, ivy, lessonIds[2]!, { step: -1 })
  expect(await path()).toEqual(['One: ACB', 'Two: '])
  await moveItem(tenant, ivy, lessonIds[2]!, { before: lessonIds[0] })
  expect(await path()).toEqual(['One: CAB', 'Two: '])
  await moveItem(tenant, ivy, lessonIds[1]!, { step: 1 })
  expect(await path()).toEqual(['One: CA', 'Two: B'])
  await moveItem(tenant, ivy, lessonIds[0]!, { moduleId: modules[1], index: 0 })
  expect(await path()).toEqual(['One: C', 'Two: AB'])
  await moveModule(tenant, ivy, modules[0]!, { step: 1 })
  expect(await path()).toEqual(['Two: AB', 'One: C'])
  await moveModule(tenant, ivy, modules[0]!, { step: 1 })
  expect(await path()).toEqual(['Two: AB', 'One: C'])
})

test('two who move to the same place at once both succeed', async () => {
  const { tenant } = await open()
  const places = { moduleId: modules[1], index: 0 }
  await Promise.all(lessonIds.map((id) => moveItem(tenant, ivy, id, places)))
  const [first, second] = await path()
  expect(first).toBe('One: ')
  expect([...second!.slice('Two: '.length)].sort().join('')).toBe('ABC')
})

test('publishing shows an item, writes its grade rows and counts it; unpublishing hides it', async () => {
  const { tenant, cast } = await open()
  await tenant.db.update(courses).set({ publishedAt: 1 }).where(eq(courses.id, course))
  await enrollPeople(tenant, ivy, course, { userIds: [cast.lena.id] })
  const quiz = await createItem(tenant, ivy, modules[1]!, { kind: 'quiz', title: 'Q' })
  const seen = async () => (await findCourseFor(tenant, cast.lena, course)).items.map(({ title }) => title)
  expect(await seen()).toEqual([])
  await expect(publishItem(tenant, ivy, quiz.id)).rejects.toThrow(new Conflict('quizzes.emptyQuiz'))
  await expect(scheduleItem(tenant, ivy, quiz.id, tenant.now() + 60_000)).rejects.toBeInstanceOf(Conflict)
  await askSomething(tenant, quiz.id, course)
  await publishItem(tenant, ivy, quiz.id)
  await expect(removeQuestion(tenant, ivy, quiz.id, `${quiz.id}-asked`)).rejects.toThrow(
    new Conflict('quizzes.lastQuestion'),
  )
  await publishItem(tenant, ivy, lessonIds[0]!)
  expect(await seen()).toEqual(['A', 'Q'])
  expect((await findCourseFor(tenant, cast.lena, course)).enrollment).toMatchObject({ itemsAll: 2 })
  expect(await tenant.db.select().from(grades).where(eq(grades.itemId, quiz.id))).toHaveLength(1)
  await unpublishItem(tenant, ivy, quiz.id)
  expect(await seen()).toEqual(['A'])
  expect((await findCourseFor(tenant, cast.lena, course)).enrollment).toMatchObject({ itemsAll: 1 })
})

test('a planned item publishes itself when its time has come, and not after the plan was dropped', async () => {
  const { tenant, platform } = await open()
  const at = tenant.now()
  await scheduleItem(tenant, ivy, lessonIds[0]!, at + 60_000)
  await scheduleItem(tenant, ivy, lessonIds[1]!, at + 60_000)
  await scheduleItem(tenant, ivy, lessonIds[1]!, null)
  const published = async () =>
    (await findCourseFor(tenant, ivy, course)).items.filter(({ publishedAt }) => publishedAt).map(({ title }) => title)
  await ring(tenant, {}, platform)
  expect(await published()).toEqual([])
  platform.setNow(at + 60_000)
  await ring(tenant, {}, platform)
  expect(await published()).toEqual(['A'])
  platform.setNow(at)
})

test('the bin gives back what it took, with its content, and at the end of the retention nothing is left', async () => {
  const { tenant, platform } = await open()
  await binItem(tenant, ivy, lessonIds[1]!)
  expect(await path()).toEqual(['One: AC', 'Two: '])
  await restoreItem(tenant, ivy, lessonIds[1]!)
  expect(await path()).toEqual(['One: ABC', 'Two: '])
  await binModule(tenant, ivy, modules[0]!)
  expect(await path()).toEqual(['Two: '])
  await restoreModule(tenant, ivy, modules[0]!)
  await binItem(tenant, ivy, lessonIds[1]!)
  const at = tenant.now()
  platform.setNow(at + 31 * 86_400_000)
  await ring(tenant, {}, platform)
  expect(await tenant.db.select().from(items).where(eq(items.id, lessonIds[1]!))).toEqual([])
  expect(await tenant.db.select().from(itemVersions).where(eq(itemVersions.itemId, lessonIds[1]!))).toEqual([])
  expect((await tenant.db.select().from(timers)).every(({ doneAt }) => doneAt !== null)).toBe(true)
  await expect(restoreItem(tenant, ivy, lessonIds[1]!)).rejects.toBeInstanceOf(NotFound)
  platform.setNow(at)
})

test('marks outlive what was purged', async () => {
  const { tenant, cast, platform } = await open()
  await enrollPeople(tenant, ivy, course, { userIds: [cast.lena.id] })
  const quiz = await createItem(tenant, ivy, modules[1]!, { kind: 'quiz', title: 'Q' })
  await askSomething(tenant, quiz.id, course)
  await publishItem(tenant, ivy, quiz.id)
  await tenant.db.update(grades).set({ raw: 50, final: 50 }).where(eq(grades.itemId, quiz.id))
  await binItem(tenant, ivy, quiz.id)
  const at = tenant.now()
  platform.setNow(at + 31 * 86_400_000)
  await ring(tenant, {}, platform)
  expect(await tenant.db.select().from(grades).where(eq(grades.itemId, quiz.id))).toMatchObject([{ final: 50 }])
  platform.setNow(at)
})

test('a rule that would wait for itself is refused, over any number of steps', async () => {
  const { tenant } = await open()
  await setItemRule(tenant, ivy, lessonIds[1]!, { completed: lessonIds[0]! })
  await setItemRule(tenant, ivy, lessonIds[2]!, { completed: lessonIds[1]! })
  const set = (id: string, of: string) => setItemRule(tenant, ivy, id, { completed: of })
  await expect(set(lessonIds[0]!, lessonIds[0]!)).rejects.toBeInstanceOf(Invalid)
  await expect(set(lessonIds[0]!, lessonIds[2]!)).rejects.toBeInstanceOf(Invalid)
  await expect(set(lessonIds[0]!, 'elsewhere')).rejects.toBeInstanceOf(Invalid)
})

test('what lies in the bin locks nobody out', async () => {
  const { tenant, cast } = await open()
  await tenant.db.update(courses).set({ publishedAt: 1 }).where(eq(courses.id, course))
  await enrollPeople(tenant, ivy, course, { userIds: [cast.lena.id] })
  for (const id of lessonIds) await publishItem(tenant, ivy, id)
  await setItemRule(tenant, ivy, lessonIds[1]!, { completed: lessonIds[0]! })
  const state = async () =>
    (await findCourseFor(tenant, cast.lena, course)).items.find(({ title }) => title === 'B')?.state
  expect(await state()).toBe('locked')
  await binItem(tenant, ivy, lessonIds[0]!)
  expect(await state()).toBe('current')
})

test('a duplicate stands beside its original, with its content', async () => {
  const { tenant } = await open()
  await tenant.db.update(itemVersions).set({ content: '{"blocks":[1]}' }).where(eq(itemVersions.itemId, lessonIds[0]!))
  const { id } = await duplicateItem(tenant, ivy, lessonIds[0]!, 'a')
  expect(await path()).toEqual(['One: AaBC', 'Two: '])
  const [copy] = await tenant.db
    .select({ content: itemVersions.content })
    .from(lessons)
    .innerJoin(itemVersions, eq(itemVersions.id, lessons.versionId))
    .where(eq(lessons.itemId, id))
  expect(copy).toEqual({ content: '{"blocks":[1]}' })
})

test('an item is copied into another course one teaches, and into no other', async () => {
  const { tenant, cast } = await open()
  const quiz = await createItem(tenant, ivy, modules[1]!, { kind: 'quiz', title: 'Q' })
  await tenant.db.insert(questions).values({ id: `${quiz.id}-q`, courseId: course, createdAt: 1 })
  const version = {
    id: `${quiz.id}-v`,
    questionId: `${quiz.id}-q`,
    number: 3,
    kind: 'number' as const,
    body: { is: 4 },
  }
  await tenant.db.insert(questionVersions).values({ ...version, createdBy: ivy.id, createdAt: 1 })
  await tenant.db.insert(quizQuestions).values({
    itemId: quiz.id,
    questionId: version.questionId,
    versionId: version.id,
    position: 'a0',
    points: 2,
  })
  const other = await createCourse(tenant, cast.ian, { title: 'Spreadsheets', firstModule: 'Start' })
  const [target] = await tenant.db.select().from(courseModules).where(eq(courseModules.courseId, other.id))
  await expect(copyItem(tenant, ivy, quiz.id, target!.id)).rejects.toBeInstanceOf(NotFound)
  const both = { ...ivy, courseRoles: { ...ivy.courseRoles, [other.id]: 'instructor' as const } }
  const copy = await copyItem(tenant, both, quiz.id, target!.id)
  const [asked] = await tenant.db
    .select({ body: questionVersions.body, courseId: questions.courseId, points: quizQuestions.points })
    .from(quizQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, quizQuestions.versionId))
    .innerJoin(questions, eq(questions.id, quizQuestions.questionId))
    .where(eq(quizQuestions.itemId, copy.id))
  expect(asked).toEqual({ body: { is: 4 }, courseId: other.id, points: 2 })
})

test('a duplicated course keeps its wall clock across the change of clocks, and its rules', async () => {
  const { tenant } = await open()
  const before = Date.UTC(2026, 2, 20, 16, 0) // 17:00 in Berlin, before the clocks change on 29 March
  await editItem(tenant, ivy, lessonIds[0]!, {
    completion: { kind: 'time', minutes: 5 },
    required: false,
    expectedMinutes: 7,
    dueAt: before,
    maxPoints: null,
  })
  await setItemRule(tenant, ivy, lessonIds[1]!, { all: [{ completed: lessonIds[0]! }, { date: { from: before } }] })
  await publishItem(tenant, ivy, lessonIds[0]!)
  const { id } = await duplicateCourse(tenant, ivy, course, { title: 'Again', days: 14 })
  const rows = await tenant.db.select().from(items).where(eq(items.courseId, id)).orderBy(asc(items.position))
  const [a, b] = rows
  const after = Date.UTC(2026, 3, 3, 15, 0) // 17:00 in Berlin, in summer time
  expect(a).toMatchObject({ title: 'A', dueAt: after, required: false, completion: { kind: 'time', minutes: 5 } })
  expect(a?.publishedAt).not.toBeNull()
  expect(b?.availability).toEqual({ all: [{ completed: a?.id }, { date: { from: after } }] })
  const [copy] = await tenant.db.select().from(courses).where(eq(courses.id, id))
  expect(copy).toMatchObject({ title: 'Again', publishedAt: null, everyone: false, createdBy: ivy.id })
  expect(rows).toHaveLength(3)
})

test('a duplicated course publishes its items as many days later as it is', async () => {
  const { tenant, platform } = await open()
  const at = tenant.now() + 3 * 86_400_000
  await scheduleItem(tenant, ivy, lessonIds[1]!, at)
  const { id } = await duplicateCourse(tenant, ivy, course, { title: 'Again', days: 14 })
  const planned = async () =>
    (await tenant.db.select().from(items).where(eq(items.courseId, id)).orderBy(asc(items.position)))[1]!
  const { publishAt, publishedAt } = await planned()
  expect([publishAt! - at, publishedAt]).toEqual([14 * 86_400_000, null])
  platform.setNow(publishAt!)
  await ring({ ...tenant, now: () => publishAt! }, {}, platform)
  expect((await planned()).publishedAt).toBe(publishAt)
})

test('renaming is found by search', async () => {
  const { tenant } = await open()
  await renameItem(tenant, ivy, lessonIds[0]!, '  Setting   up ')
  const [entry] = await tenant.db.select().from(searchEntries).where(eq(searchEntries.subjectId, lessonIds[0]!))
  expect(entry).toMatchObject({ title: 'Setting up', folded: 'setting up', courseId: course })
  await expect(renameItem(tenant, ivy, lessonIds[0]!, ' \u0000 ')).rejects.toBeInstanceOf(Invalid)
})

test('assistants look, learners and strangers find nothing, and neither does the school next door', async () => {
  const { tenant, cast, platform } = await open()
  const assistant = { ...cast.ian, courseRoles: { [course]: 'assistant' as const } }
  await expect(binItem(tenant, assistant, lessonIds[0]!)).rejects.toBeInstanceOf(Forbidden)
  for (const actor of [cast.lena, cast.ian]) {
    await expect(moveItem(tenant, actor, lessonIds[0]!, { step: 1 })).rejects.toBeInstanceOf(NotFound)
    await expect(createItem(tenant, actor, modules[0]!, { kind: 'quiz', title: 'x' })).rejects.toBeInstanceOf(NotFound)
  }
  const globex = await addSchool(platform, `globex${Math.floor(Math.random() * 1e6)}`, 'Globex')
  await expect(binItem(globex.tenant, globex.cast.olga, lessonIds[0]!)).rejects.toBeInstanceOf(NotFound)
})

test('a duplicated module stands beside its original as a draft, with its items, whose rules and links lead into the copy', async () => {
  const { tenant } = await open()
  const quiz = (await createItem(tenant, ivy, modules[1]!, { kind: 'quiz', title: 'Q' })).id
  await publishItem(tenant, ivy, lessonIds[0]!)
  await scheduleItem(tenant, ivy, lessonIds[1]!, tenant.now() + 60_000)
  await setItemRule(tenant, ivy, lessonIds[1]!, { all: [{ completed: lessonIds[0]! }, { completed: quiz }] })
  await tenant.db
    .update(itemVersions)
    .set({ content: JSON.stringify({ blocks: [{ id: 'b', kind: 'text', html: `/lessons/${lessonIds[0]}` }] }) })
    .where(eq(itemVersions.itemId, lessonIds[2]!))
  await binItem(tenant, ivy, (await createItem(tenant, ivy, modules[0]!, { kind: 'lesson', title: 'Gone' })).id)
  const copy = await duplicateModule(tenant, ivy, modules[0]!, 'One (copy)')
  expect(copy.courseId).toBe(course)
  expect(await path()).toEqual(['One: ABC', 'One (copy): ABC', 'Two: Q'])
  const rows = await tenant.db.select().from(items).where(eq(items.moduleId, copy.id)).orderBy(asc(items.position))
  expect(rows.map(({ publishedAt, publishAt }) => [publishedAt, publishAt])).toEqual(Array(3).fill([null, null]))
  expect(rows[1]!.availability).toEqual({ all: [{ completed: rows[0]!.id }, { completed: quiz }] })
  const [module] = await tenant.db.select().from(courseModules).where(eq(courseModules.id, copy.id))
  expect(module).toMatchObject({ title: 'One (copy)', publishedAt: null })
  const [version] = await tenant.db.select().from(itemVersions).where(eq(itemVersions.itemId, rows[2]!.id))
  expect(version!.content).toContain(`/lessons/${rows[0]!.id}`)
  const [made] = await tenant.db.select().from(auditEntries).where(eq(auditEntries.subjectId, copy.id))
  expect(made).toMatchObject({ act: 'module.create', after: { from: modules[0], items: 3 } })
  await expect(duplicateModule(tenant, ivy, modules[0]!, ' ')).rejects.toThrow(Invalid)
})

test('a module is not duplicated beyond what a course holds', async () => {
  const { tenant } = await open()
  const row = { courseId: course, moduleId: modules[0]!, kind: 'lesson' as const, createdAt: 1, updatedAt: 1 }
  for (let n = 0; n < 150; n += 5)
    await tenant.db
      .insert(items)
      .values([0, 1, 2, 3, 4].map((m) => ({ ...row, id: `${course}-${n + m}`, title: 'Many', position: `z${n + m}` })))
  await expect(duplicateModule(tenant, ivy, modules[0]!, 'Again')).rejects.toThrow(Invalid)
  expect(await path()).toHaveLength(2)
})
