import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { attemptLog, attempts, quizzes } from '../../../worker/db/schema'
import { addBankQuestion, addDraw, makeBank } from '../../../worker/domain/banks'
import { duplicateItem } from '../../../worker/domain/courses'
import { undoOwnAct } from '../../../worker/domain/pages'
import {
  addSection,
  changeSection,
  changeSettings,
  checkResponse,
  findAttempt,
  findQuizToEdit,
  goToPage,
  moveQuestion,
  moveSection,
  removeQuestion,
  removeSection,
  replaceQuiz,
  saveResponse,
  saveResponses,
  startAttempt,
  submitAttempt,
  whileAnswering,
} from '../../../worker/domain/quizzes'
import { inSections } from '../../../worker/lib/quiz-sections'
import { makeQuiz, rightAnswers } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'
import { teachCourse } from '../../support/taught-course'

let school: School
let ivy: School['cast']['ivy']
let counted = 0
let quiz = ''

beforeAll(async () => {
  school = await makeSchool()
  const ids = Array.from({ length: 24 }, (_, i) => ({ id: `parts-${i}`, kind: 'quiz' as const, maxPoints: 5 }))
  ;({ ivy } = await teachCourse(school.tenant, school.cast, { modules: { one: ids } }))
})

beforeEach(async () => {
  quiz = `parts-${counted++}`
  await makeQuiz(school.tenant, quiz, { shuffleOptions: false })
})

const kinds = ['single-choice', 'multiple-choice', 'true-false', 'short-text', 'number']
const at = (n: number) => `${quiz}-${kinds[n - 1]}`

/** "1 2 | A: 3 4 | B: 5": the numbers of the questions, by sections. */
async function outline() {
  const { questions, draws, sections } = await findQuizToEdit(school.tenant, ivy, quiz)
  return [...questions, ...draws, ...sections]
    .toSorted((a, b) => (a.position < b.position ? -1 : 1))
    .map((one) =>
      'title' in one
        ? `| ${one.title}:`
        : 'questionId' in one
          ? kinds.indexOf(one.questionId.slice(quiz.length + 1)) + 1
          : 'draw',
    )
    .join(' ')
}

const section = (title: string, before = '', more = {}) =>
  addSection(school.tenant, ivy, quiz, { title, before, ...more })

const settle = (settings: object) =>
  findQuizToEdit(school.tenant, ivy, quiz).then(({ quiz: { itemId, sections, ...kept } }) =>
    changeSettings(school.tenant, ivy, quiz, { ...kept, ...settings }),
  )

const begin = (actor = school.cast.lena) => startAttempt(school.tenant, actor, quiz)
const read = (id: string) => findAttempt(school.tenant, school.cast.lena, id)
const save = async (id: string, n: number, values = rightAnswers[n - 1]!, revision = 1) => {
  const { questions } = await read(id)
  return saveResponse(school.tenant, school.cast.lena, id, {
    versionId: questions[n - 1]!.versionId,
    revision,
    values,
  })
}
const go = (id: string, page: number) => goToPage(school.tenant, school.cast.lena, id, page)

test('a section begins where its author says and lasts until the next; questions move from one to the other', async () => {
  await section('A', at(3))
  await section('B')
  expect(await outline()).toBe('1 2 | A: 3 4 5 | B:')
  await moveQuestion(school.tenant, ivy, quiz, at(5), 1)
  expect(await outline()).toBe('1 2 | A: 3 4 | B: 5')
  await moveQuestion(school.tenant, ivy, quiz, at(3), -1)
  expect(await outline()).toBe('1 2 3 | A: 4 | B: 5')
  const { sections } = await findQuizToEdit(school.tenant, ivy, quiz)
  await moveQuestion(school.tenant, ivy, quiz, at(1), { section: sections[0]!.id })
  expect(await outline()).toBe('2 3 | A: 4 1 | B: 5')
  await moveQuestion(school.tenant, ivy, quiz, at(4), { section: '' })
  expect(await outline()).toBe('2 3 4 | A: 1 | B: 5')
  await moveSection(school.tenant, ivy, quiz, sections[1]!.id, -1)
  expect(await outline()).toBe('2 3 4 | B: 5 | A: 1')
  await moveSection(school.tenant, ivy, quiz, sections[1]!.id, -1)
  expect(await outline()).toBe('2 3 4 | B: 5 | A: 1')
  await expect(moveQuestion(school.tenant, ivy, quiz, at(4), { section: 'none' })).rejects.toThrow()
})

test('removing a section keeps its questions, and it comes back where it was', async () => {
  const { id } = await section('A', at(2))
  const act = await removeSection(school.tenant, ivy, quiz, id)
  expect(await outline()).toBe('1 2 3 4 5')
  await undoOwnAct(school.tenant, ivy, act!)
  expect(await outline()).toBe('1 | A: 2 3 4 5')
  expect(await removeSection(school.tenant, ivy, quiz, 'none')).toBeNull()
})

