import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { courses, enrollments, groupMembers, groups, users } from '../../worker/db/schema'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'

vi.spyOn(console, 'log').mockImplementation(() => {})
let school: School
let ada: Browser
let ivy: Browser
let lena: Browser
let leo: Browser
let zed: Browser

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast, platform } = school
  const made = { createdBy: cast.ada.id, createdAt: monday, updatedAt: monday, publishedAt: monday }
  await tenant.db.insert(courses).values({ id: 'git', title: 'Version control', ...made })
  for (const [id, userId, role] of [
    ['e1', cast.lena.id, 'learner'],
    ['e2', cast.leo.id, 'learner'],
    ['e3', cast.ivy.id, 'instructor'],
  ] as const)
    await tenant.db.insert(enrollments).values({ id, userId, courseId: 'git', role, createdAt: monday })
  ;[ada, ivy, lena, leo, zed] = (await Promise.all(
    [cast.ada, cast.ivy, cast.lena, cast.leo, cast.zed].map((actor) => browse(platform, tenant, actor)),
  )) as [Browser, Browser, Browser, Browser, Browser]
})

const membersOf = async (groupId: string) =>
  (await school.tenant.db.select().from(groupMembers).where(eq(groupMembers.groupId, groupId))).map(
    ({ userId }) => userId,
  )
const named = async (name: string) => (await school.tenant.db.select().from(groups).where(eq(groups.name, name)))[0]!

