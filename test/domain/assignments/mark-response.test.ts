import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { attempts, gradeEvents, grades, marks, progress, responses } from '../../../worker/db/schema'
import {
  findResponseToMark,
  listMarking,
  releaseResponseMark,
  saveResponseMark,
} from '../../../worker/domain/assignments'
import { addBankQuestion, addDraw, changeDraw, makeBank } from '../../../worker/domain/banks'
import { addGradeRows } from '../../../worker/domain/courses'
import { lockGrades } from '../../../worker/domain/grades'
import { readGradebook } from '../../../worker/domain/pages'
import {
  addQuestion,
  analyseQuiz,
  findAttempt,
  findQuiz,
  type Question,
  type QuestionDraft,
  type QuizSettings,
  readResult,
  recountGrades,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { binRubric, makeRubric } from '../../../worker/domain/rubrics'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { ring } from '../../../worker/jobs/ring'
import type { Actor } from '../../support/actors'
import { monday } from '../../support/platform'
import { essayKind, firstKinds, makeQuiz } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const ids = [
  'parts',
  'two',
  'draft',
  'clash',
  'clock',
  'again',
  'locked',
  'blank',
  'first',
  'all',
  'seen',
  'drawn',
] as const
type Id = (typeof ids)[number]

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: ids.map((id) => ({
        id,
        kind: 'quiz' as const,
        maxPoints: 5,
        completion: { kind: 'passed' as const, percent: 60 },
      })),
    },
  })
})
beforeEach(() => school.platform.setNow(monday))

const [choice] = firstKinds as [QuestionDraft]
const other: QuestionDraft = { ...essayKind, body: { ...essayKind.body, prompt: 'Why does one merge?' } as never }

async function quiz(id: Id, questions: QuestionDraft[], settings: Partial<QuizSettings> = {}) {
  await makeQuiz(school.tenant, id, settings, questions)
  await addGradeRows(school.tenant.db, 'git')
}

async function answer(id: string, answers: string[][], actor: Actor = school.cast.lena) {
  const { questions } = await findAttempt(school.tenant, actor, id)
  for (const [i, values] of answers.entries()) {
    const { versionId, revision } = questions[i]!
    if (values.length) await saveResponse(school.tenant, actor, id, { versionId, revision: revision + 1, values })
  }
  return questions.map(({ versionId }) => versionId)
}

async function handIn(id: Id, answers: string[][], actor: Actor = school.cast.lena) {
  const { id: attemptId } = await startAttempt(school.tenant, actor, id)
  const versions = await answer(attemptId, answers, actor)
  await submitAttempt(school.tenant, actor, attemptId)
  return { attemptId, versions, at: (i: number) => ({ attemptId, versionId: versions[i]! }) }
}

const gradeOf = async (itemId: Id) =>
  (
    await school.tenant.db
      .select()
      .from(grades)
      .where(and(eq(grades.itemId, itemId), eq(grades.enrollmentId, course.lena.id)))
  )[0]
const doneWith = async (itemId: Id) =>
  (await school.tenant.db.select().from(progress).where(eq(progress.itemId, itemId)))[0]
const resultOf = async (id: string, actor: Actor = school.cast.lena) =>
  readResult(await findAttempt(school.tenant, actor, id), school.tenant.now())
const mark = (points: number, comment = '') => ({ points, comment })

