import { beforeAll, expect, test } from 'vitest'
import { findQuizToEdit } from '../../worker/domain/quizzes'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { firstKinds, makeQuiz, versionsOf } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser
let lena: Browser
let teacher: School['cast']['ivy']

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ;({ ivy: teacher } = await teachCourse(tenant, cast, { modules: { one: [{ id: 'drill', kind: 'quiz' }] } }))
  await makeQuiz(tenant, 'drill', {}, firstKinds.slice(3, 5))
  ivy = await browse(platform, tenant, teacher)
  lena = await browse(platform, tenant, cast.lena)
})

const quizOf = async () => (await findQuizToEdit(school.tenant, teacher, 'drill')).quiz

test('an author writes hints and says how often one may try, without JavaScript', async () => {
  const fields = { kind: 'short-text', prompt: 'Which command shows the history?', accepted: 'git log', points: '2' }
  const more = await ivy.post('/quizzes/drill/questions/drill-short-text?_method=PUT', {
    ...fields,
    hint: ['It begins with g.'],
    more: 'hint',
  })
  expect((await more.text()).match(/name="hint"/g)).toHaveLength(2)
  await ivy.post('/quizzes/drill/questions/drill-short-text?_method=PUT', {
    ...fields,
    hint: ['It begins with *g*.', '', 'Three letters follow.'],
  })
  expect((await ivy.read('/quizzes/drill/edit')).html).toContain('2 hints')

  const settings = { passPercent: '60', counts: 'highest', answers: 'adaptive', tries: '99', tryPercent: '50' }
  const refused = await ivy.post('/quizzes/drill?_method=PUT', settings)
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Write a whole number from 1 to 10.')
  await ivy.post('/quizzes/drill?_method=PUT', { ...settings, tries: '3' })
  expect(await quizOf()).toMatchObject({
    tries: 3,
    tryPercent: 50,
    shows: { during: expect.arrayContaining(['right']) },
  })
  expect((await ivy.read('/quizzes/drill/edit')).html).toMatch(/value="adaptive"[^>]*checked/)
})

test('a learner checks, reads the hint and tries again without JavaScript', async () => {
  expect((await lena.read('/quizzes/drill')).html).toContain('You may try each question 3 times')
  const path = (await lena.post('/quizzes/drill/attempts')).headers.get('Location')!
  const before = (await lena.read(path)).html
  expect(before).toContain('3 tries left. Each further one costs 1 points.')
  expect(before).not.toContain('It begins with')
  const { versionId } = (await versionsOf(school.tenant, 'drill'))[0]!
  const give = (answer: string, revision: number, tried: number) =>
    lena.post(`${path}/responses?_method=PUT`, {
      [`revision-${versionId}`]: String(revision),
      [`answer-${versionId}`]: answer,
      [`try-${versionId}`]: String(tried),
      check: versionId,
    })
  await give('git blame', 0, 1)
  const wrong = (await lena.read(path)).html
  expect(wrong).toContain('Try 1 of 3')
  expect(wrong).toContain('It begins with <em>g</em>.')
  expect(wrong).not.toContain('Three letters follow')
  expect(wrong).not.toMatch(/git log/)
  await give('git blame', 1, 2)
  expect((await lena.read(path)).html).toContain('That answer was checked already.')
  await give('git log', 1, 2)
  const right = (await lena.read(path)).html
  expect(right).toContain('data-checked')
  await lena.post(`${path}/submission`)
  const result = (await lena.read(path)).html
  expect(result).toMatch(/2 tries[\s\S]*git blame[\s\S]*git log[\s\S]*The best one counts/)
  expect(result).toContain('Right · 1 of 2')
})

test('a program tries by number, and sending it again is the same try', async () => {
  const call = await program(school.platform, school.tenant, school.cast.lena)
  const { json: attempt } = await call('POST', '/quizzes/drill/attempts')
  const place = `/attempts/${attempt.id}/responses/${attempt.questions[0].id}`
  await call('PUT', place, { revision: 1, values: ['git blame'] })
  for (const _ of ['once', 'twice']) {
    const { json } = await call('PUT', `${place}/check?try=1`)
    expect(json.questions[0]).toMatchObject({ triesAllowed: 3, tryCosts: 1, hints: ['It begins with *g*.'] })
    expect(json.questions[0].tries).toMatchObject([{ correct: 'none' }])
  }
})
