import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { OutlineEditor, OutlinePage, type OutlineProps } from '../../views/courses/outline-page'
import { titleOfCopy } from '../../views/courses/words'
import type { MessageKey } from '../../views/translate'
import { ToastPartial } from '../../views/ui/toast'
import {
  binItem,
  binModule,
  copyItem,
  createItem,
  createModule,
  duplicateItem,
  duplicateModule,
  editModule,
  findCourseToEdit,
  findItemToEdit,
  findModuleToEdit,
  itemKindNames,
  moveItem,
  moveModule,
  publishDrafts,
  publishItem,
  publishModule,
  renameItem,
  restoreItem,
  restoreModule,
  unpublishDrafts,
  unpublishItem,
  unpublishModule,
} from '../domain/courses'
import { countFaults, listFaults } from '../domain/lessons'
import { readOutlinePage } from '../domain/pages'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { type FormState, form } from '../http/form'
import { goTo, wantsFragment } from '../http/respond'
import { urls } from '../urls'
import { makeSurvey, newSurveys } from './new-survey'

/** The outline of a course, and everything that is done on it. */
export const outline = new Hono<AppEnv>()

outline.get('/courses/:id/outline', async (c) => {
  const props = await outlineProps(c, c.req.param('id'))
  return c.html(<OutlinePage {...props} renaming={c.req.query('rename')} />)
})

const title = z.string().max(65_536)
const id = z.string().min(1).max(64)
const newModule = z.object({ title, id: z.uuid().optional() })
const newItem = newModule.extend({
  kind: z.enum([...(itemKindNames as [string, ...string[]]), ...newSurveys]).default('lesson'),
})

/** What no field of ours sends: the outline as it is, with what was wrong above it. */
async function refuse(c: Context<AppEnv>, { values, errors }: FormState) {
  const place = c.req.path.startsWith('/items/') ? '' : c.req.param('id')!
  const sentence = Object.values(errors)[0] ?? c.var.view.t('form.check')
  return refusedOutline(c, { in: place, sentence, typed: String(values.title ?? '') })
}

outline.post('/courses/:id/modules', form(newModule, refuse), async (c) => {
  const courseId = c.req.param('id')
  const values = c.req.valid('form')
  return act(c, courseId, values.title, async () => {
    await createModule(c.var.tenant, c.var.actor, courseId, values)
    return { courseId }
  })
})

outline.post('/modules/:id/items', form(newItem, refuse), async (c) => {
  const values = c.req.valid('form')
  const survey = newSurveys.find((one) => one === values.kind)
  if (survey) return act(c, c.req.param('id'), values.title, () => makeSurvey(c, c.req.param('id'), survey, values))
  return act(c, c.req.param('id'), values.title, () =>
    createItem(c.var.tenant, c.var.actor, c.req.param('id'), { ...values, kind: values.kind as 'lesson' }),
  )
})

const moduleChanges = z.object({ title: title.optional(), certificate: z.enum(['on', 'off']).optional() })

outline.patch('/modules/:id', form(moduleChanges, refuse), async (c) => {
  const { title, certificate } = c.req.valid('form')
  const changes = { title, certificate: certificate && certificate === 'on' }
  return act(c, '', title ?? '', async () => ({
    courseId: await editModule(c.var.tenant, c.var.actor, c.req.param('id'), changes),
  }))
})

outline.patch('/items/:id', form(z.object({ title }), refuse), async (c) => {
  const { title } = c.req.valid('form')
  return act(c, '', title, async () => ({
    courseId: await renameItem(c.var.tenant, c.var.actor, c.req.param('id'), title),
  }))
})

const move = z.object({
  step: z.enum(['up', 'down']).optional(),
  before: z.string().max(64).optional(),
  index: z.coerce.number().int().min(0).max(1_000).optional(),
  moduleId: z.string().max(64).optional(),
})
const steps = { up: -1, down: 1 } as const

outline.put('/modules/:id/position', form(move, refuse), async (c) => {
  const { step, before, index } = c.req.valid('form')
  const to = { before, index, step: step && steps[step] }
  return moved(c, () => moveModule(c.var.tenant, c.var.actor, c.req.param('id'), to))
})

outline.put('/items/:id/position', form(move, refuse), async (c) => {
  const { step, before, index, moduleId } = c.req.valid('form')
  const to = { before, index, moduleId, step: step && steps[step] }
  return moved(c, () => moveItem(c.var.tenant, c.var.actor, c.req.param('id'), to))
})