test('an essay makes an attempt partly marked: score, pass and grade wait, and all of them come with its mark', async () => {
  const { tenant, cast, platform } = school
  await quiz('parts', [choice, essayKind])
  const { attemptId, at } = await handIn('parts', [['b'], ['To try things out.']])
  await drain(tenant, {}, platform)

  expect(await gradeOf('parts')).toMatchObject({ raw: null, final: null })
  expect(await doneWith('parts')).toMatchObject({ completedAt: null })
  const before = await resultOf(attemptId)
  expect(before).toMatchObject({ toMark: 1, percent: null, isPassed: null })
  expect(before.questions).toMatchObject([
    { mark: { correct: 'full', points: 1 } },
    { mark: { correct: 'waits', points: 0 }, right: [], said: null },
  ])
  expect((await findQuiz(tenant, cast.lena, 'parts')).done).toMatchObject([{ percent: null, attempt: { toMark: 1 } }])
  const cell = async () =>
    (
      await readGradebook(tenant, course.ivy, 'git', { words: '', groupId: null }, { cursor: null, backwards: false })
    ).rows.find(({ userId }) => userId === cast.lena.id)?.cells.parts
  expect(await cell()).toMatchObject({ state: 'awaiting', points: null })

  const queue = await listMarking(tenant, course.ivy, 'git', { state: 'awaiting', itemId: 'parts' })
  expect(queue.lines).toMatchObject([{ kind: 'attempt', id: attemptId, waiting: 1, learner: { name: cast.lena.name } }])
  expect(queue.questions).toMatchObject([{ prompt: 'Why does one branch?', waiting: 1, attemptId }])

  await releaseResponseMark(tenant, course.ivy, at(1), mark(3, 'Say why a second time.'))
  await drain(tenant, {}, platform)
  expect(await gradeOf('parts')).toMatchObject({ raw: 4, final: 4, maxPoints: 5, gradedBy: cast.ivy.id })
  expect(await doneWith('parts')).toMatchObject({ state: 'completed' })
  const after = await resultOf(attemptId)
  expect(after).toMatchObject({ toMark: 0, percent: 80, isPassed: true })
  expect(after.questions?.[1]).toMatchObject({
    mark: { correct: 'part', points: 3 },
    said: { comment: 'Say why a second time.' },
    right: ['To try things out, and to keep apart what is not finished.'],
  })
  expect((await listMarking(tenant, course.ivy, 'git', { state: 'awaiting', itemId: 'parts' })).lines).toEqual([])
  expect((await listMarking(tenant, course.ivy, 'git', { state: 'marked', itemId: 'parts' })).lines).toMatchObject([
    { id: attemptId, percent: 80 },
  ])
  expect(await cell()).toMatchObject({ state: 'graded', points: 4 })
})

test('of two essays the first that is marked is seen; the score waits for the second, and both at once make it once', async () => {
  const { tenant, cast } = school
  await quiz('two', [essayKind])
  await addQuestion(tenant, course.ivy, 'two', { question: other, points: 4 })
  const lena = await handIn('two', [['One reason.'], ['Another.']])
  await releaseResponseMark(tenant, course.ivy, lena.at(0), mark(4))
  const half = await resultOf(lena.attemptId)
  expect(half).toMatchObject({ toMark: 1, percent: null })
  expect(half.questions).toMatchObject([{ mark: { correct: 'full', points: 4 } }, { mark: { correct: 'waits' } }])

  const leo = await handIn('two', [['One reason.'], ['Another.']], cast.leo)
  await Promise.all(
    [0, 1].flatMap((i) =>
      Array.from({ length: 12 }, () => releaseResponseMark(tenant, course.ivy, leo.at(i), mark(1 + i))),
    ),
  )
  const [row] = await tenant.db.select().from(attempts).where(eq(attempts.id, leo.attemptId))
  expect(row).toMatchObject({ score: 3, toMark: 0 })
  const given = await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.sourceId, leo.attemptId))
  expect(given).toMatchObject([{ after: 3 }])
})

test('what a marker writes is seen by nobody else before it is given', async () => {
  const { tenant, cast } = school
  await quiz('draft', [essayKind])
  const { attemptId, at } = await handIn('draft', [['So.']])
  await saveResponseMark(tenant, course.ivy, at(0), mark(4, 'Not yet for Lena.'))
  expect(await gradeOf('draft')).toMatchObject({ raw: null, final: null, comment: '' })
  expect(JSON.stringify(await resultOf(attemptId))).not.toContain('Not yet for Lena.')
  expect(await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'draft'))).toEqual([])
  await expect(findResponseToMark(tenant, cast.lena, at(0))).rejects.toThrow(Forbidden)
  await expect(findResponseToMark(tenant, cast.leo, at(0))).rejects.toThrow(NotFound)
  await expect(findResponseToMark(tenant, cast.ian, at(0))).rejects.toThrow(NotFound)
  await expect(releaseResponseMark(tenant, course.ivy, at(0), mark(5))).rejects.toThrow(Invalid)
  await expect(releaseResponseMark(tenant, course.ivy, at(0), { points: null, comment: '' })).rejects.toThrow(Invalid)
})

