import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, test } from 'vitest'
import { items, itemVersions, lessons } from '../../../worker/db/schema'
import { editItem, publishItem, scheduleItem } from '../../../worker/domain/courses'
import {
  addBlock,
  addCaptions,
  addFile,
  createLesson,
  emptyContent,
  findLessonToEdit,
  listFaults,
  prepareContent,
  publishChanges,
  readLessonToEdit,
  removeBlock,
} from '../../../worker/domain/lessons'
import { storeFile } from '../../../worker/domain/media'
import { openMedia, readOutlinePage } from '../../../worker/domain/pages'
import type { Actor } from '../../../worker/domain/policy'
import { Conflict, Invalid } from '../../../worker/errors'
import { newId } from '../../../worker/lib/ids'
import { program } from '../../support/api'
import { type Browser, browse } from '../../support/browser'
import { film, png } from '../../support/files'
import { makeCourse } from '../../support/lessons'
import { makeSchool, type School } from '../../support/school'

let school: School
let course: Awaited<ReturnType<typeof makeCourse>>
let ivy: Actor
let browser: Browser
const outline = () => `/courses/${course.courseId}/outline`

beforeAll(async () => {
  school = await makeSchool()
  course = await makeCourse(school.tenant, school.cast)
  ivy = course.ivy
  await makeLesson(course.itemId)
  browser = await browse(school.platform, school.tenant, ivy)
})

const makeLesson = (itemId: string) =>
  school.tenant.db.batch(
    createLesson(school.tenant.db, {
      itemId,
      actorId: ivy.id,
      at: school.tenant.now(),
      content: prepareContent(emptyContent()),
    }),
  )

/** A lesson that learners do not see yet. */
async function draft(title: string, completion: typeof items.$inferInsert.completion = { kind: 'viewed' }) {
  const { db, now } = school.tenant
  const id = newId()
  await db.insert(items).values({
    id,
    courseId: course.courseId,
    moduleId: course.moduleId,
    kind: 'lesson',
    title,
    position: id,
    completion,
    createdAt: now(),
    updatedAt: now(),
  })
  await makeLesson(id)
  return id
}

async function addTo(itemId: string, name: string, bytes: Uint8Array<ArrayBuffer>) {
  const file = await storeFile(school.tenant, ivy, { name, bytes, purpose: 'content' })
  return { file, ...(await addFile(school.tenant, ivy, itemId, file, null)) }
}

const counted = async (itemId: string) =>
  (await readOutlinePage(school.tenant, ivy, course.courseId)).faults.get(itemId)?.length ?? 0

describe('what stands in some readers’ way', () => {
  test('is counted beside the lesson as on its own page, and captions take it away', async () => {
    const { tenant } = school
    const itemId = await draft('A picture and a film')
    expect(await counted(itemId)).toBe(0)
    await addTo(itemId, 'steps.png', png())
    const { file } = await addTo(itemId, 'steps.mp4', film())
    const { faults } = await readLessonToEdit(tenant, ivy, itemId)
    expect(faults.map(({ kind }) => kind)).toContain('captions')
    expect(await counted(itemId)).toBe(faults.length)
    await addCaptions(tenant, ivy, await openMedia(tenant, ivy, file.id), {
      language: 'en',
      label: 'English',
      bytes: new TextEncoder().encode('WEBVTT\n\n00:00.000 --> 00:02.000\nHello\n'),
    })
    expect(await counted(itemId)).toBe(faults.length - 1)
    const { html } = await browser.read(outline())
    expect(html).toContain(`href="/lessons/${itemId}/edit#faults"`)
  })

  test('is said when it is published from the outline, one by one and all at once, and refuses nothing', async () => {
    const fragment = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' }
    const [one, other, good] = [await draft('One'), await draft('Other'), await draft('Good')]
    await addTo(one, 'a.png', png())
    await addTo(other, 'b.png', png())
    const published = await browser.post(`/items/${one}/publication`, {}, fragment)
    expect(await published.text()).toContain('Some readers still meet barriers (1)')
    const quiet = await browser.post(`/items/${good}/publication`, {}, fragment)
    expect(await quiet.text()).not.toContain('Some readers still meet barriers')
    const all = await browser.post(`/courses/${course.courseId}/drafts/publication`)
    expect(all.status).toBe(303)
    expect((await browser.read(outline())).html).toMatch(/All drafts are published. Some readers still meet barriers/)
    const shown = await school.tenant.db.select().from(items).where(eq(items.courseId, course.courseId))
    expect(shown.every(({ publishedAt }) => publishedAt !== null)).toBe(true)
  })

  test('is listed for programs that write lessons, and for nobody else', async () => {
    const { platform, tenant, cast } = school
    const itemId = await draft('For programs')
    await addTo(itemId, 'c.png', png())
    const json = async (actor: Actor, method: string, path: string) => {
      const { status, bytes } = await (await program(platform, tenant, actor))(method, path)
      return { status, ...(JSON.parse(new TextDecoder().decode(bytes)) as { faults?: unknown[] }) }
    }
    const fault = { kind: 'image-alt', block: expect.any(String), detail: expect.any(String) }
    expect(await json(ivy, 'POST', `/items/${itemId}/publication`)).toMatchObject({ status: 200, faults: [fault] })
    expect(await json(ivy, 'GET', `/lessons/${itemId}`)).toMatchObject({ faults: [fault] })
    expect(await json(cast.lena, 'GET', `/lessons/${itemId}`)).toMatchObject({ status: 200, faults: [] })
  })

  test('is found in lessons that were written before it was kept', async () => {
    const { tenant } = school
    const itemId = await draft('Of old')
    await addTo(itemId, 'd.png', png())
    await tenant.db.update(itemVersions).set({ faults: null }).where(eq(itemVersions.itemId, itemId))
    expect((await listFaults(tenant, [itemId])).get(itemId)).toHaveLength(1)
  })
})