test('two authors at the same moment do not lose a section', async () => {
  const made = await Promise.allSettled(['A', 'B', 'C'].map((title) => section(title)))
  const kept = made.filter(({ status }) => status === 'fulfilled').length
  const { sections } = await findQuizToEdit(school.tenant, ivy, quiz)
  expect(kept).toBeGreaterThan(0)
  expect(sections).toHaveLength(kept)
})

test('a section without a title is refused, and a second click makes no second one', async () => {
  await expect(section(' ')).rejects.toThrow('title')
  const id = crypto.randomUUID()
  await section('A', '', { id })
  await section('A', '', { id })
  expect((await findQuizToEdit(school.tenant, ivy, quiz)).sections).toHaveLength(1)
})

test('a whole quiz keeps its sections before what they stood before, or takes those that it is given', async () => {
  await section('A', at(2))
  await section('B', at(4))
  const { questions } = await findQuizToEdit(school.tenant, ivy, quiz)
  const given = (order: number[]) =>
    order.map((n) => {
      const { questionId: id, points, question } = questions[n - 1]!
      return { id, points, question }
    })
  await replaceQuiz(school.tenant, ivy, quiz, { settings: {}, questions: given([4, 3, 2, 1]) })
  expect(await outline()).toBe('| B: 4 3 | A: 2 1')
  await replaceQuiz(school.tenant, ivy, quiz, {
    settings: {},
    questions: given([1, 2, 3]),
    sections: [{ title: 'C', place: 1 }],
  })
  expect(await outline()).toBe('1 | C: 2 3')
})

test('a copy of a quiz is grouped as its original', async () => {
  await section('A', at(3), { introduction: 'Read *this*.' })
  const copy = await duplicateItem(school.tenant, ivy, quiz, 'Again')
  const copied = await findQuizToEdit(school.tenant, ivy, copy.id)
  expect(copied.sections).toMatchObject([{ title: 'A', introduction: 'Read *this*.' }])
  const later = copied.questions.filter(({ position }) => position > copied.sections[0]!.position)
  expect(later).toHaveLength(3)
})

test('shuffling never takes a question out of its section, and pins what it made', async () => {
  await section('A', at(2))
  await section('B', at(4))
  await settle({ shuffleQuestions: true, shuffleSections: true })
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.constant(null), async () => {
      const { id } = await begin()
      const { attempt, questions } = await read(id)
      const parts = inSections(attempt.sections, questions).map(
        ({ section, list }) =>
          `${section.title}${list.map(({ question }) => kinds.indexOf(question.kind) + 1).join('')}`,
      )
      seen.add(parts.join())
      expect(parts[0]).toBe('1')
      expect(
        parts
          .slice(1)
          .map((part) => [...part].sort().join(''))
          .sort(),
      ).toEqual(['23A', '45B'])
      expect((await read(id)).attempt.asked).toEqual(attempt.asked)
      await submitAttempt(school.tenant, school.cast.lena, id)
    }),
    { numRuns: 20 },
  )
  expect(seen.size).toBeGreaterThan(1)
})

test('a draw stands in the section in which it was put, and a section with nothing in it is not shown', async () => {
  await section('Empty')
  await section('B')
  const { id: bankId } = await makeBank(school.tenant, ivy, 'git', { title: quiz })
  const body = { prompt: 'Drawn?', explanation: '', correct: true }
  for (const _ of [1, 2])
    await addBankQuestion(school.tenant, ivy, bankId, { question: { kind: 'true-false', body }, points: 1 })
  await addDraw(school.tenant, ivy, quiz, { bankId, count: 2, points: 1 })
  const { id } = await begin()
  expect((await read(id)).attempt.sections).toEqual([
    { title: '', introduction: '', count: 5 },
    { title: 'B', introduction: '', count: 2 },
  ])
})

test('what a running attempt shows stays as it began, whatever becomes of the sections', async () => {
  const { id: a } = await section('A', at(3), { introduction: 'Before.' })
  await settle({ sectionPages: true, navigation: 'locked' })
  const { id } = await begin()
  await changeSection(school.tenant, ivy, quiz, a, { title: 'Z', introduction: 'After.' })
  await moveQuestion(school.tenant, ivy, quiz, at(3), -1)
  await removeQuestion(school.tenant, ivy, quiz, at(5))
  await settle({ navigation: 'free' })
  const { attempt } = await read(id)
  expect(attempt).toMatchObject({
    forwardBy: 'section',
    sections: [{ count: 2 }, { title: 'A', introduction: 'Before.', count: 3 }],
  })
  await removeSection(school.tenant, ivy, quiz, a)
  expect((await read(id)).attempt.sections).toEqual(attempt.sections)
})

