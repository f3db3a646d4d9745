import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { accommodations, attempts, auditEntries, timers } from '../../../worker/db/schema'
import { type Accommodation, nothingStands, setAccommodation } from '../../../worker/domain/accommodations'
import { undoOwnAct } from '../../../worker/domain/pages'
import {
  endBreak,
  findAttempt,
  findQuiz,
  saveResponse,
  startAttempt,
  submitAttempt,
  takeBreak,
} from '../../../worker/domain/quizzes'
import { Forbidden, NotFound } from '../../../worker/errors'
import { ring } from '../../../worker/jobs/ring'
import { monday } from '../../support/platform'
import { firstKinds, makeQuiz, rightAnswers } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

const minute = 60_000
const hour = 60 * minute
const ids = ['window', 'under-way', 'attempts', 'break', 'break-end', 'break-answer', 'undone'] as const
type Id = (typeof ids)[number]

let school: School

beforeAll(async () => {
  school = await makeSchool()
  await teachCourse(school.tenant, school.cast, { modules: { one: ids.map((id) => ({ id, kind: 'quiz' as const })) } })
})
beforeEach(async () => {
  school.platform.setNow(monday)
  await school.tenant.db.delete(accommodations)
})

const later = (ms: number) => school.platform.setNow(monday + ms)
const give = (given: Partial<Accommodation>) =>
  setAccommodation(school.tenant, school.cast.ada, school.cast.lena.id, {
    ...nothingStands,
    note: 'A letter from her doctor',
    ...given,
  })
const start = (id: Id) => startAttempt(school.tenant, school.cast.lena, id)
const rowOf = async (id: string) => (await school.tenant.db.select().from(attempts).where(eq(attempts.id, id)))[0]!
const timerOf = async (id: string) => (await school.tenant.db.select().from(timers).where(eq(timers.subjectId, id)))[0]!

test('extra time moves the limit and the close of the window, for the one person alone', async () => {
  await makeQuiz(
    school.tenant,
    'window',
    { timeLimitMinutes: 60, closesAt: monday + hour, graceSeconds: 0 },
    firstKinds,
  )
  await give({ extraTime: 50 })
  const { quiz, extraMinutes } = await findQuiz(school.tenant, school.cast.lena, 'window')
  expect([quiz.timeLimitMinutes, quiz.closesAt, extraMinutes]).toEqual([90, monday + 1.5 * hour, 30])
  expect((await rowOf((await start('window')).id)).endsAt).toBe(monday + 1.5 * hour)
  const leo = await startAttempt(school.tenant, school.cast.leo, 'window')
  expect((await rowOf(leo.id)).endsAt).toBe(monday + hour)
  later(hour + minute)
  await expect(submitAttempt(school.tenant, school.cast.leo, leo.id)).resolves.toMatchObject({
    submittedAt: monday + hour,
  })
})

test('more time reaches an attempt under way and its clock, less time takes none away', async () => {
  await makeQuiz(school.tenant, 'under-way', { timeLimitMinutes: 60, graceSeconds: 0 }, firstKinds)
  const { id } = await start('under-way')
  await give({ extraTime: 25 })
  expect([(await rowOf(id)).endsAt, (await timerOf(id)).dueAt]).toEqual([monday + 75 * minute, monday + 75 * minute])
  await give({})
  expect((await rowOf(id)).endsAt).toBe(monday + 75 * minute)
  later(74 * minute)
  await ring(school.tenant, {}, school.platform)
  expect((await rowOf(id)).submittedAt).toBeNull()
  later(75 * minute)
  await ring(school.tenant, {}, school.platform)
  expect((await rowOf(id)).submittedAt).toBe(monday + 75 * minute)
})

test('one attempt more is one attempt more', async () => {
  await makeQuiz(school.tenant, 'attempts', { attemptsAllowed: 1 }, firstKinds)
  await submitAttempt(school.tenant, school.cast.lena, (await start('attempts')).id)
  await expect(start('attempts')).rejects.toMatchObject({ reason: 'quizzes.noneLeft' })
  await give({ extraAttempts: 1 })
  await submitAttempt(school.tenant, school.cast.lena, (await start('attempts')).id)
  await expect(start('attempts')).rejects.toMatchObject({ reason: 'quizzes.noneLeft' })
})

