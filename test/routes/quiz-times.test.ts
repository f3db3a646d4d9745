import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { attemptLog, attempts, auditEntries, courses, quizzes, responses } from '../../worker/db/schema'
import { findAttempt, submitAttempt, tellLog } from '../../worker/domain/quizzes'
import { momentOf } from '../../worker/lib/zones'
import { program } from '../support/api'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { firstKinds, makeQuiz } from '../support/quiz'
import { makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'

const second = 1_000
const minute = 60 * second
const zone = 'Europe/Berlin'

let school: School
let lena: Browser
let ivy: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  await teachCourse(tenant, cast, {
    modules: { one: ['timed', 'json', 'form', 'soon', 'twice', 'logged'].map((id) => ({ id, kind: 'quiz' as const })) },
  })
  await tenant.db.update(courses).set({ zone }).where(eq(courses.id, 'git'))
  lena = await browse(platform, tenant, cast.lena)
  ivy = await browse(platform, tenant, cast.ivy)
})
beforeEach(() => school.platform.setNow(monday))

const later = (ms: number) => school.platform.setNow(monday + ms)

async function begin(quiz: string) {
  const answer = await lena.post(`/quizzes/${quiz}/attempts`)
  const path = answer.headers.get('Location')!
  const id = path.split('/')[2]!
  const page = await findAttempt(school.tenant, school.cast.lena, id)
  return { path, id, versionId: page.questions[0]!.versionId }
}

const savedIn = (id: string) => school.tenant.db.select().from(responses).where(eq(responses.attemptId, id))

test('late by one second is late: by the page’s form and by its script', async () => {
  await makeQuiz(school.tenant, 'timed', { timeLimitMinutes: 1, graceSeconds: 5 }, firstKinds)
  const { path, id, versionId } = await begin('timed')
  later(minute + 4 * second)
  const fields = { [`revision-${versionId}`]: '0', [`answer-${versionId}`]: 'b' }
  expect((await lena.post(`${path}/responses?_method=PUT`, { ...fields, go: 'stay' })).status).toBe(303)
  expect(await savedIn(id)).toMatchObject([{ revision: 1 }])

  later(minute + 5 * second)
  const late = await lena.post(`${path}/responses?_method=PUT`, {
    [`revision-${versionId}`]: '1',
    [`answer-${versionId}`]: 'a',
    go: 'review',
  })
  expect(late.status).toBe(409)
  const said = await late.text()
  expect(said).toContain('came after the end and was not saved')
  expect(said).toContain(`action="${path}/submission"`)
  const script = await lena.post(`${path}/responses/${versionId}?_method=PUT`, { revision: '2', value: 'a' })
  expect([script.status, await script.json()]).toEqual([409, { outcome: 'late' }])
  expect(await savedIn(id)).toMatchObject([{ revision: 1 }])
})

test('without JavaScript the end stands on the page; after it the page offers to hand in, and changes nothing', async () => {
  const { path, id } = await begin('timed')
  const page = (await lena.read(path)).html
  expect(page).toContain('Ends: today, 10:01') // 9:01 in Greenwich
  expect(page).toContain(`data-ends="${monday + minute}"`)
  expect((await lena.read('/quizzes/timed')).html).toContain('You have 1 minute for an attempt.')
  later(minute)
  for (const at of [path, '/quizzes/timed']) expect((await lena.read(at)).html).toContain('Time is up')
  expect((await lena.get(`${path}/review`)).headers.get('Location')).toBe(path)
  const [before] = await school.tenant.db.select().from(attempts).where(eq(attempts.id, id))
  expect(before).toMatchObject({ submittedAt: null })
  later(10 * minute)
  expect((await lena.post(`${path}/submission`)).headers.get('Location')).toBe(path)
  const result = (await lena.read(path)).html
  expect(result).toContain('Handed in by the clock')
})

