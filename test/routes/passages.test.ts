import { beforeAll, expect, test } from 'vitest'
import { addBankQuestion, makeBank } from '../../worker/domain/banks'
import { addQuestion, findQuizToEdit, type Question } from '../../worker/domain/quizzes'
import { type Browser, browse } from '../support/browser'
import { makeQuiz } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser
let lena: Browser
let teacher: School['cast']['ivy']

const about = (prompt: string, passage?: string): Question => ({
  kind: 'essay',
  body: {
    prompt,
    explanation: '',
    guide: '',
    model: '',
    minWords: null,
    maxWords: null,
    ...(passage && { passage }),
  },
})

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  const ids = ['written', 'read', 'forward'].map((id) => ({ id, kind: 'quiz' as const }))
  ;({ ivy: teacher } = await teachCourse(tenant, cast, { modules: { one: ids } }))
  await makeQuiz(tenant, 'written', {}, [])
  await makeQuiz(tenant, 'read', { showAnswers: true, answersAfter: 'attempt' }, [])
  await makeQuiz(tenant, 'forward', { navigation: 'locked' }, [])
  ivy = await browse(platform, tenant, teacher)
  lena = await browse(platform, tenant, cast.lena)
})

const count = (html: string, words: string) => html.split(words).length - 1
const bodies = async (quiz: string) =>
  (await findQuizToEdit(school.tenant, teacher, quiz)).questions.map(({ question }) => question.body)

test('an author writes a text with its first question and chooses it for the next, without JavaScript', async () => {
  const fields = { kind: 'true-false', truth: 'true', points: '1' }
  const passage = 'The *last* tram leaves at ten.'
  await ivy.post('/quizzes/written/questions', { ...fields, prompt: 'At ten?', newPassage: passage })
  const form = await ivy.read('/quizzes/written/edit?open=new-true-false')
  expect(form.html).toContain(`<option value="${passage}"`)
  await ivy.post('/quizzes/written/questions', { ...fields, prompt: 'At nine?', passage })
  expect(await bodies('written')).toMatchObject([{ passage }, { passage }])

  const long = { ...fields, prompt: 'At eight?', newPassage: 'x\r\n'.repeat(8_001) }
  const tooLong = await ivy.post('/quizzes/written/questions', long)
  expect(tooLong.status).toBe(422)
  expect(await tooLong.text()).toContain('Use at most 16,000 characters.')

  const page = await ivy.read('/quizzes/written/edit')
  expect(count(page.html, '<em>last</em> tram')).toBe(1)
  expect(page.html).toContain('Text for 2 questions')

  const [first] = (await findQuizToEdit(school.tenant, teacher, 'written')).questions
  const url = `/quizzes/written/questions/${first!.questionId}/passage?_method=PUT`
  const refused = await ivy.post(url, { text: 'x'.repeat(16_001) })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Use at most 16,000 characters.')
  await ivy.post(url, { text: 'It never leaves.' })
  expect(await bodies('written')).toMatchObject([{ passage: 'It never leaves.' }, { passage: 'It never leaves.' }])
})

test('learners read it once above its questions, in the result too, and markers beside the answer', async () => {
  for (const question of [about('One?', 'Once upon a time.'), about('Two?', 'Once upon a time.'), about('Three?')])
    await addQuestion(school.tenant, teacher, 'read', { question, points: 1 })
  const attempt = (await lena.post('/quizzes/read/attempts')).headers.get('Location')!
  const page = await lena.read(attempt)
  expect(count(page.html, 'Once upon a time.')).toBe(1)
  expect(page.html).toContain('Text for questions 1 to 2')
  const { questions } = await findQuizToEdit(school.tenant, teacher, 'read')
  const version = questions[1]!.versionId
  await lena.post(`${attempt}/responses?_method=PUT`, { [`revision-${version}`]: '0', [`answer-${version}`]: 'Yes.' })
  await lena.post(`${attempt}/submission`)
  expect(count((await lena.read(attempt)).html, 'Once upon a time.')).toBe(1)
  expect((await ivy.read(`${attempt}/marking?question=${version}`)).html).toContain('Once upon a time.')
})

test('a page that is not reached yet does not show its text', async () => {
  for (const question of [about('One?', 'First text.'), about('Two?', 'Second text.')])
    await addQuestion(school.tenant, teacher, 'forward', { question, points: 1 })
  const attempt = (await lena.post('/quizzes/forward/attempts')).headers.get('Location')!
  const { html } = await lena.read(attempt)
  expect(html).toContain('First text.')
  expect(html).not.toContain('Second text.')
})

test('a text of a bank is found by its words, and changed for all its questions', async () => {
  const { tenant, cast, platform } = school
  const ada = await browse(platform, tenant, cast.ada)
  const { id: bank } = await makeBank(tenant, cast.ada, null, { title: 'Texts' })
  const made = await Promise.all(
    ['One?', 'Two?'].map((prompt) =>
      addBankQuestion(tenant, cast.ada, bank, { question: about(prompt, 'Zebras graze.'), points: 1 }),
    ),
  )
  expect((await ada.read(`/banks/${bank}?q=zebras`)).html).toContain('One?')
  expect((await ada.read(`/banks/${bank}/questions/new?kind=essay`)).html).toContain('<option value="Zebras graze."')
  expect((await ada.read(`/questions/${made[0]!.id}?open=text`)).html).toContain('name="text"')
  await ada.post(`/questions/${made[0]!.id}/passage?_method=PUT`, { text: 'Giraffes browse.' })
  expect((await ada.read(`/questions/${made[1]!.id}`)).html).toContain('Giraffes browse.')
  expect((await ada.read(`/banks/${bank}?q=giraffes`)).html).toContain('Two?')
})
