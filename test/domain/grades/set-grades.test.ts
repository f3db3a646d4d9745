import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { enrollments, gradeEvents, grades, items } from '../../../worker/db/schema'
import { addGradeRows } from '../../../worker/domain/courses'
import { excuseGrade, type GivenGrade, lockGrades, overrideGrade, setGrades } from '../../../worker/domain/grades'
import { undoOwnAct } from '../../../worker/domain/pages'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { browse } from '../../support/browser'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>
const [lena, leo] = ['acme-lena', 'acme-leo']

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: [
        { id: 'essay', kind: 'assignment', maxPoints: 20 },
        { id: 'talk', kind: 'assignment', maxPoints: 10 },
      ],
    },
  })
  await addGradeRows(school.tenant.db, 'git')
})

/** Nobody has a grade. */
beforeEach(async () => {
  const { db } = school.tenant
  await db.batch([
    db.delete(gradeEvents),
    db.update(grades).set({ raw: null, override: null, final: null, releasedAt: null, gradedAt: null, excused: false }),
    db.update(items).set({ gradesLockedAt: null }),
  ])
})

const set = (cells: GivenGrade[], reason = 'From my table') =>
  setGrades(school.tenant, course.ivy, 'git', { cells, reason })
const cell = (userId: string, itemId: string, points: number | null, was?: number | null): GivenGrade => ({
  userId,
  itemId,
  points,
  was,
})
const standing = async () => {
  const rows = await school.tenant.db
    .select({ userId: enrollments.userId, itemId: grades.itemId, final: grades.final })
    .from(grades)
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
  return Object.fromEntries(rows.map(({ userId, itemId, final }) => [`${userId} ${itemId}`, final]))
}
const wrongOf = (error: Invalid) => [error, ...error.others].map(({ field, reason }) => `${field} ${reason}`)
const refusal = (cells: GivenGrade[], reason?: string) =>
  set(cells, reason).then(
    () => null,
    (error) => error,
  )

test('a block is set as one, each grade with its history, and one undo takes all of it back', async () => {
  const before = await standing()
  const block = [cell(lena, 'essay', 15, null), cell(lena, 'talk', 7.5, null), cell(leo, 'essay', 0, null)]
  const actId = await set(block)
  expect(await standing()).toEqual({ ...before, 'acme-lena essay': 15, 'acme-lena talk': 7.5, 'acme-leo essay': 0 })
  const told = await school.tenant.db.select().from(gradeEvents).where(eq(gradeEvents.reason, 'From my table'))
  expect(told).toHaveLength(3)
  // the answer was lost on the way, and it is sent again
  expect(await set(block)).toBeNull()
  await undoOwnAct(school.tenant, course.ivy, actId!)
  expect(await standing()).toEqual(before)
})

test('what is wrong is said by cell, and nothing of the block is set', async () => {
  await excuseGrade(
    school.tenant,
    course.ivy,
    { courseId: 'git', userId: leo, itemId: 'talk' },
    { excused: true, reason: 'Ill' },
  )
  const before = await standing()
  const error = await refusal([
    cell(lena, 'essay', 15),
    cell(lena, 'talk', 11),
    cell(leo, 'talk', 3),
    cell(leo, 'essay', 21),
  ])
  expect(error).toBeInstanceOf(Invalid)
  expect(wrongOf(error as Invalid).toSorted()).toEqual([
    'cells.1 grades.outOfRange',
    'cells.2 grades.cells.excused',
    'cells.3 grades.outOfRange',
  ])
  const why = await refusal([cell(lena, 'essay', 15)], ' ')
  expect(wrongOf(why as Invalid)).toEqual(['reason progress.reasonMissing'])
  expect(wrongOf((await refusal([cell(lena, 'talk', 1), cell(lena, 'talk', 2)])) as Invalid)[0]).toMatch(/^cells /)
  expect(await standing()).toEqual(before)
})

