import { beforeAll, describe, expect, test } from 'vitest'
import { drain } from '../../../worker/jobs/drain'
import { program } from '../../support/api'
import { browserAt } from '../../support/browser'
import { askSomething } from '../../support/quiz'
import { makeSchool, type School } from '../../support/school'

type Program = Awaited<ReturnType<typeof program>>
let school: School
let ada: Program
let ivy: Program
let ian: Program
let lena: Program
let zed: Program
let course: string
let ids: { lesson: string; quiz: string; assignment: string }

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  ada = await program(platform, tenant, cast.ada)
  ivy = await program(platform, tenant, cast.ivy)
  ian = await program(platform, tenant, cast.ian)
  lena = await program(platform, tenant, cast.lena)
  zed = await program(platform, tenant, cast.zed)
  course = (await ivy('POST', '/courses', { title: 'Bread' })).json.id
  const module = (await ivy('POST', `/courses/${course}/modules`, { title: 'Dough' })).json.id
  const add = async (kind: string) =>
    (await ivy('POST', `/modules/${module}/items`, { title: `The ${kind}`, kind })).json.id as string
  ids = { lesson: await add('lesson'), quiz: await add('quiz'), assignment: await add('assignment') }
  expect((await ivy('POST', `/items/${ids.quiz}/publication`)).status).toBe(409)
  await askSomething(tenant, ids.quiz, course)
  for (const id of Object.values(ids)) await ivy('POST', `/items/${id}/publication`)
  await ivy('POST', `/courses/${course}/publication`)
  await ivy('PATCH', `/courses/${course}/settings`, { certificate: true })
})

describe('enrollments', () => {
  test('put people in, all or nobody, and take them out', async () => {
    const path = `/courses/${course}`
    expect((await ivy('POST', `${path}/enrollments`, { people: ['acme-lena', 'foreign'] })).status).toBe(422)
    expect((await ivy('GET', `${path}/enrollments`)).json.items).toEqual([])
    const dueAt = '2026-06-01T00:00:00Z'
    const people = ['acme-lena', 'acme-leo', 'acme-zed']
    expect((await ivy('POST', `${path}/enrollments`, { people, dueAt })).json).toEqual({ enrolled: 3 })
    const page = (await ivy('GET', `${path}/enrollments?limit=2`)).json
    expect(page.items.map(({ person }: { person: { name: string } }) => person.name)).toEqual([
      'Lena Learner',
      'Leo Learner',
    ])
    expect(page.items[0].dueAt).toBe('2026-06-01T00:00:00.000Z')
    expect((await ivy('GET', `${path}/enrollments?limit=2&cursor=${page.next}`)).json.items).toHaveLength(1)
    expect((await ivy('POST', `${path}/withdrawals`, { people: ['acme-zed', 'acme-leo'] })).status).toBe(204)
    expect((await zed('GET', path)).status).toBe(404)
    expect((await ivy('POST', `${path}/returns`, { people: ['acme-leo'] })).status).toBe(204)
    expect((await ivy('PUT', `${path}/enrollments/acme-leo/role`, { role: 'observer' })).status).toBe(204)
    const states = (await ivy('GET', `${path}/enrollments`)).json.items
    expect(states.map(({ person }: { person: { id: string } }) => person.id)).toEqual(['acme-lena'])
    const gone = (await ivy('GET', `${path}/enrollments?state=withdrawn`)).json.items
    expect(gone.map(({ person }: { person: { id: string } }) => person.id)).toEqual(['acme-zed'])
  })

  test('are nobody else’s to see or change', async () => {
    const path = `/courses/${course}`
    expect((await lena('GET', `${path}/enrollments`)).status).toBe(403)
    for (const stranger of [ian, zed]) expect((await stranger('GET', `${path}/enrollments`)).status).toBe(404)
    for (const other of [lena, ian, zed])
      expect((await other('POST', `${path}/enrollments`, { people: ['acme-zed'] })).status).toBe(404)
    const [mine] = (await lena('GET', '/me/courses')).json.items
    expect([mine.courseId, mine.percent]).toEqual([course, 0])
    expect((await zed('GET', '/me/courses')).json.items).toEqual([])
  })

  test('come by code and by request', async () => {
    const other = (await ivy('POST', '/courses', { title: 'Cake' })).json.id
    const { joinCode } = (await ivy('PATCH', `/courses/${other}/settings`, { joining: 'code' })).json
    await ivy('POST', `/courses/${other}/publication`)
    expect((await zed('POST', '/joins', { code: 'WRONG' })).status).toBe(404)
    expect((await zed('POST', '/joins', { code: joinCode })).json).toEqual({ courseId: other })
    expect((await zed('GET', `/courses/${other}`)).json.you).toBe('learner')
    const limits = { joinMost: 1, joinEndsAt: '2026-12-24T22:59:00.000Z' }
    expect((await ivy('PATCH', `/courses/${other}/settings`, limits)).json).toMatchObject({ ...limits, joinUses: 1 })
    expect((await ian('POST', '/joins', { code: joinCode })).status, 'the only place is taken').toBe(410)
    expect((await zed('POST', '/joins', { code: joinCode })).json).toEqual({ courseId: other })
    for (const wrong of [{ joinMost: 0 }, { joinEndsAt: '2020-01-01T00:00:00Z' }])
      expect((await ivy('PATCH', `/courses/${other}/settings`, wrong)).status).toBe(422)
    expect((await zed('DELETE', `/courses/${other}/membership`)).status).toBe(204)
    await ivy('PATCH', `/courses/${other}/settings`, { joining: 'request', visibility: 'organization' })
    expect((await zed('POST', `/courses/${other}/request`, { message: 'Please' })).status).toBe(204)
    const [request] = (await ivy('GET', `/courses/${other}/join-requests`)).json.items
    expect([request.person.name, request.message]).toEqual(['Zed Stranger', 'Please'])
    expect((await zed('GET', `/courses/${other}/join-requests`)).status).toBe(403)
    expect((await lena('POST', `/join-requests/${request.id}/decision`, { decision: 'approved' })).status).toBe(404)
    const decided = await ivy('POST', `/join-requests/${request.id}/decision`, { decision: 'approved' })
    expect(decided.json).toEqual({ courseId: other, personId: 'acme-zed' })
  })
})

