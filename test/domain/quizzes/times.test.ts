import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  attempts,
  courses,
  events,
  gradeEvents,
  grades,
  items,
  progress,
  quizzes,
  responses,
  timers,
} from '../../../worker/db/schema'
import { duplicateCourse, duplicateItem } from '../../../worker/domain/courses'
import {
  changeSettings,
  findAttempt,
  findQuiz,
  type QuizSettings,
  replaceQuiz,
  saveResponse,
  saveResponses,
  startAttempt,
  submitAttempt,
  whatCounts,
} from '../../../worker/domain/quizzes'
import { Invalid } from '../../../worker/errors'
import { drain } from '../../../worker/jobs/drain'
import { ring } from '../../../worker/jobs/ring'
import { momentOf } from '../../../worker/lib/zones'
import { monday } from '../../support/platform'
import { firstKinds, makeQuiz, rightAnswers } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

const ids = [
  'timed',
  'window',
  'closing',
  'edge',
  'gone',
  'late',
  'race',
  'changed',
  'shorter',
  'unlimited',
  'delay',
  'too-late',
  'first',
  'average',
  'copied',
  'binned',
  'due',
  'reopened',
] as const
type Id = (typeof ids)[number]

let school: School
let course: Awaited<ReturnType<typeof teachCourse>>

beforeAll(async () => {
  school = await makeSchool()
  course = await teachCourse(school.tenant, school.cast, {
    modules: {
      one: ids.map((id) => ({ id, kind: 'quiz' as const, completion: { kind: 'passed' as const, percent: 60 } })),
    },
  })
})
beforeEach(() => school.platform.setNow(monday))

const later = (ms: number) => school.platform.setNow(monday + ms)
const quiz = (id: Id, settings: Partial<QuizSettings>) => makeQuiz(school.tenant, id, settings, firstKinds)
const start = (id: Id) => startAttempt(school.tenant, school.cast.lena, id)
const rowOf = async (id: string) => (await school.tenant.db.select().from(attempts).where(eq(attempts.id, id)))[0]!
const timerOf = async (id: string) => (await school.tenant.db.select().from(timers).where(eq(timers.subjectId, id)))[0]
const ringNow = () => ring(school.tenant, {}, school.platform)

/** Answers the first `right` questions right. */
async function answer(attemptId: string, right: number) {
  const page = await findAttempt(school.tenant, school.cast.lena, attemptId)
  for (const [i, question] of page.questions.slice(0, right).entries())
    await saveResponse(school.tenant, school.cast.lena, attemptId, {
      versionId: question.versionId,
      revision: question.revision + 1,
      values: rightAnswers[i]!,
    })
}

async function change(id: Id, settings: Partial<QuizSettings>) {
  const { quiz } = await findQuiz(school.tenant, school.cast.lena, id)
  const { itemId, ...kept } = quiz
  await changeSettings(school.tenant, course.ivy, itemId, { ...kept, ...settings })
}

const attempt = async (itemId: Id, right: number) => {
  const { id } = await start(itemId)
  await answer(id, right)
  return submitAttempt(school.tenant, school.cast.lena, id)
}

test('the end of an attempt is fixed at its start: the limit or the close, whichever comes first, and the grace', async () => {
  await quiz('timed', { timeLimitMinutes: 30, closesAt: monday + hour, graceSeconds: 10 })
  const { id } = await start('timed')
  expect(await rowOf(id)).toMatchObject({
    endsAt: monday + 30 * minute,
    takenUntil: monday + 30 * minute + 10 * second,
  })
  expect(await timerOf(id)).toMatchObject({ job: 'attempt.close', dueAt: monday + 30 * minute + 10 * second })
  await submitAttempt(school.tenant, school.cast.lena, id)
  expect((await timerOf(id))?.doneAt).toBe(monday)
  later(45 * minute)
  expect(await rowOf((await start('timed')).id)).toMatchObject({ endsAt: monday + hour })
})

test('a quiz is open from its first millisecond to the last before it closes', async () => {
  await quiz('window', { opensAt: monday + hour, closesAt: monday + 2 * hour })
  const why = async () => (await findQuiz(school.tenant, school.cast.lena, 'window')).hindrance
  later(hour - 1)
  expect(await findQuiz(school.tenant, school.cast.lena, 'window')).toMatchObject({
    hindrance: 'not-open',
    possibleFrom: monday + hour,
  })
  await expect(start('window')).rejects.toMatchObject({
    reason: 'quizzes.notOpenYet',
    values: { when: new Date(monday + hour).toISOString() },
  })
  later(hour)
  expect(await why()).toBeNull()
  later(2 * hour)
  expect(await why()).toBe('closed')
  await expect(start('window')).rejects.toMatchObject({ reason: 'quizzes.isClosed' })
  later(2 * hour - 1)
  expect(await rowOf((await start('window')).id)).toMatchObject({ endsAt: monday + 2 * hour })
})

