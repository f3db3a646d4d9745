import { eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import {
  attempts,
  courses,
  enrollments,
  grades,
  invitations,
  notes,
  observerLinks,
  submissions,
  users,
} from '../../worker/db/schema'
import { refreshEnrollments, startItem } from '../../worker/domain/progress'
import { browse } from '../support/browser'
import { monday } from '../support/platform'
import { addSchool, makeSchool, type School } from '../support/school'
import { teachCourse } from '../support/taught-course'
import { tripsOf } from '../support/trips'

let school: School
const day = 86_400_000

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const { db } = tenant
  const course = await teachCourse(tenant, cast, {
    modules: {
      basics: [
        { id: 'intro' },
        { id: 'quiz', kind: 'quiz', maxPoints: 10 },
        { id: 'essay', kind: 'assignment', dueAt: monday + 3 * day },
      ],
    },
  })
  await refreshEnrollments(tenant, 'git')
  await startItem(tenant, cast.lena, course.lena, { id: 'intro', courseId: 'git', completion: { kind: 'viewed' } })
  const place = { enrollmentId: course.lena.id, number: 1 }
  await db.insert(attempts).values({
    ...place,
    id: 'a1',
    itemId: 'quiz',
    asked: [],
    startedAt: monday,
    submittedAt: monday,
    score: 7,
    maxScore: 10,
  })
  await db.insert(submissions).values({
    ...place,
    id: 's1',
    itemId: 'essay',
    text: 'My dearest secret',
    createdAt: monday,
    submittedAt: monday,
    late: true,
  })
  await db.insert(notes).values({ userId: cast.lena.id, itemId: 'intro', text: 'For my eyes only', updatedAt: monday })
  await db
    .insert(observerLinks)
    .values({ observerId: cast.zed.id, learnerId: cast.lena.id, createdAt: monday, createdBy: cast.ada.id })
})

const as = (name: keyof School['cast'] | null) => browse(school.platform, school.tenant, name && school.cast[name])
const lena = () => `/courses/git/learners/${school.cast.lena.id}`

test('an instructor reads the roster, filters it and takes it away as a file', async () => {
  const ivy = await as('ivy')
  const page = await ivy.read('/courses/git/roster?state=begun')
  expect(page.status).toBe(200)
  expect(page.html).toContain(`id="learner-${school.cast.lena.id}"`)
  expect(page.html).not.toContain(`id="learner-${school.cast.leo.id}"`)
  expect((await ivy.read('/courses/git/roster?state=nonsense&unseen=x&after=%00')).status).toBe(200)

  await school.tenant.db.update(users).set({ name: '=cmd()' })
  const file = await (await ivy.post('/courses/git/roster/csv')).text()
  expect(file).toContain("'=cmd(),active,33,1,3")
  expect(file.trim().split('\r\n')).toHaveLength(3)
  await school.tenant.db.update(users).set({ name: 'Lena Learner' })
})

test('nobody else does', async () => {
  const globex = await addSchool(school.platform, 'globex', 'Globex')
  const next = await browse(school.platform, globex.tenant, globex.cast.ada)
  for (const [browser, status] of [
    [await as('lena'), 403],
    [await as('zed'), 404],
    [await as('ian'), 404],
    [next, 404],
    [await as(null), 303],
  ] as const) {
    expect((await browser.get('/courses/git/roster')).status).toBe(status)
    expect((await browser.post('/courses/git/roster/csv')).status).toBe(status)
    expect((await browser.get('/courses/git/roster/socket', { Upgrade: 'websocket' })).status).toBe(status)
  }
  for (const browser of [await as('leo'), await as('zed'), await as('ian'), next]) {
    expect((await browser.get(lena())).status).toBe(404)
    expect((await browser.post(`${lena()}/items/quiz/completion`, { reason: 'x' })).status).toBe(404)
  }
})

test('a page shows all that a learner did in the course, and not what they keep to themselves', async () => {
  const ivy = await as('ivy')
  const { html } = await ivy.read(lena())
  for (const words of [
    'Item intro',
    'Attempt 1',
    '7 of 10 points, 70%',
    'Handed in, version 1',
    'waits for marking',
    'late',
  ])
    expect(html).toContain(words)
  expect(html).not.toContain('For my eyes only')
  const own = await (await as('lena')).read(lena())
  expect(own.status).toBe(200)
  expect(own.html).not.toContain('Mark as done for this learner')
})

test('an instructor completes an item for a learner with a reason that both see, and opens it again', async () => {
  const [ivy, learner] = [await as('ivy'), await as('lena')]
  const path = `${lena()}/items/quiz/completion`
  const empty = await ivy.post(path, { reason: '  ' })
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Say why, in a few words.')
  expect((await learner.post(path, { reason: 'I want to' })).status).toBe(403)
  expect((await ivy.post(`${lena()}/items/elsewhere/completion`, { reason: 'x' })).status).toBe(404)

  expect((await ivy.post(path, { reason: 'Did it on paper' })).headers.get('Location')).toBe(`${lena()}#item-quiz`)
  for (const browser of [ivy, learner]) expect((await browser.read(lena())).html).toContain('Did it on paper')
  expect((await ivy.read('/courses/git/roster')).html).toContain('2 of 3')

  expect((await ivy.post(`${path}?_method=DELETE`, { reason: 'Paper was lost' })).status).toBe(303)
  expect((await learner.read(lena())).html).toContain('Paper was lost')
})

