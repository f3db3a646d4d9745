import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { enrollments, gradeEvents, grades, items } from '../../../worker/db/schema'
import { addGradeRows } from '../../../worker/domain/courses'
import {
  excuseGrade,
  gradeHistoryQuery,
  gradeQuery,
  holdGrades,
  importGrades,
  lockGrades,
  overrideGrade,
  recordDraftMark,
  recordGrade,
  shownGrade,
} from '../../../worker/domain/grades'
import { undoOwnAct } from '../../../worker/domain/pages'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { monday } from '../../support/platform'
import { makeSchool, type School } from '../../support/school'
import { enroll, teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    completion: { kind: 'average', percent: 60 },
    modules: {
      one: [
        { id: 'essay', kind: 'assignment', maxPoints: 20, completion: { kind: 'submitted' } },
        { id: 'hidden', kind: 'assignment', published: false },
        { id: 'lesson' },
      ],
    },
  })
})

const gradeOf = async (enrollmentId: string, itemId = 'essay') =>
  (await gradeQuery(school.tenant.db, enrollmentId, itemId))[0]!
const given = (score: number, extra = {}) => ({
  enrollmentId: course.lena.id,
  itemId: 'essay',
  score,
  maxPoints: 20,
  sourceId: 'submission-1',
  at: monday,
  actorId: 'acme-ivy',
  ...extra,
})

test('every learner has a row for every published graded item, and nobody else has', async () => {
  const { tenant, cast } = school
  await tenant.db.batch([addGradeRows(tenant.db, 'git'), addGradeRows(tenant.db, 'git')])
  expect((await tenant.db.select().from(grades)).map((row) => [row.enrollmentId, row.itemId, row.maxPoints])).toEqual([
    [course.lena.id, 'essay', 20],
    [course.leo.id, 'essay', 20],
  ])
  const zed = await enroll(tenant, 'git', cast.zed, 'learner')
  await addGradeRows(tenant.db, 'git', { userIds: [cast.zed.id] })
  expect(await gradeOf(zed)).toMatchObject({ raw: null, final: null, releasedAt: null, excused: false, comment: '' })
})

test('a mark of an item that holds its grades is not shown before they are given out', async () => {
  const { tenant, cast } = school
  const place = { courseId: 'git', itemId: 'essay' }
  await expect(holdGrades(tenant, cast.lena, place, true)).rejects.toThrow(NotFound)
  const held = await holdGrades(tenant, course.ivy, place, true)
  expect(await holdGrades(tenant, course.ivy, place, true)).toBeNull()
  await tenant.db.batch([...recordGrade(tenant.db, given(13, { comment: 'Clear and short.' }))])
  expect(shownGrade(await gradeOf(course.lena.id))).toBeNull()
  await undoOwnAct(tenant, course.ivy, held!)
  const shown = { points: 13, maxPoints: 20, percent: 65, comment: 'Clear and short.', at: monday }
  expect(shownGrade(await gradeOf(course.lena.id))).toEqual(shown)
})

const essayOfLena = () => ({ courseId: 'git', userId: school.cast.lena.id, itemId: 'essay' })

test('an override wins over every later mark, and its reason is kept', async () => {
  const { tenant, cast } = school
  const give = (points: number | null, reason = 'Handed in on paper') =>
    overrideGrade(tenant, course.ivy, essayOfLena(), { points, reason })
  await expect(overrideGrade(tenant, cast.lena, essayOfLena(), { points: 20, reason: 'x' })).rejects.toThrow(Forbidden)
  await expect(overrideGrade(tenant, cast.ian, essayOfLena(), { points: 20, reason: 'x' })).rejects.toThrow(NotFound)
  await expect(
    overrideGrade(tenant, course.ivy, { ...essayOfLena(), itemId: 'nothing' }, { points: 1, reason: 'x' }),
  ).rejects.toThrow(NotFound)
  await expect(give(21)).rejects.toThrow(Invalid)
  await expect(give(10, '')).rejects.toThrow(Invalid)
  await give(18)
  await tenant.db.batch([...recordGrade(tenant.db, given(5))])
  expect(await gradeOf(course.lena.id)).toMatchObject({ raw: 5, final: 18, override: 18 })
  await give(null, 'Was a mistake')
  expect(await gradeOf(course.lena.id)).toMatchObject({ raw: 5, final: 5, override: null })
  expect((await gradeHistoryQuery(tenant.db, course.lena.id, 'essay')).map((e) => [e.kind, e.before, e.after])).toEqual(
    [
      ['marked', null, 13],
      ['released', 13, 13],
      ['overridden', 13, 18],
      ['regraded', 18, 5],
      ['overridden', 18, 5],
    ],
  )
})

