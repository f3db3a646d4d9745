import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { courses, enrollments, groupMembers, groups, joinLinks, users } from '../../worker/db/schema'
import { makeJoinLink, type NewJoinLink } from '../../worker/domain/admissions'
import { spellCode } from '../../worker/lib/ids'
import { type Browser, browse } from '../support/browser'
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
    expect((await (await nobody()).get(`/join/${link!.code}`)).status).toBe(410)
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

  test('lets a stranger register and lands them in the course', async () => {
    const link = await make()
    const stranger = await nobody()
    const page = await stranger.read(`/join/${spellCode(link.code).toLowerCase()}`)
    expect(page.status).toBe(200)
    expect(page.html).toContain('Version control')
    const weak = await stranger.post(`/join/${link.code}`, { name: 'Sam', email: 'sam@example.org', password: '123' })
    expect(weak.status).toBe(422)
    expect(await weak.text()).toContain('value="sam@example.org"')
    const come = await stranger.post(`/join/${link.code}`, {
      name: 'Sam',
      email: 'Sam@Example.org',
      password,
      role: 'owner',
      id: school.cast.olga.id,
    })
    expect(come.headers.get('Location')).toBe('/courses/git')
    expect(stranger.cookies.has('__Host-session')).toBe(true)
    const sam = (await person('sam@example.org'))!
    expect(sam).toMatchObject({ role: 'learner', state: 'active', emailVerifiedAt: null })
    const [enrolled] = await school.tenant.db.select().from(enrollments).where(eq(enrollments.userId, sam.id))
    expect(enrolled?.courseId).toBe('git')
    expect(await school.tenant.db.select().from(groupMembers).where(eq(groupMembers.userId, sam.id))).toHaveLength(1)
    const twice = await (await nobody()).post(`/join/${link.code}`, { name: 'S', email: 'sam@example.org', password })
    expect(twice.status).toBe(409)
    expect(await usesOf(link.id)).toBe(1)
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

  test('keeps its limit when ten come at the same moment', async () => {
    const link = await make({ maxUses: 3 })
    const strangers = await Promise.all(Array.from({ length: 10 }, nobody))
    const answers = await Promise.all(
      strangers.map((stranger, i) =>
        stranger.post(`/join/${link.code}`, { name: `Racer ${i}`, email: `racer${i}@example.org`, password }),
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
    expect((await lena.get('/join/ZZZZ9999')).status).toBe(404)
    expect((await lena.read('/join/abcd-2345')).html).toContain('Course with a code')
    expect((await lena.post('/join/ABCD2345/use')).headers.get('Location')).toBe('/courses/own')
    expect((await (await nobody()).get('/join/ABCD2345')).headers.get('Location')).toContain('/sign-in')
  })

  test('opens nothing next door', async () => {
    const link = await make()
    const globex = await addSchool(school.platform, 'globex', 'Globex')
    expect((await (await browse(school.platform, globex.tenant)).get(`/join/${link.code}`)).status).toBe(404)
  })
})
