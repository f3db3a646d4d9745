import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { progress } from '../../../worker/db/schema'
import { addGradeRows } from '../../../worker/domain/courses'
import { overrideGrade, recordGrade } from '../../../worker/domain/grades'
import { drain } from '../../../worker/jobs/drain'
import { monday } from '../../support/platform'
import { makeSchool } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

test('a grade that is set by hand completes what is done by passing, once it is high enough', async () => {
  const { tenant, cast, platform } = await makeSchool()
  const passed = { kind: 'passed' as const, percent: 60 }
  const course = await teachCourse(tenant, cast, {
    modules: { one: [{ id: 'quiz', kind: 'quiz', maxPoints: 20, completion: passed }] },
  })
  await addGradeRows(tenant.db, 'git')
  const given = { enrollmentId: course.lena.id, itemId: 'quiz', score: 8, maxPoints: 20, sourceId: null }
  await tenant.db.batch([...recordGrade(tenant.db, { ...given, at: monday, actorId: null })])
  const place = { courseId: 'git', userId: cast.lena.id, itemId: 'quiz' }
  const isDone = async () => {
    await drain(tenant, {}, platform)
    const mine = and(eq(progress.enrollmentId, course.lena.id), eq(progress.itemId, 'quiz'))
    const [row] = await tenant.db.select().from(progress).where(mine)
    return row?.state === 'completed'
  }
  await overrideGrade(tenant, course.ivy, place, { points: 11, reason: 'Half of it was right' })
  expect(await isDone()).toBe(false)
  await overrideGrade(tenant, course.ivy, place, { points: 13, reason: 'More than half' })
  expect(await isDone()).toBe(true)
})