describe('content', () => {
  test('is Markdown, in and out', async () => {
    const markdown = '# Flour\n\nThree kinds.\n\n::: callout\nWash your hands.\n:::\n'
    const written = await ivy('PUT', `/lessons/${ids.lesson}`, { markdown })
    expect([written.status, written.json.remarks]).toEqual([200, []])
    expect(written.json.draft).toBe(true)
    expect((await lena('GET', `/lessons/${ids.lesson}`)).json.markdown).not.toContain('Wash your hands.')
    expect((await lena('GET', `/lessons/${ids.lesson}/draft`)).status).toBe(404)
    expect((await ivy('GET', `/lessons/${ids.lesson}/draft`)).json).toMatchObject({ version: written.json.version })
    expect((await ivy('POST', `/lessons/${ids.lesson}/draft/publication`)).json).toEqual({
      version: written.json.version,
      faults: [],
    })
    const read = (await lena('GET', `/lessons/${ids.lesson}`)).json
    expect(read.markdown).toContain('Wash your hands.')
    const again = await ivy('PUT', `/lessons/${ids.lesson}`, { markdown: read.markdown, version: read.version })
    expect([again.json.version, again.json.markdown]).toEqual([read.version, read.markdown])
    expect((await ivy('PUT', `/lessons/${ids.lesson}`, { markdown: 'Other', version: 99 })).status).toBe(409)
    for (const other of [lena, ian, zed])
      expect((await other('PUT', `/lessons/${ids.lesson}`, { markdown: 'Mine' })).status).toBe(404)
    expect((await zed('GET', `/lessons/${ids.lesson}`)).status).toBe(404)
  })

  test('shows no file that its author may not see', async () => {
    const foreign = '01900000-0000-7000-8000-000000000000'
    const markdown = `![A loaf](media:${foreign})`
    expect((await ivy('PUT', `/lessons/${ids.lesson}`, { markdown })).status).toBe(404)
  })

  test('asks for work', async () => {
    const path = `/assignments/${ids.assignment}`
    const before = (await ivy('GET', path)).json
    const changed = await ivy('PATCH', path, { instructions: 'Bake **one** loaf.', maxPoints: 20 })
    expect(changed.json).toEqual({ ...before, instructions: 'Bake **one** loaf.', maxPoints: 20 })
    expect((await ivy('PATCH', path, { takesText: false, takesFiles: false })).status).toBe(200) // given by hand
    expect((await ivy('PATCH', path, { takesText: true, takesFiles: true })).json).toEqual(changed.json)
    expect((await lena('PATCH', path, { maxPoints: 1 })).status).toBe(404)
    expect((await zed('GET', path)).status).toBe(404)
  })
})

