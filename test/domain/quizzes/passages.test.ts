import { beforeAll, beforeEach, expect, test } from 'vitest'
import {
  addBankQuestion,
  addDraw,
  changeBankPassage,
  chooseQuestions,
  makeBank,
  takeNewestVersion,
} from '../../../worker/domain/banks'
import { readQuestions, writeQuestions } from '../../../worker/domain/imports/markdown/quiz'
import {
  addQuestion,
  addSection,
  changePassage,
  changeSettings,
  findAttempt,
  findQuizToEdit,
  moveQuestion,
  type Question,
  startAttempt,
  submitAttempt,
} from '../../../worker/domain/quizzes'
import { NotFound } from '../../../worker/errors'
import { together } from '../../../worker/lib/together'
import { makeQuiz } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let ivy: School['cast']['ivy']
let counted = 0
let quiz = ''

const about = (prompt: string, passage?: string): Question => ({
  kind: 'true-false',
  body: { prompt, explanation: '', correct: true, ...(passage && { passage }) },
})

beforeAll(async () => {
  school = await makeSchool()
  const ids = Array.from({ length: 12 }, (_, i) => ({ id: `texts-${i}`, kind: 'quiz' as const, maxPoints: 1 }))
  ;({ ivy } = await teachCourse(school.tenant, school.cast, { modules: { one: ids } }))
})

beforeEach(async () => {
  quiz = `texts-${counted++}`
  await makeQuiz(school.tenant, quiz, {}, [])
})

const add = async (prompt: string, passage?: string) =>
  (await addQuestion(school.tenant, ivy, quiz, { question: about(prompt, passage), points: 1 })).id

const list = async () =>
  (await findQuizToEdit(school.tenant, ivy, quiz)).questions.map(({ question }) => question.body.prompt).join(' ')

const settle = (settings: object) =>
  findQuizToEdit(school.tenant, ivy, quiz).then(({ quiz: { itemId, sections, ...kept } }) =>
    changeSettings(school.tenant, ivy, quiz, { ...kept, ...settings }),
  )

const begin = async () => {
  const { id } = await startAttempt(school.tenant, school.cast.lena, quiz)
  return findAttempt(school.tenant, school.cast.lena, id)
}

test('questions about one text stand together where the first of them does, wherever they were written', async () => {
  await add('a1', 'A')
  await add('x')
  await add('b1', 'B')
  await add('a2', 'A')
  expect(await list()).toBe('a1 a2 x b1')
  const { questions } = await begin()
  expect(questions.map(({ question }) => question.body.prompt).join(' ')).toBe('a1 a2 x b1')
  expect(questions.map(({ asked }) => asked.asked.passage ?? '')).toEqual(['A', 'A', '', 'B'])
})

test('chance never parts them, nor changes their order among themselves', async () => {
  for (const name of ['a1', 'a2', 'a3']) await add(name, 'A')
  for (const name of ['x', 'y', 'z']) await add(name)
  await settle({ shuffleQuestions: true, attemptsAllowed: null })
  const seen = new Set<string>()
  for (let i = 0; i < 12; i++) {
    const { attempt, questions } = await begin()
    const order = questions.map(({ question }) => question.body.prompt).join(' ')
    seen.add(order)
    expect(order).toContain('a1 a2 a3')
    await submitAttempt(school.tenant, school.cast.lena, attempt.id)
  }
  expect(seen.size).toBeGreaterThan(1)
})

test('moving one past them passes them all, and the first of them takes them along', async () => {
  const [a1, a2, x] = [await add('a1', 'A'), await add('a2', 'A'), await add('x')]
  await moveQuestion(school.tenant, ivy, quiz, x, -1)
  expect(await list()).toBe('x a1 a2')
  await moveQuestion(school.tenant, ivy, quiz, a2, -1)
  expect(await list()).toBe('x a2 a1')
  await moveQuestion(school.tenant, ivy, quiz, a2, -1)
  expect(await list()).toBe('a2 a1 x')
  const section = await addSection(school.tenant, ivy, quiz, { title: 'S' })
  await moveQuestion(school.tenant, ivy, quiz, a1, { section: section.id })
  expect(await list()).toBe('x a2 a1')
  const { questions } = await findQuizToEdit(school.tenant, ivy, quiz)
  const { sections } = await findQuizToEdit(school.tenant, ivy, quiz)
  expect(questions.map(({ position }) => position > sections[0]!.position)).toEqual([false, true, true])
})

