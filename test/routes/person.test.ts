import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { courses, enrollments, observerLinks, sessions, users } from '../../worker/db/schema'
import { addManager, addMembers, makeGroup } from '../../worker/domain/groups'
import { listHits } from '../../worker/domain/pages'
import { observedLearnersQuery, startSession } from '../../worker/domain/people'
import { drain } from '../../worker/jobs/drain'
import { newId } from '../../worker/lib/ids'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'

const said = vi.spyOn(console, 'log').mockImplementation(() => {})
let school: School
let ada: Browser
let lena: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ada = await browse(platform, tenant, cast.ada)
  lena = await browse(platform, tenant, cast.lena)
  const made = { createdBy: cast.ada.id, createdAt: monday, updatedAt: monday, publishedAt: monday }
  await tenant.db.insert(courses).values({ id: 'git', title: 'Version control', ...made })
  for (const [id, userId, role] of [
    ['e1', cast.lena.id, 'learner'],
    ['e2', cast.leo.id, 'learner'],
    ['e3', cast.ivy.id, 'instructor'],
  ] as const)
    await tenant.db.insert(enrollments).values({ id, userId, courseId: 'git', role, percent: 40, createdAt: monday })
})

const one = async (id: string) => (await school.tenant.db.select().from(users).where(eq(users.id, id)))[0]!
const trips = () =>
  JSON.parse(said.mock.calls.map(([line]) => String(line)).findLast((line) => line.includes('"trips"'))!).trips

const profileOf = (more: Record<string, string | string[]> = {}) => ({
  name: 'Lena Learner',
  pronouns: '',
  bio: '',
  locale: '',
  zone: '',
  shows: ['photo', 'bio', 'pronouns', 'courses'],
  ...more,
})

describe('the page of a person', () => {
  test('shows those who run the school everything, in two trips', async () => {
    const { status, html } = await ada.read(`/people/${school.cast.lena.id}`)
    expect(status).toBe(200)
    expect(html).toContain('Version control')
    expect(html).toContain('value="lena@acme.example"')
    expect(trips()).toBe(2)
  })

  test('is closed to others, and there is none of somebody next door', async () => {
    const { cast, platform, tenant } = school
    const ivy = await browse(platform, tenant, cast.ivy)
    const path = `/people/${cast.leo.id}`
    for (const browser of [ivy, lena]) {
      expect((await browser.get(path)).status).toBe(403)
      expect((await browser.post(`${path}?_method=PUT`, profileOf())).status).toBe(403)
      expect((await browser.post(`${path}/password-reset`)).status).toBe(403)
      expect((await browser.post(`${path}/sign-in-card`)).status).toBe(403)
      expect((await browser.post(`${path}/observers`, { observer: 'zed@acme.example' })).status).toBe(403)
      expect((await browser.post(`${path}/photo?_method=DELETE`)).status).toBe(403)
    }
    const globex = await addSchool(platform, 'globex', 'Globex')
    expect((await ada.get(`/people/${globex.cast.leo.id}`)).status).toBe(404)
    expect((await ada.post(`/people/${globex.cast.leo.id}?_method=PUT`, profileOf())).status).toBe(404)
  })

  test('changes name, address and username, and search follows', async () => {
    const { leo } = school.cast
    const path = `/people/${leo.id}?_method=PUT`
    const answer = await ada.post(path, profileOf({ name: 'Leonardo L', email: 'LEO@new.example', username: 'leo.l' }))
    expect(answer.status).toBe(303)
    expect(await one(leo.id)).toMatchObject({ name: 'Leonardo L', email: 'leo@new.example', username: 'leo.l' })
    expect(await listHits(school.tenant, school.cast.ada, 'leonardo')).toHaveLength(1)
    expect(await listHits(school.tenant, school.cast.ada, 'leo@new')).toHaveLength(1)
    const taken = await ada.post(path, profileOf({ email: 'zed@acme.example' }))
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain('Somebody here has this e-mail address already')
    const wrongs: Record<string, string>[] = [
      { email: 'x' },
      { email: '', username: '' },
      { email: '', username: 'A B' },
      { name: ' ' },
    ]
    for (const wrong of wrongs)
      expect((await ada.post(path, profileOf({ email: 'leo@new.example', ...wrong }))).status).toBe(422)
  })

  test('keeps extra fields out', async () => {
    const { leo } = school.cast
    const extra = { role: 'owner', state: 'suspended', id: 'x', passwordHash: 'x', emailVerifiedAt: '1' }
    await ada.post(`/people/${leo.id}?_method=PUT`, profileOf({ email: 'leo@new.example', ...extra }))
    expect(await one(leo.id)).toMatchObject({ role: 'learner', state: 'active', passwordHash: null })
  })

  test('does not let admins change owners', async () => {
    const { olga } = school.cast
    expect((await ada.post(`/people/${olga.id}?_method=PUT`, profileOf({ email: 'o@x.example' }))).status).toBe(403)
    expect((await ada.post(`/people/${olga.id}/password-reset`)).status).toBe(403)
    expect((await ada.read(`/people/${olga.id}`)).html).not.toContain('_method=PUT')
  })

  test('mails a link for a new password', async () => {
    const before = school.platform.mails.length
    expect((await ada.post(`/people/${school.cast.zed.id}/password-reset`)).status).toBe(303)
    await drain(school.tenant, {}, school.platform)
    const mails = school.platform.mails.slice(before).filter(({ to }) => to === 'zed@acme.example')
    expect(mails.at(-1)?.text).toContain('/new-password?code=')
  })

  test('makes a new sign-in card and ends what the old one opened', async () => {
    const { leo } = school.cast
    await startSession(school.tenant, leo.id, 'Tablet')
    await school.tenant.db.update(users).set({ username: 'leo.l' }).where(eq(users.id, leo.id))
    const card = await ada.post(`/people/${leo.id}/sign-in-card`)
    expect(card.status).toBe(200)
    expect(await card.text()).toContain('leo.l')
    expect(await school.tenant.db.select().from(sessions).where(eq(sessions.userId, leo.id))).toEqual([])
    expect((await one(leo.id)).passwordHash).toMatch(/^\$scrypt/)
    expect((await ada.post(`/people/${school.cast.zed.id}/sign-in-card`)).status).toBe(422)
  })

  test('ends a suspended person’s sessions at once', async () => {
    const { zed } = school.cast
    const browser = await browse(school.platform, school.tenant, zed)
    expect((await browser.get('/me')).status).toBe(200)
    await ada.post('/people/acts', { nonce: newId(), act: 'suspend', person: zed.id, back: `/people/${zed.id}` })
    expect((await browser.get('/me')).status).toBe(303)
    await ada.post('/people/acts', { nonce: newId(), act: 'reinstate', person: zed.id })
  })

  test('links observers and learners', async () => {
    const { cast, tenant } = school
    const path = `/people/${cast.lena.id}/observers`
    expect((await ada.post(path, { observer: 'zed@acme.example' })).status).toBe(303)
    expect((await observedLearnersQuery(tenant, cast.zed.id)).map(({ id }) => id)).toEqual([cast.lena.id])
    expect((await ada.read(`/people/${cast.lena.id}`)).html).toContain('Zed Stranger')
    expect((await ada.post(path, { observer: 'zed@acme.example' })).status).toBe(409)
    expect((await ada.post(path, { observer: 'lena@acme.example' })).status).toBe(422)
    expect((await ada.post(path, { observer: 'nobody@acme.example' })).status).toBe(422)
    expect((await ada.post(`${path}/${cast.zed.id}?_method=DELETE`)).status).toBe(303)
    expect(await tenant.db.select().from(observerLinks)).toEqual([])
    expect((await ada.post(`${path}/${cast.zed.id}?_method=DELETE`)).status).toBe(404)
  })
})

