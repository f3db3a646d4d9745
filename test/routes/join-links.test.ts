import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { consents, courses, enrollments, groupMembers, groups, joinLinks, users } from '../../worker/db/schema'
import type { Registration } from '../../worker/db/schema/organization'
import { makeJoinLink, type NewJoinLink } from '../../worker/domain/admissions'
import { editAdmission } from '../../worker/domain/organization'
import { drain } from '../../worker/jobs/drain'
import { spellCode } from '../../worker/lib/ids'
import { hashPassword } from '../../worker/lib/password'
import { type Browser, browse } from '../support/browser'
import { linkTo } from '../support/html'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'

vi.spyOn(console, 'log').mockImplementation(() => {})
let school: School
let ada: Browser
const password = 'many quiet lanterns drift'

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  ada = await browse(platform, tenant, cast.ada)
  await open('link')
  const made = { createdBy: cast.ada.id, createdAt: monday, updatedAt: monday, publishedAt: monday }
  await tenant.db.insert(courses).values([
    { id: 'git', title: 'Version control', ...made },
    { id: 'own', title: 'Course with a code', joining: 'code', joinCode: 'ABCD2345', ...made },
  ])
  await tenant.db.insert(groups).values({ id: 'blue', name: 'Blue', createdAt: monday })
})

const make = (more: Partial<NewJoinLink> = {}) =>
  makeJoinLink(school.tenant, school.cast.ada, {
    role: 'learner',
    courseIds: ['git'],
    groupIds: ['blue'],
    maxUses: null,
    expiresAt: null,
    ...more,
  })

const nobody = () => browse(school.platform, school.tenant)
const open = (registration: Registration) =>
  editAdmission(school.tenant, school.cast.ada, { registration, registrationDomains: [], publicCatalogue: false })

/** Asks at a link and gives the answer, and the mail that went out. */
async function ask(code: string, email: string) {
  school.platform.mails.length = 0
  const answer = await (await nobody()).post(`/join/${code}`, { email })
  await drain(school.tenant, {}, school.platform)
  const page = await answer.text()
  return { status: answer.status, page, cookie: answer.headers.get('Set-Cookie'), mail: school.platform.mails.at(-1) }
}

async function secretFor(code: string, email: string) {
  const { mail } = await ask(code, email)
  return linkTo(mail!.text, '/joining').searchParams.get('code')!
}
const usesOf = async (id: string) =>
  (await school.tenant.db.select().from(joinLinks).where(eq(joinLinks.id, id)))[0]!.uses
const person = async (email: string) => (await school.tenant.db.select().from(users).where(eq(users.email, email)))[0]