test('a draw brings the text along, and what it draws about one text stands under it once', async () => {
  const { id: bank } = await makeBank(school.tenant, school.cast.ada, null, { title: 'Texts' })
  for (const name of ['a1', 'a2', 'a3'])
    await addBankQuestion(school.tenant, school.cast.ada, bank, { question: about(name, 'A'), points: 1 })
  await addBankQuestion(school.tenant, school.cast.ada, bank, { question: about('b1', 'B'), points: 1 })
  await addDraw(school.tenant, ivy, quiz, { bankId: bank, count: 4, points: 1 })
  const { questions } = await begin()
  const groups = together(questions, ({ asked }) => asked.asked.passage)
  expect(groups.map(({ passage, list }) => `${passage}${list.length}`).sort()).toEqual(['A3', 'B1'])
  expect(groups.flatMap(({ list }) => list.map(({ number }) => number))).toEqual([1, 2, 3, 4])
})

test('a text that is changed is changed for every question about it, and stays as it was where it was asked', async () => {
  const [a1] = [await add('a1', 'A'), await add('a2', 'A'), await add('b1', 'B')]
  const { attempt } = await begin()
  await changePassage(school.tenant, ivy, quiz, a1, '  A, mended ')
  const { questions } = await findQuizToEdit(school.tenant, ivy, quiz)
  expect(questions.map(({ question, number }) => [question.body.passage, number])).toEqual([
    ['A, mended', 2],
    ['A, mended', 2],
    ['B', 1],
  ])
  const before = await findAttempt(school.tenant, school.cast.lena, attempt.id)
  expect(before.questions.map(({ asked }) => asked.asked.passage)).toEqual(['A', 'A', 'B'])
  await changePassage(school.tenant, ivy, quiz, a1, '')
  const bare = await findQuizToEdit(school.tenant, ivy, quiz)
  expect(bare.questions.map(({ question }) => question.body.passage ?? '')).toEqual(['', '', 'B'])
  await expect(changePassage(school.tenant, ivy, quiz, 'none', 'x')).rejects.toThrow(NotFound)
  await expect(changePassage(school.tenant, ivy, quiz, a1, 'x'.repeat(16_001))).rejects.toThrow('form.tooLong')
})

test('a text is changed in its bank for every question about it; a quiz takes it for all of them at once', async () => {
  const { ada } = school.cast
  const { id: bank } = await makeBank(school.tenant, ada, null, { title: 'More texts' })
  const ids: string[] = []
  for (const name of ['a1', 'a2'])
    ids.push((await addBankQuestion(school.tenant, ada, bank, { question: about(name, 'A'), points: 1 })).id)
  await chooseQuestions(school.tenant, ivy, quiz, bank, ids)
  await changeBankPassage(school.tenant, ada, ids[0]!, 'A2')
  const texts = async () =>
    (await findQuizToEdit(school.tenant, ivy, quiz)).questions.map(({ question }) => question.body.passage)
  expect(await texts()).toEqual(['A', 'A'])
  await takeNewestVersion(school.tenant, ivy, quiz, ids[1]!)
  expect(await texts()).toEqual(['A2', 'A2'])
  await expect(changePassage(school.tenant, ivy, quiz, ids[0]!, 'here')).rejects.toThrow('banks.editInBank')
})

test('in a course of Markdown the text is written once, and comes back for every question about it', () => {
  const questions = [
    about('One?', 'It was\n\n## late  \nat night.'),
    about('Two?', 'It was\n\n## late  \nat night.'),
    about('Three?'),
  ]
  const written = writeQuestions(
    '',
    questions.map((one) => ({ ...one, points: 1 })),
  )
  expect(written.match(/at night/g)).toHaveLength(1)
  expect(readQuestions(written, 1).questions.map(({ body }) => body)).toEqual(questions.map(({ body }) => body))
})