test('an observer sees progress, due dates and released grades of their learner, and nothing that was written', async () => {
  const { db } = school.tenant
  const [{ id: enrollmentId } = { id: '' }] = await db
    .select({ id: enrollments.id })
    .from(enrollments)
    .where(eq(enrollments.userId, school.cast.lena.id))
  const given = { enrollmentId, maxPoints: 10, comment: 'Between us' }
  for (const row of [
    { ...given, itemId: 'quiz', final: 6.5, releasedAt: monday },
    { ...given, itemId: 'essay', final: 3.25, releasedAt: null },
  ])
    await db
      .insert(grades)
      .values(row)
      .onConflictDoUpdate({ target: [grades.enrollmentId, grades.itemId], set: row })
  const zed = await as('zed')
  expect((await zed.read('/learners')).html).toContain(`/learners/${school.cast.lena.id}`)
  const page = await zed.read(`/learners/${school.cast.lena.id}`)
  expect(page.status).toBe(200)
  for (const words of ['Git for beginners', '33%', 'Item essay', 'Due', '6.5 / 10']) expect(page.html).toContain(words)
  for (const words of ['My dearest secret', 'For my eyes only', '7 of 10', 'Paper was lost', '3.25', 'Between us'])
    expect(page.html).not.toContain(words)
  expect((await zed.get(`/learners/${school.cast.leo.id}`)).status).toBe(404)
  expect((await (await as('leo')).get(`/learners/${school.cast.lena.id}`)).status).toBe(404)
  expect((await (await as('lena')).get(`/learners/${school.cast.lena.id}`)).status).toBe(200)
})

test('an instructor enrolls people by a pasted list, withdraws one and brings them back', async () => {
  const ivy = await as('ivy')
  const path = '/courses/git/enrollments'
  const unknown = await ivy.post(path, { who: 'zed@acme.example, nobody@acme.example' })
  expect(unknown.status).toBe(422)
  expect(await unknown.text()).toContain('nobody@acme.example')
  expect((await ivy.post(path, { who: 'ZED@acme.example\nian@acme.example', dueOn: '2026-04-01' })).status).toBe(303)
  const zed = `/courses/git/learners/${school.cast.zed.id}`
  expect((await ivy.read('/courses/git/roster')).html).toContain(zed)
  expect((await ivy.post(`${zed}/withdrawal`)).status).toBe(303)
  expect((await ivy.read(zed)).html).toContain('Withdrawn from this course')
  expect((await ivy.read('/courses/git/roster')).html).not.toContain(zed)
  expect((await ivy.post(`${zed}/withdrawal?_method=DELETE`)).status).toBe(303)
  expect((await ivy.read('/courses/git/roster')).html).toContain(zed)
})

test('every page makes at most two trips', async () => {
  for (const [name, path] of [
    ['ivy', '/courses/git/roster'],
    ['ivy', lena()],
    ['zed', '/learners'],
    ['zed', `/learners/${school.cast.lena.id}`],
  ] as const)
    expect(await tripsOf(await as(name), path), path).toEqual({ status: 200, trips: 2 })
})

test('an admin is offered to invite whom nobody knows, in one click and into this course; an instructor is not', async () => {
  const path = '/courses/git/enrollments'
  const who = 'leo@acme.example, New.One@Example.org'
  const [ada, ivy] = [await as('ada'), await as('ivy')]
  const refused = await (await ivy.post(path, { who })).text()
  expect(refused).toContain('new.one@example.org')
  expect(refused).not.toContain('name="invite"')
  expect((await ivy.post(path, { who, invite: 'on' })).status).toBe(403)

  const offered = await ada.post(path, { who })
  expect(offered.status).toBe(422)
  const offer = await offered.text()
  expect(offer).toContain('name="invite"')
  expect(offer).toContain('Invite one person into this course')
  const odd = await ada.post(path, { who: `${who} nobody-known`, invite: 'on' })
  expect(odd.status).toBe(422)
  expect((await ada.post(path, { who, dueOn: '2026-12-03', invite: 'on' })).status).toBe(303)
  const [invitation] = await school.tenant.db
    .select({ email: users.email, state: users.state, courseIds: invitations.courseIds, dueAt: invitations.dueAt })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.userId))
  const { dueAt, ...rest } = invitation!
  expect(rest).toEqual({ email: 'new.one@example.org', state: 'invited', courseIds: ['git'] })
  expect(new Date(dueAt!).toISOString().slice(0, 10)).toBe('2026-12-03')
})

test('the day that one is due is a day of the course’s own zone, and the form says which', async () => {
  const { db } = school.tenant
  await db.update(courses).set({ zone: 'America/Lima' }).where(eq(courses.id, 'git'))
  const ivy = await as('ivy')
  expect((await ivy.read('/courses/git/roster')).html).toContain('in the time of America/Lima')
  expect((await ivy.post('/courses/git/enrollments', { who: 'leo@acme.example', dueOn: '2026-12-03' })).status).toBe(
    303,
  )
  const [leo] = await db.select().from(enrollments).where(eq(enrollments.userId, school.cast.leo.id))
  expect(new Date(leo!.dueAt!).toISOString()).toBe('2026-12-04T04:59:00.000Z')
  const late = await ivy.post('/courses/git/enrollments', { who: 'leo@acme.example', dueOn: 'soon' })
  expect(late.status).toBe(422)
})