test('where one only goes forwards, what is left is neither seen nor changed, and what is ahead waits', async () => {
  await section('A', at(3))
  await section('B', at(5))
  await settle({ sectionPages: true, navigation: 'locked' })
  const { id } = await begin()
  await save(id, 1)
  await expect(save(id, 3)).rejects.toThrow('quizzes.pageAhead')
  await expect(go(id, 2)).rejects.toThrow('quizzes.pageAhead')
  expect(whileAnswering(await read(id)).map(({ question }) => question.number)).toEqual([1, 2])

  await go(id, 1)
  await go(id, 1)
  await expect(save(id, 1, ['a'], 2)).rejects.toThrow('quizzes.pageLeft')
  await expect(save(id, 2)).rejects.toThrow('quizzes.pageLeft')
  await expect(go(id, 0)).rejects.toThrow('quizzes.pageLeft')
  await save(id, 3)
  expect(whileAnswering(await read(id)).map(({ question }) => question.number)).toEqual([3, 4])
  const { questions } = await read(id)
  const late = { versionId: questions[0]!.versionId, revision: 9, values: ['a'] }
  await expect(saveResponses(school.tenant, school.cast.lena, id, [late])).rejects.toThrow('quizzes.pageLeft')

  await go(id, 2)
  await expect(go(id, 3)).rejects.toThrow('quizzes.pageAhead')
  const log = await school.tenant.db.select().from(attemptLog).where(eq(attemptLog.attemptId, id))
  expect(log.filter(({ kind }) => kind === 'moved').map(({ number }) => number)).toEqual([2, 3])
  expect(await submitAttempt(school.tenant, school.cast.lena, id)).toMatchObject({ score: 2, maxScore: 5 })
  expect((await read(id)).questions.every(({ isOpen }) => isOpen)).toBe(true)
})

test('a page a question is locked one by one; without sections a page a section is one, too', async () => {
  await settle({ sectionPages: true, navigation: 'locked' })
  const { id } = await begin()
  expect((await read(id)).attempt.forwardBy).toBe('question')
  await save(id, 1)
  await go(id, 1)
  await expect(save(id, 1, ['a'], 2)).rejects.toThrow('quizzes.pageLeft')
  await save(id, 2)
})

test('on one page there is nothing to leave', async () => {
  await section('A', at(3))
  await settle({ onePage: true, navigation: 'locked' })
  const { id } = await begin()
  await go(id, 1)
  for (const n of [5, 1]) await save(id, n)
  expect((await read(id)).attempt).toMatchObject({ forwardBy: null, reached: 0 })
})

test('an answer that was on its way when its page was left is not taken; fifty clicks go on by one page', async () => {
  await settle({ navigation: 'locked' })
  const { id } = await begin()
  await save(id, 1)
  const page = await read(id)
  const versionId = page.questions[0]!.versionId
  const saves = Array.from({ length: 20 }, (_, i) =>
    saveResponse(school.tenant, school.cast.lena, id, { versionId, revision: i + 2, values: ['a'] }),
  )
  await Promise.allSettled([...saves.slice(0, 10), ...Array.from({ length: 50 }, () => go(id, 1)), ...saves.slice(10)])
  const kept = (await read(id)).questions[0]!
  await Promise.allSettled([save(id, 1, ['b'], 99)])
  const after = await read(id)
  expect(after.attempt.reached).toBe(1)
  expect(after.questions[0]).toMatchObject({ revision: kept.revision, values: kept.values })
  const log = await school.tenant.db.select().from(attemptLog).where(eq(attemptLog.attemptId, id))
  expect(log.filter(({ kind }) => kind === 'moved')).toHaveLength(1)
})

test('what is left cannot be checked any more', async () => {
  await settle({
    navigation: 'locked',
    shows: { during: ['answers', 'correctness'], after: [], later: [], closed: [] },
  })
  const { id } = await begin()
  await save(id, 1)
  const { questions } = await read(id)
  await go(id, 1)
  const check = () => checkResponse(school.tenant, school.cast.lena, id, questions[0]!.versionId)
  await expect(check()).rejects.toThrow('quizzes.pageLeft')
})

test('attempts from before stay free', async () => {
  const { id } = await begin()
  await school.tenant.db.update(attempts).set({ sections: null }).where(eq(attempts.id, id))
  await settle({ navigation: 'locked' })
  for (const n of [5, 1]) await save(id, n)
  const [row] = await school.tenant.db.select().from(quizzes).where(eq(quizzes.itemId, quiz))
  expect(row?.navigation).toBe('locked')
})