test('an answer counts to the last millisecond of the grace, and not one later', async () => {
  const { tenant, cast } = school
  await quiz('edge', { timeLimitMinutes: 1, graceSeconds: 5 })
  const { id } = await start('edge')
  const { questions } = await findAttempt(tenant, cast.lena, id)
  const { versionId } = questions[0]!
  const save = (revision: number, values: string[]) =>
    saveResponse(tenant, cast.lena, id, { versionId, revision, values })
  later(minute + 5 * second - 1)
  expect(await save(1, ['b'])).toMatchObject({ outcome: 'saved' })
  later(minute + 5 * second)
  await expect(save(2, ['a'])).rejects.toMatchObject({ reason: 'quizzes.timeIsUp' })
  await expect(saveResponses(tenant, cast.lena, id, [{ versionId, revision: 2, values: ['a'] }])).rejects.toMatchObject(
    {
      reason: 'quizzes.timeIsUp',
    },
  )
  expect(await tenant.db.select().from(responses).where(eq(responses.attemptId, id))).toMatchObject([{ revision: 1 }])
  later(2 * hour)
  expect(await submitAttempt(tenant, cast.lena, id)).toMatchObject({
    score: 1,
    submittedAt: monday + minute + 5 * second,
  })
})

test('a save that passes the look at the clock and is late when it is written is kept out by the write itself', async () => {
  const { tenant, cast } = school
  const { id } = await start('edge')
  const { versionId } = (await findAttempt(tenant, cast.lena, id)).questions[0]!
  let looks = 0
  const slow = { ...tenant, now: () => (looks++ < 2 ? monday : monday + hour) }
  await expect(saveResponse(slow, cast.lena, id, { versionId, revision: 1, values: ['b'] })).rejects.toMatchObject({
    reason: 'quizzes.timeIsUp',
  })
  expect(looks).toBeGreaterThan(2)
  expect(await tenant.db.select().from(responses).where(eq(responses.attemptId, id))).toEqual([])
})

test('with the browser gone the clock hands in what was saved, graded and completed as if by hand', async () => {
  const { tenant, cast, platform } = school
  await quiz('gone', { timeLimitMinutes: 10, graceSeconds: 30 })
  const { id } = await start('gone')
  await answer(id, 4)
  const takenUntil = monday + 10 * minute + 30 * second
  platform.setNow(takenUntil - 1)
  await ringNow()
  expect((await rowOf(id)).submittedAt).toBeNull()

  later(3 * hour) // the clock was late
  await ringNow()
  await ringNow()
  expect(await rowOf(id)).toMatchObject({ submittedAt: takenUntil, score: 4 })
  expect(await timerOf(id)).toMatchObject({ doneAt: monday + 3 * hour })
  const ofQuiz = <Table extends typeof grades | typeof gradeEvents | typeof progress>(table: Table) =>
    tenant.db.select().from(table).where(eq(table.itemId, 'gone'))
  expect(await ofQuiz(grades)).toMatchObject([{ final: 4, maxPoints: 5, gradedAt: takenUntil, gradedBy: null }])
  expect(await ofQuiz(gradeEvents)).toHaveLength(1)
  expect(await ofQuiz(progress)).toMatchObject([{ state: 'completed', completedAt: takenUntil }])
  const [told] = await tenant.db
    .select()
    .from(events)
    .where(and(eq(events.name, 'attempt.submitted'), eq(events.subjectId, id)))
  expect(told).toMatchObject({ actorId: cast.lena.id, at: takenUntil, payload: { itemId: 'gone', percent: 80 } })
  await drain(tenant, {}, platform)
  expect(await submitAttempt(tenant, cast.lena, id)).toMatchObject({ submittedAt: takenUntil, score: 4 })
})

test('nobody answers in an attempt whose time is up, and looking at it changes nothing', async () => {
  const { tenant, cast } = school
  await quiz('late', { timeLimitMinutes: 1, attemptsAllowed: 1 })
  const { id } = await start('late')
  later(2 * minute)
  expect(await findAttempt(tenant, cast.lena, id)).toMatchObject({ attempt: { submittedAt: null } })
  expect((await start('late')).id).toBe(id)
  expect((await rowOf(id)).submittedAt).toBeNull()
})

