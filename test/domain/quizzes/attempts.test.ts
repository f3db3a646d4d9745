import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { attempts, enrollments, events, gradeEvents, grades, progress, responses } from '../../../worker/db/schema'
import { addGradeRows } from '../../../worker/domain/courses'
import { holdGrades, lockGrades } from '../../../worker/domain/grades'
import {
  changeQuestion,
  findAttempt,
  findQuiz,
  readResult,
  saveResponse,
  saveResponses,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { Conflict, Forbidden, NotFound } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { everyKind, makeQuiz, rightAnswers } from '../../support/quiz'
import { addSchool, makeSchool, type School } from '../../support/school'
import { enroll, teachCourse } from '../../support/taught-course'

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  const passed = { kind: 'passed' as const, percent: 60 }
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: [
        { id: 'intro' },
        { id: 'quiz', kind: 'quiz', completion: passed },
        { id: 'busy', kind: 'quiz', completion: passed },
        { id: 'race', kind: 'quiz', completion: { kind: 'submitted' } },
        { id: 'once', kind: 'quiz', maxPoints: 5 },
        { id: 'later', kind: 'quiz', published: false },
        { id: 'shuffled', kind: 'quiz' },
        { id: 'edited', kind: 'quiz' },
        { id: 'blank', kind: 'quiz' },
        { id: 'held', kind: 'quiz', completion: passed, maxPoints: 5 },
      ],
    },
  })
  for (const id of ['quiz', 'busy', 'race', 'later', 'edited', 'held']) await makeQuiz(school.tenant, id)
  await makeQuiz(school.tenant, 'once', { attemptsAllowed: 1, counts: 'latest' })
  await makeQuiz(school.tenant, 'shuffled', { shuffleOptions: true, shuffleQuestions: true })
  await makeQuiz(school.tenant, 'blank', {}, [])
})

/** Answers the first `right` questions right and the rest not at all. */
async function answer(attemptId: string, right: number, actor = school.cast.lena) {
  const page = await findAttempt(school.tenant, actor, attemptId)
  for (const question of page.questions.slice(0, right)) {
    const kind = everyKind.findIndex((one) => one.kind === question.question.kind)
    await saveResponse(school.tenant, actor, attemptId, {
      versionId: question.versionId,
      revision: question.revision + 1,
      values: rightAnswers[kind]!,
    })
  }
}

const gradeOf = async (itemId: string) =>
  (await school.tenant.db.select().from(grades).where(eq(grades.itemId, itemId)))[0]

test('an attempt under the pass mark gives a grade and no completion; a better one passes', async () => {
  const { tenant, cast } = school
  const first = await startAttempt(tenant, cast.lena, 'quiz')
  await answer(first.id, 2)
  expect(await submitAttempt(tenant, cast.lena, first.id)).toMatchObject({ score: 2, maxScore: 5 })
  expect(await gradeOf('quiz')).toMatchObject({ final: 2, maxPoints: 5, gradedBy: null })
  expect((await gradeOf('quiz'))?.releasedAt).not.toBeNull()
  const done = () => tenant.db.select().from(progress).where(eq(progress.itemId, 'quiz'))
  expect(await done()).toMatchObject([{ state: 'started' }])

  const second = await startAttempt(tenant, cast.lena, 'quiz')
  await answer(second.id, 5)
  await submitAttempt(tenant, cast.lena, second.id)
  expect(await done()).toMatchObject([{ state: 'completed', requirement: { kind: 'passed', percent: 60 } }])

  const third = await startAttempt(tenant, cast.lena, 'quiz')
  await submitAttempt(tenant, cast.lena, third.id)
  expect(await gradeOf('quiz')).toMatchObject({ final: 5 })
  expect(await findQuiz(tenant, cast.lena, 'quiz')).toMatchObject({
    counted: { percent: 100 },
    left: null,
    open: null,
  })
  expect(await done()).toMatchObject([{ state: 'completed' }])
})

test('while its grades are held nothing tells how a quiz went; given out, passing it completes it', async () => {
  const { tenant, cast, platform } = school
  const place = { courseId: 'git', itemId: 'held' }
  await holdGrades(tenant, course.ivy, place, true)
  const { id } = await startAttempt(tenant, cast.lena, 'held')
  await answer(id, 5)
  await submitAttempt(tenant, cast.lena, id)
  await drain(tenant, {}, platform)
  expect(await gradeOf('held')).toMatchObject({ final: 5, releasedAt: null })
  const done = () => tenant.db.select().from(progress).where(eq(progress.itemId, 'held'))
  expect(await done()).toMatchObject([{ completedAt: null }])
  const own = readResult(await findAttempt(tenant, cast.lena, id), tenant.now())
  expect(own).toMatchObject({ isHeld: true, percent: null, isPassed: null, counted: null, questions: null })
  expect(own.page.attempt.score).toBeNull()
  expect((await findQuiz(tenant, cast.lena, 'held')).done).toMatchObject([
    { percent: null, isPassed: null, attempt: { score: null } },
  ])
  expect(readResult(await findAttempt(tenant, course.ivy, id), tenant.now())).toMatchObject({
    isHeld: false,
    percent: 100,
  })

  await holdGrades(tenant, course.ivy, place, false)
  await drain(tenant, {}, platform)
  expect(readResult(await findAttempt(tenant, cast.lena, id), tenant.now())).toMatchObject({
    percent: 100,
    isPassed: true,
  })
  expect(await done()).toMatchObject([{ state: 'completed', requirement: { percent: 60 } }])
})

