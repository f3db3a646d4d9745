import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { BlockEditor, Preview } from '../../views/lessons/edit/block-editor'
import { Conflict as ConflictPanel } from '../../views/lessons/edit/conflict'
import { EditPage, type EditPageProps, Insert } from '../../views/lessons/edit/edit-page'
import { Faults } from '../../views/lessons/edit/faults'
import { PublishBar } from '../../views/lessons/edit/publish-bar'
import { VersionsPage } from '../../views/lessons/edit/versions-page'
import { mediaMapOf } from '../../views/lessons/media-map'
import type { MessageKey } from '../../views/translate'
import {
  addBlock,
  addFile,
  blockKindNames,
  discardChanges,
  duplicateBlock,
  type EditedLesson,
  editedBlock,
  moveBlock,
  publishChanges,
  readHistory,
  readLessonToEdit,
  removeBlock,
  resolveReport,
  restoreBlock,
  restoreVersion,
  revealRoles,
  saveBlock,
  tones,
} from '../domain/lessons'
import { maxPlainBytes, storeFile } from '../domain/media'
import { openMedia } from '../domain/pages'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { goTo } from '../http/respond'
import { urls } from '../urls'

/**
 * Writing a lesson. Each act is a small form that works by itself; public/js/editor.ts sends the same forms and asks for JSON, so
 * that what one is writing stays where it is.
 */
export const lessonEditor = new Hono<AppEnv>()

const choices = { tones, roles: revealRoles }
const wantsJson = (c: Context<AppEnv>) => c.req.header('Accept') === 'application/json'
const editAt = (id: string, blockId?: string) => urls.lessonEdit(id) + (blockId ? `#block-${blockId}` : '')

lessonEditor.get('/lessons/:id/edit', async (c) => {
  const after = c.req.query('after')
  const [, blockId, version] = /^([a-z0-9]+)\.(\d+)$/.exec(c.req.query('removed') ?? '') ?? []
  const removed = blockId && version ? { blockId, version: Number(version) } : null
  const [, from, before] = /^(\d{1,9})\.(\d{1,9})$/.exec(c.req.query('restored') ?? '') ?? []
  const restored = from && before ? { from: Number(from), before: Number(before) } : null
  const discarded = Number(/^\d{1,9}$/.exec(c.req.query('discarded') ?? '')?.[0] ?? 0) || null
  return c.html(await page(c, { after: after === 'start' ? '' : (after ?? null), removed, discarded, restored }))
})

type Shown = Partial<Omit<EditPageProps, 'view' | 'page' | 'embedHosts' | 'choices'>>

async function page(c: Context<AppEnv>, shown: Shown = {}) {
  const { tenant, actor, view, organization } = c.var
  const read = await readLessonToEdit(tenant, actor, c.req.param('id') ?? '')
  return <EditPage view={view} page={read} embedHosts={organization.embedHosts} choices={choices} {...shown} />
}

const newBlock = z.object({
  kind: z.enum(blockKindNames),
  after: z.string().max(24).optional(),
  url: z.string().max(2_000).default(''),
  mediaId: z.string().max(64).default(''),
  markdown: z.string().max(65_536).default(''),
})

lessonEditor.post('/items/:id/blocks', async (c) => {
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
    return c.html(await page(c, { after: place, adding: { error: said, url: rest.url } }), 422)
  }
})

/** A file in a plain form becomes the block that fits it. */
lessonEditor.post('/items/:id/files', async (c) => {
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
    return c.html(await page(c, { after: place, adding: { error: said, url: '' } }), 422)
  }
})

lessonEditor.put('/items/:id/blocks/:block', async (c) => {
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
      if (!wantsJson(c)) return c.html(await page(c, { conflict }), 409)
      const { media, embedHosts } = await around(c)
      const panel = <ConflictPanel view={view} itemId={id} conflict={conflict} media={media} embedHosts={embedHosts} />
      return c.json({ conflict: String(await panel) }, 409)
    }
    return wantsJson(c) ? c.json(await savedAnswer(c, blockId)) : goTo(c, editAt(id, blockId), 'lessons.savedNotice')
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    const said = view.t(error.reason as MessageKey, error.values)
    const status = error instanceof Invalid ? 422 : 409
    if (wantsJson(c)) return c.json({ error: said }, status)
    return c.html(await page(c, { refused: { blockId, errors: { '': said } } }), status)
  }
})

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

lessonEditor.put('/items/:id/blocks/:block/position', async (c) => {
  const { id, block } = c.req.param()
  const { to, after } = position.parse(await c.req.parseBody())
  await moveBlock(c.var.tenant, c.var.actor, id, block, to ?? { after: after ?? null })
  return wantsJson(c) ? c.json(await savedAnswer(c, block)) : goTo(c, editAt(id, block))
})

lessonEditor.post('/items/:id/blocks/:block/copies', async (c) => {
  const { id, block } = c.req.param()
  await duplicateBlock(c.var.tenant, c.var.actor, id, block)
  return goTo(c, editAt(id, block))
})

