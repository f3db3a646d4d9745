import { asc, eq } from 'drizzle-orm'
import { beforeAll, expect, test } from 'vitest'
import { courseModules, courses, enrollments, events, items, lessons, organization } from '../../worker/db/schema'
import { browse } from '../support/browser'
import { askSomething } from '../support/quiz'
import { makeSchool, type School } from '../support/school'

let school: School
let course: string

const at = async (who: keyof School['cast'] | null) => browse(school.platform, school.tenant, who && school.cast[who])
const moduleIds = () =>
  school.tenant.db
    .select({ id: courseModules.id })
    .from(courseModules)
    .where(eq(courseModules.courseId, course))
    .orderBy(asc(courseModules.position))
const itemIds = () =>
  school.tenant.db.select().from(items).where(eq(items.courseId, course)).orderBy(asc(items.position))
const fragment = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }

beforeAll(async () => {
  school = await makeSchool()
})

test('a course is made from its title, once for two clicks', async () => {
  const ivy = await at('ivy')
  const form = { title: 'Version control', id: crypto.randomUUID() }
  const first = await ivy.post('/courses', form)
  const second = await ivy.post('/courses', form)
  expect([first.status, second.status]).toEqual([303, 303])
  expect(second.headers.get('Location')).toBe(first.headers.get('Location'))
  course = form.id
  const page = await ivy.read('/courses')
  expect(page.html.match(/Version control/g)?.length).toBeGreaterThan(0)
  expect((await school.tenant.db.select().from(courses)).length).toBe(1)
})

