import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { attempts, gradeEvents, grades, progress, responses, submissions } from '../../../worker/db/schema'
import { createAssignment, handIn, releaseMark } from '../../../worker/domain/assignments'
import { findAttempt, saveResponse, startAttempt, submitAttempt } from '../../../worker/domain/quizzes'
import { losingConnection } from '../../support/faults'
import { makeQuiz } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  const kinds = ['before', 'after']
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: kinds.flatMap((when) => [
        { id: `quiz-${when}`, kind: 'quiz' as const, completion: { kind: 'passed' as const, percent: 20 } },
        { id: `essay-${when}`, kind: 'assignment' as const, maxPoints: 10, completion: { kind: 'submitted' as const } },
      ]),
    },
  })
  for (const when of kinds) {
    await makeQuiz(school.tenant, `quiz-${when}`)
    await createAssignment(school.tenant.db, `essay-${when}`, {})
  }
})

describe.each(['before', 'after'] as const)('a connection that is lost %s the commit', (when) => {
  /** The second batch of most acts is their write; after the loss people try again. */
  async function twice<T>(act: (tenant: School['tenant']) => Promise<T>, nth = 2): Promise<T> {
    await expect(act(losingConnection(school.tenant, when, nth))).rejects.toThrow('connection lost')
    return act(school.tenant)
  }

  test('leaves one attempt, one answer, one submission and one grade', async () => {
    const { tenant, cast } = school
    const itemId = `quiz-${when}`
    const { id } = await twice((to) => startAttempt(to, cast.lena, itemId))
    expect(await tenant.db.select().from(attempts).where(eq(attempts.itemId, itemId))).toHaveLength(1)

    const { versionId } = (await findAttempt(tenant, cast.lena, id)).questions[0]!
    const change = { versionId, revision: 1, values: ['b'] }
    const saved = await twice((to) => saveResponse(to, cast.lena, id, change), 1) // it reads without one
    expect(saved).toMatchObject({ outcome: 'saved', revision: 1 })
    expect(await tenant.db.select().from(responses).where(eq(responses.attemptId, id))).toHaveLength(1)

    expect(await twice((to) => submitAttempt(to, cast.lena, id))).toMatchObject({ score: 1 })
    expect(await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, itemId))).toHaveLength(1)
    expect(await tenant.db.select().from(grades).where(eq(grades.itemId, itemId))).toMatchObject([{ final: 1 }])
    expect(await tenant.db.select().from(progress).where(eq(progress.itemId, itemId))).toMatchObject([
      { state: 'completed' },
    ])
  })

  test('leaves one piece of work and one mark', async () => {
    const { tenant, cast } = school
    const itemId = `essay-${when}`
    const work = { text: 'Half a page.', fileIds: [], nonce: `form-${when}` }
    const { id } = await twice((to) => handIn(to, cast.lena, itemId, work))
    expect(await tenant.db.select().from(submissions).where(eq(submissions.itemId, itemId))).toHaveLength(1)
    await twice((to) => releaseMark(to, course.ivy, id, { points: 7, comment: 'Good' }))
    expect(await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, itemId))).toHaveLength(1)
    expect(await tenant.db.select().from(grades).where(eq(grades.itemId, itemId))).toMatchObject([{ final: 7 }])
  })
})
