import { beforeAll, expect, test } from 'vitest'
import { certificates, courses } from '../../worker/db/schema'
import { issueCertificate } from '../../worker/domain/certificates'
import { spellCode } from '../../worker/lib/ids'
import { browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'
import { tripsOf } from '../support/trips'

let school: School
let certificate: typeof certificates.$inferSelect

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const course = await teachCourse(tenant, cast, { modules: { basics: [{ id: 'intro' }] } })
  await tenant.db.update(courses).set({ certificate: true })
  await issueCertificate(tenant, { kind: 'course', subjectId: 'git', enrollmentId: course.lena.id, at: monday })
  certificate = (await tenant.db.select().from(certificates))[0]!
})

const as = (name: keyof School['cast'] | null) => browse(school.platform, school.tenant, name && school.cast[name])

test('its owner sees it, finds it in the list and keeps it as a file', async () => {
  const lena = await as('lena')
  const page = await lena.read(`/certificates/${certificate.id}`)
  expect(page.status).toBe(200)
  expect(page.html).toContain('Lena Learner')
  expect(page.html).toContain(spellCode(certificate.code))
  expect(page.html).not.toContain('Revoke')
  const mine = (await lena.read('/certificates')).html
  expect(mine).toContain(`/certificates/${certificate.id}/pdf`)
  expect(mine).toContain('class="picture cover"')
  expect(page.html.match(new RegExp(`href="/verify/${certificate.code}"`, 'g'))).toHaveLength(1)

  const file = await lena.get(`/certificates/${certificate.id}/pdf`)
  expect(file.headers.get('Content-Type')).toBe('application/pdf')
  expect(file.headers.get('Content-Disposition')).toContain('Git%20for%20beginners%20-%20Lena%20Learner.pdf')
  expect(new TextDecoder().decode((await file.arrayBuffer()).slice(0, 5))).toBe('%PDF-')
}, 30_000)

test('it is not there for others, through any door', async () => {
  const globex = await addSchool(school.platform, 'globex', 'Globex')
  const next = await browse(school.platform, globex.tenant, globex.cast.ada)
  for (const browser of [await as('leo'), await as('zed'), await as('ian'), next]) {
    expect((await browser.get(`/certificates/${certificate.id}`)).status).toBe(404)
    expect((await browser.get(`/certificates/${certificate.id}/pdf`)).status).toBe(404)
    expect((await browser.post(`/certificates/${certificate.id}/revocation`, { reason: 'x' })).status).toBe(404)
  }
  expect((await next.get(`/verify/${certificate.code}`)).status).toBe(404)
  expect((await (await as(null)).get(`/certificates/${certificate.id}`)).status).toBe(303)
})

test('a stranger checks it by its code, without signing in', async () => {
  const stranger = await as(null)
  const asked = await stranger.get(`/verify?code=${spellCode(certificate.code).toLowerCase()}`)
  expect(asked.status).toBe(303)
  const page = await stranger.read(asked.headers.get('Location')!)
  expect(page.status).toBe(200)
  for (const html of [page.html, (await stranger.read('/sign-in')).html])
    expect(html).toMatch(/<form class="languages"[\s\S]*value="de" lang="de"/)
  for (const words of [
    'This certificate is valid',
    'Lena Learner',
    'Git for beginners',
    'Acme Academy',
    '2 March 2026',
  ])
    expect(page.html).toContain(words)
  expect(page.html).not.toContain(certificate.id)
  expect(page.html).not.toContain('lena@')

  const unknown = await stranger.read('/verify/K7RM-PX9T-4WDC')
  expect(unknown.status).toBe(404)
  expect(unknown.html).toContain('No certificate has this code')
  expect(unknown.html).toContain('value="K7RM-PX9T-4WDC"')
  expect((await stranger.get('/verify')).status).toBe(200)
})

test('an instructor revokes it: the form comes back without a reason, and checking tells it', async () => {
  const [lena, ivy, stranger] = [await as('lena'), await as('ivy'), await as(null)]
  const path = `/certificates/${certificate.id}/revocation`
  expect((await lena.post(path, { reason: 'x' })).status).toBe(403)
  const empty = await ivy.post(path, { reason: '' })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Say why.')
  expect((await ivy.post(path, { reason: 'Issued <b>twice</b>' })).status).toBe(303)
  const page = await stranger.read(`/verify/${certificate.code}`)
  expect(page.html).toContain('was revoked on')
  expect(page.html).toContain('Issued &lt;b&gt;twice&lt;/b&gt;')
  expect((await lena.get(`/certificates/${certificate.id}/pdf`)).status).toBe(410)
  expect((await ivy.post(`${path}?_method=DELETE`)).status).toBe(303)
  expect((await stranger.read(`/verify/${certificate.code}`)).html).toContain('This certificate is valid')
})

test('every page of it makes at most two trips', async () => {
  for (const [name, path] of [
    ['lena', '/certificates'],
    ['lena', `/certificates/${certificate.id}`],
    ['lena', `/certificates/${certificate.id}/pdf`],
    [null, `/verify/${certificate.code}`],
  ] as const) {
    const { status, trips } = await tripsOf(await as(name), path)
    expect(status, path).toBe(200)
    expect(trips, path).toBeLessThanOrEqual(2)
  }
}, 30_000)