describe('quizzes', () => {
  const question = { kind: 'true-false', body: { prompt: 'Yeast lives.', explanation: '', correct: true } }

  test('are written question by question', async () => {
    const path = `/quizzes/${ids.quiz}`
    const first = await ivy('POST', `${path}/questions`, { question, points: 2 })
    expect([first.status, first.json.points, first.json.question]).toEqual([201, 2, question])
    expect((await ivy('DELETE', `${path}/questions/${ids.quiz}-asked`)).status).toBe(204)
    const second = (await ivy('POST', `${path}/questions`, { question })).json
    expect((await ivy('PUT', `${path}/questions/${second.id}/position`, { step: 'up' })).status).toBe(204)
    const list = async () => (await ivy('GET', `${path}/questions`)).json.items.map(({ id }: { id: string }) => id)
    expect(await list()).toEqual([second.id, first.json.id])
    expect((await ivy('DELETE', `${path}/questions/${second.id}`)).status).toBe(204)
    expect(await list()).toEqual([first.json.id])
    expect((await ivy('DELETE', `${path}/questions/${first.json.id}`)).status).toBe(409)
    const changed = await ivy('PUT', `${path}/questions/${first.json.id}`, { question, points: 3 })
    expect(changed.json.points).toBe(3)
    const wrong = await ivy('POST', `${path}/questions`, { question: { kind: 'number', body: {} } })
    expect(wrong.status).toBe(422)
    expect((await ivy('PATCH', path, { passPercent: 50 })).json.passPercent).toBe(50)
    for (const other of [lena, ian, zed]) {
      expect((await other('GET', `${path}/questions`)).status).toBe(404)
      expect((await other('PATCH', path, { passPercent: 0 })).status).toBe(404)
    }
  })

  test('are answered and handed in once', async () => {
    const started = await lena('POST', `/quizzes/${ids.quiz}/attempts`)
    expect([started.status, started.json.submittedAt]).toEqual([201, null])
    expect(JSON.stringify(started.json)).not.toContain('correct"')
    const [asked] = started.json.questions
    const path = `/attempts/${started.json.id}`
    const save = (revision: number, values: string[]) =>
      lena('PUT', `${path}/responses/${asked.id}`, { revision, values })
    expect((await save(2, ['true'])).json).toEqual({ outcome: 'saved', revision: 2 })
    expect((await save(1, ['false'])).json).toEqual({ outcome: 'stale', revision: 2 })
    expect((await zed('GET', path)).status).toBe(404)
    expect((await ivy('GET', path)).status).toBe(404)
    const done = await lena('POST', `${path}/submission`)
    expect([done.json.percent, done.json.isPassed, done.json.questions[0].mark.correct]).toEqual([100, true, 'full'])
    expect((await lena('POST', `${path}/submission`)).json).toEqual(done.json)
    expect((await save(3, ['false'])).status).toBe(409)
    expect((await ivy('GET', path)).json.percent).toBe(100)
    expect((await ian('GET', path)).status).toBe(404)
    expect((await lena('GET', `/quizzes/${ids.quiz}`)).json.attempts[0].percent).toBe(100)
  })
})