test('of two markers who read the same mark one is told, and neither loses a word', async () => {
  const { tenant, cast } = school
  await quiz('clash', [essayKind])
  const { at } = await handIn('clash', [['So.']])
  await saveResponseMark(tenant, course.ivy, at(0), { ...mark(1, 'Ivy was here.'), revision: 0 })
  const late = releaseResponseMark(tenant, cast.ada, at(0), { ...mark(4, 'Ada, too.'), revision: 0 })
  await expect(late).rejects.toThrow(Conflict)
  const { mark: standing } = await findResponseToMark(tenant, cast.ada, at(0))
  expect(standing).toMatchObject({ draft: { comment: 'Ivy was here.' }, draftByName: cast.ivy.name, given: null })
  await releaseResponseMark(tenant, cast.ada, at(0), { ...mark(4, 'Ada, too.'), revision: standing!.revision })
  expect(await gradeOf('clash')).toMatchObject({ final: 4 })
})

test('what the clock hands in waits just so', async () => {
  const { tenant, cast, platform } = school
  await quiz('clock', [essayKind], { timeLimitMinutes: 10 })
  const { id } = await startAttempt(tenant, cast.lena, 'clock')
  await answer(id, [['Half a sent']])
  platform.setNow(monday + 3_600_000)
  await ring(tenant, {}, platform)
  await drain(tenant, {}, platform)
  const [row] = await tenant.db.select().from(attempts).where(eq(attempts.id, id))
  expect(row).toMatchObject({ score: null, toMark: 1 })
  expect(row!.submittedAt).not.toBeNull()
})

test('a mark that is given again replaces the first in score and grade, and the history knows both', async () => {
  const { tenant } = school
  await quiz('again', [choice, essayKind])
  const { attemptId, at } = await handIn('again', [[], ['So.']])
  await releaseResponseMark(tenant, course.ivy, at(1), mark(1))
  await releaseResponseMark(tenant, course.ivy, at(1), mark(3.5, 'Better than I thought.'))
  expect(await gradeOf('again')).toMatchObject({ final: 3.5 })
  const [row] = await tenant.db.select().from(attempts).where(eq(attempts.id, attemptId))
  expect(row).toMatchObject({ score: 3.5, toMark: 0 })
  const history = await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'again'))
  expect(history.map(({ before, after }) => [before, after])).toEqual([
    [null, 1],
    [1, 3.5],
  ])
})

test('locked grades are marked by nobody', async () => {
  const { tenant } = school
  await quiz('locked', [essayKind])
  const { at } = await handIn('locked', [['So.']])
  await lockGrades(tenant, course.ivy, { courseId: 'git', itemId: 'locked' }, true)
  await expect(saveResponseMark(tenant, course.ivy, at(0), mark(1))).rejects.toThrow(Conflict)
  await expect(releaseResponseMark(tenant, course.ivy, at(0), mark(1))).rejects.toThrow(Conflict)
  await lockGrades(tenant, course.ivy, { courseId: 'git', itemId: 'locked' }, false)
  await releaseResponseMark(tenant, course.ivy, at(0), mark(1))
  expect(await gradeOf('locked')).toMatchObject({ final: 1 })
})

test('an empty essay waits for nobody, and may get points all the same', async () => {
  const { tenant } = school
  await quiz('blank', [choice, essayKind])
  const { attemptId, at } = await handIn('blank', [['b'], ['   ']])
  expect(await gradeOf('blank')).toMatchObject({ final: 1 })
  expect(await resultOf(attemptId)).toMatchObject({ toMark: 0, percent: 20 })
  await releaseResponseMark(tenant, course.ivy, at(1), mark(2, 'You told me in the corridor.'))
  expect(await gradeOf('blank')).toMatchObject({ final: 3 })

  const never = await handIn('blank', [['b']])
  expect(await tenant.db.select().from(responses).where(eq(responses.attemptId, never.attemptId))).toHaveLength(1)
  await releaseResponseMark(tenant, course.ivy, never.at(1), mark(4))
  expect(await resultOf(never.attemptId)).toMatchObject({ percent: 100 })
  expect(await gradeOf('blank')).toMatchObject({ final: 5 })
})

