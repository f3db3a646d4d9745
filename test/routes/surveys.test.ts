import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { attempts, enrollments, items, quizzes, users } from '../../worker/db/schema'
import { findAttempt, type QuestionDraft, saveResponse, startAttempt, submitAttempt } from '../../worker/domain/quizzes'
import { surveySettings } from '../../worker/lib/survey'
import { actorOf } from '../support/actors'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { essayKind, everyKind, makeQuiz, versionsOf } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { enroll, teachCourse } from '../support/taught-course'

let school: School
let lena: Browser
let ivy: Browser
let leo: Browser

const asked = [
  everyKind.find(({ kind }) => kind === 'likert')!,
  everyKind.find(({ kind }) => kind === 'single-choice')!,
  essayKind,
] as QuestionDraft[]

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  const drafts = ['ask', 'five', 'sheet', 'feedback'].map((id) => ({
    id,
    kind: 'quiz' as const,
    completion: { kind: 'submitted' as const },
    required: false,
  }))
  await teachCourse(tenant, cast, { modules: { one: [{ id: 'intro' }, ...drafts] } })
  for (const id of ['ask', 'five', 'sheet', 'feedback'])
    await makeQuiz(tenant, id, { ...surveySettings, survey: 'anonymous', atCompletion: id === 'feedback' }, asked)
  lena = await browse(platform, tenant, cast.lena)
  leo = await browse(platform, tenant, cast.leo)
  ivy = await browse(platform, tenant, cast.ivy)
})

test('a learner answers an anonymous survey without JavaScript, and reads before what is kept', async () => {
  const before = await lena.read('/quizzes/ask')
  expect(before.html).toContain('without your name, without a time and without an address')
  expect(before.html).not.toMatch(/\d points?\b|To pass|attempts left/i)
  const started = await lena.post('/quizzes/ask/attempts')
  const path = started.headers.get('Location')!
  const page = await lena.read(path)
  expect(page.html).not.toMatch(/\d points?\b/)
  expect(page.html).not.toContain('data-log')
  const [rating, choice, text] = (await versionsOf(school.tenant, 'ask')).map(({ versionId }) => versionId)
  const fields = {
    [`revision-${rating}`]: '0',
    [`answer-${rating}.0`]: '0.1',
    [`revision-${choice}`]: '0',
    [`answer-${choice}`]: 'a',
    [`revision-${text}`]: '0',
    [`answer-${text}`]: 'More bread.',
  }
  const saved = await lena.post(`${path}/responses?_method=PUT`, { ...fields, go: 'review' })
  expect(saved.headers.get('Location')).toBe(`${path}/review`)
  expect((await lena.read(`${path}/review`)).html).toContain('More bread.')
  const handed = await lena.post(`${path}/submission`)
  expect(handed.headers.get('Location')).toBe(path)
  const thanks = await lena.read(path)
  expect(thanks.html).toContain('nothing says that they are yours')
  expect(thanks.html).not.toContain('More bread.')
  expect((await lena.read('/quizzes/ask')).html).toContain('You have answered this. Thank you.')
  expect((await lena.post('/quizzes/ask/attempts')).status).toBe(409)
  expect((await ivy.read(path)).status).toBe(404)
  expect((await ivy.read(`${path}/log`)).html).not.toContain('More bread.')
})