test('a program finds the end of an attempt, and 409 one second after the grace', async () => {
  const { platform, tenant, cast } = school
  await makeQuiz(tenant, 'json', { graceSeconds: 10 }, firstKinds)
  const ivysProgram = await program(platform, tenant, cast.ivy)
  const closesAt = new Date(monday + minute).toISOString()
  const changed = await ivysProgram('PATCH', '/quizzes/json', { closesAt, delayMinutes: 7, counts: 'average' })
  expect(changed.json).toMatchObject({ closesAt, opensAt: null, delayMinutes: 7, counts: 'average', graceSeconds: 10 })
  expect((await ivysProgram('PATCH', '/quizzes/json', { opensAt: closesAt })).status).toBe(422)

  const call = await program(platform, tenant, cast.lena)
  const begun = await call('POST', '/quizzes/json/attempts')
  expect(begun.json).toMatchObject({
    endsAt: closesAt,
    takenUntil: new Date(monday + minute + 10 * second).toISOString(),
  })
  const answer = (revision: number) =>
    call('PUT', `/attempts/${begun.json.id}/responses/${begun.json.questions[0].id}`, { revision, values: ['b'] })
  later(minute + 9 * second)
  expect((await answer(1)).status).toBe(200)
  later(minute + 11 * second)
  const late = await answer(2)
  expect(late.status).toBe(409)
  expect(late.json).toMatchObject({ title: 'Conflict', detail: expect.stringContaining('time for this attempt is up') })
  const submitted = await call('POST', `/attempts/${begun.json.id}/submission`)
  expect(submitted.json).toMatchObject({ isByClock: true, percent: 20, submittedAt: begun.json.takenUntil })
  const read = await call('GET', '/quizzes/json')
  expect(read.json).toMatchObject({ hindrance: 'closed', percent: 20, attempts: [{ counts: true, endsAt: closesAt }] })
  const again = await call('POST', '/quizzes/json/attempts')
  expect([again.status, again.json.detail]).toEqual([409, 'This quiz is closed. No new attempt can begin.'])
})

test('an author says when and for how long, on the wall clock of the course', async () => {
  await makeQuiz(school.tenant, 'form', {}, firstKinds)
  const settings = {
    passPercent: '60',
    counts: 'first',
    answers: 'pass',
    opensAt: '2026-03-28T09:00',
    closesAt: '2026-03-29T02:30', // the night on which the clocks leap from two to three
    timeLimitMinutes: '45',
    graceSeconds: '0',
    delayMinutes: '120',
  }
  expect((await ivy.post('/quizzes/form?_method=PUT', settings)).status).toBe(303)
  const [row] = await school.tenant.db.select().from(quizzes).where(eq(quizzes.itemId, 'form'))
  expect(row).toMatchObject({
    opensAt: momentOf('2026-03-28', '09:00', zone),
    closesAt: Date.UTC(2026, 2, 29, 1, 30),
    timeLimitMinutes: 45,
    graceSeconds: 0,
    delayMinutes: 120,
    counts: 'first',
  })
  const audited = await school.tenant.db.select().from(auditEntries).where(eq(auditEntries.act, 'quiz.edit'))
  expect(audited.at(-1)?.after).toMatchObject({ timeLimitMinutes: 45 })
  const page = (await ivy.read('/quizzes/form/edit')).html
  expect(page).toContain('value="2026-03-28T09:00"')
  expect(page).toContain('value="2026-03-29T03:30"')
  expect(page).toContain(zone)

  for (const [wrong, field] of [
    [{ closesAt: '2026-03-28T09:00' }, 'closesAt'],
    [{ opensAt: 'soon' }, 'opensAt'],
    [{ timeLimitMinutes: '0' }, 'timeLimitMinutes'],
    [{ timeLimitMinutes: '1.5' }, 'timeLimitMinutes'],
    [{ graceSeconds: '4000' }, 'graceSeconds'],
    [{ delayMinutes: '-1' }, 'delayMinutes'],
  ] as const) {
    const answer = await ivy.post('/quizzes/form?_method=PUT', { ...settings, ...wrong })
    expect(answer.status, field).toBe(422)
    expect(await answer.text(), field).toContain(`id="${field}-error"`)
  }
})

