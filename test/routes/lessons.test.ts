import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { events, items, notes, problemReports, progress } from '../../worker/db/schema'
import { blocksFromMarkdown, createLesson, prepareContent } from '../../worker/domain/lessons'
import { drain } from '../../worker/jobs/drain'
import { newId } from '../../worker/lib/ids'
import { urls } from '../../worker/urls'
import { type Browser, browse } from '../support/browser'
import { makeCourse } from '../support/lessons'
import { addSchool, makeSchool, type School } from '../support/school'

const markdown = `Git does not watch *your* files.

## A first change

::: callout
Look once more.
:::
`

let school: School
let course: Awaited<ReturnType<typeof makeCourse>>
let nextId: string
const as: Record<string, Browser> = {}

beforeAll(async () => {
  school = await makeSchool()
  const { platform, tenant, cast } = school
  const { db } = tenant
  course = await makeCourse(tenant, cast)
  const at = tenant.now()
  const content = prepareContent({ blocks: blocksFromMarkdown(markdown) })
  await db.batch(createLesson(db, { itemId: course.itemId, actorId: course.ivy.id, at, content }))
  nextId = newId()
  const { courseId, moduleId } = course
  await db.insert(items).values({
    id: nextId,
    courseId,
    moduleId,
    kind: 'lesson',
    title: 'Exploring history',
    position: 'a1',
    completion: { kind: 'marked' },
    publishedAt: at,
    createdAt: at,
    updatedAt: at,
  })
  await db.batch(createLesson(db, { itemId: nextId, actorId: course.ivy.id, at, content: { blocks: [] } }))
  for (const [name, actor] of Object.entries(cast)) as[name] = await browse(platform, tenant, actor)
  as.nobody = await browse(platform, tenant)
})

const path = () => `/items/${course.itemId}`
const lesson = () => `/lessons/${course.itemId}`
const progressOf = async (itemId: string) =>
  (
    await school.tenant.db
      .select()
      .from(progress)
      .where(and(eq(progress.itemId, itemId), eq(progress.enrollmentId, course.enrollmentId)))
  )[0]

describe('a lesson', () => {
  it('shows its words, where it stands and what completes it, in two trips', async () => {
    const page = await as.lena!.read(lesson())
    expect(page.status).toBe(200)
    expect(page.html).toContain('Git does not watch <em>your</em> files.')
    expect(page.html).toMatch(/<h1 dir="auto">Tracking changes/)
    expect(page.html).toContain('Done when you have seen it')
    expect(page.html).toContain('Exploring history')
    expect(page.html).not.toContain('/edit')
    expect(page.response.headers.get('Cache-Control')).toBe('no-store')
  })

  it('is there for who is in the course, and nobody else learns of it', async () => {
    for (const name of ['olga', 'ada', 'ivy', 'lena'])
      expect([name, (await as[name]!.get(lesson())).status]).toEqual([name, 200])
    for (const name of ['ian', 'leo', 'zed'])
      expect([name, (await as[name]!.get(lesson())).status]).toEqual([name, 404])
    expect((await as.nobody!.get(lesson())).status).toBe(303)
    const { tenant, cast } = await addSchool(school.platform, 'globex', 'Globex')
    const next = await browse(school.platform, tenant, cast.olga)
    expect((await next.get(lesson())).status).toBe(404)
  })

  it('does not send what is locked', async () => {
    const { db, now } = school.tenant
    const availability = { date: { from: now() + 60_000 } }
    await db.update(items).set({ availability }).where(eq(items.id, course.itemId))
    const page = await as.lena!.read(lesson())
    expect(page.status).toBe(200)
    expect(page.html).not.toContain('Git does not watch')
    expect(page.html).toContain('not open yet')
    expect((await as.ivy!.read(lesson())).html).toContain('Git does not watch')
    expect((await as.ivy!.read(`${lesson()}?as=learner`)).html).not.toContain('Git does not watch')
    await db.update(items).set({ availability: null }).where(eq(items.id, course.itemId))
  })

  it('lets its authors alone look at a draft as a learner will see it', async () => {
    const { db, now } = school.tenant
    await db.update(items).set({ publishedAt: null }).where(eq(items.id, course.itemId))
    const page = await as.ivy!.read(`${lesson()}?as=learner`)
    expect(page.status).toBe(200)
    expect(page.html).toContain('Git does not watch')
    expect((await as.lena!.get(`${lesson()}?as=learner`)).status).toBe(404)
    await db.update(items).set({ publishedAt: now() }).where(eq(items.id, course.itemId))
  })
})