describe('a share of a film to be watched', () => {
  const watched = { kind: 'video', percent: 80 } as const
  const settings = { required: true, expectedMinutes: null, dueAt: null, maxPoints: null }

  test('wants a film before learners see the lesson', async () => {
    const { tenant } = school
    const itemId = await draft('Nothing to watch', watched)
    expect((await readOutlinePage(tenant, ivy, course.courseId)).filmless).toContain(itemId)
    expect((await browser.read(outline())).html).toContain('No film to watch')
    expect((await browser.read(`/items/${itemId}/settings`)).html).toContain('This lesson shows no film yet')
    await expect(publishItem(tenant, ivy, itemId)).rejects.toThrow(Conflict)
    await expect(scheduleItem(tenant, ivy, itemId, tenant.now() + 60_000)).rejects.toThrow(Conflict)
    const refused = await browser.post(`/items/${itemId}/publication`)
    expect([refused.status, await refused.text()]).toEqual([409, expect.stringContaining('this lesson shows no film')])
    await browser.post(`/courses/${course.courseId}/drafts/publication`)
    const [row] = await tenant.db.select().from(items).where(eq(items.id, itemId))
    expect(row?.publishedAt).toBeNull()
    await addTo(itemId, 'watch.mp4', film())
    expect((await readOutlinePage(tenant, ivy, course.courseId)).filmless).not.toContain(itemId)
    await publishItem(tenant, ivy, itemId)
  })

  test('is not asked of a lesson that learners see without one', async () => {
    const { tenant } = school
    const itemId = await draft('Only words')
    await publishItem(tenant, ivy, itemId)
    const edit = editItem(tenant, ivy, itemId, { ...settings, completion: watched })
    await expect(edit).rejects.toThrow(Invalid)
  })

  test('keeps the film from being taken away while it is asked', async () => {
    const { tenant } = school
    const { block } = await addTo(course.itemId, 'kept.mp4', film())
    await publishChanges(tenant, ivy, course.itemId)
    await editItem(tenant, ivy, course.itemId, { ...settings, completion: watched })
    await removeBlock(tenant, ivy, course.itemId, block.id)
    await addBlock(tenant, ivy, course.itemId, { kind: 'text', after: null, markdown: 'Instead.' })
    await expect(publishChanges(tenant, ivy, course.itemId)).rejects.toThrow(Conflict)
    await editItem(tenant, ivy, course.itemId, { ...settings, completion: { kind: 'viewed' } })
    await publishChanges(tenant, ivy, course.itemId)
    expect((await findLessonToEdit(tenant, ivy, course.itemId)).draftId).toBeNull()
    expect(await tenant.db.select().from(lessons).where(eq(lessons.itemId, course.itemId))).toHaveLength(1)
  })
})
