import { beforeAll, expect, test } from 'vitest'
import { type Browser, browse } from '../support/browser'
import { makeQuiz, versionsOf } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let ivy: Browser
let lena: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, { modules: { one: [{ id: 'sums', kind: 'quiz' }] } })
  await makeQuiz(tenant, 'sums', { attemptsAllowed: null }, [])
  ivy = await browse(platform, tenant, cast.ivy)
  lena = await browse(platform, tenant, cast.lena)
})

const sum = {
  kind: 'calculated',
  prompt: 'A train goes {a} km in {b} h: $\\frac{a}{b}$?',
  explanation: '{a} : {b} = {=round(a / b, 1)}',
  points: '2',
  formula: 'a / b',
  variable: ['a', 'b', ''],
  from: ['100', '2', ''],
  to: ['300', '4', ''],
  step: ['10', '', ''],
  tolerance: '',
  toleranceKind: 'absolute',
  unit: 'km/h',
  decimals: '1',
  sets: '',
}

test('an author sees examples before anything is saved, and what is wrong with its place', async () => {
  const shown = await ivy.post('/quizzes/sums/questions', { ...sum, more: 'samples' })
  expect(shown.status).toBe(200)
  const html = await shown.text()
  expect(html).toContain('Examples of values')
  expect(html.match(/km\/h<\/strong>/g)).toHaveLength(5)
  expect(await versionsOf(school.tenant, 'sums')).toEqual([])
  const broken = await ivy.post('/quizzes/sums/questions', { ...sum, formula: 'a / (b - 3)', more: 'samples' })
  expect(await broken.text()).toContain('There is something wrong yet')
  const refused = await ivy.post('/quizzes/sums/questions', { ...sum, formula: 'a / (b - 3)' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('The formula has no result for a = 100, b = 3.')
  const misspelt = await ivy.post('/quizzes/sums/questions', { ...sum, formula: 'a /+* b' })
  expect(await misspelt.text()).toContain('At character 5, “*” cannot stand.')
  const saved = await ivy.post('/quizzes/sums/questions', sum)
  expect(saved.status).toBe(303)
  expect((await ivy.read('/quizzes/sums/edit')).html).toContain('a / b km/h')
})

test('a learner works it out without JavaScript, and every page says the same numbers', async () => {
  const path = (await lena.post('/quizzes/sums/attempts')).headers.get('Location')!
  const { html } = await lena.read(path)
  const [, a, b] = /A train goes (\d+) km in (\d) h/.exec(html)!
  expect(html).toContain('<mfrac>')
  expect(html).not.toContain('{a}')
  const result = (Number(a) / Number(b)).toFixed(1)
  const { versionId } = (await versionsOf(school.tenant, 'sums'))[0]!
  const fields = { [`revision-${versionId}`]: '0', [`answer-${versionId}`]: `${result.replace('.', ',')} km/h` }
  await lena.post(`${path}/responses?_method=PUT`, { ...fields, go: 'review' })
  expect((await lena.read(path)).html).toContain(`A train goes ${a} km in ${b} h`)
  const handed = await lena.post(`${path}/submission`)
  const after = await lena.read(handed.headers.get('Location')!)
  expect(after.html).toContain(`A train goes ${a} km in ${b} h`)
  expect(after.html).toContain('2 of 2')
  expect(after.html).toContain(`${a} : ${b} = ${Number(result)}`)
})
