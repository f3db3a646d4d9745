import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { Conflict as ConflictPanel } from '../../views/lessons/edit/conflict'
import type { MessageKey } from '../../views/translate'
import {
  addBlock,
  addFile,
  blockKindNames,
  duplicateBlock,
  editedBlock,
  moveBlock,
  readLessonToEdit,
  removeBlock,
  restoreBlock,
  saveBlock,
} from '../domain/lessons'
import { maxPlainBytes, storeFile } from '../domain/media'
import { openMedia } from '../domain/pages'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { goTo } from '../http/respond'
import { urls } from '../urls'
import { around, blockAnswer, savedAnswer, standing, wantsJson } from './lesson-answers'
import { editAt, editPage } from './lesson-edit-page'

/** A lesson's blocks: each act is a small form that works by itself; with JavaScript the same forms ask for JSON. */
export const lessonBlocks = new Hono<AppEnv>()

const newBlock = z.object({
  kind: z.enum(blockKindNames),
  after: z.string().max(24).optional(),
  url: z.string().max(2_000).default(''),
  mediaId: z.string().max(64).default(''),
  markdown: z.string().max(65_536).default(''),
  /** What was pasted, instead of Markdown. */
  html: z.string().max(65_536).optional(),
})

lessonBlocks.post('/items/:id/blocks', async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const given = newBlock.safeParse(await c.req.parseBody())
  if (!given.success) throw new Invalid('', 'form.check')
  const { after, mediaId, ...rest } = given.data
  const place = after ?? null
  try {
    const added = mediaId
      ? await addFile(tenant, actor, id, await openMedia(tenant, actor, mediaId), place)
      : await addBlock(tenant, actor, id, { ...rest, after: place })
    return wantsJson(c) ? c.json(await blockAnswer(c, added.block.id)) : goTo(c, editAt(id, added.block.id))
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const said = c.var.view.t(error.reason as MessageKey, error.values)
    if (wantsJson(c)) return c.json({ error: said }, 422)
    return c.html(await editPage(c, { after: place, adding: { error: said, url: rest.url } }), 422)
  }
})

/** A file in a plain form becomes the block that fits it. */
lessonBlocks.post('/items/:id/files', async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const { file, after } = await c.req.parseBody()
  const place = typeof after === 'string' ? after : null
  try {
    await readLessonToEdit(tenant, actor, id)
    if (!(file instanceof File) || file.size === 0) throw new Invalid('file', 'media.empty')
    if (file.size > maxPlainBytes) throw new Invalid('file', 'media.tooLarge', { megabytes: 16 })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const stored = await storeFile(tenant, actor, { name: file.name, bytes, purpose: 'content' })
    const { block } = await addFile(tenant, actor, id, stored, place)
    return goTo(c, editAt(id, block.id))
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const said = view.t(error.reason as MessageKey, error.values)
    return c.html(await editPage(c, { after: place, adding: { error: said, url: '' } }), 422)
  }
})

lessonBlocks.put('/items/:id/blocks/:block', async (c) => {
  const { tenant, actor, view } = c.var
  const { id, block: blockId } = c.req.param()
  const { was, ...fields } = await readFields(c)
  try {
    const saved = await saveBlock(tenant, actor, id, blockId, {
      was: typeof was === 'string' ? was : null,
      fields,
      open: (mediaId) => openMedia(tenant, actor, mediaId),
    })
    if (saved.theirs) {
      const conflict = { mine: await editedBlock(saved.block), theirs: await editedBlock(saved.theirs), fields }
      if (!wantsJson(c)) return c.html(await editPage(c, { conflict }), 409)
      const { media, embedHosts } = await around(c)
      const panel = <ConflictPanel view={view} itemId={id} conflict={conflict} media={media} embedHosts={embedHosts} />
      return c.json({ conflict: String(await panel) }, 409)
    }
    if (!wantsJson(c)) return goTo(c, editAt(id, blockId), 'lessons.savedNotice')
    return c.json({ ...(await savedAnswer(c, blockId)), ...(isReshaped(fields) && (await blockAnswer(c, blockId))) })
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    const said = view.t(error.reason as MessageKey, error.values)
    const status = error instanceof Invalid ? 422 : 409
    if (wantsJson(c)) return c.json({ error: said }, status)
    return c.html(await editPage(c, { refused: { blockId, errors: { '': said } } }), status)
  }
})

/** A row more, an answer less, a picture more: the block's form looks different afterwards. */
const isReshaped = ({ act, remove, addMediaId }: Record<string, string | string[]>) =>
  act !== undefined || remove !== undefined || Boolean(addMediaId)

/** Every field of the form, once or as a list; at most 400 of them, 64 KB each. */
async function readFields(c: Context<AppEnv>): Promise<Record<string, string | string[]>> {
  const body = await c.req.parseBody({ all: true })
  const fields: Record<string, string | string[]> = {}
  let count = 0
  for (const [name, value] of Object.entries(body)) {
    const texts = [value].flat().filter((one): one is string => typeof one === 'string')
    count += texts.length
    if (count > 400 || texts.some((text) => text.length > 70_000)) throw new Invalid('', 'lessons.notKept')
    fields[name] = texts.length === 1 ? texts[0]! : texts
  }
  return fields
}

const position = z.object({ to: z.enum(['up', 'down']).optional(), after: z.string().max(24).optional() })

lessonBlocks.put('/items/:id/blocks/:block/position', async (c) => {
  const { id, block } = c.req.param()
  const { to, after } = position.parse(await c.req.parseBody())
  await moveBlock(c.var.tenant, c.var.actor, id, block, to ?? { after: after ?? null })
  return wantsJson(c) ? c.json(await savedAnswer(c, block)) : goTo(c, editAt(id, block))
})

lessonBlocks.post('/items/:id/blocks/:block/copies', async (c) => {
  const { id, block } = c.req.param()
  const copy = await duplicateBlock(c.var.tenant, c.var.actor, id, block)
  return wantsJson(c) ? c.json(await blockAnswer(c, copy)) : goTo(c, editAt(id, copy))
})

lessonBlocks.delete('/items/:id/blocks/:block', async (c) => {
  const { id, block } = c.req.param()
  const { lesson } = await removeBlock(c.var.tenant, c.var.actor, id, block)
  const { number } = lesson.version
  const undo = urls.blockRestoration(id, block, number)
  if (wantsJson(c)) return c.json({ undo, ...(await standing(c, (await around(c)).read)) })
  return goTo(c, `${urls.lessonEdit(id)}?removed=${block}.${number}`)
})

lessonBlocks.post('/items/:id/blocks/:block/restoration', async (c) => {
  const { id, block } = c.req.param()
  const version = z.coerce.number().int().min(1).catch(1).parse(c.req.query('version'))
  await restoreBlock(c.var.tenant, c.var.actor, id, block, version)
  return wantsJson(c) ? c.json(await blockAnswer(c, block)) : goTo(c, editAt(id, block), 'lessons.blockBack')
})
