import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { enrollments, gradeEvents, grades, items } from '../../../worker/db/schema'
import { addGradeRows } from '../../../worker/domain/courses'
import {
  gradeHistoryQuery,
  gradeQuery,
  overrideGrade,
  recordGrade,
  releaseGrade,
  shownGrade,
} from '../../../worker/domain/grades'
import { Forbidden, Invalid, NotFound } from '../../../worker/errors'
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

test('a grade that waits for its release is not shown', async () => {
  const { db } = school.tenant
  await db.batch([...recordGrade(db, given(13, { release: false, comment: 'Clear and short.' }))])
  expect(shownGrade(await gradeOf(course.lena.id))).toBeNull()
  await db.batch([...releaseGrade(db, course.lena.id, 'essay', 'acme-ivy', monday)])
  await db.batch([...releaseGrade(db, course.lena.id, 'essay', 'acme-ivy', monday + 1)])
  expect(shownGrade(await gradeOf(course.lena.id))).toEqual({
    points: 13,
    maxPoints: 20,
    percent: 65,
    comment: 'Clear and short.',
    at: monday,
  })
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