test('where the first attempt counts, a second that is marked sooner gives no grade', async () => {
  const { tenant } = school
  await quiz('first', [essayKind], { counts: 'first' })
  const one = await handIn('first', [['One.']])
  const two = await handIn('first', [['Two.']])
  await releaseResponseMark(tenant, course.ivy, two.at(0), mark(4))
  expect(await gradeOf('first')).toMatchObject({ final: null })
  await recountGrades(tenant, { itemId: 'first', actorId: null, run: 'run', after: '' })
  expect(await gradeOf('first')).toMatchObject({ final: null })
  await releaseResponseMark(tenant, course.ivy, one.at(0), mark(2))
  expect(await gradeOf('first')).toMatchObject({ final: 2 })
})

test('one question of everybody follows one after the other, or one learner after the other', async () => {
  const { tenant, cast, platform } = school
  await quiz('all', [choice, essayKind])
  const lena = await handIn('all', [['b'], ['Lena.']])
  platform.setNow(monday + 60_000)
  const leo = await handIn('all', [['b'], ['Leo.']], cast.leo)
  const page = await findResponseToMark(tenant, course.ivy, lena.at(1), { by: 'question' })
  expect(page.awaiting).toEqual([lena.at(1), leo.at(1)])
  expect(await findResponseToMark(tenant, course.ivy, { attemptId: leo.attemptId, versionId: null })).toMatchObject({
    question: { versionId: leo.versions[1], values: ['Leo.'] },
  })
  const { next } = await releaseResponseMark(tenant, course.ivy, lena.at(1), { ...mark(1), by: 'question' })
  expect(next).toEqual(leo.at(1))
  expect(await analyseQuiz(tenant, course.ivy, 'all')).toMatchObject({ attempts: 1 })
  await expect(findResponseToMark(tenant, course.ivy, lena.at(0))).rejects.toThrow(NotFound)
})

test('comment and rubric are shown where the quiz shows what is said to answers', async () => {
  const { tenant } = school
  await quiz('seen', [essayKind], { showAnswers: false })
  const { attemptId, at } = await handIn('seen', [['So.']])
  await releaseResponseMark(tenant, course.ivy, at(0), mark(4, 'For later.'))
  const own = await resultOf(attemptId)
  expect(own).toMatchObject({ percent: 100, questions: null })
  expect((await resultOf(attemptId, course.ivy)).questions?.[0]).toMatchObject({ said: { comment: 'For later.' } })
  expect(
    await tenant.db
      .select()
      .from(marks)
      .where(eq(marks.subjectId, `${attemptId}:${at(0).versionId}`)),
  ).toHaveLength(1)
})

test('an essay that was drawn from a bank is marked by the rubric of its draw', async () => {
  const { tenant, cast } = school
  const ivy: Actor = { ...cast.ivy, courseRoles: { git: 'instructor' } }
  const { id: bankId } = await makeBank(tenant, ivy, 'git', { title: 'Essays' })
  const { points: _, ...essay } = { points: 1, ...essayKind }
  await addBankQuestion(tenant, ivy, bankId, { question: essay as Question, points: 1 })
  await quiz('drawn', [])
  const level = (title: string, points: number) => ({ title, description: '', points })
  const { id: rubricId } = await makeRubric(tenant, ivy, 'git', {
    title: 'Essays',
    scored: true,
    criteria: [{ title: 'Clear', description: '', levels: [level('Yes', 4), level('No', 0)] }],
  })
  await expect(addDraw(tenant, ivy, 'drawn', { bankId, count: 1, points: 4, rubricId: 'nowhere' })).rejects.toThrow(
    Invalid,
  )
  const draw = await addDraw(tenant, ivy, 'drawn', { bankId, count: 1, points: 4, rubricId })
  await changeDraw(tenant, ivy, 'drawn', draw.id, { bankId, count: 1, points: 5 })
  await expect(binRubric(tenant, ivy, rubricId)).rejects.toThrow(Conflict)
  const { at } = await handIn('drawn', [['Because histories part.']])
  expect((await findResponseToMark(tenant, ivy, at(0))).rubric).toMatchObject({ title: 'Essays' })
})
