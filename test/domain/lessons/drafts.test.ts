import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { courseModules, courses, items, mediaLinks, searchEntries } from '../../../worker/db/schema'
import {
  addBlock,
  addFile,
  blocksToMarkdown,
  createLesson,
  discardChanges,
  draftMark,
  emptyContent,
  findLessonToEdit,
  prepareContent,
  publishChanges,
  readHistory,
  readLesson,
  readLessonToEdit,
  restoreVersion,
} from '../../../worker/domain/lessons'
import { storeFile } from '../../../worker/domain/media'
import { openMedia } from '../../../worker/domain/pages'
import type { Actor } from '../../../worker/domain/policy'
import { png } from '../../support/files'
import { makeCourse } from '../../support/lessons'
import { makeSchool, type School } from '../../support/school'

let school: School
let course: Awaited<ReturnType<typeof makeCourse>>
let itemId: string
let ivy: Actor
let lena: Actor

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  course = await makeCourse(tenant, cast)
  itemId = course.itemId
  ivy = course.ivy
  lena = cast.lena
  const content = prepareContent(emptyContent())
  await tenant.db.batch(createLesson(tenant.db, { itemId, actorId: ivy.id, at: tenant.now(), content }))
})

const write = (markdown: string) =>
  addBlock(school.tenant, ivy, itemId, { kind: 'text', after: null, markdown }).then(({ saved }) => saved)
const shownTo = async (actor: Actor, draft = false) =>
  blocksToMarkdown((await readLesson(school.tenant, actor, itemId, { draft })).blocks)
const written = async () => (await readLessonToEdit(school.tenant, ivy, itemId)).blocks.length
const hide = (publishedAt: number | null) =>
  school.tenant.db.update(items).set({ publishedAt }).where(eq(items.id, itemId))

describe('a lesson that learners read', () => {
  it('is one whose course, module and itself are published', async () => {
    const { tenant } = school
    const [row] = await tenant.db
      .select({ item: items.publishedAt, module: courseModules.publishedAt, course: courses.publishedAt })
      .from(items)
      .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
      .innerJoin(courses, eq(courses.id, items.courseId))
      .where(eq(items.id, itemId))
    expect(Object.values(row!).every((at) => at !== null && at <= tenant.now())).toBe(true)
  })

  it('stays as it is until the changes are published', async () => {
    const { tenant } = school
    expect((await write('Not for learners yet')).isDraft).toBe(true)
    expect(await shownTo(lena)).toBe('')
    expect(await shownTo(ivy)).toBe('')
    expect(await shownTo(ivy, true)).toBe('Not for learners yet')
    await expect(shownTo(lena, true)).rejects.toThrow()
    const found = () => tenant.db.select().from(searchEntries).where(eq(searchEntries.subjectId, itemId))
    expect((await found()).some(({ body }) => body.includes('Not for learners'))).toBe(false)
    await publishChanges(tenant, ivy, itemId, { seen: draftMark(await findLessonToEdit(tenant, ivy, itemId)) })
    expect(await shownTo(lena)).toBe('Not for learners yet')
    expect((await found()).some(({ body }) => body.includes('Not for learners'))).toBe(true)
    expect((await readLessonToEdit(tenant, ivy, itemId)).draft).toBeNull()
    await publishChanges(tenant, ivy, itemId) // a second press does nothing
  })

  it('keeps what was published apart in its history', async () => {
    const { tenant } = school
    await write('Second')
    const { versions } = await readHistory(tenant, ivy, itemId)
    expect(versions.map(({ state }) => state).filter(Boolean)).toEqual(['draft', 'published'])
    expect(versions.find(({ state }) => state === 'published')?.publishedAt).toBe(tenant.now())
    expect(versions[0]?.publishedAt).toBeNull()
  })

  it('is not published as somebody else made it meanwhile', async () => {
    const { tenant } = school
    const seen = draftMark(await findLessonToEdit(tenant, ivy, itemId))
    await write('From the other tab')
    await expect(publishChanges(tenant, ivy, itemId, { seen })).rejects.toMatchObject({ reason: 'lessons.draftMoved' })
    expect(await shownTo(lena)).not.toContain('Second')
  })

  it('loses nothing when changes are discarded', async () => {
    const { tenant } = school
    const before = await written()
    const number = await discardChanges(tenant, ivy, itemId)
    expect(await written()).toBe(1)
    expect(await discardChanges(tenant, ivy, itemId)).toBeNull()
    await restoreVersion(tenant, ivy, itemId, number!)
    expect(await written()).toBe(before)
    expect(await shownTo(lena)).toBe('Not for learners yet')
    await discardChanges(tenant, ivy, itemId)
    expect((await write('Again')).isDraft).toBe(true) // its number is taken by none of those
  })

  it('shows the files of changes to nobody but its authors', async () => {
    const { tenant } = school
    const file = await storeFile(tenant, ivy, { name: 'new.png', bytes: png(), purpose: 'content' })
    await addFile(tenant, ivy, itemId, file, null)
    const links = async () =>
      (
        await tenant.db
          .select({ kind: mediaLinks.kind })
          .from(mediaLinks)
          .where(and(eq(mediaLinks.mediaId, file.id), eq(mediaLinks.subjectId, itemId)))
      ).map(({ kind }) => kind)
    expect(await links()).toEqual(['draft'])
    await expect(openMedia(tenant, lena, file.id)).rejects.toThrow()
    await discardChanges(tenant, ivy, itemId)
    expect(await links()).toEqual(['history'])
    await addFile(tenant, ivy, itemId, file, null)
    await publishChanges(tenant, ivy, itemId)
    expect((await links()).includes('item')).toBe(true)
    expect((await openMedia(tenant, lena, file.id)).id).toBe(file.id)
  })

  it('is for its authors to publish', async () => {
    const { tenant, cast } = school
    await write('Once more')
    for (const actor of [cast.lena, cast.ian, cast.zed]) {
      await expect(publishChanges(tenant, actor, itemId)).rejects.toThrow()
      await expect(discardChanges(tenant, actor, itemId)).rejects.toThrow()
    }
    await discardChanges(tenant, ivy, itemId)
  })
})

describe('a lesson that nobody reads yet', () => {
  it('is written straight away', async () => {
    await hide(null)
    expect((await write('Straight')).isDraft).toBe(false)
    await hide(school.tenant.now() + 60_000)
    expect((await write('Away')).isDraft).toBe(false)
    await hide(school.tenant.now())
    expect(await shownTo(lena)).toContain('Straight')
  })
})