test('twenty learners’ clicks and rings at once are one submission and one grade', async () => {
  const { tenant, cast } = school
  await quiz('race', { timeLimitMinutes: 1, graceSeconds: 0 })
  const { id } = await start('race')
  await answer(id, 2)
  later(minute)
  const acts = Array.from({ length: 20 }, (_, i) => (i % 2 ? submitAttempt(tenant, cast.lena, id) : ringNow()))
  expect((await Promise.allSettled(acts)).filter(({ status }) => status === 'rejected')).toEqual([])
  expect(await rowOf(id)).toMatchObject({ submittedAt: monday + minute, score: 2 })
  expect(await tenant.db.select().from(gradeEvents).where(eq(gradeEvents.itemId, 'race'))).toHaveLength(1)
  const told = await tenant.db.select().from(events).where(eq(events.subjectId, id))
  expect(told.map(({ name }) => name).sort()).toEqual(['attempt.started', 'attempt.submitted'])
})

test('more time for a quiz reaches those who have begun, and the clock that was set waits for it', async () => {
  await quiz('changed', { timeLimitMinutes: 10, graceSeconds: 0 })
  const { id } = await start('changed')
  await answer(id, 1)
  later(9 * minute)
  await change('changed', { timeLimitMinutes: 20 })
  expect(await rowOf(id)).toMatchObject({ endsAt: monday + 20 * minute, takenUntil: monday + 20 * minute })
  later(10 * minute)
  await ringNow()
  expect((await rowOf(id)).submittedAt).toBeNull()
  await change('changed', { timeLimitMinutes: null })
  expect(await rowOf(id)).toMatchObject({ endsAt: null, takenUntil: null })
  expect(await timerOf(id)).toBeUndefined()
  later(5 * hour)
  await answer(id, 2)
})

test('less time takes none away from those who have begun, by form, by file or by program', async () => {
  const { tenant } = school
  await quiz('shorter', { timeLimitMinutes: 60, graceSeconds: 60, closesAt: monday + 2 * hour })
  const { id } = await start('shorter')
  const before = await rowOf(id)
  await change('shorter', { timeLimitMinutes: 5, graceSeconds: 0, closesAt: monday + 10 * minute })
  const questions = firstKinds.map((question) => ({ points: 1, question }))
  await replaceQuiz(tenant, course.ivy, 'shorter', { settings: { timeLimitMinutes: 1 }, questions })
  expect(await rowOf(id)).toEqual(before)
  expect((await timerOf(id))?.dueAt).toBe(before.takenUntil)

  await quiz('unlimited', {})
  const free = await start('unlimited')
  expect(await timerOf(free.id)).toBeUndefined()
  await change('unlimited', { timeLimitMinutes: 1 })
  expect(await rowOf(free.id)).toMatchObject({ endsAt: null, takenUntil: null })
  later(hour)
  await answer(free.id, 1)
})

test('more time after the end, before the clock has rung, opens the attempt again', async () => {
  await quiz('reopened', { timeLimitMinutes: 1, graceSeconds: 0 })
  const { id } = await start('reopened')
  later(2 * minute)
  await change('reopened', { timeLimitMinutes: 30 })
  await ringNow()
  await answer(id, 3)
  later(30 * minute)
  await ringNow()
  expect(await rowOf(id)).toMatchObject({ score: 3, submittedAt: monday + 30 * minute })
})

test('between attempts there is the wait that was set, to the millisecond', async () => {
  await quiz('delay', { delayMinutes: 60 })
  await attempt('delay', 1)
  later(hour - 1)
  expect(await findQuiz(school.tenant, school.cast.lena, 'delay')).toMatchObject({
    hindrance: 'too-soon',
    possibleFrom: monday + hour,
  })
  await expect(start('delay')).rejects.toMatchObject({ reason: 'quizzes.tooSoon' })
  later(hour)
  await start('delay')
})

test('who would have to wait beyond the close is told so', async () => {
  await quiz('too-late', { delayMinutes: 60, closesAt: monday + hour })
  await attempt('too-late', 1)
  await expect(start('too-late')).rejects.toMatchObject({ reason: 'quizzes.tooLate', values: {} })
})

