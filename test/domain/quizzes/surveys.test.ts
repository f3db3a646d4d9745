import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import {
  accommodations,
  attempts,
  grades,
  items,
  progress,
  quizzes,
  responses,
  surveyAnswers,
  users,
} from '../../../worker/db/schema'
import { addGradeRows } from '../../../worker/domain/courses'
import { undoOwnAct } from '../../../worker/domain/pages'
import type { Actor } from '../../../worker/domain/policy'
import {
  addQuestion,
  addSurvey,
  changeSettings,
  changeSurvey,
  findAttempt,
  findQuiz,
  findQuizToEdit,
  listSurveyPeople,
  type QuestionDraft,
  type QuizSettings,
  readSurvey,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../worker/errors'
import { ring } from '../../../worker/jobs/ring'
import { ratingsOf } from '../../../worker/lib/ratings'
import { type Survey, surveySettings } from '../../../worker/lib/survey'
import { actorOf } from '../../support/actors'
import { type Dump, tablesOf } from '../../support/dump'
import { monday } from '../../support/platform'
import { essayKind, everyKind, firstKinds, makeQuiz } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { enroll, teachCourse } from '../../support/taught-course'

const asked = [
  everyKind.find(({ kind }) => kind === 'likert')!,
  everyKind.find(({ kind }) => kind === 'single-choice')!,
  everyKind.find(({ kind }) => kind === 'multiple-choice')!,
  essayKind,
] as QuestionDraft[]

let school: School
let ivy: Actor
let crowd: Actor[]

const surveysMade = ['anonymous', 'named', 'crowd', 'closing', 'twice', 'stuffed', 'asked', 'named-five'] as const

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const drafts = [...surveysMade, 'graded', 'exam', 'begun', 'choices'].map((id) => ({
    id,
    kind: 'quiz' as const,
    completion: { kind: 'submitted' as const },
  }))
  ;({ ivy } = await teachCourse(tenant, cast, { modules: { one: drafts } }))
  for (const id of surveysMade) await makeSurvey(id, id.startsWith('named') ? 'named' : 'anonymous')
  for (const id of ['graded', 'exam', 'begun']) await makeQuiz(tenant, id, {}, firstKinds)
  await makeQuiz(tenant, 'choices', { timeLimitMinutes: 5, attemptsAllowed: 3 }, [asked[1]!])
  await tenant.db.update(items).set({ maxPoints: 1 }).where(eq(items.id, 'choices'))
  crowd = await Promise.all(
    Array.from({ length: 24 }, async (_, i) => {
      const person = { id: `crowd-${i}`, name: `Crowd ${i}`, role: 'learner' as const }
      await tenant.db.insert(users).values({ ...person, email: `${person.id}@acme.example`, createdAt: monday })
      const actor = actorOf(person)
      await enroll(tenant, 'git', actor, 'learner')
      return actor
    }),
  )
})

const makeSurvey = (id: string, survey: Survey, settings: Partial<QuizSettings> = {}) =>
  makeQuiz(school.tenant, id, { ...surveySettings, ...settings, survey }, asked)

/** What each of `asked` is answered with, and the text last. */
const values = (text: string, level = 1) => [[`0.${level}`], ['b'], ['a', 'c'], [text]]

async function answer(actor: Actor, itemId: string, said = values('Fine.')) {
  const { tenant } = school
  const { id } = await startAttempt(tenant, actor, itemId)
  const { questions } = await findAttempt(tenant, actor, id)
  for (const [i, { versionId }] of questions.entries())
    if (said[i]) await saveResponse(tenant, actor, id, { versionId, revision: 1, values: said[i] })
  await submitAttempt(tenant, actor, id)
  return id
}

const whereItStands = (dump: Dump, text: string) =>
  Object.entries(dump).flatMap(([table, rows]) =>
    rows.filter((row) => JSON.stringify(row).includes(text)).map(() => table),
  )