test('cells that somebody changed meanwhile are named, with what stands there now', async () => {
  await overrideGrade(
    school.tenant,
    course.ivy,
    { courseId: 'git', userId: lena, itemId: 'talk' },
    { points: 4, reason: 'Heard' },
  )
  const before = await standing()
  const error = await refusal([cell(lena, 'essay', 15, null), cell(lena, 'talk', 9, null)])
  expect(error).toBeInstanceOf(Conflict)
  expect((error as Conflict).values).toMatchObject({ n: 1, stale: '[[1,4]]' })
  expect(await standing()).toEqual(before)
  expect(await set([cell(lena, 'essay', 15, null), cell(lena, 'talk', 9, 4)])).not.toBeNull()
})

test('a single cell that was changed meanwhile is refused too, and once it is known it is replaced', async () => {
  const { tenant } = school
  const place = { courseId: 'git', userId: lena, itemId: 'talk' }
  await overrideGrade(tenant, course.ivy, place, { points: 4, reason: 'Heard', was: null })
  const late = overrideGrade(tenant, course.ivy, place, { points: 9, reason: 'Read', was: null })
  await expect(late).rejects.toMatchObject({ reason: 'grades.changedMeanwhile', values: { now: 4 } })
  expect(await overrideGrade(tenant, course.ivy, place, { points: 4, reason: 'Heard', was: null })).toBeNull()
  await overrideGrade(tenant, course.ivy, place, { points: 9, reason: 'Read', was: 4 })
  expect((await standing())['acme-lena talk']).toBe(9)
})

test('of fifty blocks at the same moment one is set, and the others hear of it', async () => {
  const all = await Promise.allSettled(
    Array.from({ length: 50 }, (_, n) => set([cell(lena, 'essay', n % 20, null), cell(lena, 'talk', n % 10, null)])),
  )
  const set_ = all.filter((one) => one.status === 'fulfilled' && one.value !== null)
  expect(set_).toHaveLength(1)
  for (const one of all) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Conflict)
  const events = await school.tenant.db
    .select()
    .from(gradeEvents)
    .where(and(eq(gradeEvents.itemId, 'essay'), eq(gradeEvents.reason, 'From my table')))
  expect(events).toHaveLength(1)
})

test('locked grades stay, and a cell of somebody else’s course refuses the whole block', async () => {
  const { tenant, cast } = school
  const before = await standing()
  await expect(set([cell(lena, 'essay', 3), cell(cast.zed.id, 'essay', 3)])).rejects.toThrow(NotFound)
  await expect(set([cell(lena, 'essay', 3), cell(lena, 'elsewhere', 3)])).rejects.toThrow(NotFound)
  const block = { cells: [cell(lena, 'essay', 3)], reason: 'Mine' }
  await expect(setGrades(tenant, cast.lena, 'git', block)).rejects.toThrow(Forbidden)
  await expect(setGrades(tenant, cast.zed, 'git', block)).rejects.toThrow(NotFound)
  await lockGrades(tenant, cast.ada, { courseId: 'git', itemId: 'essay' }, true)
  await expect(set([cell(lena, 'talk', 3), cell(lena, 'essay', 3)])).rejects.toThrow(Conflict)
  expect(await standing()).toEqual(before)
})

test('the grid sends a block as a form, and hears of every cell', async () => {
  const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
  const send = (cells: unknown[], reason = 'Pasted') =>
    ivy.post('/courses/git/gradebook/cells?_method=PUT', {
      block: JSON.stringify({ users: [lena, leo], items: ['essay', 'talk'], cells }),
      reason,
    })
  expect((await send([[7, 0, 3, null]])).status).toBe(422)
  const wrong = await send([
    [0, 0, 3, null],
    [1, 1, 99, null],
  ])
  expect([wrong.status, await wrong.json()]).toEqual([
    422,
    expect.objectContaining({ cells: [[1, 'Give between 0 and 10 points.']] }),
  ])
  const done = await send([
    [0, 0, 3, null],
    [1, 1, 9, null],
  ])
  expect(done.status).toBe(204)
  const { html } = await ivy.read('/courses/git/gradebook')
  expect(html).toContain('The grades are written.')
  const stale = await send([[0, 0, 5, null]])
  expect([stale.status, await stale.json()]).toEqual([409, expect.objectContaining({ stale: [[0, 3]] })])
  const undo = /action="([^"]*reversal[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&')
  expect((await ivy.post(undo)).headers.get('Location')).toBe('/courses/git/gradebook')
  expect(await standing()).toMatchObject({ 'acme-lena essay': null, 'acme-leo talk': null })
})