lessonEditor.delete('/items/:id/blocks/:block', async (c) => {
  const { id, block } = c.req.param()
  const { lesson } = await removeBlock(c.var.tenant, c.var.actor, id, block)
  const { number } = lesson.version
  const undo = urls.blockRestoration(id, block, number)
  if (wantsJson(c)) return c.json({ undo, ...(await standing(c, (await around(c)).read)) })
  return goTo(c, `${urls.lessonEdit(id)}?removed=${block}.${number}`)
})

lessonEditor.post('/items/:id/blocks/:block/restoration', async (c) => {
  const { id, block } = c.req.param()
  const version = z.coerce.number().int().min(1).catch(1).parse(c.req.query('version'))
  await restoreBlock(c.var.tenant, c.var.actor, id, block, version)
  return wantsJson(c) ? c.json(await blockAnswer(c, block)) : goTo(c, editAt(id, block), 'lessons.blockBack')
})

lessonEditor.delete('/items/:id/reports/:report', async (c) => {
  const { id, report } = c.req.param()
  await resolveReport(c.var.tenant, c.var.actor, id, report)
  return goTo(c, editAt(id), 'lessons.reportResolved')
})

const publication = z.object({
  seen: z.string().max(40).optional(),
  /** The number of the published version that stands in between. */
  over: z.coerce.number().int().min(1).optional().catch(undefined),
})

lessonEditor.post('/items/:id/draft/publication', async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const { seen, over } = publication.parse(await c.req.parseBody())
  try {
    await publishChanges(tenant, actor, id, { seen, over })
    return goTo(c, editAt(id), 'lessons.changesPublished')
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    return c.html(await page(c, { publishing: view.t(error.reason as MessageKey, error.values) }), 409)
  }
})

lessonEditor.delete('/items/:id/draft', async (c) => {
  const id = c.req.param('id')
  const number = await discardChanges(c.var.tenant, c.var.actor, id)
  return goTo(c, number === null ? editAt(id) : `${editAt(id)}?discarded=${number}`)
})

lessonEditor.get('/items/:id/versions', (c) => history(c))

lessonEditor.get('/items/:id/versions/:number{[0-9]{1,9}}', (c) => history(c, Number(c.req.param('number'))))

async function history(c: Context<AppEnv>, number?: number) {
  const { tenant, actor, view, organization } = c.var
  const read = await readHistory(tenant, actor, c.req.param('id') ?? '', number, c.req.query('after'))
  return c.html(<VersionsPage view={view} history={read} embedHosts={organization.embedHosts} />)
}

lessonEditor.post('/items/:id/versions/:number{[0-9]{1,9}}/restoration', async (c) => {
  const { id, number } = c.req.param()
  const { lesson, isChanged } = await restoreVersion(c.var.tenant, c.var.actor, id, Number(number))
  if (!isChanged) return goTo(c, editAt(id), 'lessons.versionRestored')
  return goTo(c, `${editAt(id)}?restored=${number}.${lesson.version.number}`)
})

async function around(c: Context<AppEnv>) {
  const { tenant, actor, view, organization } = c.var
  const read: EditedLesson = await readLessonToEdit(tenant, actor, c.req.param('id') ?? '')
  return { read, media: mediaMapOf(view.locale, read.files, read.tracks), embedHosts: organization.embedHosts }
}

/** A block that is new on the page: its whole editor, and behind which one it goes. */
async function blockAnswer(c: Context<AppEnv>, blockId: string) {
  const { view } = c.var
  const { read, media, embedHosts } = await around(c)
  const at = read.blocks.findIndex(({ block }) => block.id === blockId)
  const edited = read.blocks[at]!
  const itemId = read.lesson.item.id
  const editor = (
    <>
      <BlockEditor
        view={view}
        itemId={itemId}
        edited={edited}
        media={media}
        embedHosts={embedHosts}
        choices={choices}
      />
      <Insert view={view} after={blockId} />
    </>
  )
  const after = read.blocks[at - 1]?.block.id ?? ''
  return { id: blockId, after, html: String(await editor), ...(await standing(c, read)) }
}

/** After saving: the new mark, what learners see now, and what still stands in somebody's way. */
async function savedAnswer(c: Context<AppEnv>, blockId: string) {
  const { view } = c.var
  const { read, media, embedHosts } = await around(c)
  const edited = read.blocks.find(({ block }) => block.id === blockId)!
  const preview = <Preview view={view} edited={edited} media={media} embedHosts={embedHosts} />
  return { was: edited.mark, preview: String(await preview), ...(await standing(c, read)) }
}

/** How it stands with the whole lesson: what is in some readers' way, and what waits to be published. */
async function standing(c: Context<AppEnv>, read: EditedLesson) {
  const { view } = c.var
  return {
    faults: String(await (<Faults view={view} faults={read.faults} />)),
    publish: String(await (<PublishBar view={view} page={read} />)),
    at: read.lesson.version.updatedAt,
  }
}
