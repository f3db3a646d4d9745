import { and, eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { items, itemVersions, mediaLinks, searchEntries } from '../../../worker/db/schema'
import {
  addBlock,
  addFile,
  type BlockOf,
  blockMark,
  createLesson,
  duplicateBlock,
  emptyContent,
  moveBlock,
  prepareContent,
  readHistory,
  readLessonToEdit,
  removeBlock,
  restoreBlock,
  restoreVersion,
  saveBlock,
} from '../../../worker/domain/lessons'
import { findMedia, storeFile } from '../../../worker/domain/media'
import type { Actor } from '../../../worker/domain/policy'
import { utf8 } from '../../../worker/lib/bytes'
import { png } from '../../support/files'
import { makeCourse } from '../../support/lessons'
import { makeSchool, type School } from '../../support/school'

let school: School
let itemId: string
let ivy: Actor
const MINUTE = 60_000

beforeAll(async () => {
  school = await makeSchool()
  const { tenant, cast } = school
  const course = await makeCourse(tenant, cast)
  itemId = course.itemId
  ivy = course.ivy
  await tenant.db.update(items).set({ publishedAt: null }).where(eq(items.id, itemId)) // nobody reads it, so nothing waits
  await tenant.db.batch(
    createLesson(tenant.db, { itemId, actorId: ivy.id, at: tenant.now(), content: prepareContent(emptyContent()) }),
  )
})

const versions = () => school.tenant.db.select().from(itemVersions).where(eq(itemVersions.itemId, itemId))
const read = () => readLessonToEdit(school.tenant, ivy, itemId)
const open = (mediaId: string) => findMedia(school.tenant, mediaId)
const kinds = async () => (await read()).blocks.map(({ block }) => block).map(({ kind }) => kind)
const addText = async (markdown: string, after: string | null = null) =>
  (await addBlock(school.tenant, ivy, itemId, { kind: 'text', after, markdown })).block as BlockOf<'text'>

describe('writing a lesson', () => {
  it('takes blocks where they are put, and moves, copies and removes them', async () => {
    const { tenant } = school
    const first = await addText('First *words*')
    expect(first.html).toBe('<p>First <em>words</em></p>')
    await addBlock(tenant, ivy, itemId, { kind: 'divider', after: null })
    await addBlock(tenant, ivy, itemId, { kind: 'code', after: '' })
    expect(await kinds()).toEqual(['code', 'text', 'divider'])
    await moveBlock(tenant, ivy, itemId, first.id, 'up')
    expect(await kinds()).toEqual(['text', 'code', 'divider'])
    await moveBlock(tenant, ivy, itemId, first.id, { after: null })
    expect(await kinds()).toEqual(['code', 'divider', 'text'])
    await duplicateBlock(tenant, ivy, itemId, first.id)
    const blocks = (await read()).blocks.map(({ block }) => block)
    expect(blocks.map(({ kind }) => kind)).toEqual(['code', 'divider', 'text', 'text'])
    expect(new Set(blocks.map(({ id }) => id)).size).toBe(4)
  })

  it('brings a removed block back to where it stood', async () => {
    const { tenant } = school
    const [code] = (await read()).blocks.map(({ block }) => block)
    const removed = await removeBlock(tenant, ivy, itemId, code!.id)
    expect(await kinds()).toEqual(['divider', 'text', 'text'])
    await restoreBlock(tenant, ivy, itemId, code!.id, removed.number - 1)
    await restoreBlock(tenant, ivy, itemId, code!.id, removed.number - 1)
    expect(await kinds()).toEqual(['code', 'divider', 'text', 'text'])
  })

  it('makes a new version only when something changed, and one for ten minutes of one author’s work', async () => {
    const { tenant, platform, cast } = school
    platform.setNow(platform.now() + 11 * MINUTE)
    const count = (await versions()).length
    const block = await addText('One')
    const save = (actor: Actor, markdown: string) =>
      saveBlock(tenant, actor, itemId, block.id, { was: null, fields: { markdown }, open })
    await save(ivy, 'Two')
    await save(ivy, 'Two')
    expect(await versions()).toHaveLength(count + 1)
    await save(cast.ada, 'Three')
    expect(await versions()).toHaveLength(count + 2)
    await save(cast.ada, 'Three')
    platform.setNow(platform.now() + 11 * MINUTE)
    await save(cast.ada, 'Four')
    expect(await versions()).toHaveLength(count + 3)
  })

  it('lets two tabs write different blocks, and keeps both versions of the same one', async () => {
    const { tenant } = school
    const [one, two] = [await addText('One'), await addText('Two')]
    const [markOne, markTwo] = [await blockMark(one), await blockMark(two)]
    const save = (id: string, was: string, markdown: string) =>
      saveBlock(tenant, ivy, itemId, id, { was, fields: { markdown }, open })
    const both = await Promise.all([save(one.id, markOne, 'One from here'), save(two.id, markTwo, 'Two from there')])
    expect(both.map(({ theirs }) => theirs)).toEqual([null, null])

    const late = await save(one.id, markOne, 'One from the other tab')
    expect(late.theirs).toMatchObject({ markdown: 'One from here' })
    expect(late.block).toMatchObject({ markdown: 'One from the other tab' })
    const text = (await read()).blocks
      .map(({ block }) => block)
      .map((block) => ('markdown' in block ? block.markdown : ''))
    expect(text).toContain('One from here')
    expect(text).toContain('Two from there')
    // the same words from both tabs are no conflict
    expect((await save(one.id, markOne, 'One from here')).theirs).toBeNull()
  })

  it('turns the editor’s HTML to clean Markdown, as it comes from Word', async () => {
    const { tenant } = school
    const block = await addText('')
    const { id } = await storeFile(tenant, ivy, { name: 'a.png', bytes: png(), purpose: 'content' })
    const html = `<p class="MsoNormal" style="margin:0"><b>Bold</b><o:p></o:p> and <a href="/media/${id}">a file</a></p><script>1</script>`
    const { block: saved } = await saveBlock(tenant, ivy, itemId, block.id, { was: null, fields: { html }, open })
    expect(saved).toMatchObject({
      markdown: `**Bold** and [a file](media:${id})`,
      html: `<p><strong>Bold</strong> and <a href="/media/${id}">a file</a></p>`,
    })
  })

  it('lets only allowed sites in', async () => {
    const { tenant } = school
    const add = (url: string) => addBlock(tenant, ivy, itemId, { kind: 'embed', after: null, url })
    await expect(add('https://evil.example/x')).rejects.toMatchObject({ reason: 'lessons.embedRefused' })
    await expect(add('javascript:alert(1)')).rejects.toMatchObject({ reason: 'lessons.noAddress' })
    expect((await add('https://www.youtube.com/watch?v=abcdefghijk')).block.kind).toBe('embed')
  })

  it('takes for a block only what the block can show, and no file that one may not see', async () => {
    const { tenant } = school
    const choose = async (kind: 'document' | 'video' | 'file', mediaId: string) => {
      const { block } = await addBlock(tenant, ivy, itemId, { kind, after: null })
      return saveBlock(tenant, ivy, itemId, block.id, { was: null, fields: { mediaId }, open })
    }
    const keep = (name: string, text: string) =>
      storeFile(tenant, ivy, { name, bytes: utf8(text), purpose: 'content' }).then(({ id }) => id)
    const slides = await keep('Talk.key', 'PK\x03\x04 not to be drawn')
    await expect(choose('document', slides)).rejects.toMatchObject({ reason: 'lessons.slidesAsPdf' })
    await expect(choose('document', await keep('a.txt', 'words'))).rejects.toMatchObject({ reason: 'lessons.notPdf' })
    await expect(choose('video', slides)).rejects.toMatchObject({ reason: 'lessons.not.video' })
    expect((await choose('file', slides)).block).toMatchObject({ mediaId: slides })
    expect((await choose('document', await keep('a.pdf', '%PDF-1.7'))).theirs).toBeNull()
    const foreign = '0195f000-0000-7000-8000-000000000000'
    await expect(choose('file', foreign)).rejects.toMatchObject({ reason: 'lessons.noSuchFile' })
  })

  it('is not for learners, nor for those who teach elsewhere', async () => {
    const { tenant, cast } = school
    const add = (actor: Actor) => addBlock(tenant, actor, itemId, { kind: 'divider', after: null })
    await expect(add(cast.ian)).rejects.toThrow()
    await expect(add(cast.lena)).rejects.toThrow()
    await expect(readLessonToEdit(tenant, cast.lena, itemId)).rejects.toThrow()
  })
})

describe('what a lesson shows', () => {
  it('links its files, keeps those it once showed for its history, and is found by its words', async () => {
    const { tenant } = school
    const file = await storeFile(tenant, ivy, { name: 'guacamole.png', bytes: png(), purpose: 'content' })
    const { block } = await addFile(tenant, ivy, itemId, file, null)
    const links = () =>
      tenant.db
        .select({ kind: mediaLinks.kind })
        .from(mediaLinks)
        .where(and(eq(mediaLinks.mediaId, file.id), eq(mediaLinks.subjectId, itemId)))
    expect(block).toMatchObject({ kind: 'image', mediaId: file.id })
    expect(await links()).toEqual([{ kind: 'item' }])
    const faults = async () => (await read()).faults.filter(({ blockId }) => blockId === block.id)
    expect((await faults()).map(({ kind }) => kind)).toEqual(['image-alt'])
    const fields = { alt: 'A bowl of guacamole' }
    await saveBlock(tenant, ivy, itemId, block.id, { was: null, fields, open })
    expect(await faults()).toEqual([])
    const [entry] = await tenant.db.select().from(searchEntries).where(eq(searchEntries.subjectId, itemId))
    expect(entry!.body).toContain('A bowl of guacamole')
    await removeBlock(tenant, ivy, itemId, block.id)
    expect(await links()).toEqual([{ kind: 'history' }])
  })

  it('can be compared with an earlier version and taken back to it', async () => {
    const { tenant } = school
    const { versions } = await readHistory(tenant, ivy, itemId)
    const before = versions.at(-1)!.number
    const { shown } = await readHistory(tenant, ivy, itemId, before)
    expect(shown).toMatchObject({ number: before, compared: { way: 'since' } })
    const words = shown!.compared!.changes.flatMap((change) => change.words)
    expect(words.some(({ kind, text }) => kind === 'added' && text.includes('Two from there'))).toBe(true)
    const restored = await restoreVersion(tenant, ivy, itemId, versions[1]!.number)
    expect(restored.number).toBe(versions[0]!.number + 1)
    expect(restored.content.blocks.some(({ kind }) => kind === 'image')).toBe(true)
  })
})