test('staff see who has answered, and of four answers nothing at any door', async () => {
  const { tenant } = school
  const crowd = await Promise.all(
    Array.from({ length: 6 }, async (_, i) => {
      const person = { id: `crowd-${i}`, name: `Crowd ${i}`, role: 'learner' as const }
      await tenant.db.insert(users).values({ ...person, email: `${person.id}@acme.example`, createdAt: monday })
      await enroll(tenant, 'git', actorOf(person), 'learner')
      return actorOf(person)
    }),
  )
  const answer = async (i: number) => {
    const { id } = await startAttempt(tenant, crowd[i]!, 'five')
    const { questions } = await findAttempt(tenant, crowd[i]!, id)
    const said = [['0.1'], ['b'], [`=cmd|' /C calc'!A${i}`]]
    for (const [n, { versionId }] of questions.entries())
      await saveResponse(tenant, crowd[i]!, id, { versionId, revision: 1, values: said[n]! })
    await submitAttempt(tenant, crowd[i]!, id)
  }
  const doors = ['/quizzes/five/results', '/quizzes/five/results.csv'] as const
  for (let i = 0; i < 4; i++) await answer(i)
  for (const door of doors) expect((await ivy.read(door)).html).not.toContain('cmd|')
  expect((await ivy.read('/quizzes/five/results')).html).toContain('Shown from 5 answers on.')
  expect((await ivy.read('/quizzes/five/respondents')).html).toContain('4 of 8 have answered.')

  await answer(4)
  expect((await ivy.read('/quizzes/five/results')).html).toContain('cmd|')
  const csv = (await ivy.read('/quizzes/five/results.csv')).html
  // A spreadsheet runs none of it.
  expect(csv.split('\r\n').filter((line) => line.includes("'=cmd|"))).toHaveLength(5)
  expect(csv).not.toMatch(/,=cmd/)
  await answer(5)
  const six = (await ivy.read('/quizzes/five/results')).html
  expect(six).toContain('One person’s answers wait until there are 5 together')
  expect(six).not.toContain('!A5')
})

test('whoever completes the course is invited to say how it was, until they have', async () => {
  const { tenant, cast } = school
  expect((await leo.read('/courses/git')).html).not.toContain('Give feedback')
  await tenant.db
    .update(enrollments)
    .set({ completedAt: tenant.now(), state: 'completed', percent: 100 })
    .where(eq(enrollments.userId, cast.leo.id))
  expect((await leo.read('/courses/git')).html).toContain('href="/quizzes/feedback"')
  expect((await leo.read('/')).html).toContain('href="/quizzes/feedback"')
  const { id } = await startAttempt(tenant, cast.leo, 'feedback')
  await submitAttempt(tenant, cast.leo, id)
  expect((await leo.read('/courses/git')).html).not.toContain('Give feedback')
  expect((await leo.read('/')).html).not.toContain('Give feedback')
})

test('the adding menu makes a survey about the course, with its questions', async () => {
  const made = await ivy.post('/modules/one/items', { kind: 'course-feedback', title: '' })
  expect(made.status).toBe(303)
  const [item] = await school.tenant.db.select().from(items).where(eq(items.title, 'Course feedback'))
  expect(item).toMatchObject({ kind: 'quiz', maxPoints: null, required: false, publishedAt: null })
  const [quiz] = await school.tenant.db.select().from(quizzes).where(eq(quizzes.itemId, item!.id))
  expect(quiz).toMatchObject({ survey: 'anonymous', atCompletion: true })
  const page = await ivy.read(`/quizzes/${item!.id}/edit`)
  expect(page.html).toContain('What helped you most?')
  expect(page.html).not.toMatch(/name="(right|passPercent" type|explanation|rubricId)"/)
  expect(page.html).not.toContain('True or false')
})

test('what a quiz is for is changed on its page, and said where it cannot be', async () => {
  const changed = await ivy.post('/quizzes/sheet/survey?_method=PUT', { survey: 'named' })
  expect(changed.status).toBe(303)
  expect((await ivy.read('/quizzes/sheet/edit')).html).toContain('It is a survey with names now.')
  expect((await ivy.post('/quizzes/sheet/survey?_method=PUT', { survey: 'secret' })).status).toBe(422)
  const refused = await ivy.post('/quizzes/ask/survey?_method=PUT', { survey: 'named' })
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('This stays as it is')
  expect(await school.tenant.db.select().from(attempts).where(eq(attempts.itemId, 'ask'))).toHaveLength(1)
})