describe('learning', () => {
  test('is handed in, marked and released', async () => {
    const path = `/assignments/${ids.assignment}/submissions`
    expect((await lena('POST', path, { text: '' })).status).toBe(422)
    const key = { 'Idempotency-Key': 'loaf' }
    const handed = await lena('POST', path, { text: 'My loaf', grade: 20 }, key)
    expect([handed.status, handed.json.text, handed.json.grade]).toEqual([201, 'My loaf', null])
    expect((await lena('POST', path, { text: 'My loaf', grade: 20 }, key)).json.id).toBe(handed.json.id)
    expect((await zed('POST', path, { text: 'Mine' })).status).toBe(404)
    const waiting = (await ivy('GET', `/courses/${course}/submissions`)).json.items
    expect(waiting.map(({ id }: { id: string }) => id)).toEqual([handed.json.id])
    const mine = `/submissions/${handed.json.id}`
    expect((await lena('PUT', `${mine}/mark`, { points: 20 })).status).toBe(403)
    expect((await ian('PUT', `${mine}/mark`, { points: 20 })).status).toBe(404)
    expect((await ivy('PUT', `${mine}/mark`, { points: 15, comment: 'Crusty' })).status).toBe(204)
    expect((await lena('GET', mine)).json.grade).toBe(null)
    expect((await ivy('POST', `${mine}/release`, { points: 21 })).status).toBe(422)
    expect((await ivy('POST', `${mine}/release`, { points: 15, comment: 'Crusty' })).json.grade.points).toBe(15)
    expect((await lena('GET', mine)).json.grade).toMatchObject({ points: 15, comment: 'Crusty' })
    expect((await zed('GET', mine)).status).toBe(404)
  })

  test('is seen by whom it concerns, and completed by hand with a reason', async () => {
    const path = `/courses/${course}/learners/acme-lena`
    const seen = (await ivy('GET', path)).json
    expect(seen.items.map(({ state }: { state: string }) => state)).toEqual(['open', 'done', 'done'])
    expect((await lena('GET', path)).json.items[2].grade.points).toBe(15)
    for (const other of [ian, zed]) expect((await other('GET', path)).status).toBe(404)
    const item = `${path}/items/${ids.lesson}`
    expect((await lena('POST', `${item}/completion`, { reason: 'I read it' })).status).toBe(403)
    expect((await ivy('POST', `${item}/completion`, { reason: '' })).status).toBe(422)
    const done = (await ivy('POST', `${item}/completion`, { reason: 'Read in class' })).json
    expect([done.items[0].state, done.items[0].overrideReason]).toEqual(['done', 'Read in class'])
  })

  test('ends in a certificate that anybody can verify, and that can be taken back', async () => {
    await drain(school.tenant, {}, school.platform)
    const [certificate] = (await lena('GET', '/me/certificates')).json.items
    expect(certificate.recipientName).toBe('Lena Learner')
    const stranger = browserAt(school.platform, school.tenant.origin)
    const verify = async () =>
      (await (await stranger.get(`/api/v1/verifications/${certificate.code}`)).json()) as Record<string, unknown>
    expect(await verify()).toMatchObject({ title: 'Bread', revokedAt: null })
    expect(await verify()).not.toHaveProperty('personId')
    expect((await stranger.get('/api/v1/verifications/AAAAAAAAAAAA')).status).toBe(404)
    const path = `/certificates/${certificate.id}`
    expect((await zed('GET', path)).status).toBe(404)
    expect((await lena('POST', `${path}/revocation`, { reason: 'x' })).status).toBe(403)
    expect((await ivy('POST', `${path}/revocation`, { reason: 'Wrong name' })).status).toBe(204)
    expect((await verify()).revokedFor).toBe('Wrong name')
    expect((await ivy('DELETE', `${path}/revocation`)).status).toBe(204)
  })

  test('is opened again with a reason', async () => {
    const item = `/courses/${course}/learners/acme-lena/items/${ids.lesson}`
    const open = (await ivy('POST', `${item}/reopening`, { reason: 'Another class' })).json
    expect([open.items[0].state, open.items[0].overrideReason]).toEqual(['open', 'Another class'])
  })

  test('has notes of its own', async () => {
    const path = `/lessons/${ids.lesson}/note`
    expect((await lena('PUT', path, { text: 'Buy rye' })).json).toEqual({ text: 'Buy rye' })
    expect((await lena('GET', path)).json).toEqual({ text: 'Buy rye' })
    expect((await ivy('GET', path)).json).toEqual({ text: '' })
    expect((await zed('GET', path)).status).toBe(404)
  })

  test('is found', async () => {
    const kinds = async (one: Program, q: string) =>
      (await one('GET', `/search?q=${q}`)).json.items.map(({ kind }: { kind: string }) => kind)
    expect(await kinds(lena, 'bread')).toContain('course')
    expect(await kinds(ian, 'bread')).toEqual([])
    expect(await kinds(ada, 'lena')).toEqual(['person'])
    const { platform, tenant, cast } = school
    const narrow = await program(platform, tenant, cast.ada, ['courses.read'])
    expect(await kinds(narrow, 'lena')).toEqual([])
  })
})