test('while grades are locked no door changes them, and what marks itself leaves them alone', async () => {
  const { tenant } = school
  const change = () => overrideGrade(tenant, course.ivy, essayOfLena(), { points: 1, reason: 'Late' })
  for (const itemId of ['essay', null]) {
    const place = { courseId: 'git', itemId }
    const locked = await lockGrades(tenant, course.ivy, place, true)
    await expect(change()).rejects.toMatchObject({
      reason: itemId ? 'grades.isLocked' : 'grades.allLocked',
      values: { name: 'Ivy Instructor' },
    })
    await expect(excuseGrade(tenant, course.ivy, essayOfLena(), { excused: true, reason: 'Ill' })).rejects.toThrow(
      Conflict,
    )
    await tenant.db.batch([...recordGrade(tenant.db, given(1))])
    expect(await gradeOf(course.lena.id)).toMatchObject({ final: 5, raw: 5 })
    await undoOwnAct(tenant, course.ivy, locked!)
  }
  await change()
  await overrideGrade(tenant, course.ivy, essayOfLena(), { points: null, reason: 'As it was' })
})

test('a course that asks for an average completes when the grades reach it', async () => {
  const { tenant, platform } = school
  await drain(tenant, {}, platform)
  const state = async () =>
    (await tenant.db.select().from(enrollments).where(eq(enrollments.id, course.lena.id)))[0]!.state
  expect(await state()).toBe('active')
  await overrideGrade(tenant, course.ivy, essayOfLena(), { points: 12, reason: 'Second look' })
  await drain(tenant, {}, platform)
  expect(await state()).toBe('completed')
})

test('grades outlive what happens to the item', async () => {
  const { db } = school.tenant
  await db.update(items).set({ deletedAt: monday }).where(eq(items.id, 'essay'))
  expect((await db.select().from(gradeEvents)).length).toBeGreaterThan(0)
  expect(await gradeOf(course.lena.id)).toMatchObject({ final: 12 })
})

test('a mark that is still being written is no grade, also after an override was taken off it', async () => {
  const { tenant, cast } = school
  const { db } = tenant
  const place = { courseId: 'git', userId: cast.leo.id, itemId: 'essay' }
  const ofLeo = () => gradeOf(`git-${cast.leo.id}`)
  const { enrollmentId } = await ofLeo()
  const draft = { enrollmentId, itemId: 'essay', points: 5, maxPoints: 20, comment: '', actorId: cast.ivy.id }
  await db.batch([recordDraftMark(db, draft)])
  const nothing = { raw: 5, final: null, override: null, releasedAt: null }
  const undo = await overrideGrade(tenant, course.ivy, place, { points: 8, reason: 'By hand' })
  expect(await ofLeo()).toMatchObject({ raw: 5, final: 8, override: 8, releasedAt: monday })
  await undoOwnAct(tenant, course.ivy, undo!)
  expect(await ofLeo()).toMatchObject(nothing)
  const change = { before: { raw: 5, override: null }, after: { raw: 5, override: 9 }, isByHand: false }
  const changes = [{ enrollmentId, itemId: 'essay', ...change }]
  const imported = await importGrades(tenant, course.ivy, { courseId: 'git', changes, reason: 'From a file' })
  expect(await ofLeo()).toMatchObject({ raw: 5, final: 9, override: 9 })
  await undoOwnAct(tenant, course.ivy, imported!)
  expect(await ofLeo()).toMatchObject(nothing)
})