outline.post('/items/:id/copies', form(z.object({ moduleId: id.optional() }), refuse), async (c) => {
  const { tenant, actor, view } = c.var
  const { moduleId } = c.req.valid('form')
  const itemId = c.req.param('id')
  if (moduleId) {
    const { id: copyId, courseId } = await copyItem(tenant, actor, itemId, moduleId)
    const { title } = await findCourseToEdit(tenant, actor, courseId)
    return goTo(c, urls.outline(courseId), 'courses.notice.copied', binning(urls.item(copyId)), { course: title })
  }
  const undo: Undo = { sentence: 'courses.notice.duplicated', undo: '' }
  const duplicate = async () => {
    const { item } = await findItemToEdit(tenant, actor, itemId)
    const copy = await duplicateItem(tenant, actor, itemId, titleOfCopy(view, item.title))
    undo.undo = binning(urls.item(copy.id))
    return copy
  }
  return act(c, '', '', duplicate, undo)
})

/** The undo of a copy: it goes into the bin. */
const binning = (url: string) => `${url}?_method=DELETE&from=toast`

/** Whoever publishes where an item is written goes on writing there. */
const publication = z.object({ from: z.literal('editor').optional().catch(undefined) })

outline.post('/items/:id/publication', form(publication, refuse), async (c) => {
  const { tenant, actor } = c.var
  if (c.req.valid('form').from !== 'editor') {
    const itemId = c.req.param('id')
    const said: Undo = { sentence: 'courses.notice.faults', undo: null }
    const publish = async () => {
      const courseId = await publishItem(tenant, actor, itemId)
      said.values = { n: String(countFaults(await listFaults(tenant, [itemId]))) }
      return { courseId }
    }
    return act(c, '', '', publish, () => (said.values?.n === '0' ? undefined : said))
  }
  const { item } = await findItemToEdit(tenant, actor, c.req.param('id'))
  await publishItem(tenant, actor, item.id)
  return goTo(c, urls.itemEditor(item.kind, item.id), 'courses.notice.itemPublished')
})
outline.delete('/items/:id/publication', (c) => plain(c, unpublishItem))
/** Also the undo of a copy, as for a module below. */
outline.delete('/items/:id', async (c) => {
  if (c.req.query('from') === 'columns') {
    const itemId = c.req.param('id')
    const courseId = await binItem(c.var.tenant, c.var.actor, itemId)
    return goTo(c, urls.gradebookColumns(courseId), 'courses.notice.binned', urls.columnRestoration(itemId))
  }
  if (isFromToast(c)) aimAtOutline(c)
  const undo = urls.itemRestoration(c.req.param('id'))
  return plain(c, binItem, { sentence: 'courses.notice.binned', undo, alone: isFromToast(c) })
})
outline.post('/items/:id/restoration', async (c) => {
  if (c.req.query('from') !== 'columns') return restored(c, restoreItem)
  const courseId = await restoreItem(c.var.tenant, c.var.actor, c.req.param('id'))
  return goTo(c, urls.gradebookColumns(courseId), 'courses.notice.putBack')
})
outline.post('/modules/:id/publication', (c) => plain(c, publishModule))
outline.delete('/modules/:id/publication', (c) => plain(c, unpublishModule))
/** Also the undo of a copy, which asks from its toast: the answer's takes its place. */
outline.delete('/modules/:id', (c) => {
  aimAtOutline(c)
  const undo = urls.moduleRestoration(c.req.param('id'))
  return plain(c, binModule, { sentence: 'courses.notice.binned', undo, alone: isFromToast(c) })
})

const isFromToast = (c: Context<AppEnv>) => c.req.query('from') === 'toast'

/** The copy stands beside its original; its undo puts it into the bin. */
outline.post('/modules/:id/copies', async (c) => {
  const { tenant, actor, view } = c.var
  const undo: Undo = { sentence: 'courses.notice.duplicated', undo: '' }
  const duplicate = async () => {
    const { module } = await findModuleToEdit(tenant, actor, c.req.param('id'))
    const copy = await duplicateModule(tenant, actor, module.id, titleOfCopy(view, module.title))
    undo.undo = binning(urls.courseModule(copy.id))
    return copy
  }
  return act(c, '', '', duplicate, undo)
})
outline.post('/modules/:id/restoration', (c) => restored(c, restoreModule))

outline.post('/courses/:id/drafts/publication', async (c) => {
  const { tenant, actor } = c.var
  const courseId = c.req.param('id')
  const { at, published, left } = await publishDrafts(tenant, actor, courseId)
  const faults = countFaults(await listFaults(tenant, published))
  return showOutline(c, courseId, {
    sentence: `courses.notice.drafts${left ? 'Left' : 'Published'}${faults ? 'Faults' : ''}` as const,
    values: { n: String(faults) },
    undo: published.length ? `${urls.courseDrafts(courseId)}?_method=DELETE&at=${at}` : null,
  })
})