test('in a break the clock stands still, and what is not used is left', async () => {
  await makeQuiz(school.tenant, 'break', { timeLimitMinutes: 60, graceSeconds: 0, closesAt: monday + hour }, firstKinds)
  const { id } = await start('break')
  await expect(takeBreak(school.tenant, school.cast.lena, id)).rejects.toMatchObject({ reason: 'quizzes.noBreakLeft' })
  await give({ breakMinutes: 10 })
  later(10 * minute)
  await takeBreak(school.tenant, school.cast.lena, id)
  await takeBreak(school.tenant, school.cast.lena, id)
  expect(await rowOf(id)).toMatchObject({ endsAt: monday + 70 * minute, breakUntil: monday + 20 * minute })
  expect((await timerOf(id)).dueAt).toBe(monday + 70 * minute)
  later(14 * minute)
  await endBreak(school.tenant, school.cast.lena, id)
  expect(await rowOf(id)).toMatchObject({ endsAt: monday + 64 * minute, breakUntil: null, breakTime: 4 * minute })
  expect((await findAttempt(school.tenant, school.cast.lena, id)).breakLeft).toBe(6 * minute)
  await expect(takeBreak(school.tenant, school.cast.leo, id)).rejects.toBeInstanceOf(NotFound)
})

test('a break that nobody ends is over at its end, and the attempt closes without its learner', async () => {
  await makeQuiz(school.tenant, 'break-end', { timeLimitMinutes: 60, graceSeconds: 0 }, firstKinds)
  await give({ breakMinutes: 10 })
  const { id } = await start('break-end')
  await takeBreak(school.tenant, school.cast.lena, id)
  later(30 * minute)
  await expect(takeBreak(school.tenant, school.cast.lena, id)).rejects.toMatchObject({ reason: 'quizzes.noBreakLeft' })
  later(70 * minute)
  await ring(school.tenant, {}, school.platform)
  expect((await rowOf(id)).submittedAt).toBe(monday + 70 * minute)
})

test('an answer ends a break: nobody answers while the clock stands still', async () => {
  await makeQuiz(school.tenant, 'break-answer', { timeLimitMinutes: 60, graceSeconds: 0 }, firstKinds)
  await give({ breakMinutes: 10 })
  const { id } = await start('break-answer')
  const [first] = (await findAttempt(school.tenant, school.cast.lena, id)).questions
  await takeBreak(school.tenant, school.cast.lena, id)
  later(minute)
  await saveResponse(school.tenant, school.cast.lena, id, {
    versionId: first!.versionId,
    revision: 1,
    values: rightAnswers[0]!,
  })
  expect(await rowOf(id)).toMatchObject({ endsAt: monday + 61 * minute, breakUntil: null })
})

test('it is taken back whole, its reason stands in no log, and those who do not run the school set nothing', async () => {
  await give({ extraTime: 10 })
  later(minute)
  const actId = await give({ extraTime: 100 })
  await undoOwnAct(school.tenant, school.cast.ada, actId!)
  const [row] = await school.tenant.db.select().from(accommodations)
  expect(row).toMatchObject({ extraTime: 10 })
  const log = await school.tenant.db.select().from(auditEntries)
  expect(log.filter(({ act }) => act === 'person.accommodate')).not.toHaveLength(0)
  expect(JSON.stringify(log)).not.toContain('doctor')
  for (const stranger of [school.cast.ivy, school.cast.lena])
    await expect(
      setAccommodation(school.tenant, stranger, school.cast.lena.id, { ...nothingStands, note: '' }),
    ).rejects.toBeInstanceOf(Forbidden)
  await expect(give({ extraTime: 301 })).rejects.toMatchObject({ field: 'extraTime' })
})