describe('reading', () => {
  const beat = (name: string, body: unknown) =>
    as[name]!.send('POST', `${path()}/beats`, JSON.stringify(body), { 'Content-Type': 'application/json' })

  it('a GET changes nothing; the first sign of life says that it was seen', async () => {
    await as.lena!.get(lesson())
    expect(await progressOf(course.itemId)).toBeUndefined()
    expect(await (await beat('lena', { seconds: 0 })).json()).toEqual({ completed: true })
    expect((await progressOf(course.itemId))!.state).toBe('completed')
    expect((await as.lena!.read(lesson())).html).toContain('chip good')
  })

  it('counts visible time within bounds and remembers the place', async () => {
    const { platform } = school
    platform.setNow(platform.now() + 60_000)
    await beat('lena', { seconds: 3_000, scroll: 0.5, videos: { notmine123: 12 } })
    const kept = (await progressOf(course.itemId))!
    expect(kept.seconds).toBeLessThanOrEqual(60)
    expect(kept.seconds).toBeGreaterThan(50)
    expect(kept.resume.scroll).toBe(0.5)
    expect(kept.resume.videos ?? {}).toEqual({})
    expect((await as.lena!.read(lesson())).html).toContain('data-scroll="0.5"')
    expect((await beat('lena', { seconds: -1 })).status).toBe(400)
    expect((await beat('leo', { seconds: 0 })).status).toBe(404)
    expect((await beat('ivy', { seconds: 0 })).status).toBe(200) // whoever teaches leaves no progress
    expect(await school.tenant.db.select().from(progress)).toHaveLength(1)
  })

  it('goes on by a form that needs no JavaScript, and is marked as done where that completes it', async () => {
    const answer = await as.lena!.post(`${path()}/next`)
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `/lessons/${nextId}`])
    expect((await as.lena!.post(`/items/${nextId}/next`)).headers.get('Location')).toBe(`/courses/${course.courseId}`)
    expect((await progressOf(nextId))!.state).toBe('started')
    const last = (await as.lena!.read(`/lessons/${nextId}`)).html
    expect(last).toContain('Mark as done and go on')
    expect(last).toContain('Go on without marking it')
    const done = await as.lena!.post(`/items/${nextId}/completion`)
    expect([done.status, done.headers.get('Location')]).toEqual([303, `/courses/${course.courseId}`])
    expect((await as.lena!.read(`/lessons/${nextId}`)).html).not.toContain('without marking')
    expect((await as.lena!.post(`/items/${nextId}/completion`)).status).toBe(303)
    expect((await progressOf(nextId))!.state).toBe('completed')
    expect((await as.lena!.post(`${path()}/completion`)).status).toBe(409)
  })
})

describe('beside a lesson', () => {
  it('one keeps notes that nobody else sees', async () => {
    const kept = await as.lena!.post(`${path()}/note?_method=PUT`, { text: ' Stage, then commit <b>\r\n ' })
    expect(kept.status).toBe(303)
    expect((await as.lena!.read(lesson())).html).toContain('Stage, then commit &lt;b&gt;')
    expect((await as.ivy!.read(lesson())).html).not.toContain('Stage, then commit')
    const long = await as.lena!.post(`${path()}/note?_method=PUT`, { text: 'a'.repeat(20_001) })
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('letters at most')
    await as.lena!.post(`${path()}/note?_method=PUT`, { text: '' })
    expect(await school.tenant.db.select().from(notes)).toEqual([])
    expect((await as.leo!.post(`${path()}/note?_method=PUT`, { text: 'x' })).status).toBe(404)
  })

  it('one tells the teachers what is wrong, with the version one read', async () => {
    const page = (await as.lena!.read(lesson())).html
    const [, block] = /<option value="([a-z0-9]{10})"/.exec(page)!
    expect((await as.lena!.post(`${path()}/reports`, { block: block!, version: '1', text: ' ' })).status).toBe(422)
    expect((await as.lena!.post(`${path()}/reports`, { block: block!, version: '7', text: 'A typo' })).status).toBe(303)
    const [report] = await school.tenant.db.select().from(problemReports)
    expect(report).toMatchObject({ blockId: block, versionNumber: 1, text: 'A typo', userId: school.cast.lena.id })
    const told = await school.tenant.db.select().from(events).where(eq(events.name, 'lesson.problem-reported'))
    expect(told).toHaveLength(1)
    await drain(school.tenant, {}, school.platform)
    expect((await as.ivy!.read(urls.notifications())).html).toContain(`${lesson()}/edit#report-${report!.id}`)
    const edit = (await as.ivy!.read(`${lesson()}/edit`)).html
    const link = `${path()}/versions/1#h-b-${block}`
    expect(edit).toContain(`href="${link}"`)
    expect((await as.ivy!.read(link)).html).toContain(`id="h-b-${block}"`)
  })
})