test('where the first attempt counts, a better second one changes neither grade nor completion', async () => {
  await quiz('first', { counts: 'first' })
  const first = await attempt('first', 2)
  await attempt('first', 5)
  const { db } = school.tenant
  expect(await db.select().from(grades).where(eq(grades.itemId, 'first'))).toMatchObject([{ final: 2, maxPoints: 5 }])
  expect(await db.select().from(progress).where(eq(progress.itemId, 'first'))).toMatchObject([{ state: 'started' }])
  const { counted } = await findQuiz(school.tenant, school.cast.lena, 'first')
  expect(counted).toMatchObject({ percent: 40, attempt: { id: first.id } })
})

test('where the average counts, every attempt moves the grade, and the average passes', async () => {
  await quiz('average', { counts: 'average' })
  const { db } = school.tenant
  const grade = () => db.select().from(grades).where(eq(grades.itemId, 'average'))
  const state = async () => (await db.select().from(progress).where(eq(progress.itemId, 'average')))[0]?.state
  await attempt('average', 1)
  await attempt('average', 4)
  expect(await grade()).toMatchObject([{ final: 2.5, maxPoints: 5 }])
  expect(await state()).toBe('started')
  await attempt('average', 5)
  expect(await grade()).toMatchObject([{ final: 3.33 }])
  expect(await state()).toBe('completed')
  expect((await findQuiz(school.tenant, school.cast.lena, 'average')).counted).toMatchObject({ attempt: null })
})

test('an average over versions of different worth is one of percents', () => {
  const of = (number: number, score: number, maxScore: number) =>
    ({ number, score, maxScore, submittedAt: number }) as Parameters<typeof whatCounts>[1][number]
  expect(whatCounts('average', [of(2, 5, 10), of(1, 4, 4)])).toMatchObject({ score: 7.5, maxScore: 10, percent: 75 })
  expect(whatCounts('first', [of(2, 5, 10), of(1, 1, 4)])).toMatchObject({ score: 1, maxScore: 4, percent: 25 })
  expect(whatCounts('average', [])).toBeNull()
})

test('a quiz must close after it opens', async () => {
  await expect(change('delay', { opensAt: monday, closesAt: monday })).rejects.toThrow(Invalid)
})

test('a later due date does not move the close, and an earlier one closes nothing', async () => {
  const { tenant } = school
  await quiz('due', { closesAt: monday + hour })
  await tenant.db
    .update(items)
    .set({ dueAt: monday + 9 * hour })
    .where(eq(items.id, 'due'))
  expect(await rowOf((await start('due')).id)).toMatchObject({ endsAt: monday + hour })
})

test('an attempt whose quiz lies in the bin is handed in on time all the same', async () => {
  const { tenant } = school
  await quiz('binned', { timeLimitMinutes: 1, graceSeconds: 0 })
  const { id } = await start('binned')
  await answer(id, 1)
  await tenant.db.update(items).set({ deletedAt: monday }).where(eq(items.id, 'binned'))
  later(minute)
  await ringNow()
  expect(await rowOf(id)).toMatchObject({ score: 1, submittedAt: monday + minute })
})

test('a copy of the course opens and closes at the same time of day, across a change of clocks', async () => {
  const { tenant, cast } = school
  const zone = 'Europe/Berlin'
  const [opensAt, closesAt] = [momentOf('2027-03-22', '09:00', zone)!, momentOf('2027-03-22', '11:00', zone)!]
  await quiz('copied', { opensAt, closesAt, timeLimitMinutes: 45, graceSeconds: 7, delayMinutes: 3, counts: 'first' })
  await tenant.db.update(courses).set({ zone }).where(eq(courses.id, 'git'))
  const copy = await duplicateCourse(tenant, cast.ada, 'git', { title: 'Git again', days: 7 })
  const inCopy = await tenant.db
    .select({ title: items.title, quiz: quizzes })
    .from(quizzes)
    .innerJoin(items, eq(items.id, quizzes.itemId))
    .where(eq(items.courseId, copy.id))
  const found = inCopy.find(({ title }) => title === 'Item copied')
  expect(found?.quiz).toMatchObject({
    opensAt: momentOf('2027-03-29', '09:00', zone),
    closesAt: momentOf('2027-03-29', '11:00', zone),
    timeLimitMinutes: 45,
    graceSeconds: 7,
    delayMinutes: 3,
    counts: 'first',
  })
  expect(inCopy.find(({ title }) => title === 'Item average')?.quiz).toMatchObject({ opensAt: null, closesAt: null })
  const { id } = await duplicateItem(tenant, cast.ada, 'copied', 'Again')
  expect((await tenant.db.select().from(quizzes).where(eq(quizzes.itemId, id)))[0]).toMatchObject({ opensAt, closesAt })
})