test('what is handed in while grades are locked is counted once they are open', async () => {
  const { tenant, cast, platform } = school
  await lockGrades(tenant, course.ivy, { courseId: 'git', itemId: null }, true)
  const { id } = await startAttempt(tenant, cast.leo, 'once')
  await answer(id, 3, cast.leo)
  expect(await submitAttempt(tenant, cast.leo, id)).toMatchObject({ score: 3 })
  expect(await gradeOf('once')).toBeUndefined()
  await addGradeRows(tenant.db, 'git')
  await lockGrades(tenant, course.ivy, { courseId: 'git', itemId: null }, false)
  for (const _ of ['the lock', 'the count']) await drain(tenant, {}, platform)
  const [grade] = await tenant.db.select().from(grades).where(eq(grades.final, 3))
  expect(grade).toMatchObject({ itemId: 'once', final: 3 })
  expect(grade!.releasedAt).not.toBeNull()
})

test('a double click starts one attempt', async () => {
  const { tenant, cast } = school
  const clicks = await Promise.all(Array.from({ length: 8 }, () => startAttempt(tenant, cast.lena, 'busy')))
  expect(new Set(clicks.map(({ id }) => id)).size).toBe(1)
  expect((await startAttempt(tenant, cast.lena, 'busy')).id).toBe(clicks[0]!.id)
  expect(await tenant.db.select().from(attempts).where(eq(attempts.itemId, 'busy'))).toHaveLength(1)
})

test('twenty parallel submissions are one submission, and all get the same result', async () => {
  const { tenant, cast } = school
  const { id } = await startAttempt(tenant, cast.lena, 'race')
  await answer(id, 3)
  const results = await Promise.all(Array.from({ length: 20 }, () => submitAttempt(tenant, cast.lena, id)))
  expect(new Set(results.map(({ score, submittedAt }) => `${score} ${submittedAt}`)).size).toBe(1)
  expect(results[0]).toMatchObject({ score: 3 })
  expect(await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'race'))).toHaveLength(1)
  const submitted = await tenant.db.select().from(events).where(eq(events.subjectId, id))
  expect(submitted.map(({ name }) => name).sort()).toEqual(['attempt.started', 'attempt.submitted'])
})

test('answers that arrive while somebody hands in are marked or refused, never lost in between', async () => {
  const { tenant, cast } = school
  for (let round = 0; round < 5; round++) {
    const { id } = await startAttempt(tenant, cast.leo, 'race')
    const page = await findAttempt(tenant, cast.leo, id)
    const single = page.questions[0]!
    const [saved, submitted] = await Promise.allSettled([
      saveResponse(tenant, cast.leo, id, { versionId: single.versionId, revision: 1, values: ['b'] }),
      submitAttempt(tenant, cast.leo, id),
    ])
    expect(submitted.status).toBe('fulfilled')
    const [row] = await tenant.db.select().from(attempts).where(eq(attempts.id, id))
    expect(row!.score).toBe(saved.status === 'fulfilled' ? 1 : 0)
  }
})

test('nothing is saved after handing in', async () => {
  const { tenant, cast } = school
  const { id } = await startAttempt(tenant, cast.lena, 'once')
  const page = await findAttempt(tenant, cast.lena, id)
  const { versionId } = page.questions[0]!
  await submitAttempt(tenant, cast.lena, id)
  await expect(saveResponse(tenant, cast.lena, id, { versionId, revision: 9, values: ['b'] })).rejects.toThrow(Conflict)
  await expect(saveResponses(tenant, cast.lena, id, [{ versionId, revision: 9, values: ['b'] }])).rejects.toThrow(
    Conflict,
  )
  expect(await tenant.db.select().from(responses).where(eq(responses.attemptId, id))).toEqual([])
  await expect(startAttempt(tenant, cast.lena, 'once')).rejects.toThrow('quizzes.noneLeft')
})

test('an older revision never overwrites a newer one, and the newer one is given back', async () => {
  const { tenant, cast } = school
  const { id } = await startAttempt(tenant, cast.lena, 'shuffled')
  const page = await findAttempt(tenant, cast.lena, id)
  const { versionId } = page.questions.find(({ question }) => question.kind === 'short-text')!
  const save = (revision: number, text: string) =>
    saveResponse(tenant, cast.lena, id, { versionId, revision, values: [text] })
  expect(await save(2, 'git log')).toMatchObject({ outcome: 'saved', revision: 2 })
  expect(await save(1, 'git status')).toEqual({ outcome: 'stale', revision: 2, values: ['git log'] })
  expect(await save(2, 'git diff')).toEqual({ outcome: 'stale', revision: 2, values: ['git log'] })
  expect(await save(2, 'git log')).toMatchObject({ outcome: 'saved' })
  await saveResponses(tenant, cast.lena, id, [{ versionId, revision: 1, values: ['from a second tab'] }])
  expect(await tenant.db.select().from(responses).where(eq(responses.attemptId, id))).toMatchObject([
    { revision: 2, response: { text: 'git log' } },
  ])
})

