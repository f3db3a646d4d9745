import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { courses, enrollments, groupMembers, groups, invitations, users } from '../../worker/db/schema'
import { addPerson } from '../../worker/domain/admissions'
import { createCourse } from '../../worker/domain/courses'
import { readOrganization } from '../../worker/domain/organization'
import { newId } from '../../worker/lib/ids'
import { type Browser, browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'

let school: School
let ada: Browser
beforeAll(async () => {
  school = await makeSchool()
  ada = await browse(school.platform, school.tenant, school.cast.ada)
})

const names = (html: string) => [...html.matchAll(/<bdi>([^<]+)<\/bdi><\/a>/g)].map(([, name]) => name)

describe('the people page', () => {
  test('shows everybody to those who run the school, in two trips', async () => {
    const { status, html } = await ada.read('/people')
    expect(status).toBe(200)
    expect(names(html)).toEqual(
      [
        'Ada Admin',
        'Ian Instructor',
        'Ivy Instructor',
        'Lena Learner',
        'Leo Learner',
        'olga',
        'Olga Owner',
        'Zed Stranger',
      ].filter((name) => name !== 'olga'),
    )
  })

  test('counts the courses of each person', async () => {
    const { db } = school.tenant
    const made = { createdBy: 'x', createdAt: monday, updatedAt: monday }
    await db.insert(courses).values([
      { id: 'c1', title: 'One', ...made },
      { id: 'c2', title: 'Two', ...made },
    ])
    const lena = { userId: school.cast.lena.id, role: 'learner' as const, createdAt: monday }
    await db.insert(enrollments).values([
      { id: 'n1', courseId: 'c1', ...lena },
      { id: 'n2', courseId: 'c2', ...lena },
    ])
    const { html } = await ada.read('/people?q=lena')
    expect(html).toMatch(/class="end"[^>]*><span class="num">2</)
  })

  test('is closed to teachers and learners', async () => {
    for (const actor of [school.cast.ivy, school.cast.lena]) {
      const browser = await browse(school.platform, school.tenant, actor)
      expect((await browser.get('/people')).status).toBe(403)
    }
    expect((await (await browse(school.platform, school.tenant)).get('/people')).status).toBe(303)
  })

  test('finds by name, address and two letters, and filters in sentences', async () => {
    const { db } = school.tenant
    await db.insert(groups).values({ id: 'blue', name: 'Blue', createdAt: monday })
    await db.insert(groupMembers).values({ groupId: 'blue', userId: school.cast.leo.id, createdAt: monday })
    const shown = async (query: string) => names((await ada.read(`/people?${query}`)).html)
    expect(await shown('q=learner')).toEqual(['Lena Learner', 'Leo Learner'])
    expect(await shown('q=zed%40acme')).toEqual(['Zed Stranger'])
    expect(await shown('q=iv')).toEqual(['Ivy Instructor'])
    expect(await shown('role=instructor')).toEqual(['Ian Instructor', 'Ivy Instructor'])
    expect(await shown('group=blue')).toEqual(['Leo Learner'])
    expect(await shown('unseen=0&role=admin')).toEqual([])
    expect(await shown('unseen=0&role=instructor')).toEqual(['Ian Instructor'])
    expect(await shown('state=suspended')).toEqual([])
    expect(await shown('role=god&unseen=x&after=%00')).toHaveLength(7)
  })

  test('turns pages in both directions', async () => {
    const { db } = school.tenant
    const rows = Array.from({ length: 60 }, (_, i) => ({
      id: newId(),
      name: `Person ${String(i).padStart(2, '0')}`,
      role: 'learner' as const,
      createdAt: monday,
    }))
    for (const row of rows) await db.insert(users).values(row)
    const first = (await ada.read('/people')).html
    expect(names(first)).toHaveLength(50)
    const next = /href="([^"]+)"[^>]*rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&')
    const second = (await ada.read(next)).html
    expect(names(second)).toHaveLength(17)
    const previous = /href="([^"]+)"[^>]*rel="prev"/.exec(second)![1]!.replaceAll('&amp;', '&')
    expect(names((await ada.read(previous)).html)).toEqual(names(first))
    for (const { id } of rows) await db.delete(users).where(eq(users.id, id))
  })

  test('adds a pupil by username with a card that is shown once', async () => {
    const answer = await ada.post('/people', { name: 'Ümit Pupil', signIn: 'umit.p', role: 'learner' })
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('Ümit Pupil')
    expect(html).toMatch(/[2-9a-z]{4}-[2-9a-z]{4}/)
    expect(html).toContain('acme.lyceum.localhost')
    const [pupil] = await school.tenant.db.select().from(users).where(eq(users.username, 'umit.p'))
    expect(pupil).toMatchObject({ state: 'active', role: 'learner' })
    const again = await ada.post('/people', { name: 'Other', signIn: 'UMIT.P', role: 'learner' })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('value="Other"')
  })

  test('invites by e-mail, and says who is here already', async () => {
    const answer = await ada.post('/people', { name: 'Nora New', signIn: 'Nora@Example.org', role: 'instructor' })
    expect(answer.status).toBe(303)
    const [nora] = await school.tenant.db.select().from(users).where(eq(users.email, 'nora@example.org'))
    expect(nora).toMatchObject({ state: 'invited', role: 'instructor', passwordHash: null })
    const again = await ada.post('/people', { name: 'Nora', signIn: 'nora@example.org', role: 'learner' })
    expect(again.status).toBe(409)
  })

  test('puts whoever is added into a course, by invitation or at once', async () => {
    const { tenant } = school
    const { id: courseId } = await createCourse(tenant, school.cast.ada, { title: 'Weaving', firstModule: 'One' })
    expect((await ada.read('/people')).html).toContain('Into a course')
    await ada.post('/people', { name: 'Cleo', signIn: 'cleo@example.org', role: 'learner', courseId })
    const [invitation] = await tenant.db
      .select({ courseIds: invitations.courseIds })
      .from(invitations)
      .innerJoin(users, eq(users.id, invitations.userId))
      .where(eq(users.email, 'cleo@example.org'))
    expect(invitation!.courseIds).toEqual([courseId])
    await ada.post('/people', { name: 'Dora', signIn: 'dora.d', role: 'learner', courseId })
    const [dora] = await tenant.db
      .select({ courseId: enrollments.courseId })
      .from(enrollments)
      .innerJoin(users, eq(users.id, enrollments.userId))
      .where(eq(users.username, 'dora.d'))
    expect(dora).toEqual({ courseId })
    const foreign = { name: 'Ed', signIn: 'ed.e', role: 'learner', courseId: 'elsewhere' }
    expect((await ada.post('/people', foreign)).status).toBe(404)
    expect(await tenant.db.select().from(users).where(eq(users.username, 'ed.e'))).toEqual([])
  })

  test('puts a pupil into many courses in as many trips as into one', async () => {
    const { tenant, cast, platform } = school
    const made = await Promise.all(
      ['Dyeing', 'Felting', 'Knitting'].map((title) => createCourse(tenant, cast.ada, { title })),
    )
    const organization = await readOrganization(tenant)
    const tripsFor = async (signIn: string, courseIds: string[]) => {
      const before = tenant.spent.trips
      const pupil = { name: 'Fay', signIn, role: 'learner', courseIds }
      const card = await addPerson(tenant, cast.ada, pupil, organization, platform.passwordCost)
      expect(await tenant.db.$count(enrollments, eq(enrollments.userId, card!.personId))).toBe(courseIds.length)
      return tenant.spent.trips - before
    }
    const ids = made.map(({ id }) => id)
    expect(await tripsFor('fay.many', ids)).toBe(await tripsFor('fay.one', ids.slice(0, 1)))
  })

  test('refuses bad names, addresses and roles in the form itself, with what was typed', async () => {
    const wrong = [
      { name: '', signIn: 'x@example.org', role: 'learner' },
      { name: 'X', signIn: 'not@', role: 'learner' },
      { name: 'X', signIn: 'a b', role: 'learner' },
      { name: 'X', signIn: 'x@example.org', role: 'god' },
    ]
    for (const fields of wrong) expect((await ada.post('/people', fields)).status).toBe(422)
    const owner = await ada.post('/people', { name: 'X', signIn: 'x@example.org', role: 'owner' })
    expect(owner.status).toBe(403)
  })

  test('says all that is wrong at once', async () => {
    const html = await (await ada.post('/people', { name: ' ', signIn: 'not@', role: 'learner' })).text()
    for (const field of ['name', 'signIn']) expect(html, field).toContain(`id="${field}-error"`)
    const long = await (await ada.post('/people', { name: 'x'.repeat(5_000), signIn: '', role: 'learner' })).text()
    for (const field of ['name', 'signIn']) expect(long, field).toContain(`id="${field}-error"`)
    const path = `/people/${school.cast.zed.id}`
    const edited = await (await ada.post(`${path}?_method=PUT`, { name: '', email: 'zed@', username: 'a b' })).text()
    for (const field of ['name', 'email', 'username']) expect(edited, field).toContain(`id="${field}-error"`)
  })

  test('lets fields that it did not ask for change nothing', async () => {
    await ada.post('/people', {
      name: 'Plain',
      signIn: 'plain',
      role: 'learner',
      id: school.cast.olga.id,
      state: 'suspended',
      __proto__x: '1',
      constructor: 'x',
    })
    const [plain] = await school.tenant.db.select().from(users).where(eq(users.username, 'plain'))
    expect(plain).toMatchObject({ role: 'learner', state: 'active' })
    expect(plain!.id).not.toBe(school.cast.olga.id)
  })

  test('suspends the picked people and offers to undo it, without JavaScript', async () => {
    const page = (await ada.read('/people')).html
    const nonce = /name="nonce" value="([^"]+)"/.exec(page)![1]!
    const { lena, leo } = school.cast
    const answer = await ada.post('/people/acts', {
      nonce,
      act: 'suspend',
      person: [lena.id, leo.id],
      back: '/people?role=learner',
    })
    expect(answer.headers.get('Location')).toBe(`/people?role=learner&done=${nonce}`)
    const after = (await ada.read(answer.headers.get('Location')!)).html
    expect(after).toContain('2 people were suspended.')
    const undo = /action="(\/people\/acts\/[^"]+)"/.exec(after)![1]!.replaceAll('&amp;', '&')
    const undone = await ada.post(undo)
    expect(undone.headers.get('Location')).toContain('role=learner')
    const [row] = await school.tenant.db.select().from(users).where(eq(users.id, lena.id))
    expect(row?.state).toBe('active')
  })

  test('says in the page what it could not do', async () => {
    const olga = await browse(school.platform, school.tenant, school.cast.olga)
    const person = school.cast.olga.id
    const last = await olga.post('/people/acts', { nonce: newId(), act: 'role', person, role: 'admin' })
    expect(last.status).toBe(409)
    expect(await last.text()).toContain('Somebody has to own the organization')
    expect((await olga.post('/people/acts', { nonce: newId(), act: 'enroll', person })).status).toBe(422)
    expect((await olga.post('/people/acts', { nonce: newId(), act: 'explode', person })).status).toBe(422)
    expect((await olga.post('/people/acts', { nonce: newId(), act: 'suspend' })).status).toBe(422)
  })

  test('keeps whom and what was chosen when an act is refused, and the list it was asked from', async () => {
    const { lena, leo } = school.cast
    const asked = { nonce: newId(), act: 'enroll', person: [leo.id], dueOn: '2026-05-04' }
    const answer = await ada.post('/people/acts', { ...asked, back: '/people?role=learner&q=le' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toMatch(new RegExp(`value="${leo.id}"[^>]* checked`))
    expect(html).toContain(`value="${lena.id}"`)
    expect(html).not.toMatch(new RegExp(`value="${lena.id}"[^>]* checked`))
    expect(html).not.toContain(`value="${school.cast.ivy.id}"`)
    expect(html).toMatch(/name="dueOn"[^>]*value="2026-05-04"/)
    expect(html).toContain('name="back" value="/people?role=learner&amp;q=le"')
    expect(html.match(/class="menu act-panel"[^>]* open/g)).toHaveLength(1)
    const far = await ada.post('/people/acts', { ...asked, back: '/people?before=zz' })
    expect(await far.text()).toContain('name="back" value="/people?before=zz"')
  })

  test('knows nobody of the school next door', async () => {
    const globex = await addSchool(school.platform, 'globex', 'Globex')
    const person = globex.cast.lena.id
    const answer = await ada.post('/people/acts', {
      nonce: newId(),
      act: 'suspend',
      person: [school.cast.leo.id, person],
    })
    expect(answer.status).toBe(404)
    const [leo] = await school.tenant.db.select().from(users).where(eq(users.id, school.cast.leo.id))
    expect(leo?.state).toBe('active')
  })

  test('asks owners to confirm their address before they invite', async () => {
    const { olga } = school.cast
    await school.tenant.db.update(users).set({ emailVerifiedAt: null }).where(eq(users.id, olga.id))
    const browser = await browse(school.platform, school.tenant, olga)
    expect((await browser.read('/people')).html).toContain('Confirm your e-mail address')
    const refused = await browser.post('/people', { name: 'Late', signIn: 'late@example.org', role: 'learner' })
    expect(refused.status).toBe(422)
    expect(await school.tenant.db.select().from(users).where(eq(users.email, 'late@example.org'))).toEqual([])
    expect((await browser.post('/people', { name: 'Pupil', signIn: 'pupil2', role: 'learner' })).status).toBe(200)
    await school.tenant.db.update(users).set({ emailVerifiedAt: monday }).where(eq(users.id, olga.id))
  })
})

describe('a name of 5,000 characters', () => {
  const name = 'Maximiliana '.repeat(417)

  test.each([
    ['/people', { name, signIn: 'maxi@acme.example', role: 'learner' }],
    ['/me?_method=PUT', { name, pronouns: 'she' }],
  ])('is refused at %s with how long it may be, and stays in its field', async (door, fields) => {
    const answer = await ada.post(door, fields)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Use at most 200 characters.')
    expect(html).toContain(`value="${name}"`)
    expect(html).not.toContain('Write the person')
  })
})