test('what is said in an anonymous survey stands in one place, with nobody and no time beside it', async () => {
  const { platform, tenant, cast } = school
  const tables = await tablesOf(platform, tenant)
  const { id } = await startAttempt(tenant, cast.lena, 'anonymous', { code: '', address: '192.0.2.7' })
  const { questions } = await findAttempt(tenant, cast.lena, id)
  const [, , , text] = questions
  await saveResponse(
    tenant,
    cast.lena,
    id,
    { versionId: text!.versionId, revision: 1, values: ['Canary one.'] },
    '192.0.2.7',
  )
  expect(whereItStands(await tables.dump(), 'Canary one.')).toEqual(['responses'])

  await submitAttempt(tenant, cast.lena, id, '192.0.2.7')
  const dump = await tables.dump()
  expect(whereItStands(dump, 'Canary one.')).toEqual(['survey_answers'])
  expect(whereItStands(dump, '192.0.2.7')).toEqual([])
  const [row, ...others] = dump.survey_answers!.filter(({ item_id }) => item_id === 'anonymous')
  expect(others).toEqual([])
  expect(Object.keys(row!).sort()).toEqual(['counted', 'id', 'item_id', 'response', 'version_id'])
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${cast.lena.id}|${id}|git-|${tenant.now()}`))
  const [attempt] = await tenant.db.select().from(attempts).where(eq(attempts.id, id))
  expect(attempt).toMatchObject({ asked: [], score: null, maxScore: 0, toMark: 0, submittedAt: tenant.now() })
  expect(dump.attempt_log!.filter((log) => log.attempt_id === id)).toEqual([])
  expect(dump.events!.filter(({ payload }) => String(payload).includes('Canary'))).toEqual([])
})

test('handing it in completes it, without a grade, and once a person', async () => {
  const { tenant, cast } = school
  await addGradeRows(tenant.db, 'git')
  const id = await answer(cast.leo, 'anonymous')
  const [done] = await tenant.db.select().from(progress).where(eq(progress.itemId, 'anonymous')).limit(1)
  expect(done?.completedAt).toBe(tenant.now())
  expect(await tenant.db.select().from(grades).where(eq(grades.itemId, 'anonymous'))).toEqual([])
  expect(await submitAttempt(tenant, cast.leo, id)).toMatchObject({ id, submittedAt: tenant.now() })

  await tenant.db
    .insert(accommodations)
    .values({ userId: cast.leo.id, extraAttempts: 3, setBy: cast.ada.id, setAt: monday })
  expect(await findQuiz(tenant, cast.leo, 'anonymous')).toMatchObject({ hindrance: 'none-left', left: 0 })
  await expect(startAttempt(tenant, cast.leo, 'anonymous')).rejects.toThrow(Conflict)
})

test('who answered is known, and to nobody what they said: not to staff, and not to themselves', async () => {
  const { tenant, cast } = school
  const [lenas] = await tenant.db.select().from(attempts).where(eq(attempts.itemId, 'anonymous')).limit(1)
  await expect(findAttempt(tenant, ivy, lenas!.id)).rejects.toThrow(NotFound)
  expect((await findAttempt(tenant, cast.lena, lenas!.id)).questions).toEqual([])
  const { rows, answered } = await listSurveyPeople(tenant, ivy, 'anonymous', { size: 50 })
  expect(answered).toBe(2)
  expect(rows.filter(({ hasAnswered }) => hasAnswered)).toEqual([
    { id: cast.lena.id, name: cast.lena.name, hasAnswered: true, attemptId: null },
    { id: cast.leo.id, name: cast.leo.name, hasAnswered: true, attemptId: null },
  ])
  await expect(readSurvey(tenant, cast.lena, 'anonymous')).rejects.toThrow(NotFound)
  await expect(readSurvey(tenant, cast.ian, 'anonymous')).rejects.toThrow(NotFound)
  await expect(readSurvey(tenant, cast.ada, 'graded')).rejects.toThrow(NotFound)
})

test('answers of an anonymous survey come into its results by fives, so that nobody is the difference', async () => {
  const { tenant } = school
  const shown: number[] = []
  for (const [i, one] of crowd.slice(0, 11).entries()) {
    await answer(one, 'crowd', values(`Said by ${i}`, i % 2))
    const { questions, answered, waiting } = await readSurvey(tenant, ivy, 'crowd')
    expect(answered).toBe(i + 1)
    expect(waiting).toBe((i + 1) % 5)
    expect(questions.every(({ isShown }) => isShown === i >= 4)).toBe(true)
    shown.push(questions[3]!.texts.length)
    expect(questions.map((one) => one.answered)).toEqual(Array(4).fill(i + 1 - ((i + 1) % 5)))
  }
  expect(shown).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10])
  const { questions } = await readSurvey(tenant, ivy, 'crowd')
  expect(ratingsOf(questions[0]!.tallies, 0, 2)).toEqual({ counts: [5, 5], all: 10, mean: 1.5 })
  expect(questions[1]!.tallies).toEqual([{ row: 0, value: 'b', count: 10 }])
  expect(questions[2]!.tallies.map(({ value, count }) => [value, count])).toEqual([
    ['a', 10],
    ['c', 10],
  ])
})

test('the rows of the answers do not lie in the order in which people answered', async () => {
  const { tenant } = school
  const rows = await tenant.db.select().from(surveyAnswers).where(eq(surveyAnswers.itemId, 'crowd'))
  const texts = rows
    .toSorted((a, b) => a.id - b.id)
    .flatMap(({ response }) => ('text' in (response as object) ? [(response as { text: string }).text] : []))
  expect(texts).toHaveLength(11)
  // One order in 39 million is that one.
  expect(texts).not.toEqual(Array.from({ length: 11 }, (_, i) => `Said by ${i}`))
  expect(rows.every(({ id }) => Number.isSafeInteger(id) && id >= 0)).toBe(true)
})

test('a survey with names is read with them, and its charts wait for five as well', async () => {
  const { tenant, cast } = school
  const id = await answer(cast.lena, 'named')
  const page = await findAttempt(tenant, ivy, id)
  expect(page).toMatchObject({ as: 'marker', learner: { name: cast.lena.name } })
  expect(page.questions.map(({ values }) => values)).toEqual(values('Fine.'))
  expect((await readSurvey(tenant, ivy, 'named')).questions.every(({ isShown }) => !isShown)).toBe(true)
  for (const one of crowd.slice(0, 6)) await answer(one, 'named-five')
  const { questions, waiting } = await readSurvey(tenant, ivy, 'named-five')
  expect(questions.map(({ answered, isShown }) => [answered, isShown])).toEqual(Array(4).fill([6, true]))
  expect(waiting).toBe(0)
})

test('a question that fewer than five have answered shows nothing, beside others that do', async () => {
  const { tenant } = school
  for (const [i, one] of crowd.slice(0, 5).entries())
    await answer(one, 'asked', i === 0 ? values('The only one') : values('').slice(0, 3))
  const { questions } = await readSurvey(tenant, ivy, 'asked')
  expect(questions.map(({ answered, isShown }) => [answered, isShown])).toEqual([
    [5, true],
    [5, true],
    [5, true],
    [1, false],
  ])
  expect(JSON.stringify(questions)).not.toContain('The only one')
})

test('one person has one voice, whatever they send and however often', async () => {
  const { tenant, cast } = school
  for (const one of crowd.slice(0, 4)) await answer(one, 'stuffed')
  const { id } = await startAttempt(tenant, cast.lena, 'stuffed')
  const { questions } = await findAttempt(tenant, cast.lena, id)
  const stuffed = [['0.0', '0.1', '0.1'], ['b'], Array(26).fill('a') as string[], ['Fine.']]
  for (const [i, { versionId }] of questions.entries())
    await saveResponse(tenant, cast.lena, id, { versionId, revision: 1, values: stuffed[i]! })
  await Promise.all(Array.from({ length: 20 }, () => submitAttempt(tenant, cast.lena, id)))
  const { questions: read, answered } = await readSurvey(tenant, ivy, 'stuffed')
  expect(answered).toBe(5)
  expect(read[0]!.tallies).toEqual([{ row: 0, value: '1', count: 5 }])
  expect(read[2]!.tallies.map(({ value, count }) => [value, count])).toEqual([
    ['a', 5],
    ['c', 4],
  ])
  expect(read[3]!.texts).toHaveLength(5)
})

test('twenty who hand in at once are twenty voices', async () => {
  const { tenant } = school
  await Promise.all(crowd.slice(0, 20).map((one) => answer(one, 'twice')))
  const { questions, answered, waiting } = await readSurvey(tenant, ivy, 'twice')
  expect({ answered, waiting, counted: questions.map((one) => one.answered) }).toEqual({
    answered: 20,
    waiting: 0,
    counted: [20, 20, 20, 20],
  })
})

test('what nobody has handed in when a survey closes is nobody’s answer, and is gone', async () => {
  const { platform, tenant, cast } = school
  const { itemId: _, ...settings } = (await findQuizToEdit(tenant, ivy, 'closing')).quiz
  await changeSettings(tenant, ivy, 'closing', { ...settings, closesAt: monday + 60_000 })
  const { id } = await startAttempt(tenant, cast.lena, 'closing')
  const { questions } = await findAttempt(tenant, cast.lena, id)
  await saveResponse(tenant, cast.lena, id, { versionId: questions[3]!.versionId, revision: 1, values: ['Draft'] })
  platform.setNow(monday + 3_600_000)
  await ring(tenant, {}, platform)
  expect(await tenant.db.select().from(responses).where(eq(responses.attemptId, id))).toEqual([])
  expect(await tenant.db.select().from(attempts).where(eq(attempts.id, id))).toEqual([])
  expect((await readSurvey(tenant, ivy, 'closing')).answered).toBe(0)
  expect((await findQuiz(tenant, cast.lena, 'closing')).hindrance).toBe('closed')
  platform.setNow(monday)
})

test('a quiz becomes a survey and is again what it was, as long as nobody has begun it', async () => {
  const { tenant, cast } = school
  await addGradeRows(tenant.db, 'git')
  const gradesOf = () => tenant.db.select().from(grades).where(eq(grades.itemId, 'choices'))
  expect((await gradesOf()).length).toBe(26)
  const actId = await changeSurvey(tenant, ivy, 'choices', 'anonymous')
  const quizOf = async () => (await tenant.db.select().from(quizzes).where(eq(quizzes.itemId, 'choices')))[0]
  const itemOf = async () => (await tenant.db.select().from(items).where(eq(items.id, 'choices')))[0]
  expect(await quizOf()).toMatchObject({ survey: 'anonymous', timeLimitMinutes: null })
  expect(await itemOf()).toMatchObject({ maxPoints: null })
  expect(await gradesOf()).toEqual([])
  await undoOwnAct(tenant, ivy, actId!)
  expect(await quizOf()).toMatchObject({ survey: null, timeLimitMinutes: 5, attemptsAllowed: 3 })
  expect(await itemOf()).toMatchObject({ maxPoints: 1 })
  expect((await gradesOf()).length).toBe(26)

  await startAttempt(tenant, cast.lena, 'choices')
  await expect(changeSurvey(tenant, ivy, 'choices', 'named')).rejects.toThrow(Conflict)
  await expect(changeSurvey(tenant, ivy, 'twice', 'named')).rejects.toThrow(Conflict)
  await expect(changeSurvey(tenant, ivy, 'exam', 'named')).rejects.toThrow(Conflict)
  await expect(changeSurvey(tenant, cast.lena, 'exam', 'named')).rejects.toThrow(NotFound)
})

test('a survey asks what can be drawn or read, and nothing in it is right', async () => {
  const { tenant } = school
  const { id } = await addSurvey(tenant, ivy, 'one', { title: 'Ask', survey: 'named' })
  const trueFalse = everyKind.find(({ kind }) => kind === 'true-false')!
  await expect(addQuestion(tenant, ivy, id, { question: trueFalse, points: 1 })).rejects.toThrow(Invalid)
  const choice = asked[1] as Extract<QuestionDraft, { kind: 'single-choice' }>
  await addQuestion(tenant, ivy, id, {
    question: { kind: 'single-choice', body: { ...choice.body, correct: '' } },
    points: 7,
  })
  const { questions, item } = await findQuizToEdit(tenant, ivy, id)
  expect(questions).toMatchObject([{ points: 0, body: { correct: 'a', explanation: '' } }])
  expect(item).toMatchObject({ maxPoints: null, completion: { kind: 'submitted' } })
})

test('staff of the course answer nothing in it', async () => {
  await expect(startAttempt(school.tenant, ivy, 'named')).rejects.toThrow(Forbidden)
})

test('a mean lies within its scale, and the counts are everybody', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50), { minLength: 2, maxLength: 11 }), (list) => {
      const tallies = list.map((count, level) => ({ row: 0, value: String(level), count }))
      const { counts, all, mean } = ratingsOf(tallies, 0, list.length)
      expect(counts).toEqual(list)
      expect(all).toBe(list.reduce((sum, n) => sum + n, 0))
      if (all === 0) expect(mean).toBe(null)
      else expect(mean! >= 1 - 1e-9 && mean! <= list.length + 1e-9).toBe(true)
    }),
  )
})
