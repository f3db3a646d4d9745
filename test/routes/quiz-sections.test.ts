import { beforeAll, expect, test } from 'vitest'
import { findQuizToEdit } from '../../worker/domain/quizzes'
import { type Browser, browse } from '../support/browser'
import { makeQuiz, rightAnswers, versionsOf } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser
let lena: Browser
let teacher: School['cast']['ivy']

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ;({ ivy: teacher } = await teachCourse(tenant, cast, {
    modules: {
      one: [
        { id: 'exam', kind: 'quiz' },
        { id: 'drill', kind: 'quiz' },
        { id: 'free', kind: 'quiz' },
      ],
    },
  }))
  await makeQuiz(tenant, 'exam', { sectionPages: true, navigation: 'locked' })
  await makeQuiz(tenant, 'drill', { navigation: 'locked' })
  await makeQuiz(tenant, 'free')
  ivy = await browse(platform, tenant, teacher)
  lena = await browse(platform, tenant, cast.lena)
})

const sectionsOf = async (quiz: string) => (await findQuizToEdit(school.tenant, teacher, quiz)).sections

async function start(quiz: string) {
  return (await lena.post(`/quizzes/${quiz}/attempts`)).headers.get('Location')!
}

/** What the form of the page sends: these questions, answered right. */
async function fieldsFor(quiz: string, numbers: number[]) {
  const versions = await versionsOf(school.tenant, quiz)
  return Object.fromEntries(
    numbers.flatMap((n) => [
      [`revision-${versions[n - 1]!.versionId}`, '0'],
      [`answer-${versions[n - 1]!.versionId}`, rightAnswers[n - 1]!],
    ]),
  )
}

test('an author groups questions without JavaScript, and is told all that is wrong at once', async () => {
  const refused = await ivy.post('/quizzes/exam/sections', { title: ' ', introduction: 'x'.repeat(4_001), before: '' })
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain('Give the section a title.')
  expect(html).toContain('Use at most 4,000 characters.')

  const form = await ivy.read('/quizzes/exam/sections/new')
  expect(form.html).toContain('Which command puts a change on the staging area?')
  for (const [title, before] of [
    ['Words', 'exam-single-choice'],
    ['Numbers', 'exam-short-text'],
  ])
    await ivy.post('/quizzes/exam/sections', { title: title!, introduction: `About *${title}*.`, before: before! })
  const [words, numbers] = await sectionsOf('exam')
  const page = await ivy.read('/quizzes/exam/edit')
  expect(page.html).toMatch(/Words[\s\S]*3 questions in this section[\s\S]*Numbers[\s\S]*2 questions in this section/)

  const moved = await ivy.post('/quizzes/exam/questions/exam-true-false/position?_method=PUT', { section: numbers!.id })
  expect(moved.headers.get('Location')).toContain('focus=menu-exam-true-false')
  expect((await ivy.read('/quizzes/exam/edit')).html).toMatch(
    /Words[\s\S]*2 questions in[\s\S]*Numbers[\s\S]*3 questions/,
  )
  await ivy.post('/quizzes/exam/questions/exam-true-false/position?_method=PUT', { section: words!.id })

  await ivy.post(`/quizzes/exam/sections/${words!.id}?_method=PUT`, { title: 'Words first', introduction: 'Read.' })
  const gone = await ivy.post(`/quizzes/exam/sections/${numbers!.id}?_method=DELETE`)
  expect(gone.status).toBe(303)
  expect(await sectionsOf('exam')).toHaveLength(1)
  await ivy.post('/quizzes/exam/sections', { title: 'Numbers', before: 'exam-short-text' })
})

test('without JavaScript a learner goes forwards, is told before leaving, and never comes back', async () => {
  expect((await lena.read('/quizzes/exam')).html).toContain('You only go forwards: a section that you have left')
  const path = await start('exam')
  const first = await lena.read(path)
  expect(first.html).toContain('Section 1 of 2')
  expect(first.html).toContain('Words first')
  expect(first.html).toContain('Once you leave this section')
  expect(first.html).not.toContain('Which command shows the history?')
  expect(first.html).not.toContain('About <em>Numbers')

  const fields = await fieldsFor('exam', [1, 2])
  const reviewed = await lena.post(`${path}/responses?_method=PUT`, { ...fields, go: 'review' })
  expect(reviewed.headers.get('Location')).toBe(`${path}/review`)
  const leaving = await lena.read(`${path}/review`)
  expect(leaving.html).toContain('Before you leave this section')
  expect(leaving.html).toContain('1 of 3 questions')
  expect(leaving.html).not.toContain('Hand in')

  for (const _ of ['once', 'twice']) await lena.post(`${path}/page?_method=PUT`, { page: '2' })
  const second = await lena.read(path)
  expect(second.html).toContain('Which command shows the history?')
  expect(second.html).not.toContain('Which command puts a change on the staging area?')

  const old = await lena.post(`${path}/responses?_method=PUT`, { ...(await fieldsFor('exam', [3])), go: 'stay' })
  expect(old.headers.get('Location')).toBe(path)
  expect((await lena.read(path)).html).toContain('That part of the quiz was left already')
  const [, , third] = await versionsOf(school.tenant, 'exam')
  const replayed = await lena.post(`${path}/responses/${third!.versionId}?_method=PUT`, {
    revision: '5',
    value: 'true',
  })
  expect(replayed.status).toBe(409)
  expect(await replayed.json()).toEqual({ outcome: 'left' })
  await lena.post(`${path}/page?_method=PUT`, { page: '1' })
  expect((await lena.read(path)).html).toContain('Section 2 of 2')

  await lena.post(`${path}/responses?_method=PUT`, { ...(await fieldsFor('exam', [4, 5])), go: 'review' })
  const last = await lena.read(`${path}/review`)
  expect(last.html).toContain('Hand in')
  expect(last.html).not.toContain('staging area')
  await lena.post(`${path}/submission`)
  const result = await lena.read(path)
  expect(result.html).toContain('80%')
  expect(result.html).toMatch(/results-section[^>]*>\s*Words first/)
})

test('a page a question goes on by its own button, and the review says what was left', async () => {
  const path = await start('drill')
  expect((await lena.read(path)).html).toContain('Question 1 of 5')
  expect((await lena.get(`${path}/review`)).status).toBe(303)
  const sent = await lena.post(`${path}/responses?_method=PUT`, {
    ...(await fieldsFor('drill', [1])),
    go: 'next',
    page: '2',
  })
  expect(sent.headers.get('Location')).toBe(path)
  expect((await lena.read(path)).html).toContain('Question 2 of 5')
  for (const page of ['3', '4', '5']) await lena.post(`${path}/responses?_method=PUT`, { go: 'next', page })
  const review = (await lena.read(`${path}/review`)).html
  expect(review.match(/href="[^"]*#q\d"/g)).toEqual(expect.arrayContaining([expect.stringContaining('#q5')]))
  expect(review).not.toContain('#q1"')
  expect(review).toContain('Hand in')
})

test('where one may go back sections stand below each other with what their author says', async () => {
  await ivy.post('/quizzes/free/sections', { title: 'One', introduction: 'Slowly.', before: 'free-true-false' })
  const { html } = await lena.read(await start('free'))
  expect(html).toMatch(/Section 1 of 2[\s\S]*staging area[\s\S]*Section 2 of 2[\s\S]*One[\s\S]*Slowly/)
  expect(html).not.toContain('Once you leave')
})