describe('one’s own profile', () => {
  test('is saved by oneself, without role or address', async () => {
    expect((await lena.read('/me')).html).toContain('value="Lena Learner"')
    const fields = {
      name: 'Lena ‮Ortiz',
      pronouns: 'she/her',
      bio: 'I like maps.\n\nAnd trains.',
      locale: 'de',
      zone: 'Asia/Tokyo',
    }
    const answer = await lena.post('/me?_method=PUT', { ...fields, shows: 'bio', role: 'owner', email: 'x@y.example' })
    expect(answer.status).toBe(303)
    expect(await one(school.cast.lena.id)).toMatchObject({
      name: 'Lena Ortiz',
      pronouns: 'she/her',
      locale: 'de',
      zone: 'Asia/Tokyo',
      role: 'learner',
      email: 'lena@acme.example',
      visibility: { photo: false, bio: true, pronouns: false, courses: false },
    })
    for (const wrong of [{ name: '' }, { zone: 'Mars/Base' }, { locale: 'xx' }, { shows: 'all' }])
      expect((await lena.post('/me?_method=PUT', { ...fields, shows: 'bio', ...wrong })).status).toBe(422)
  })

  test('takes a picture for a photo, and nothing else', async () => {
    const png = Uint8Array.from(
      atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
      (letter) => letter.charCodeAt(0),
    )
    const answer = await lena.post('/me/photo', { file: new File([png], 'me.png', { type: 'image/png' }) })
    expect(answer.status).toBe(303)
    expect((await one(school.cast.lena.id)).photoId).not.toBeNull()
    expect((await lena.read('/me')).html).toContain('/media/')
    const fake = await lena.post('/me/photo', { file: new File(['<html>'], 'me.png', { type: 'image/png' }) })
    expect(fake.status).toBe(422)
    expect((await lena.post('/me/photo', {})).status).toBe(422)
    expect((await lena.post('/me/photo?_method=DELETE')).status).toBe(303)
    expect((await one(school.cast.lena.id)).photoId).toBeNull()
  })

  test('shows peers what the person lets them see, and those who teach all of it', async () => {
    const { cast, platform, tenant } = school
    const path = `/people/${cast.lena.id}/card`
    const leo = await browse(platform, tenant, cast.leo)
    const ivy = await browse(platform, tenant, { ...cast.ivy })
    const peers = (await leo.read(path)).html
    expect(peers).toContain('I like maps.')
    expect(peers).not.toContain('she/her')
    expect(peers).not.toContain('Version control')
    expect(peers).not.toContain('lena@acme.example')
    expect((await ivy.read(path)).html).toContain('she/her')
    expect((await ada.read(path)).html).toContain('she/her')
    const zed = await browse(platform, tenant, cast.zed)
    expect((await zed.get(path)).status).toBe(404)
    expect((await leo.read(path, { 'HX-Request-Type': 'partial', 'HX-Request': 'true' })).html).not.toContain('<html')
  })

  test('shows those who look after a group who its people are', async () => {
    const { cast, platform, tenant } = school
    const ian = await browse(platform, tenant, cast.ian)
    const path = `/people/${cast.zed.id}/card`
    expect((await ian.get(path)).status).toBe(404)
    const group = await makeGroup(tenant, cast.ada, null, { name: 'Workshop', selfSignUp: false, seats: null })
    await addManager(tenant, cast.ada, group, { id: cast.ian.id })
    await addMembers(tenant, cast.ada, group, [cast.zed.id])
    expect((await ian.read(path)).html).toContain('Zed Stranger')
  })
})
