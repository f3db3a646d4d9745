import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { attempts, quizzes, responses, responseTries } from '../../../worker/db/schema'
import {
  changeSettings,
  checkResponse,
  findAttempt,
  findQuizToEdit,
  makeRuling,
  readResult,
  readTried,
  recountGrades,
  saveResponse,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { bestOf, markRuled } from '../../../worker/domain/quizzes/ruled-marks'
import { showings } from '../../../worker/lib/quiz-shows'
import { essayKind, firstKinds, makeQuiz, rightAnswers } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let ivy: School['cast']['ivy']
let counted = 0
let quiz = ''

const hinted = firstKinds.map((question) => ({
  ...question,
  body: { ...question.body, hints: ['Think of *staging*.', 'It begins with g.'] },
})) as typeof firstKinds

beforeAll(async () => {
  school = await makeSchool()
  const ids = Array.from({ length: 14 }, (_, i) => ({ id: `try-${i}`, kind: 'quiz' as const, maxPoints: 9 }))
  ;({ ivy } = await teachCourse(school.tenant, school.cast, { modules: { one: ids } }))
})
beforeEach(async () => {
  quiz = `try-${counted++}`
  await makeQuiz(school.tenant, quiz, { shows: showings.practice, tries: 3, tryPercent: 25 }, [...hinted, essayKind])
})

const lena = () => school.cast.lena
const begin = async () => (await startAttempt(school.tenant, lena(), quiz)).id
const read = (id: string) => findAttempt(school.tenant, lena(), id)
const at = async (id: string, n: number) => (await read(id)).questions[n - 1]!

async function save(id: string, n: number, values: string[]) {
  const { versionId, revision } = await at(id, n)
  await saveResponse(school.tenant, lena(), id, { versionId, revision: revision + 1, values })
}
const check = async (id: string, n: number, number?: number) =>
  checkResponse(school.tenant, lena(), id, (await at(id, n)).versionId, { number })
async function give(id: string, n: number, values: string[]) {
  await save(id, n, values)
  await check(id, n)
}
const triesIn = (id: string) =>
  school.tenant.db.select().from(responseTries).where(eq(responseTries.attemptId, id)).orderBy(responseTries.number)
const pointsOf = async (id: string, n: number) => {
  const { versionId } = await at(id, n)
  const [row] = await school.tenant.db
    .select({ points: responses.points })
    .from(responses)
    .where(and(eq(responses.attemptId, id), eq(responses.versionId, versionId)))
  return row?.points
}

test('a wrong answer brings the next hint and may be tried again; a right one stays, with what the tries before it cost', async () => {
  const id = await begin()
  await give(id, 4, ['git blame'])
  expect(readTried(await read(id), await at(id, 4))).toMatchObject({ correct: 'none', hints: ['Think of *staging*.'] })
  await give(id, 4, ['git bisect'])
  const tried = readTried(await read(id), await at(id, 4))
  expect(tried?.hints).toEqual(['Think of *staging*.', 'It begins with g.'])
  expect(JSON.stringify(tried)).not.toContain('git log')
  expect((await at(id, 4)).isChecked).toBe(false)
  await give(id, 4, ['git log'])
  expect(await at(id, 4)).toMatchObject({ isChecked: true, tries: [{}, {}, {}] })
  await save(id, 4, ['git blame'])
  expect((await at(id, 4)).values).toEqual(['git log'])
  await submitAttempt(school.tenant, lena(), id)
  expect(await pointsOf(id, 4)).toBe(0.5)
  const [question] = readResult(await read(id), school.tenant.now()).questions!.slice(3)
  expect(question!.tried.map(({ values, correct, points }) => [values[0], correct, points])).toEqual([
    ['git blame', 'none', 0],
    ['git bisect', 'none', 0],
    ['git log', 'full', 0.5],
  ])
})

test('after the last try the answer stays as it is, and no more is taken', async () => {
  const id = await begin()
  for (const wrong of ['1', '2', '3']) await give(id, 5, [wrong])
  expect((await at(id, 5)).isChecked).toBe(true)
  await give(id, 5, ['7'])
  expect(await triesIn(id)).toHaveLength(3)
  await submitAttempt(school.tenant, lena(), id)
  expect(await pointsOf(id, 5)).toBe(0)
})

test('fifty clicks on the first try are one; the same answer is no second one', async () => {
  const id = await begin()
  await save(id, 5, ['1'])
  const clicks = await Promise.allSettled(Array.from({ length: 50 }, () => check(id, 5, 1)))
  expect(clicks.every(({ status }) => status === 'fulfilled')).toBe(true)
  expect(await triesIn(id)).toHaveLength(1)
  await expect(check(id, 5, 2)).rejects.toThrow('quizzes.sameAnswer')
  await check(id, 5)
  await save(id, 5, ['2'])
  await check(id, 5, 1)
  expect(await triesIn(id)).toHaveLength(1)
  await check(id, 5, 2)
  expect(await triesIn(id)).toMatchObject([{ number: 1 }, { number: 2 }])
})

test('what stands there unchecked at the end is a further try, and never costs what was reached', async () => {
  const id = await begin()
  await give(id, 2, ['a'])
  await save(id, 2, ['c'])
  await give(id, 5, ['1'])
  await save(id, 5, ['7'])
  await submitAttempt(school.tenant, lena(), id)
  expect(await pointsOf(id, 2)).toBe(0.5)
  expect(await pointsOf(id, 5)).toBe(0.75)
  expect(await triesIn(id)).toHaveLength(2)
  await expect(check(id, 5)).rejects.toThrow('quizzes.alreadyHandedIn')
})

test('a check that is on its way when the attempt is handed in is counted or refused, never lost', async () => {
  const id = await begin()
  await save(id, 5, ['7'])
  await Promise.allSettled([check(id, 5, 1), submitAttempt(school.tenant, lena(), id), check(id, 5, 1)])
  const [attempt] = await school.tenant.db.select().from(attempts).where(eq(attempts.id, id))
  expect(attempt?.submittedAt).not.toBeNull()
  expect(await pointsOf(id, 5)).toBe(1)
})

test('what somebody marks has no tries, and how many there are is pinned in the attempt', async () => {
  const id = await begin()
  expect((await at(id, 6)).triesAllowed).toBe(1)
  await save(id, 6, ['Because.'])
  await expect(check(id, 6)).rejects.toThrow('quizzes.noCheck')
  const { itemId, sections, ...kept } = (await findQuizToEdit(school.tenant, ivy, quiz)).quiz
  await changeSettings(school.tenant, ivy, quiz, { ...kept, tries: 5, tryPercent: 100 })
  expect(await at(id, 5)).toMatchObject({ triesAllowed: 3, each: 0.25 })
})

test('a wrong answer costs once, and only where every try was wrong', async () => {
  await school.tenant.db.update(quizzes).set({ wrongPercent: 40 }).where(eq(quizzes.itemId, quiz))
  const id = await begin()
  for (const [n, answers] of [
    [4, ['no', 'neither']],
    [5, ['1', '7']],
  ] as const)
    for (const answer of answers) await give(id, n, [answer])
  await submitAttempt(school.tenant, lena(), id)
  expect(await pointsOf(id, 4)).toBe(-0.4)
  expect(await pointsOf(id, 5)).toBe(0.75)
})

test('a regrade marks every try again: who was right at the first go is paid in full', async () => {
  const id = await begin()
  for (const answer of ['git shortlog', 'git log']) await give(id, 4, [answer])
  await submitAttempt(school.tenant, lena(), id)
  expect(await pointsOf(id, 4)).toBe(0.75)
  const { versionId } = await at(id, 4)
  await makeRuling(school.tenant, ivy, quiz, { versionId, kind: 'accept', answers: [{ values: ['git shortlog'] }] })
  await recountGrades(school.tenant, { itemId: quiz, actorId: null, run: 'r', after: '' })
  const result = readResult(await read(id), school.tenant.now())
  expect(result.questions![3]!.mark!.points).toBe(1)
})

test('no try makes a mark smaller, none is worth more than it was less its price, and the first is free', () => {
  const marks = fc.array(
    fc.integer({ min: 0, max: 8 }).map((n) => ({ points: n / 4 })),
    { minLength: 1, maxLength: 10 },
  )
  const each = fc.integer({ min: 0, max: 8 }).map((n) => n / 8)
  fc.assert(
    fc.property(marks, each, (list, price) => {
      const best = bestOf(list, price)
      expect(best).toBeGreaterThanOrEqual(bestOf(list.slice(0, -1), price))
      expect(best).toBeGreaterThanOrEqual(list[0]!.points)
      expect(best).toBeLessThanOrEqual(Math.max(...list.map(({ points }) => points)))
      expect(list.some(({ points }, i) => Math.max(0, points - i * price) === best)).toBe(true)
    }),
  )
})

test('marking by tries is the same however often it is done, and without tries it is what it was', () => {
  const number = firstKinds[4]!
  const answer = fc.constantFrom('1', '2', '7').map((text) => ({ text }))
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 5 }), answer, (tries, response) => {
      const given = { question: number as never, response, points: 2, each: 0.5, tries }
      const once = markRuled(given, [])
      expect(markRuled(given, [])).toEqual(once)
      expect(once.mark.points).toBeGreaterThanOrEqual(0)
      expect(once.mark.points).toBeLessThanOrEqual(2)
      if (!tries.length) expect(once).toEqual(markRuled({ ...given, each: 0 }, []))
    }),
  )
  expect(rightAnswers[4]).toEqual(['7'])
})
