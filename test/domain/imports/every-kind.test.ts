import { eq, inArray } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { courseModules, courseSources, items, questionVersions, quizQuestions } from '../../../worker/db/schema'
import { copyItem, createCourse, createItem, duplicateCourse } from '../../../worker/domain/courses'
import { exportArchive, keepArchive, planImport } from '../../../worker/domain/imports'
import { createQuiz } from '../../../worker/domain/quizzes'
import { questionKindNames } from '../../../worker/domain/quizzes/questions'
import { importArchive } from '../../support/imports'
import { audioKind, calculatedKind, essayKind, everyKind, fileKind } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'

let school: School
let courseId: string
let quizId: string
beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  courseId = (await createCourse(tenant, cast.ada, { title: 'Git', firstModule: 'Start' })).id
  quizId = (await createItem(tenant, cast.ada, await firstModule(courseId), { kind: 'quiz', title: 'All of them' })).id
  await tenant.db.batch([
    ...createQuiz(tenant.db, {
      itemId: quizId,
      courseId,
      createdBy: cast.ada.id,
      at: tenant.now(),
      settings: { passPercent: 70 },
      questions: [...everyKind, calculatedKind, essayKind, fileKind, audioKind]
        .toSorted((a, b) => questionKindNames.indexOf(a.kind) - questionKindNames.indexOf(b.kind))
        .map((question, at) => ({ points: 0.5 + at, ...question })),
    }),
  ])
})

async function firstModule(id: string) {
  const [module] = await school.tenant.db.select().from(courseModules).where(eq(courseModules.courseId, id)).limit(1)
  return module!.id
}

const askedIn = (id: string) =>
  school.tenant.db
    .select({
      versionId: questionVersions.id,
      kind: questionVersions.kind,
      body: questionVersions.body,
      points: quizQuestions.points,
    })
    .from(quizQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, quizQuestions.versionId))
    .where(eq(quizQuestions.itemId, id))
    .orderBy(quizQuestions.position)

const askedInCourse = async (id: string) => {
  const [quiz] = await school.tenant.db.select().from(items).where(eq(items.courseId, id)).limit(1)
  return askedIn(quiz!.id)
}

const withoutIds = (list: Awaited<ReturnType<typeof askedIn>>) => list.map(({ versionId: _, ...question }) => question)

const archiveOf = async (id: string) => {
  const { body } = await exportArchive(school.tenant, school.cast.ada, id)
  return new Uint8Array(await new Response(body).arrayBuffer())
}

test('the quiz that is carried has a question of every kind', async () => {
  expect((await askedIn(quizId)).map(({ kind }) => kind)).toEqual(questionKindNames)
})

test('a duplicated course asks what the first one asks', async () => {
  const copy = await duplicateCourse(school.tenant, school.cast.ada, courseId, { title: 'Again', days: 0 })
  expect(withoutIds(await askedInCourse(copy.id))).toEqual(withoutIds(await askedIn(quizId)))
})

test('a quiz that is copied to another course asks the same', async () => {
  const other = await createCourse(school.tenant, school.cast.ada, { title: 'Other', firstModule: 'Start' })
  const copy = await copyItem(school.tenant, school.cast.ada, quizId, await firstModule(other.id))
  expect(withoutIds(await askedIn(copy.id))).toEqual(withoutIds(await askedIn(quizId)))
})

test('an exported course asks the same once it is imported', async () => {
  const run = await importArchive(school.tenant, school.cast.ada, await archiveOf(courseId))
  expect(run.error).toBeNull()
  expect(withoutIds(await askedInCourse(run.courseId!))).toEqual(withoutIds(await askedIn(quizId)))
})

test('imported into the course it came from, no question becomes another one', async () => {
  const before = await askedIn(quizId)
  const run = await importArchive(school.tenant, school.cast.ada, await archiveOf(courseId), courseId)
  expect(run.error).toBeNull()
  expect(await askedIn(quizId)).toEqual(before)
})

test('a course that was never imported finds nothing changed in its own export, and what is changed then', async () => {
  const { tenant, cast } = school
  const moduleId = await firstModule(courseId)
  const make = async (kind: 'lesson' | 'assignment', title: string) =>
    (await createItem(tenant, cast.ada, moduleId, { kind, title })).id
  const made = [await make('lesson', 'Read'), await make('assignment', 'Write'), await make('lesson', 'Later')]
  const dueAt = Date.UTC(2026, 4, 4, 21, 59)
  await tenant.db
    .update(items)
    .set({ dueAt, publishAt: dueAt })
    .where(inArray(items.id, made.slice(1)))
  await tenant.db
    .update(items)
    .set({ availability: { date: { from: dueAt } } })
    .where(eq(items.id, made[2]!))
  await tenant.db.delete(courseSources).where(eq(courseSources.courseId, courseId))
  const archive = await archiveOf(courseId)
  const changes = async (bytes: Uint8Array<ArrayBuffer>) => {
    const kept = await keepArchive(tenant, cast.ada, [{ path: 'course.zip', bytes }])
    const { plan } = await planImport(tenant, cast.ada, { mediaId: kept.id, courseId })
    return plan.modules.flatMap((module) => module.items.map(({ title, change }) => [title, change]))
  }
  expect(await changes(archive)).toEqual([
    ['All of them', 'same'],
    ['Read', 'same'],
    ['Write', 'same'],
    ['Later', 'same'],
  ])
  await tenant.db.update(items).set({ dueAt: null }).where(eq(items.id, made[1]!))
  expect((await changes(archive)).filter(([, change]) => change !== 'same')).toEqual([['Write', 'changed']])
  expect((await changes(await archiveOf(courseId))).every(([, change]) => change === 'same')).toBe(true)
})