test('the order of questions and choices stays for the whole attempt', async () => {
  const { tenant, cast } = school
  const { id } = await startAttempt(tenant, cast.lena, 'shuffled')
  const read = async () => (await findAttempt(tenant, cast.lena, id)).questions.map((q) => [q.versionId, q.asked])
  expect(await read()).toEqual(await read())
  const [row] = await tenant.db.select().from(attempts).where(eq(attempts.id, id))
  expect(row!.asked.flatMap(({ order }) => order?.length ?? []).sort()).toEqual([2, 3])
})

test('editing a question later does not change what was asked', async () => {
  const { tenant, cast } = school
  const { id } = await startAttempt(tenant, cast.lena, 'edited')
  await answer(id, 1)
  const single = everyKind[0]!
  if (single.kind !== 'single-choice') throw new Error('the first is a single choice')
  const question = { ...single, body: { ...single.body, prompt: 'Something else?', correct: 'a' } }
  await changeQuestion(tenant, course.ivy, 'edited', 'edited-single-choice', { question, points: 4 })
  const page = await findAttempt(tenant, cast.lena, id)
  expect(page.questions[0]).toMatchObject({ points: 1, question: { body: { correct: 'b' } } })
  expect(await submitAttempt(tenant, cast.lena, id)).toMatchObject({ score: 1, maxScore: 5 })
  const next = await startAttempt(tenant, cast.lena, 'edited')
  expect((await findAttempt(tenant, cast.lena, next.id)).questions[0]).toMatchObject({
    points: 4,
    question: { body: { prompt: 'Something else?' } },
  })
})

test('strangers find no quiz and no attempt, staff cannot answer, drafts and empty quizzes cannot be started', async () => {
  const { tenant, cast } = school
  const { id } = await startAttempt(tenant, cast.lena, 'busy')
  for (const stranger of [cast.zed, cast.ian]) {
    await expect(findQuiz(tenant, stranger, 'quiz')).rejects.toThrow(NotFound)
    await expect(findAttempt(tenant, stranger, id)).rejects.toThrow(NotFound)
    await expect(startAttempt(tenant, stranger, 'quiz')).rejects.toThrow(NotFound)
  }
  await expect(findAttempt(tenant, cast.leo, id)).rejects.toThrow(NotFound)
  await expect(submitAttempt(tenant, cast.leo, id)).rejects.toThrow(NotFound)
  await expect(startAttempt(tenant, course.ivy, 'quiz')).rejects.toThrow(Forbidden)
  await expect(findQuiz(tenant, cast.lena, 'later')).rejects.toThrow(NotFound)
  await expect(startAttempt(tenant, cast.lena, 'blank')).rejects.toThrow('quizzes.isEmpty')

  await expect(findAttempt(tenant, course.ivy, id)).rejects.toThrow(NotFound)
  await submitAttempt(tenant, cast.lena, id)
  expect(await findAttempt(tenant, course.ivy, id)).toMatchObject({ as: 'marker', learner: { name: cast.lena.name } })
  await expect(submitAttempt(tenant, course.ivy, id)).rejects.toThrow(Forbidden)
})

test('observers look on and write nothing; who was withdrawn is out', async () => {
  const { tenant, cast } = school
  await enroll(tenant, 'git', cast.zed, 'observer')
  const zed = { ...cast.zed, courseRoles: { git: 'observer' as const } }
  expect(await findQuiz(tenant, zed, 'quiz')).toMatchObject({ hindrance: 'observer', done: [] })
  await expect(startAttempt(tenant, zed, 'quiz')).rejects.toThrow(Forbidden)

  const { id } = await startAttempt(tenant, cast.leo, 'quiz')
  await tenant.db.update(enrollments).set({ state: 'withdrawn' }).where(eq(enrollments.id, course.leo.id))
  await expect(findAttempt(tenant, cast.leo, id)).rejects.toThrow(NotFound)
  await expect(submitAttempt(tenant, cast.leo, id)).rejects.toThrow(NotFound)
  await tenant.db.update(enrollments).set({ state: 'active' }).where(eq(enrollments.id, course.leo.id))
})

test('next door finds nothing by the same ids', async () => {
  const next = await addSchool(school.platform, 'globex', 'Globex')
  const [any] = await school.tenant.db.select().from(attempts).limit(1)
  expect(any).toBeDefined()
  await expect(findAttempt(next.tenant, next.cast.olga, any!.id)).rejects.toThrow(NotFound)
  await expect(startAttempt(next.tenant, next.cast.lena, 'quiz')).rejects.toThrow(NotFound)
})