/** Only the undo of the act above asks for it, from its toast; what was published at another moment stays. */
outline.delete('/courses/:id/drafts/publication', (c) =>
  restored(c, (tenant, actor, id) => unpublishDrafts(tenant, actor, id, Number(c.req.query('at') ?? 0) || 0)),
)

/** However it was moved, by hand, by key or by the menu: where it stands now is said. */
const moved = (c: Context<AppEnv>, move: () => Promise<string>) =>
  act(c, '', '', async () => ({ courseId: await move() }), {
    sentence: 'courses.moved',
    undo: null,
    moved: c.req.param('id'),
  })

type Verb = (tenant: AppEnv['Variables']['tenant'], actor: AppEnv['Variables']['actor'], id: string) => Promise<string>
type Undo = {
  sentence: MessageKey
  values?: Record<string, string>
  undo: string | null
  alone?: boolean
  moved?: string
}

const plain = (c: Context<AppEnv>, verb: Verb, undo?: Undo) =>
  act(c, '', '', async () => ({ courseId: await verb(c.var.tenant, c.var.actor, c.req.param('id')!) }), undo)

/** Also the undo of a toast, which asks from outside the outline and goes when it has done its work. */
const restored = async (c: Context<AppEnv>, verb: Verb) =>
  showPutBack(c, await verb(c.var.tenant, c.var.actor, c.req.param('id')!))

export async function showPutBack(c: Context<AppEnv>, courseId: string) {
  if (!wantsFragment(c)) return goTo(c, urls.outline(courseId), 'courses.notice.putBack')
  aimAtOutline(c)
  const props = await outlineProps(c, courseId)
  return c.html(
    <>
      <OutlineEditor {...props} />
      <hx-partial hx-target="#toasts" hx-swap="innerHTML">
        <span class="visually-hidden" data-status={c.var.view.t('courses.notice.putBack')} />
      </hx-partial>
    </>,
  )
}

/** Whatever asked, a toast too: the answer is the outline. */
function aimAtOutline(c: Context<AppEnv>) {
  c.header('HX-Retarget', '#outline')
  c.header('HX-Reswap', 'outerMorph')
}

/** Does it, and answers with the outline as it then is; what breaks a rule is said where it was typed. */
async function act(
  c: Context<AppEnv>,
  place: string,
  typed: string,
  verb: () => Promise<{ courseId: string }>,
  undo?: Undo | (() => Undo | undefined),
) {
  try {
    const { courseId } = await verb()
    return showOutline(c, courseId, typeof undo === 'function' ? undo() : undo)
  } catch (error) {
    if (!(error instanceof Invalid || error instanceof Conflict)) throw error
    const sentence = c.var.view.t(error.reason as MessageKey, error.values)
    const { body, headers } = await refusedOutline(c, { in: place, sentence, typed })
    return new Response(body, { status: error instanceof Invalid ? 422 : 409, headers })
  }
}

async function refusedOutline(c: Context<AppEnv>, refused: NonNullable<OutlineProps['refused']>): Promise<Response> {
  const props = { ...(await outlineProps(c, await courseOf(c))), refused }
  return c.html(wantsFragment(c) ? <OutlineEditor {...props} /> : <OutlinePage {...props} />)
}

/** After a change: the outline as it is now, with a way back; for a plain browser its page. */
export async function showOutline(c: Context<AppEnv>, courseId: string, undo?: Undo) {
  if (!wantsFragment(c)) return goTo(c, urls.outline(courseId), undo?.sentence, undo?.undo, undo?.values)
  const props = await outlineProps(c, courseId)
  if (undo?.moved) return c.html(<OutlineEditor {...props} moved={undo.moved} />)
  return c.html(
    <>
      <OutlineEditor {...props} />
      {undo && <ToastPartial view={c.var.view} {...undo} sentence={c.var.view.t(undo.sentence, undo.values)} />}
    </>,
  )
}

/** The course that a refused act was about: named in the path by itself, a module or an item. */
async function courseOf(c: Context<AppEnv>): Promise<string> {
  const id = c.req.param('id')!
  const [, kind] = c.req.path.split('/')
  if (kind === 'courses') return id
  const { tenant, actor } = c.var
  if (kind === 'items') return (await findItemToEdit(tenant, actor, id)).item.courseId
  return (await findModuleToEdit(tenant, actor, id)).module.courseId
}

async function outlineProps(c: Context<AppEnv>, courseId: string): Promise<OutlineProps> {
  const { tenant, actor, view } = c.var
  const { outline, ...rest } = await readOutlinePage(tenant, actor, courseId)
  return { view, course: outline.course, modules: outline.modules, ...rest }
}