describe('a join link', () => {
  test('is made and closed by those who run the school', async () => {
    const answer = await ada.post('/people/join-links', {
      role: 'learner',
      courseIds: 'git',
      maxUses: '30',
      expiresOn: '2026-03-31',
    })
    expect(answer.status).toBe(303)
    const [link] = await school.tenant.db.select().from(joinLinks)
    expect(link).toMatchObject({ role: 'learner', courseIds: ['git'], maxUses: 30, uses: 0 })
    expect((await ada.read('/people/join-links')).html).toContain(spellCode(link!.code))
    expect((await ada.post(`/people/join-links/${link!.id}?_method=DELETE`)).status).toBe(303)
    const over = await (await nobody()).read(`/join/${link!.code}`)
    expect([over.status, over.html.includes('Ask whoever gave it to you'), over.html.includes('href="/join"')]).toEqual(
      [410, true, true],
    )
    for (const actor of [school.cast.ivy, school.cast.lena]) {
      const browser = await browse(school.platform, school.tenant, actor)
      expect((await browser.get('/people/join-links')).status).toBe(403)
      expect((await browser.post('/people/join-links', { role: 'learner' })).status).toBe(403)
      expect((await browser.post(`/people/join-links/${link!.id}?_method=DELETE`)).status).toBe(403)
    }
  })

  test('never carries a role above instructor, nor a bad limit, nor a day that is over', async () => {
    for (const fields of [
      { role: 'admin' },
      { role: 'owner' },
      { role: 'learner', maxUses: '0' },
      { role: 'learner', maxUses: '1.5' },
      { role: 'learner', maxUses: 'many' },
      { role: 'learner', expiresOn: '2026-03-01' },
      { role: 'learner', expiresOn: 'soon' },
    ] as Record<string, string>[])
      expect((await ada.post('/people/join-links', fields)).status).toBe(422)
  })

  test('lets a stranger register by mail and lands them in the course', async () => {
    const link = await make()
    const stranger = await nobody()
    const page = await stranger.read(`/join/${spellCode(link.code).toLowerCase()}`)
    expect(page.status).toBe(200)
    expect(page.html).toContain('Version control')
    const wrong = await stranger.post(`/join/${link.code}`, { email: 'sam at home' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="sam at home"')
    const code = await secretFor(link.code, 'Sam@Example.org')
    expect(await person('sam@example.org')).toBeUndefined()
    const form = await stranger.read(`/joining?code=${code}`)
    expect(form.html).toContain('sam@example.org')
    expect(form.html, 'the terms are shown').toContain('/terms')
    const weak = await stranger.post('/joining', { code, name: 'Sam', password: '123', agreed: 'on' })
    expect(weak.status).toBe(422)
    expect(await weak.text()).toContain('value="Sam"')
    const unagreed = await stranger.post('/joining', { code, name: 'Sam', password })
    expect(unagreed.status).toBe(422)
    expect(await unagreed.text()).toContain('agreed-error')
    const mine = { role: 'owner', id: school.cast.olga.id, email: 'other@example.org' }
    const come = await stranger.post('/joining', { code, name: 'Sam', password, agreed: 'on', ...mine })
    expect(come.headers.get('Location')).toBe('/courses/git')
    expect(stranger.cookies.has('__Host-session')).toBe(true)
    const sam = (await person('sam@example.org'))!
    expect(sam).toMatchObject({ role: 'learner', state: 'active', emailVerifiedAt: monday })
    const [enrolled] = await school.tenant.db.select().from(enrollments).where(eq(enrollments.userId, sam.id))
    expect(enrolled?.courseId).toBe('git')
    expect(await school.tenant.db.select().from(groupMembers).where(eq(groupMembers.userId, sam.id))).toHaveLength(1)
    const agreed = await school.tenant.db.select().from(consents).where(eq(consents.userId, sam.id))
    expect(agreed.map(({ document }) => document).sort()).toEqual(['privacy', 'terms'])
    const twice = await (await nobody()).read(`/joining?code=${code}`)
    expect([twice.status, twice.html.includes('You are registered already')]).toEqual([410, true])
    expect(await usesOf(link.id)).toBe(1)
  })

  test('says the same to an address that is here already, and mails it the way to sign in and join', async () => {
    const link = await make()
    const known = await ask(link.code, 'lena@acme.example')
    const unknown = await ask(link.code, 'none@home.example')
    const alike = (html: string) => html.replaceAll(/(lena@acme|none@home)\.example/g, 'ADDRESS')
    expect([known.status, known.cookie, alike(known.page)]).toEqual([
      unknown.status,
      unknown.cookie,
      alike(unknown.page),
    ])
    expect(known.mail).toMatchObject({ to: 'lena@acme.example' })
    expect(decodeURIComponent(known.mail!.text)).toContain(`/join/${link.code}`)
    expect(known.mail!.text).toContain('/sign-in')
    expect(unknown.mail!.text).toContain('/joining')
  })

  test('brings no stranger in where registration is closed, and says so; people of the school come by it', async () => {
    const link = await make()
    const secret = await secretFor(link.code, 'early@home.example')
    await open('closed')
    const page = await (await nobody()).read(`/join/${link.code}`)
    expect(page.html).toContain('by invitation only')
    expect(page.html).not.toContain('name="email"')
    const { status, mail } = await ask(link.code, 'late@home.example')
    expect([status, mail]).toEqual([422, undefined])
    const come = await (await nobody()).post('/joining', { code: secret, name: 'Early', password, agreed: 'on' })
    expect(come.status).toBe(410)
    expect(await person('early@home.example')).toBeUndefined()
    expect((await ada.read('/people/join-links')).html).toContain('Registration is closed')
    const leo = await browse(school.platform, school.tenant, school.cast.leo)
    expect((await leo.post(`/join/${link.code}/use`)).headers.get('Location')).toBe('/courses/git')
    await open('link')
    expect((await ada.read('/people/join-links')).html).not.toContain('Registration is closed')
  })

  test('takes a person of the school in with one click, and only once', async () => {
    const link = await make()
    const lena = await browse(school.platform, school.tenant, school.cast.lena)
    expect((await lena.read(`/join/${link.code}`)).html).toContain('You are signed in as Lena Learner')
    for (let i = 0; i < 2; i++)
      expect((await lena.post(`/join/${link.code}/use`)).headers.get('Location')).toBe('/courses/git')
    expect(await usesOf(link.id)).toBe(1)
    const [row] = await school.tenant.db.select().from(users).where(eq(users.id, school.cast.lena.id))
    expect(row?.role).toBe('learner')
    const outside = await (await nobody()).post(`/join/${link.code}/use`)
    expect(outside.headers.get('Location')).toContain('/sign-in')
  })

  test('lands whoever signs in for it in the course, and on its page where it is over', async () => {
    const { tenant, platform, cast } = school
    const passwordHash = await hashPassword(password, platform.passwordCost)
    await tenant.db.update(users).set({ passwordHash }).where(eq(users.id, cast.ian.id))
    const signInFor = async (next: string) => {
      const browser = await nobody()
      const answer = await browser.post('/session', { name: 'ian@acme.example', password, next })
      expect(browser.cookies.has('__Host-session')).toBe(true)
      return answer.headers.get('Location')
    }
    const full = await make({ maxUses: 1 })
    await (await browse(platform, tenant, cast.ada)).post(`/join/${full.code}/use`)
    expect(await signInFor(`/join/${full.code}`)).toBe(`/join/${full.code}`)
    expect(await signInFor('/join/ZZZZ9999')).toBe('/join/ZZZZ9999')
    const link = await make()
    const page = (await (await nobody()).read(`/join/${link.code}`)).html
    const then = new URL(/href="([^"]*sign-in[^"]*)"/.exec(page)![1]!, tenant.origin).searchParams.get('then')!
    expect(await usesOf(link.id), 'looking changes nothing').toBe(0)
    expect([await signInFor(then), await signInFor(then)]).toEqual(['/courses/git', '/courses/git'])
    expect(await usesOf(link.id)).toBe(1)
    const rows = await tenant.db.select().from(enrollments).where(eq(enrollments.userId, cast.ian.id))
    expect(rows.map(({ courseId }) => courseId)).toEqual(['git'])
    expect(await signInFor('/join/ABCD2345')).toBe('/courses/own')
  })

  test('keeps its limit when ten come at the same moment', async () => {
    const link = await make({ maxUses: 3 })
    const secrets: string[] = []
    for (let i = 0; i < 10; i++) secrets.push(await secretFor(link.code, `racer${i}@example.org`))
    const answers = await Promise.all(
      secrets.map(async (code, i) =>
        (await nobody()).post('/joining', { code, name: `Racer ${i}`, password, agreed: 'on' }),
      ),
    )
    expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(3)
    expect(answers.map(({ status }) => status).filter((status) => status === 410)).toHaveLength(7)
    expect(await usesOf(link.id)).toBe(3)
    const racers = await school.tenant.db.select().from(users)
    expect(racers.filter(({ name }) => name.startsWith('Racer'))).toHaveLength(3)
  })

  test('ends at its time', async () => {
    const link = await make({ expiresAt: monday + 1_000 })
    expect((await (await nobody()).get(`/join/${link.code}`)).status).toBe(200)
    school.platform.setNow(monday + 2_000)
    expect((await (await nobody()).get(`/join/${link.code}`)).status).toBe(410)
    school.platform.setNow(monday)
  })

  test('is found by typing its code, as is the own code of a course', async () => {
    const link = await make()
    const lena = await browse(school.platform, school.tenant, school.cast.leo)
    expect(
      (await lena.post('/join', { code: ` ${spellCode(link.code).toLowerCase()} ` })).headers.get('Location'),
    ).toBe(`/join/${link.code}`)
    expect((await lena.post('/join', { code: 'no code!' })).status).toBe(422)
    const unknown = await lena.get('/join/ZZZZ9999')
    expect(unknown.status).toBe(404)
    const again = await unknown.text()
    expect(again).toContain('This is not a code of ours.')
    expect(again).toContain('value="ZZZZ9999"')
    const asked = await (await nobody()).post('/join/ZZZZ9999', { email: 'new@example.org' })
    expect([asked.status, await asked.text()]).toEqual([404, expect.stringContaining('This is not a code of ours.')])
    expect((await lena.read('/join/abcd-2345')).html).toContain('Course with a code')
    expect((await lena.post('/join/ABCD2345/use')).headers.get('Location')).toBe('/courses/own')
    expect((await (await nobody()).get('/join/ABCD2345')).headers.get('Location')).toContain('/sign-in')
  })

  test('of a course ends and has a limit, which its settings say and whoever comes too late hears kindly', async () => {
    const { tenant, platform, cast } = school
    const path = '/courses/own/settings'
    const fields = {
      title: 'Course with a code',
      afterEnd: 'read',
      visibility: 'enrolled',
      joining: 'code',
      rule: 'all',
    }
    const { html: before } = await ada.read(path)
    expect(before).toContain('name="joinEndsAt"')
    expect((await ada.post(`${path}?_method=PUT`, { ...fields, joinMost: '0' })).status).toBe(422)
    expect((await ada.post(`${path}?_method=PUT`, { ...fields, joinEndsAt: '2026-03-01' })).status).toBe(422)
    await tenant.db.update(courses).set({ joinUses: 0 }).where(eq(courses.id, 'own'))
    await tenant.db.delete(enrollments).where(eq(enrollments.courseId, 'own'))
    const saved = await ada.post(`${path}?_method=PUT`, { ...fields, joinMost: '1', joinEndsAt: '2026-03-04' })
    expect(saved.status).toBe(303)
    const [course] = await tenant.db.select().from(courses).where(eq(courses.id, 'own'))
    expect(course).toMatchObject({ joinMost: 1, joinEndsAt: Date.UTC(2026, 2, 4, 22, 59) })
    const leo = await browse(platform, tenant, cast.leo)
    const lena = await browse(platform, tenant, cast.lena)
    expect((await leo.post('/join/ABCD2345/use')).headers.get('Location')).toBe('/courses/own')
    expect((await ada.read(path)).html).toContain('1 of 1 came')
    const late = await lena.read('/join/ABCD2345')
    expect([late.status, late.html.includes('Ask whoever gave it to you')]).toEqual([410, true])
    expect((await lena.post('/join/ABCD2345/use')).status).toBe(410)
    expect((await leo.post('/join/ABCD2345/use')).headers.get('Location'), 'who is in').toBe('/courses/own')
    await ada.post(`${path}?_method=PUT`, { ...fields, joinMost: '', joinEndsAt: '2026-03-04' })
    platform.setNow(Date.UTC(2026, 2, 4, 23, 0))
    expect((await lena.get('/join/ABCD2345')).status, 'over').toBe(410)
    platform.setNow(monday)
    expect((await lena.get('/join/ABCD2345')).status).toBe(200)
  })

  test('opens nothing next door', async () => {
    const link = await make()
    const globex = await addSchool(school.platform, 'globex', 'Globex')
    expect((await (await browse(school.platform, globex.tenant)).get(`/join/${link.code}`)).status).toBe(404)
  })
})