test('a learner reads in words why a quiz cannot be started yet, in the zone of the course', async () => {
  await makeQuiz(school.tenant, 'soon', { opensAt: momentOf('2026-03-03', '08:15', zone)! }, firstKinds)
  const page = (await lena.read('/quizzes/soon')).html
  expect(page).toContain('This quiz has not opened yet. It opens: tomorrow, 8:15.')
  expect(page).not.toContain('action="/quizzes/soon/attempts"')
  const refused = await lena.post('/quizzes/soon/attempts')
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('It opens: tomorrow, 8:15.')
})

test('the result says which attempt counts', async () => {
  await makeQuiz(school.tenant, 'twice', { counts: 'first' }, firstKinds)
  const first = await begin('twice')
  await lena.post(`${first.path}/submission`)
  const second = await begin('twice')
  await lena.post(`${second.path}/submission`)
  expect((await lena.read(second.path)).html).toContain('What counts: attempt 1, with 0%.')
  await school.tenant.db.update(quizzes).set({ counts: 'average' }).where(eq(quizzes.itemId, 'twice'))
  expect((await lena.read(second.path)).html).toContain('What counts: the average of 2 attempts, 0%.')
  expect((await lena.read('/quizzes/twice')).html).toContain('the average of your attempts')
})

test('an attempt keeps how it went, for those who mark it', async () => {
  const { tenant, platform, cast } = school
  await makeQuiz(tenant, 'logged', {}, firstKinds)
  expect((await lena.read('/quizzes/logged')).html).toContain('your network address')
  const { path, id, versionId } = await begin('logged')
  const save = (revision: string, value: string) =>
    lena.send('PUT', `${path}/responses/${versionId}`, new URLSearchParams({ revision, value }))
  await save('1', 'a')
  await save('2', 'b')
  // The same once more is no save.
  await save('2', 'b')
  later(2 * minute)
  const tell = (fields: Record<string, string>) => lena.send('POST', `${path}/log`, new URLSearchParams(fields))
  expect((await tell({ kind: 'left', key: 'one' })).status).toBe(204)
  expect((await tell({ kind: 'left', key: 'one' })).status).toBe(204)
  await tell({ kind: 'returned', key: 'two', seconds: '150' })
  expect((await tell({ kind: 'submitted', key: 'three' })).status).toBe(422)
  expect((await lena.read(`${path}/log`)).status).toBe(404)
  await lena.post(`${path}/submission`)
  await tell({ kind: 'left', key: 'late' })

  const ivys = await program(platform, tenant, cast.ivy)
  const { items } = (await ivys('GET', `/attempts/${id}/log`)).json
  expect(items.map(({ kind, times }: { kind: string; times: number }) => `${kind} ${times}`)).toEqual([
    'started 1',
    'saved 2',
    'left 1',
    'returned 1',
    'submitted 1',
  ])
  const { html } = await ivy.read(`${path}/log`)
  expect(html).toContain('Saved question 1, 2 times')
  expect(html).toContain('Came back after 2 minutes, 30 seconds')
  expect((await ivy.read(path)).html).toContain(`href="${path}/log"`)
})

test('what a browser tells has an end, and what is handed in is noted all the same', async () => {
  const { tenant, cast } = school
  const { id } = await begin('logged')
  for (let n = 0; n < 310; n += 62)
    await Promise.all(
      Array.from({ length: 62 }, (_, i) =>
        tellLog(tenant, cast.lena, id, { kind: 'left', seconds: null, key: `k${n + i}` }, ''),
      ),
    )
  await submitAttempt(tenant, cast.lena, id)
  const kept = await tenant.db.select().from(attemptLog).where(eq(attemptLog.attemptId, id))
  expect(kept).toHaveLength(302)
  expect(kept.map(({ kind }) => kind)).toContain('submitted')
})
