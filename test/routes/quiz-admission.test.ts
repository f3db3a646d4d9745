import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { attempts } from '../../worker/db/schema'
import { setOverride, startAttempt } from '../../worker/domain/quizzes'
import { Conflict, Invalid, TooMany } from '../../worker/errors'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { firstKinds, makeQuiz } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

const ids = ['coded', 'guessed', 'placed', 'own-code', 'settings'] as const

let school: School
let ivy: Awaited<ReturnType<typeof teachCourse>>['ivy']
let lena: Browser
let teacher: Browser

beforeAll(async () => {
  school = await makeSchool()
  const course = await teachCourse(school.tenant, school.cast, {
    modules: { one: ids.map((id) => ({ id, kind: 'quiz' as const })) },
  })
  ivy = course.ivy
  lena = await browse(school.platform, school.tenant, school.cast.lena)
  teacher = await browse(school.platform, school.tenant, ivy)
})
beforeEach(() => school.platform.setNow(monday))

const start = (id: (typeof ids)[number], code: string, address = '', who = school.cast.lena) =>
  startAttempt(school.tenant, who, id, { code, address })

test('a quiz with a code begins with it alone, however it is written, and says it to no learner', async () => {
  await makeQuiz(school.tenant, 'coded', { accessCode: 'Bees 2027' }, firstKinds)
  const { html } = await lena.read('/quizzes/coded')
  expect(html).toContain('name="code"')
  expect(html).not.toContain('Bees 2027')
  const wrong = await lena.post('/quizzes/coded/attempts', { code: 'Wasps' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('This is not the code')
  const right = await lena.post('/quizzes/coded/attempts', { code: ' bees 2027' })
  expect([right.status, right.headers.get('location')]).toEqual([303, expect.stringContaining('/attempts/')])
  expect(right.headers.get('location')).toBe(`/attempts/${(await start('coded', '')).id}`)
})

test('who guesses waits, with the right code too', async () => {
  await makeQuiz(school.tenant, 'guessed', { accessCode: 'Bees' }, firstKinds)
  await expect(start('guessed', '')).rejects.toBeInstanceOf(Invalid)
  for (let i = 0; i < 10; i++) await expect(start('guessed', `Wasps ${i}`)).rejects.toBeInstanceOf(Invalid)
  await expect(start('guessed', 'Bees')).rejects.toBeInstanceOf(TooMany)
  await start('guessed', 'Bees', '', school.cast.leo)
  school.platform.setNow(monday + 16 * 60_000)
  await start('guessed', 'Bees')
})

test('a quiz of certain networks begins and opens there alone, and keeps what is answered', async () => {
  await makeQuiz(school.tenant, 'placed', { networks: ['192.0.2.0/24', '2001:db8::/32'] }, firstKinds)
  for (const address of ['', '198.51.100.7', '2001:db9::1'])
    await expect(start('placed', '', address)).rejects.toBeInstanceOf(Conflict)
  const { id } = await start('placed', '', '2001:db8::7')
  const { status, html } = await lena.read(`/attempts/${id}`)
  expect(status).toBe(409)
  expect(html).not.toContain('data-question')
  const [row] = await school.tenant.db.select().from(attempts).where(eq(attempts.id, id))
  expect(
    (
      await lena.post(`/attempts/${id}/responses/${row!.asked[0]!.versionId}?_method=PUT`, {
        revision: '1',
        value: 'x',
      })
    ).status,
  ).not.toBe(409)
})

test('a person may have a code of their own, or none', async () => {
  await makeQuiz(school.tenant, 'own-code', { accessCode: 'Bees' }, firstKinds)
  const everyone = { opensAt: null, closesAt: null, timeLimitMinutes: null, attemptsAllowed: null, reason: '' }
  await setOverride(school.tenant, ivy, 'own-code', { ...everyone, for: `user:${school.cast.lena.id}`, accessCode: '' })
  await setOverride(school.tenant, ivy, 'own-code', {
    ...everyone,
    for: `user:${school.cast.leo.id}`,
    accessCode: 'Ants',
  })
  await start('own-code', '')
  await expect(start('own-code', 'Bees', '', school.cast.leo)).rejects.toBeInstanceOf(Invalid)
  await start('own-code', 'ants', '', school.cast.leo)
})

test('what is no network comes back beside its field', async () => {
  await makeQuiz(school.tenant, 'settings', {}, firstKinds)
  const fields = { passPercent: '60', counts: 'highest', answers: 'pass', graceSeconds: '30', delayMinutes: '0' }
  const wrong = await teacher.post('/quizzes/settings?_method=PUT', { ...fields, networks: '192.0.2.1/24' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('is no network')
  const right = await teacher.post('/quizzes/settings?_method=PUT', {
    ...fields,
    accessCode: 'Bees',
    networks: '192.0.2.0/24, ::1',
  })
  expect(right.status).toBe(303)
  expect((await teacher.read('/quizzes/settings/edit')).html).toContain('192.0.2.0/24')
})
