import { and, eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enrollments, type ItemCompletion, items, media, mediaLinks, progress } from '../../worker/db/schema'
import { createLesson, prepareContent } from '../../worker/domain/lessons'
import { newId } from '../../worker/lib/ids'
import { type Browser, browse } from '../support/browser'
import { makeCourse } from '../support/lessons'
import { monday } from '../support/platform'
import { makeSchool, type School } from '../support/school'

const MINUTE = 60_000

let school: School
let course: Awaited<ReturnType<typeof makeCourse>>
let lena: Browser
let now: number

beforeAll(async () => {
  school = await makeSchool()
  course = await makeCourse(school.tenant, school.cast)
  lena = await browse(school.platform, school.tenant, school.cast.lena)
  now = monday
})
beforeEach(() => pass(60))

function pass(minutes: number) {
  now += minutes * MINUTE
  school.platform.setNow(now)
}

/** A lesson with a film of ten minutes. */
async function lesson(completion: ItemCompletion) {
  const { tenant } = school
  const { db } = tenant
  const [id, filmId] = [newId(), newId()]
  await db.insert(items).values({
    id,
    courseId: course.courseId,
    moduleId: course.moduleId,
    kind: 'lesson',
    title: 'Watch and read',
    position: id,
    completion,
    publishedAt: monday,
    createdAt: monday,
    updatedAt: monday,
  })
  await db.insert(media).values({
    id: filmId,
    key: `media/${filmId}`,
    name: 'film.mp4',
    size: 5,
    type: 'video/mp4',
    seconds: 600,
    purpose: 'content',
    ownerId: course.ivy.id,
    createdAt: monday,
  })
  const content = prepareContent({ blocks: [{ id: 'film123456', kind: 'video', mediaId: filmId, title: '' }] as never })
  await db.batch(createLesson(db, { itemId: id, actorId: course.ivy.id, at: monday, content }))
  expect(await db.select().from(mediaLinks).where(eq(mediaLinks.subjectId, id))).toHaveLength(1)
  return id
}

const openedOn = async (id: string, browser = lena) => {
  const { html } = await browser.read(`/lessons/${id}`)
  return /name="opened" value="([^"]+)"/.exec(html)?.[1] ?? ''
}
const rowOf = async (itemId: string) =>
  (
    await school.tenant.db
      .select()
      .from(progress)
      .where(and(eq(progress.itemId, itemId), eq(progress.enrollmentId, course.enrollmentId)))
  )[0]

describe('without JavaScript', () => {
  test('a page says what to do, in a part that browsers with a script do not run', async () => {
    const timed = await lena.read(`/lessons/${await lesson({ kind: 'time', minutes: 10 })}`)
    const parts = [...timed.html.matchAll(/<noscript>([\s\S]*?)<\/noscript>/g)].map(([, part]) => part!)
    expect(parts.some((part) => part.includes('Read on for 10'))).toBe(true)
    expect(timed.html.replaceAll(/<noscript>[\s\S]*?<\/noscript>/g, '')).not.toContain('name="opened"')
    const watched = await lena.read(`/lessons/${await lesson({ kind: 'video', percent: 50 })}`)
    expect(watched.html).toContain('I have watched it')
    expect((await lena.read(`/lessons/${await lesson({ kind: 'viewed' })}`)).html).not.toContain('name="opened"')
  })

  test('the time from opening to leaving counts, in one go or in several, and completes the lesson', async () => {
    const id = await lesson({ kind: 'time', minutes: 10 })
    const first = await openedOn(id)
    pass(4)
    expect((await lena.post(`/items/${id}/next`, { opened: first })).status).toBe(303)
    expect(await rowOf(id)).toMatchObject({ seconds: 240, state: 'started', resume: { plain: 240 } })
    pass(30)
    const second = await openedOn(id)
    pass(60)
    await lena.post(`/items/${id}/next`, { opened: second })
    // No more than is asked, however long the page was forgotten.
    const done = await rowOf(id)
    expect(done).toMatchObject({ seconds: 600, state: 'completed', resume: { plain: 600 } })
    expect(done?.requirement).toEqual({ kind: 'time', minutes: 10, plain: true })
    const ivy = await browse(school.platform, school.tenant, school.cast.ivy)
    const page = await ivy.read(`/courses/${course.courseId}/learners/${school.cast.lena.id}`)
    expect(page.status).toBe(200)
    expect(page.html).toContain('without JavaScript')
  })

  test('pages side by side are one, and a form sent again is nothing', async () => {
    const ids = [await lesson({ kind: 'time', minutes: 10 }), await lesson({ kind: 'time', minutes: 10 })] as const
    const opened = [await openedOn(ids[0]), await openedOn(ids[1])] as const
    pass(6)
    const answers = await Promise.all(
      [0, 0, 1, 1].map((n) => lena.post(`/items/${ids[n as 0 | 1]}/next`, { opened: opened[n as 0 | 1] })),
    )
    expect(answers.every(({ status }) => [303, 409].includes(status))).toBe(true)
    const seconds = async () => ((await rowOf(ids[0]))?.seconds ?? 0) + ((await rowOf(ids[1]))?.seconds ?? 0)
    expect(await seconds()).toBe(360)
    await lena.post(`/items/${ids[0]}/next`, { opened: opened[0] })
    expect(await seconds()).toBe(360)
  })

  test('only the page that was really opened says when', async () => {
    const [id, other] = [await lesson({ kind: 'time', minutes: 10 }), await lesson({ kind: 'time', minutes: 10 })]
    const opened = await openedOn(other)
    const leo = await browse(school.platform, school.tenant, school.cast.leo)
    await school.tenant.db.insert(enrollments).values({
      id: newId(),
      userId: school.cast.leo.id,
      courseId: course.courseId,
      role: 'learner',
      createdAt: monday,
    })
    const theirs = await openedOn(id, leo)
    pass(20)
    for (const said of [opened, theirs, `${opened.slice(0, -2)}xx`, String(monday), ''])
      await lena.post(`/items/${id}/next`, { opened: said })
    expect((await rowOf(id))?.seconds ?? 0).toBe(0)
    // Half a day later it says nothing any more.
    const old = await openedOn(id)
    pass(13 * 60)
    await lena.post(`/items/${id}/next`, { opened: old })
    expect((await rowOf(id))?.seconds ?? 0).toBe(0)
  })

  test('a film is watched by the learner’s word, when the page was open for the share of it that is asked', async () => {
    const id = await lesson({ kind: 'video', percent: 50 })
    const early = await openedOn(id)
    pass(3)
    const refused = await lena.post(`/items/${id}/completion`, { opened: early })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Watch on for 2')
    const again = /name="opened" value="([^"]+)"/.exec(html)![1]!
    pass(2)
    // Time alone says nothing: "Next" keeps it, the word completes.
    await lena.post(`/items/${id}/next`, { opened: again })
    expect(await rowOf(id)).toMatchObject({ seconds: 300, state: 'started' })
    const late = await openedOn(id)
    expect((await lena.post(`/items/${id}/completion`, { opened: late })).status).toBe(303)
    const done = await rowOf(id)
    expect(done?.requirement).toEqual({ kind: 'video', percent: 50, plain: true })
  })

  test('with a script the same buttons count nothing by themselves', async () => {
    const id = await lesson({ kind: 'video', percent: 50 })
    await openedOn(id)
    pass(20)
    expect((await lena.post(`/items/${id}/completion`)).status).toBe(409)
    await lena.post(`/items/${id}/next`)
    expect(await rowOf(id)).toMatchObject({ seconds: 0, state: 'started' })
  })
})
