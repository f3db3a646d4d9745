import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { attempts, rulings } from '../../worker/db/schema'
import { saveResponse, startAttempt, submitAttempt } from '../../worker/domain/quizzes'
import { drain } from '../../worker/jobs/drain'
import { urls } from '../../worker/urls'
import { type Browser, browse } from '../support/browser'
import { firstKinds, makeQuiz, rightAnswers, versionsOf } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

let school: School
let teacher: Browser
let lena: Browser
let attemptId: string
let versions: string[]

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  const { ivy } = await teachCourse(tenant, cast, { modules: { one: [{ id: 'few', kind: 'quiz', maxPoints: 5 }] } })
  await makeQuiz(tenant, 'few', {}, firstKinds)
  teacher = await browse(platform, tenant, ivy)
  lena = await browse(platform, tenant, cast.lena)
  versions = (await versionsOf(tenant, 'few')).map(({ versionId }) => versionId)
  attemptId = (await startAttempt(tenant, cast.lena, 'few')).id
  const said = [['a'], rightAnswers[1]!, ['true'], ['<b>git</b> history'], ['7']]
  for (const [i, versionId] of versions.entries())
    await saveResponse(tenant, cast.lena, attemptId, { versionId, revision: 1, values: said[i]! })
  await submitAttempt(tenant, cast.lena, attemptId)
})

const settle = () => drain(school.tenant, {}, school.platform)
const scoreOf = async () => {
  const [row] = await school.tenant.db.select().from(attempts).where(eq(attempts.id, attemptId))
  return [row!.score, row!.maxScore]
}

test('a question is looked at, ruled on and taken back by forms alone, and each page says what it would change', async () => {
  const { html: overview } = await teacher.read(urls.quizRegrade('few'))
  expect(overview).toContain(`version=${versions[3]}`)
  const { html: question } = await teacher.read(urls.quizRegrade('few', { version: versions[3]! }))
  expect(question).toContain('&lt;b&gt;git&lt;/b&gt; history')
  expect(question).not.toContain('<b>git</b> history')
  const asked = { version: versions[3]!, kind: 'accept', answer: JSON.stringify({ values: ['<b>git</b> history'] }) }
  const { html: dry } = await teacher.read(urls.quizRegrade('few', asked))
  expect(dry).toContain('3 of 5')
  expect(dry).toContain('4 of 5')
  expect(await scoreOf()).toEqual([3, 5])

  const made = await teacher.post('/quizzes/few/rulings', asked)
  expect([made.status, made.headers.get('location')]).toEqual([303, urls.quizRegrade('few')])
  await settle()
  expect(await scoreOf()).toEqual([4, 5])
  const { html: result } = await lena.read(urls.attempt(attemptId))
  expect(result).toContain('Question 4: another answer is accepted, too.')

  const [ruling] = await school.tenant.db.select().from(rulings)
  const { html: back } = await teacher.read(urls.quizRegrade('few', { back: ruling!.id }))
  expect(back).toContain('One learner gets less by it.')
  await teacher.post(`${urls.quizRuling('few', ruling!.id)}?_method=DELETE`)
  await settle()
  expect(await scoreOf()).toEqual([3, 5])
})

test('what cannot be ruled comes back in the form with what was chosen, and nothing is written', async () => {
  const version = versions[3]!
  const post = async (fields: Record<string, string>) => {
    const answer = await teacher.post('/quizzes/few/rulings', fields)
    return { status: answer.status, html: await answer.text() }
  }
  const none = await post({ version, kind: 'accept' })
  expect([none.status, none.html.includes('Choose or type an answer.')]).toEqual([422, true])
  const odd = await post({ version, kind: 'accept', answer: '{"values":' })
  expect(odd.status).toBe(422)
  expect((await post({ version, kind: 'everything' })).status).toBe(422)
  expect((await post({ version, kind: 'newest' })).status).toBe(422) // there is no newer one
  const number = await post({ version: versions[4]!, kind: 'accept', typed: 'seven' })
  expect([number.status, number.html.includes('value="seven"')]).toEqual([422, true])
  const choice = await post({ version: versions[0]!, kind: 'accept', answer: '{"values":["z"]}' })
  expect(choice.status).toBe(422)
  const got = await teacher.send('GET', urls.quizRegrade('few', { version, kind: 'accept' }))
  expect([got.status, (await got.text()).includes('Choose or type an answer.')]).toEqual([422, true])
  expect((await teacher.send('GET', urls.quizRegrade('few', { version: 'none' }))).status).toBe(404)
  expect((await school.tenant.db.select().from(rulings)).filter(({ revokedAt }) => revokedAt === null)).toEqual([])
})

test('a dropped question is said to be dropped, and who only may mark sees none of it', async () => {
  await teacher.post('/quizzes/few/rulings', { version: versions[0]!, kind: 'drop' })
  await settle()
  expect(await scoreOf()).toEqual([3, 4])
  const { html } = await lena.read(urls.attempt(attemptId))
  expect(html).toContain('Question 1 was dropped: it does not count.')
  expect((await lena.send('GET', urls.quizRegrade('few'))).status).toBe(404)
})