describe('groups of the organization', () => {
  test('are made, filled, renamed, removed and brought back by admins', async () => {
    const answer = await ada.post('/groups', { name: 'Class 7b' })
    const path = answer.headers.get('Location')!
    expect(path).toMatch(/^\/groups\//)
    const id = path.split('/')[2]!
    expect((await ada.post('/groups', { name: 'class 7B' })).status).toBe(422)
    expect((await ada.post('/groups', { name: ' ' })).status).toBe(422)
    expect((await ada.post(`${path}/members`, { member: 'zed@acme.example' })).status).toBe(303)
    expect((await ada.post(`${path}/members`, { member: 'nobody@acme.example' })).status).toBe(422)
    expect((await ada.read(path)).html).toContain('Zed Stranger')
    expect((await ada.post(`${path}/members/${school.cast.zed.id}?_method=DELETE`)).status).toBe(303)
    expect(await membersOf(id)).toEqual([])
    expect((await ada.post(`${path}?_method=PUT`, { name: 'Class 8b' })).status).toBe(303)
    const removed = await ada.post(`${path}?_method=DELETE`)
    expect(removed.headers.get('Location')).toBe(`/groups?removed=${id}`)
    expect((await ada.get(path)).status).toBe(404)
    expect((await ada.read(`/groups?removed=${id}`)).html).toContain(`/groups/${id}/restoration`)
    expect((await ada.post(`/groups/${id}/restoration`)).status).toBe(303)
    expect((await ada.read('/groups')).html).toContain('Class 8b')
  })

  test('are filled by their managers, and closed to everybody else', async () => {
    const { id } = await named('Class 8b')
    for (const browser of [ivy, zed]) {
      expect((await browser.get('/groups')).status).toBe(403)
      expect((await browser.post('/groups', { name: 'Mine' })).status).toBe(403)
      expect((await browser.get(`/groups/${id}`)).status).toBe(404)
      expect((await browser.post(`/groups/${id}/members`, { member: 'lena@acme.example' })).status).toBe(404)
    }
    await ada.post(`/groups/${id}/managers`, { manager: 'zed@acme.example' })
    expect((await zed.get(`/groups/${id}`)).status).toBe(200)
    expect((await zed.post(`/groups/${id}/members`, { member: 'lena@acme.example' })).status).toBe(303)
    expect((await zed.post(`/groups/${id}?_method=PUT`, { name: 'Mine' })).status).toBe(403)
    const home = (await zed.read('/')).html
    expect(home, 'the way to it').toContain(`href="/groups/${id}"`)
    const trail = /<nav class="crumbs".*?<\/nav>/s.exec((await zed.read(`/groups/${id}`)).html)![0]
    for (const [, href] of trail.matchAll(/href="([^"]+)"/g)) expect((await zed.get(href!)).status, href).toBe(200)
    expect((await (await browse(school.platform, school.tenant, school.cast.leo)).read('/')).html).not.toContain(
      '/groups/',
    )
    expect((await zed.post(`/groups/${id}/managers`, { manager: 'lena@acme.example' })).status).toBe(403)
    await ada.post(`/groups/${id}/managers/${school.cast.zed.id}?_method=DELETE`)
    expect((await zed.get(`/groups/${id}`)).status).toBe(404)
  })
})

describe('groups of a course', () => {
  test('are made by hand by those who teach it', async () => {
    expect((await ivy.post('/courses/git/groups', { name: 'Pair A', selfSignUp: 'on', seats: '1' })).status).toBe(303)
    expect((await ivy.post('/courses/git/groups', { name: 'Pair B', selfSignUp: 'on' })).status).toBe(303)
    expect((await ivy.post('/courses/git/groups', { name: 'Pair C', seats: '0' })).status).toBe(422)
    expect((await lena.post('/courses/git/groups', { name: 'Ours' })).status).toBe(403)
    expect((await zed.get('/courses/git/groups')).status).toBe(404)
    expect((await ivy.get('/courses/nowhere/groups')).status).toBe(404)
    const ian = await browse(school.platform, school.tenant, school.cast.ian)
    expect((await ian.get('/courses/git/groups')).status).toBe(404)
    expect((await ian.post('/courses/git/groups', { name: 'X' })).status).toBe(404)
  })

  test('take only learners of the course', async () => {
    const { id } = await named('Pair B')
    expect((await ivy.post(`/groups/${id}/members`, { member: 'zed@acme.example' })).status).toBe(422)
    expect((await ivy.post(`/groups/${id}/members`, { member: 'leo@acme.example' })).status).toBe(303)
    expect(await membersOf(id)).toEqual([school.cast.leo.id])
  })

  test('are chosen by learners, one each, and the last seat is given once', async () => {
    const [a, b] = [await named('Pair A'), await named('Pair B')]
    const both = await Promise.all([lena.post(`/groups/${a.id}/seat`), leo.post(`/groups/${a.id}/seat`)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await membersOf(a.id)).toHaveLength(1)
    const [first] = await membersOf(a.id)
    const winner = first === school.cast.lena.id ? lena : leo
    expect((await winner.post(`/groups/${b.id}/seat`)).status).toBe(303)
    expect(await membersOf(a.id)).toEqual([])
    expect(await membersOf(b.id)).toContain(first)
    expect((await winner.read('/courses/git/groups')).html).toContain('your group')
    expect((await winner.post(`/groups/${b.id}/seat?_method=DELETE`)).status).toBe(303)
    expect((await zed.post(`/groups/${b.id}/seat`)).status).toBe(404)
  })

  test('show learners who is with them, not who is elsewhere', async () => {
    const [a, b] = [await named('Pair A'), await named('Pair B')]
    await leo.post(`/groups/${b.id}/seat`)
    await lena.post(`/groups/${a.id}/seat`)
    const { html } = await lena.read('/courses/git/groups')
    expect(html).toContain('1 of 1 seats taken')
    expect(html).toContain('Pair B')
    expect(html).not.toContain('Leo Learner')
    expect((await ivy.read('/courses/git/groups')).html).toContain('Leo Learner')
  })

  test('are dealt at random among those who are in none', async () => {
    const { tenant } = school
    for (let i = 0; i < 7; i++) {
      const id = `extra${i}`
      await tenant.db.insert(users).values({ id, name: `Extra ${i}`, role: 'learner', createdAt: monday })
      await tenant.db
        .insert(enrollments)
        .values({ id: `x${i}`, userId: id, courseId: 'git', role: 'learner', createdAt: monday })
    }
    expect((await lena.post('/courses/git/groups/deal', { dealName: 'Team', n: '3', into: 'people' })).status).toBe(403)
    expect((await ivy.post('/courses/git/groups/deal', { dealName: 'Team', n: '0', into: 'people' })).status).toBe(422)
    expect((await ivy.post('/courses/git/groups/deal', { dealName: 'Team', n: '3', into: 'people' })).status).toBe(303)
    const sizes = await Promise.all(
      ['Team 1', 'Team 2', 'Team 3'].map(async (name) => (await membersOf((await named(name)).id)).length),
    )
    expect(sizes.sort()).toEqual([2, 2, 3])
    const again = await ivy.post('/courses/git/groups/deal', { dealName: 'Team', n: '3', into: 'people' })
    expect(again.status).toBe(422)
  })

  test('of the school next door are not there', async () => {
    const globex = await addSchool(school.platform, 'globex', 'Globex')
    const theirs = await browse(school.platform, globex.tenant, globex.cast.ada)
    const { id } = await named('Pair A')
    expect((await theirs.get(`/groups/${id}`)).status).toBe(404)
    expect((await theirs.post(`/groups/${id}?_method=DELETE`)).status).toBe(404)
    expect((await theirs.get('/courses/git/groups')).status).toBe(404)
  })
})

describe('the search page', () => {
  test('finds for each reader what they may see, as a page and as a fragment', async () => {
    expect((await lena.read('/search?q=leo')).html).toContain('<mark>Leo</mark> Learner')
    expect((await zed.read('/search?q=leo')).html).toContain('Nothing was found')
    expect((await ada.read('/search?q=acme.example')).html).toContain('Zed Stranger')
    expect((await lena.read('/search')).status).toBe(200)
    expect((await lena.read('/search?q=%3Cscript%3E%22')).html).not.toContain('<script>"')
    const part = await lena.read('/search?q=leo', { 'HX-Request': 'true', 'HX-Request-Type': 'partial' })
    expect(part.html).not.toContain('<html')
    expect((await (await browse(school.platform, school.tenant)).get('/search?q=leo')).status).toBe(303)
  })
})