test('a course without a title comes back with what is missing', async () => {
  const ivy = await at('ivy')
  const answer = await ivy.post('/courses', { title: '   ' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('Give it a title.')
})

test('learners make no course, and their way to courses is the catalogue', async () => {
  const lena = await at('lena')
  expect((await lena.post('/courses', { title: 'Mine' })).status).toBe(403)
  expect((await lena.get('/courses')).headers.get('Location')).toBe('/catalogue')
})

test('what is typed on the outline stands there, with and without JavaScript', async () => {
  const ivy = await at('ivy')
  const [module] = await moduleIds()
  const plain = await ivy.post(`/modules/${module!.id}/items`, { kind: 'lesson', title: 'Setting up' })
  expect(plain.headers.get('Location')).toBe(`/courses/${course}/outline`)
  const live = await ivy.post(`/modules/${module!.id}/items`, { kind: 'quiz', title: 'Staging' }, fragment)
  const html = await live.text()
  expect(html).toContain('id="outline"')
  expect(html).not.toContain('<html')
  expect(html).toContain('Staging')
  await ivy.post(`/courses/${course}/modules`, { title: 'Daily work' })
  expect((await ivy.read(`/courses/${course}/outline`)).html).toContain('Daily work')
  const empty = await ivy.post(`/modules/${module!.id}/items`, { kind: 'quiz', title: ' ' }, fragment)
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain('Give it a title.')
})

test('buttons move, rename, publish, bin and put back', async () => {
  const ivy = await at('ivy')
  const [lesson, quiz] = await itemIds()
  await ivy.post(`/items/${quiz!.id}/position?_method=PUT`, { step: 'up' })
  expect((await itemIds()).map(({ title }) => title)).toEqual(['Staging', 'Setting up'])
  await ivy.post(`/items/${lesson!.id}?_method=PATCH`, { title: 'First steps with Git' })
  await ivy.post(`/items/${lesson!.id}/publication`)
  const refused = await ivy.post(`/items/${quiz!.id}/publication`)
  expect([refused.status, (await refused.text()).includes('A quiz needs a question')]).toEqual([409, true])
  await askSomething(school.tenant, quiz!.id, course)
  await ivy.post(`/items/${quiz!.id}/publication`)
  const binned = await ivy.post(`/items/${quiz!.id}?_method=DELETE`, {}, fragment)
  const html = await binned.text()
  expect(html).toContain('Moved to the bin.')
  expect(html).toContain(`/items/${quiz!.id}/restoration`)
  await ivy.post(`/items/${quiz!.id}/restoration`)
  const rows = await itemIds()
  expect(rows.map(({ title, deletedAt }) => [title, deletedAt])).toEqual([
    ['Staging', null],
    ['First steps with Git', null],
  ])
})

test('whoever moves something hears where it stands now', async () => {
  const ivy = await at('ivy')
  const [staging] = await itemIds()
  const [first, second] = await moduleIds()
  const items = await ivy.post(`/items/${staging!.id}/position?_method=PUT`, { step: 'up' }, fragment)
  expect(await items.text()).toMatch(/data-status="[^"]*Staging[^"]* is now 1 of 2 in /)
  const modules = await ivy.post(`/modules/${second!.id}/position?_method=PUT`, { step: 'up' }, fragment)
  expect(await modules.text()).toMatch(/data-status="[^"]*Daily work[^"]* is now module 1 of 2/)
  const plain = await ivy.post(`/modules/${first!.id}/position?_method=PUT`, { step: 'up' })
  expect(plain.status).toBe(303)
  expect((await ivy.read(`/courses/${course}/outline`)).html).toContain('Moved.')
})

test('a module is duplicated from its menu, and the copy taken back, with and without JavaScript', async () => {
  const ivy = await at('ivy')
  const id = crypto.randomUUID()
  await ivy.post('/courses', { title: 'Twice', id })
  const own = () =>
    school.tenant.db
      .select()
      .from(courseModules)
      .where(eq(courseModules.courseId, id))
      .orderBy(asc(courseModules.position))
  const [module] = await own()
  await ivy.post(`/modules/${module!.id}/items`, { kind: 'lesson', title: 'Basics' })
  expect((await ivy.read(`/courses/${id}/outline`)).html).toContain(`/modules/${module!.id}/copies`)
  const live = await (await ivy.post(`/modules/${module!.id}/copies`, {}, fragment)).text()
  const [, copy] = await own()
  expect(copy!.title).toBe(`${module!.title} (copy)`)
  expect(live).toContain(`module-${copy!.id}`)
  const undo = `/modules/${copy!.id}?_method=DELETE&from=toast`
  expect(live).toContain(undo.replace('&', '&amp;'))
  const undone = await ivy.post(undo, {}, fragment)
  expect(undone.headers.get('HX-Retarget')).toBe('#outline')
  const html = await undone.text()
  expect(html).not.toContain(`module-${copy!.id}`)
  expect(html).toContain(`/modules/${copy!.id}/restoration`)
  expect((await own())[1]!.deletedAt).not.toBeNull()
  const plain = await ivy.post(`/modules/${module!.id}/copies`)
  expect([plain.status, plain.headers.get('Location')]).toEqual([303, `/courses/${id}/outline`])
  const page = (await ivy.read(`/courses/${id}/outline`)).html
  expect(page).toContain('Duplicated. The copy is a draft')
  expect(page).toContain('?_method=DELETE&amp;from=toast')
})

test('an item is duplicated from its menu or copied to another course, and the copy taken back', async () => {
  const ivy = await at('ivy')
  const id = crypto.randomUUID()
  await ivy.post('/courses', { title: 'Once more', id })
  const itemsOf = (courseId: string) =>
    school.tenant.db.select().from(items).where(eq(items.courseId, courseId)).orderBy(asc(items.position))
  const [module] = await school.tenant.db.select().from(courseModules).where(eq(courseModules.courseId, id))
  await ivy.post(`/modules/${module!.id}/items`, { kind: 'lesson', title: 'Basics' })
  const [item] = await itemsOf(id)
  const live = await (await ivy.post(`/items/${item!.id}/copies`, {}, fragment)).text()
  const [, copy] = await itemsOf(id)
  const undo = `/items/${copy!.id}?_method=DELETE&from=toast`
  expect(live).toContain(undo.replace('&', '&amp;'))
  const undone = await ivy.post(undo, {}, fragment)
  expect(undone.headers.get('HX-Retarget')).toBe('#outline')
  expect(await undone.text()).toContain(`/items/${copy!.id}/restoration`)
  expect((await itemsOf(id))[1]!.deletedAt).not.toBeNull()

  const other = crypto.randomUUID()
  await ivy.post('/courses', { title: 'Elsewhere', id: other })
  const [place] = await school.tenant.db.select().from(courseModules).where(eq(courseModules.courseId, other))
  const copied = await ivy.post(`/items/${item!.id}/copies`, { moduleId: place!.id })
  expect(copied.headers.get('Location')).toBe(`/courses/${other}/outline`)
  const [away] = await itemsOf(other)
  const page = (await ivy.read(`/courses/${other}/outline`)).html
  expect(page).toContain('Copied to Elsewhere.')
  expect(page).toContain(`/items/${away!.id}?_method=DELETE&amp;from=toast`)
  expect((await ivy.post(`/items/${away!.id}?_method=DELETE&from=toast`)).status).toBe(303)
  expect((await itemsOf(other))[0]!.deletedAt).not.toBeNull()
})

test('an open course with nothing in it says so, and all drafts are published and taken back in one click', async () => {
  const ivy = await at('ivy')
  const id = crypto.randomUUID()
  await ivy.post('/courses', { title: 'Bare', id })
  const [module] = await school.tenant.db.select().from(courseModules).where(eq(courseModules.courseId, id))
  for (const kind of ['lesson', 'assignment', 'quiz']) {
    await ivy.post(`/modules/${module!.id}/items`, { kind, title: `A ${kind}` })
  }
  await ivy.post(`/courses/${id}/publication`)
  const bare = (await ivy.read(`/courses/${id}/outline`)).html
  expect(bare).toContain('nothing in it is')
  expect(bare).toContain('Publish all 3 drafts')
  const answer = await (await ivy.post(`/courses/${id}/drafts/publication`, {}, fragment)).text()
  expect(answer).toContain('What has too few questions, or lacks the film to be watched, stays a draft.')
  expect(answer).not.toContain('nothing in it is')
  const shown = async () =>
    (await school.tenant.db.select().from(items).where(eq(items.courseId, id)))
      .filter((item) => item.publishedAt)
      .map(({ title }) => title)
      .sort()
  expect(await shown()).toEqual(['A assignment', 'A lesson'])
  const [undo] = answer.match(/\/courses\/[^"]*drafts\/publication\?_method=DELETE&amp;at=\d+/)!
  await ivy.post(undo.replace('&amp;', '&'), {}, fragment)
  expect(await shown()).toEqual([])
})

test('whoever publishes where an item is written stays there', async () => {
  const ivy = await at('ivy')
  const id = crypto.randomUUID()
  await ivy.post('/courses', { title: 'Written at once', id })
  const [module] = await school.tenant.db.select().from(courseModules).where(eq(courseModules.courseId, id))
  await ivy.post(`/modules/${module!.id}/items`, { kind: 'lesson', title: 'Kept open' })
  const [item] = await school.tenant.db.select().from(items).where(eq(items.courseId, id))
  const editor = `/lessons/${item!.id}/edit`
  expect((await ivy.read(editor)).html).toContain('name="from" value="editor"')
  const published = await ivy.post(`/items/${item!.id}/publication`, { from: 'editor' })
  expect([published.status, published.headers.get('Location')]).toEqual([303, editor])
  expect((await ivy.read(editor)).html).not.toContain('name="from" value="editor"')
})

test('settings of an item are saved as said, and come back with what was wrong', async () => {
  const ivy = await at('ivy')
  const [, lesson] = await itemIds()
  const path = `/items/${lesson!.id}/settings`
  expect((await ivy.read(path)).html).toContain('It is complete when')
  const wrong = await ivy.post(`${path}?_method=PUT`, { completion: 'time', amount: '', expectedMinutes: '8' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Say a number from 1 to 600.')
  const dueAt = '2026-03-29T02:30' // leapt over by the clocks of Berlin
  await ivy.post(`${path}?_method=PUT`, { completion: 'time', amount: '5', expectedMinutes: '8', dueAt })
  const [, saved] = await itemIds()
  expect(saved).toMatchObject({
    completion: { kind: 'time', minutes: 5 },
    expectedMinutes: 8,
    required: false,
    dueAt: Date.UTC(2026, 2, 29, 1, 30),
  })
  await ivy.post(`${path}?_method=PUT`, { completion: 'viewed', required: 'on', expectedMinutes: '8' })
})

test('a rule is built row by row without JavaScript, and read as a sentence', async () => {
  const ivy = await at('ivy')
  const [quiz, lesson] = await itemIds()
  const path = `/items/${quiz!.id}/availability`
  const added = await ivy.post(`${path}?_method=PUT`, { act: 'add', add: 'completed' })
  expect(await added.text()).toContain('name="kind.0" value="completed"')
  const rows = {
    'kind.0': 'completed',
    'item.0': lesson!.id,
    'kind.1': 'days',
    'join.1': 'or',
    'days.1': '7',
  }
  const third = await ivy.post(`${path}?_method=PUT`, { ...rows, act: 'remove.1' })
  expect(await third.text()).not.toContain('name="kind.1"')
  const forgotten = await ivy.post(`${path}?_method=PUT`, { ...rows, add: 'from', act: 'save' })
  expect(forgotten.status).toBe(422)
  expect(await forgotten.text()).toContain('name="kind.2" value="from"')
  expect((await ivy.read(path)).html).not.toContain('hx-target="closest .rule-editor"')
  const saved = await ivy.post(`${path}?_method=PUT`, { ...rows, act: 'save' })
  expect(saved.status).toBe(303)
  expect((await itemIds())[0]?.availability).toEqual({ any: [{ completed: lesson!.id }, { daysAfterEnrollment: 7 }] })
  const outline = await ivy.read(`/courses/${course}/outline`)
  expect(outline.html).toContain('Open: once ‘First steps with Git’ is completed or 7 days after joining')
  const circle = await ivy.post(`/items/${quiz!.id}/availability?_method=PUT`, {
    'kind.0': 'completed',
    'item.0': quiz!.id,
    act: 'save',
  })
  expect(circle.status).toBe(422)
})

test('a rule with a beginning, an end and half a percent is edited without losing any of them', async () => {
  const ivy = await at('ivy')
  const [, lesson] = await itemIds()
  const { db } = school.tenant
  const [from, until] = [Date.UTC(2026, 4, 1, 8), Date.UTC(2026, 4, 8, 8)]
  const path = `/items/${lesson!.id}/availability`
  await db
    .update(items)
    .set({ availability: { date: { from, until } } })
    .where(eq(items.id, lesson!.id))
  const { html } = await ivy.read(path)
  expect(html).toContain('between ')
  const fieldOf = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1]
  const rows = Object.fromEntries(
    ['kind.0', 'kind.1', 'moment.0', 'moment.1'].map((name) => [name, fieldOf(name)!] as const),
  )
  expect(rows).toMatchObject({ 'kind.0': 'from', 'kind.1': 'until' })
  expect((await ivy.post(`${path}?_method=PUT`, { ...rows, act: 'save' })).status).toBe(303)
  expect((await itemIds())[1]?.availability).toEqual({ date: { from, until } })
  const [quiz] = await itemIds()
  const ruled = quiz!.availability
  await db.update(items).set({ availability: null }).where(eq(items.id, quiz!.id)) // no circle
  for (const percent of ['62.5', '62,5']) {
    const graded = { 'kind.0': 'grade', 'item.0': quiz!.id, 'percent.0': percent, act: 'save' }
    expect((await ivy.post(`${path}?_method=PUT`, graded)).status).toBe(303)
    expect((await itemIds())[1]?.availability).toEqual({ grade: quiz!.id, atLeast: 62.5 })
  }
  const field = (await ivy.read(path)).html.match(/<input[^>]*name="percent.0"[^>]*>/)?.[0]
  expect(field).toMatch(/value="62.5".*step="any"/)
  await ivy.post(`${path}?_method=PUT`, { act: 'clear' })
  await db.update(items).set({ availability: ruled }).where(eq(items.id, quiz!.id))
})

test('a rule about people asks only for what their profiles can say, and is said in its words', async () => {
  const ivy = await at('ivy')
  const [, lesson] = await itemIds()
  const path = `/items/${lesson!.id}/availability`
  const save = (kind: string, equals: string) =>
    ivy.post(`${path}?_method=PUT`, { 'kind.0': kind, 'equals.0': equals, act: 'save' })
  for (const [kind, equals] of [
    ['role', 'banana'],
    ['language', 'tlh'],
    ['zone', 'Mars/Base'],
    ['emailDomain', 'not a domain'],
  ] as const) {
    const refused = await save(kind, equals)
    expect([kind, refused.status]).toEqual([kind, 422])
  }
  const added = await ivy.post(`${path}?_method=PUT`, { act: 'add', add: 'role' })
  expect(await added.text()).toContain('<option value="instructor">Instructor</option>')
  expect((await save('role', 'learner')).status).toBe(303)
  expect((await itemIds())[1]?.availability).toEqual({ profile: 'role', equals: 'learner' })
  expect((await ivy.read(path)).html).toContain('whose role is ‘Learner’')
  expect((await save('emailDomain', 'School.Example')).status).toBe(303)
  expect((await itemIds())[1]?.availability).toEqual({ profile: 'emailDomain', equals: 'school.example' })
  await ivy.post(`${path}?_method=PUT`, { act: 'clear' })
})

test('the settings of a course name their parts, and lead to each', async () => {
  const { html } = await (await at('ivy')).read(`/courses/${course}/settings`)
  const contents = /<nav class="contents[^>]*>([\s\S]*?)<\/nav>/.exec(html)?.[1] ?? ''
  const parts = [...contents.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!)
  expect(parts.length).toBeGreaterThan(5)
  for (const id of parts) expect(html.split(`id="${id}"`).length, id).toBe(2)
})

test('settings of the course are kept, a new category is made on the fly', async () => {
  const ivy = await at('ivy')
  const path = `/courses/${course}/settings`
  expect((await ivy.read(path)).html).toContain('Who sees it')
  const form = {
    title: 'Version control with Git',
    summary: 'Keep every version of your work.',
    category: 'Computing',
    tags: 'git, tools, git',
    expectedHours: '5',
    afterEnd: 'read',
    visibility: 'organization',
    joining: 'request',
    rule: 'count',
    count: '1',
    inOrder: 'on',
  }
  const was = /name="was" value="([^"]+)"/.exec((await ivy.read(path)).html)![1]!
  const wrong = await ivy.post(`${path}?_method=PUT`, {
    ...form,
    was,
    startsAt: '2026-05-02T10:00',
    endsAt: '2026-05-01T10:00',
  })
  expect(wrong.status).toBe(422)
  const html = await wrong.text()
  expect(html).toContain('The course would end before it starts.')
  expect(html).toContain('value="Computing"')
  const allWrong = await ivy.post(`${path}?_method=PUT`, {
    ...form,
    title: ' ',
    expectedHours: '-4',
    startsAt: '2026-05-02T10:00',
    endsAt: '2026-05-01T10:00',
  })
  expect(allWrong.status).toBe(422)
  const said = await allWrong.text()
  expect(said).toContain('Give it a title.')
  expect(said).toContain('Give a whole number from 1 to 2,000.')
  expect(said).toContain('The course would end before it starts.')
  expect((await ivy.post(`${path}?_method=PUT`, { ...form, everyone: 'on' })).status).toBe(303)
  const [row] = await school.tenant.db.select().from(courses).where(eq(courses.id, course))
  expect(row).toMatchObject({
    title: 'Version control with Git',
    tags: ['git', 'tools'],
    completion: { kind: 'count', n: 1 },
    inOrder: true,
    joining: 'request',
    everyone: false, // not an instructor's to say
  })
  const stale = await ivy.post(`${path}?_method=PUT`, { ...form, was, title: 'Another title' })
  expect(stale.status, 'the settings were saved since they were opened').toBe(409)
  const both = await stale.text()
  expect(both).toMatch(/<b>Title<\/b>: now saved as<\/a> <bdi[^>]*>Version control with Git/)
  expect(both).toContain('value="Another title"')
  expect((await ivy.read(path)).html).toContain('value="Computing"')
})

test('a learner asks to join, is let in, and finds the path with its locks', async () => {
  const [ivy, zed] = [await at('ivy'), await at('zed')]
  expect((await zed.read(`/courses/${course}`)).status).toBe(404)
  const draft = (await ivy.read(`/courses/${course}/outline`)).html
  expect(draft).toContain('Learners see nothing of this course until you publish it.')
  expect(draft).not.toContain('>Published<')
  await ivy.post(`/courses/${course}/publication`)
  const open = (await ivy.read(`/courses/${course}/outline`)).html
  expect(open).not.toContain('Learners see nothing')
  expect(open).toContain('>Published<')
  expect((await zed.read('/catalogue')).html).toContain('Version control with Git')
  expect((await zed.read('/catalogue?q=every+version')).html).toContain('Version control with Git')
  expect((await zed.read('/catalogue?q=spreadsheets')).html).not.toContain('Version control with Git')
  expect((await zed.read(`/courses/${course}`)).html).toContain('Ask to join')
  await zed.post(`/courses/${course}/request`, { message: 'Please' })
  const asked = await ivy.read(`/courses/${course}`)
  const approval = /join-requests\/[^/"]+\/approval/.exec(asked.html)![0]
  const home = (await ivy.read('/')).html
  expect(home).toContain('One person asks to join a course.')
  expect(home).toContain('<input type="hidden" name="back" value="/"')
  expect((await zed.post(`/${approval}`)).status).toBe(404)
  expect((await ivy.post(`/${approval}`, { back: '/' })).headers.get('location')).toBe('/')
  expect((await ivy.post(`/${approval}`)).headers.get('location')).toBe(`/courses/${course}`)
  const page = await zed.read(`/courses/${course}`)
  expect(page.html).toContain('Start the course')
  expect(page.html).toContain('Complete ‘First steps with Git’ first')
  expect(page.html).toContain('Done when you open it')
  expect((await zed.read('/catalogue')).html).toContain('<h2>Your courses</h2>')
  expect((await zed.read('/catalogue?q=every+version')).html).not.toContain('<h2>Your courses</h2>')
  const [made] = await school.tenant.db.select().from(events).where(eq(events.name, 'join-request.decided'))
  expect(made?.payload).toMatchObject({ decision: 'approved', userId: school.cast.zed.id })
})

test('home greets by the clock of the reader and leads on', async () => {
  const zed = await at('zed')
  const { html } = await zed.read('/')
  expect(html).toContain('Good morning, Zed')
  expect(html).toContain('class="continue"')
  expect(html).toContain('First steps with Git')
})

test('staff look as a learner would', async () => {
  const ivy = await at('ivy')
  const { html } = await ivy.read(`/courses/${course}?as=learner`)
  expect(html).toContain('what a learner who has just joined sees')
  expect(html).toContain('Complete ‘First steps with Git’ first')
})

test('strangers see public courses only where the organization shows them, and nothing else', async () => {
  const nobody = await at(null)
  const signIn = (path: string) => `/sign-in?then=${encodeURIComponent(path)}`
  await school.tenant.db.update(courses).set({ visibility: 'public' }).where(eq(courses.id, course))
  expect((await nobody.get(`/courses/${course}`)).headers.get('Location')).toBe(signIn(`/courses/${course}`))
  expect((await nobody.get('/catalogue')).headers.get('Location')).toBe(signIn('/catalogue'))
  expect((await nobody.get('/courses/none')).headers.get('Location')).toBe(signIn('/courses/none'))
  const olga = await at('olga')
  await school.tenant.db.update(organization).set({ publicCatalogue: true })
  await olga.read('/') // the settings are read anew
  const page = await nobody.read(`/courses/${course}`)
  expect(page.status).toBe(200)
  expect(page.html).toContain('Sign in to join')
  expect(page.html).not.toContain('/lessons/')
  expect((await nobody.read('/catalogue')).html).toContain('Version control with Git')
})

test('doors of a course answer strangers 404 and helpers 403', async () => {
  const [ian, lena] = [await at('ian'), await at('lena')]
  await school.tenant.db.update(courses).set({ visibility: 'enrolled' }).where(eq(courses.id, course))
  const [quiz] = await itemIds()
  for (const path of [`/courses/${course}/outline`, `/courses/${course}/settings`, `/items/${quiz!.id}/settings`]) {
    expect([(await ian.get(path)).status, (await lena.get(path)).status]).toEqual([404, 404])
  }
  expect((await ian.post(`/courses/${course}/copies`, { title: 'x', days: '0' })).status).toBe(404)
  expect((await lena.post(`/items/${quiz!.id}?_method=DELETE`)).status).toBe(404)
})

test('duplicate, archive, bin and back', async () => {
  const ivy = await at('ivy')
  for (const days of ['5000', '1.5', 'soon']) {
    const refused = await ivy.post(`/courses/${course}/copies`, { title: 'Next term', days })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('value="Next term"')
    expect(html).toContain('Give whole days')
  }
  const untitled = await ivy.post(`/courses/${course}/copies`, { title: ' ', days: '9' })
  expect([untitled.status, (await untitled.text()).includes('value="9"')]).toEqual([422, true])
  const copied = await ivy.post(`/courses/${course}/copies`, { title: 'Next term', days: '7' })
  const copy = copied.headers.get('Location')!.split('/')[2]!
  expect((await ivy.read(`/courses/${copy}/outline`)).html).toContain('First steps with Git')
  await ivy.post(`/courses/${copy}/archive`)
  expect((await ivy.read('/courses')).html).not.toContain(`course-${copy}`)
  expect((await ivy.read('/courses?shelf=archived')).html).toContain(`course-${copy}`)
  await ivy.post(`/courses/${copy}/archive?_method=DELETE`)
  await ivy.post(`/courses/${copy}?_method=DELETE`)
  expect((await ivy.read(`/courses/${copy}/outline`)).status).toBe(404)
  expect((await ivy.read('/courses?shelf=bin')).html).toContain(`course-${copy}`)
  await ivy.post(`/courses/${copy}/restoration`)
  expect((await ivy.read(`/courses/${copy}/outline`)).status).toBe(200)
})

test('an instructor enrolls people by their addresses, until a day, all or nobody', async () => {
  const ivy = await at('ivy')
  const path = `/courses/${course}/staff`
  const form = { role: 'learner', dueOn: '2026-03-20' }
  const misspelt = await (await ivy.post(path, { ...form, role: 'observer', who: 'nobody@acme.example' })).text()
  expect(misspelt).toMatch(/value="observer"[^>]*checked/)
  expect(misspelt).not.toMatch(/name="role"[^>]*value="learner"[^>]*checked/)
  expect(misspelt).toMatch(/<input[^>]*value="2026-03-20"/)
  const wrong = await ivy.post(path, { ...form, who: 'leo@acme.example, nobody@acme.example' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('nobody@acme.example')
  expect((await ivy.post(path, { ...form, who: 'leo@acme.example\nLENA@acme.example' })).status).toBe(303)
  const rows = await school.tenant.db.select().from(enrollments).where(eq(enrollments.courseId, course))
  const due = rows.filter(({ dueAt }) => dueAt === Date.UTC(2026, 2, 20, 22, 59)).map(({ userId }) => userId)
  expect(due.sort()).toEqual([school.cast.lena.id, school.cast.leo.id].sort())
})

test('a course is taken back at once, says so, and opens again with one click; the outline says what is open', async () => {
  const ivy = await at('ivy')
  const { db } = school.tenant
  const outline = `/courses/${course}/outline`
  await db.update(courses).set({ publishedAt: school.tenant.now(), certificate: false }).where(eq(courses.id, course))
  const open = (await ivy.read(outline)).html
  expect(open).toContain('Published')
  expect(open).toContain('no certificate at the end')

  await ivy.post(`/courses/${course}/publication?_method=DELETE`)
  const { html } = await ivy.read(outline)
  expect(html).toContain('The course is a draft again.')
  expect(html).toMatch(new RegExp(`action="/courses/${course}/publication"[^>]*class="undo-notice"`))
  expect(html).toContain('Opens with the course')
  expect(html).not.toContain('>Published<')
  expect((await ivy.read(outline)).html).not.toContain('undo-notice')

  await ivy.post(`/courses/${course}/publication`)
  expect((await ivy.read(outline)).html).toContain('Published')
})

test('a lesson with changes that wait is marked on the outline', async () => {
  const ivy = await at('ivy')
  const { db } = school.tenant
  const [lesson] = (await itemIds()).filter(({ kind }) => kind === 'lesson')
  expect((await ivy.read(`/courses/${course}/outline`)).html).not.toContain('Unpublished changes')
  await db.update(lessons).set({ draftVersionId: 'waiting' }).where(eq(lessons.itemId, lesson!.id))
  expect((await ivy.read(`/courses/${course}/outline`)).html).toContain('Unpublished changes')
})

test('what completes most lessons is said once, and what is usual is no badge on every row', async () => {
  const ivy = await at('ivy')
  const id = crypto.randomUUID()
  await ivy.post('/courses', { title: 'Calm', id })
  const [module] = await school.tenant.db.select().from(courseModules).where(eq(courseModules.courseId, id))
  for (const title of ['One', 'Two', 'Three', 'Four'])
    await ivy.post(`/modules/${module!.id}/items`, { kind: 'lesson', title })
  const mine = await school.tenant.db.select().from(items).where(eq(items.courseId, id)).orderBy(asc(items.position))
  await ivy.post(`/items/${mine[3]!.id}/settings?_method=PUT`, { completion: 'viewed', required: 'on' })
  await ivy.post(`/items/${mine[0]!.id}/publication`)

  const page = (await ivy.read(`/courses/${id}`)).html
  expect(page.match(/Done when you mark it as done/g)).toHaveLength(1)
  expect(page.match(/Done when you open it/g)).toHaveLength(1)
  const outline = (await ivy.read(`/courses/${id}/outline`)).html
  expect(outline).toContain('4 lessons · 3 drafts')
  expect(outline.match(/class="tag">Draft</g)).toHaveLength(3)
  expect(outline).toContain('<span class="visually-hidden">Opens with the course</span>')
})

test('the settings of an item say all that is wrong at once', async () => {
  const ivy = await at('ivy')
  const id = crypto.randomUUID()
  await ivy.post('/courses', { title: 'At once', id })
  const [module] = await school.tenant.db.select().from(courseModules).where(eq(courseModules.courseId, id))
  await ivy.post(`/modules/${module!.id}/items`, { kind: 'assignment', title: 'Essay' })
  const [essay] = await school.tenant.db.select().from(items).where(eq(items.courseId, id))
  const wrong = {
    completion: 'passed',
    amount: '',
    expectedMinutes: 'ten',
    maxPoints: '',
    dueAt: 'soon',
    required: 'on',
  }
  const refused = await ivy.post(`/items/${essay!.id}/settings?_method=PUT`, wrong, fragment)
  const html = await refused.text()
  expect(refused.status).toBe(422)
  for (const [field, sentence] of [
    ['amount', 'Say a number from 1 to 100.'],
    ['expectedMinutes', 'Give a whole number from 1 to 6,000.'],
    ['maxPoints', 'Say how many points it is worth.'],
    ['dueAt', 'This is no date and time.'],
  ])
    expect(html).toMatch(new RegExp(`<a href="#${field}">(<b>[^<]+</b>: )?${sentence}</a>`))
  const right = {
    ...wrong,
    completion: 'submitted',
    amount: '50',
    expectedMinutes: '10',
    maxPoints: '5',
    dueAt: '2026-04-01T09:00',
  }
  const was = /name="was" value="([^"]*)"/.exec((await ivy.read(`/items/${essay!.id}/settings`)).html)![1]!
  expect((await ivy.post(`/items/${essay!.id}/settings?_method=PUT`, right)).status).toBe(303)
  const other = { ...right, completion: 'viewed', dueAt: '', was }
  const stale = await ivy.post(`/items/${essay!.id}/settings?_method=PUT`, other, fragment)
  expect(stale.status, 'another tab has saved since').toBe(409)
  const both = await stale.text()
  expect(both).toMatch(/now saved as<\/a> <bdi[^>]*>it is handed in</)
  expect(both).toMatch(/<option value="viewed" selected/)
  expect(both, 'what the sender left alone is as the other left it').toContain('value="2026-04-01T09:00"')
})
