import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { AnnotatedFile } from '../../views/assignments/annotated-file'
import { AnnotatedText } from '../../views/assignments/annotated-text'
import type { NoteState } from '../../views/assignments/notes'
import { ToastPartial } from '../../views/ui/toast'
import {
  addAnnotation,
  changeAnnotation,
  MOST_NOTE,
  type PlaceGiven,
  removeAnnotation,
  subjectOfAnnotation,
} from '../domain/assignments'
import type { Annotated } from '../domain/rubrics'
import type { AppEnv } from '../env'
import { type FormState, form, orForm } from '../http/form'
import { goTo, goToWithUndo, wantsFragment } from '../http/respond'
import { newId } from '../lib/ids'
import { urls } from '../urls'
import { annotatedPage, readAnnotated, showAnnotated } from './annotated-work'

/** Comments at places of work that was handed in, and of answers to questions. */
export const annotations = new Hono<AppEnv>()

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const given = z.object({
  /** Of the form: sent twice, it is kept once. */
  key: z.string().regex(uuid).default(newId),
  /** `start:end`, in code points of the text. */
  at: z.string().max(40).default(''),
  /** The file, the page of it, and what the script has drawn there. */
  mediaId: z.string().max(64).default(''),
  page: z.string().trim().max(6).default('1'),
  shape: z.string().max(60_000).default(''),
  comment: z
    .string()
    .max(4 * MOST_NOTE)
    .default(''),
  /** A comment that was kept. */
  insert: z.string().max(64).default(''),
})

function placeFrom({ at, mediaId, page, shape }: z.infer<typeof given>): PlaceGiven | null {
  if (mediaId) return { mediaId, shape: shape ? readShape(shape) : { kind: 'page', page: Number(page) } }
  const [, start, end] = /^(\d{1,7}):(\d{1,7})$/.exec(at) ?? []
  return start === undefined ? null : { start: Number(start), end: Number(end) }
}

function readShape(typed: string): unknown {
  try {
    return JSON.parse(typed)
  } catch {
    return null
  }
}

/** The work, and the file of it; without one its text. */
type Shown = { subject: Annotated; mediaId: string | null }
type Said = { noting?: NoteState; toast?: Child; status?: string }

/** The text or the file anew; without JavaScript the page. */
async function show(c: Context<AppEnv>, { subject, mediaId }: Shown, { noting, toast, status }: Said) {
  const { view } = c.var
  if (!wantsFragment(c)) return showAnnotated(c, subject, noting)
  const { id, text, files, annotations, comments, add } = await readAnnotated(c, subject)
  const file = files.find((one) => one.id === mediaId)
  const notes = annotations.filter((one) => one.mediaId === (file?.id ?? null))
  const editing = { add, comments, state: noting ?? null }
  const shown = { view, notes, editing, status }
  return c.html(
    <>
      {file ? <AnnotatedFile {...shown} file={file} /> : <AnnotatedText {...shown} id={id} text={text} />}
      {toast}
    </>,
  )
}

/** A door to what is said of one kind of work; `subjectOf` reads which from the address. */
function saying<Path extends string>(path: Path, subjectOf: (c: Context<AppEnv>) => Annotated) {
  const newNote = (c: Context<AppEnv>, { values, errors }: FormState) => {
    const mediaId = String(values.mediaId ?? '') || null
    return show(c, { subject: subjectOf(c), mediaId }, { noting: { form: mediaId ?? 'text', values, errors } })
  }
  annotations.post(path, form(given, newNote), async (c) => {
    const { tenant, actor, view } = c.var
    const subject = subjectOf(c)
    const values = c.req.valid('form')
    const { done, refused } = await orForm(c, newNote, values, async () => {
      const comment = [values.comment, await keptOf(c, subject, values.insert)].filter((one) => one.trim()).join('\n')
      return addAnnotation(tenant, actor, subject, { key: values.key, at: placeFrom(values), comment })
    })
    if (refused) return refused
    const status = view.t('annotations.notice.added')
    if (wantsFragment(c)) return show(c, { subject, mediaId: values.mediaId }, { status })
    return goTo(c, `${annotatedPage(c, subject)}#note-${done!.id}`, 'annotations.notice.added')
  })
}

saying('/submissions/:id/annotations', (c) => ({ kind: 'submission', id: c.req.param('id')! }))
saying('/attempts/:id/responses/:version/annotations', (c) => ({
  kind: 'response',
  id: `${c.req.param('id')}:${c.req.param('version')}`,
}))

/** The words of a comment that was kept; '' where none is named. */
async function keptOf(c: Context<AppEnv>, subject: Annotated, commentId: string): Promise<string> {
  if (!commentId) return ''
  const { comments } = await readAnnotated(c, subject)
  return comments.find(({ id }) => id === commentId)?.text ?? ''
}

const change = z.object({
  comment: z
    .string()
    .max(4 * MOST_NOTE)
    .default(''),
  revision: z.coerce.number().int().optional(),
})

const workOf = (c: Context<AppEnv>, annotationId: string): Promise<Shown> =>
  subjectOfAnnotation(c.var.tenant, annotationId)

async function changed(c: Context<AppEnv>, { values, errors }: FormState) {
  const id = c.req.param('id')!
  return show(c, await workOf(c, id), { noting: { form: id, values, errors } })
}

annotations.put('/annotations/:id', form(change, changed), async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const { refused } = await orForm(c, changed, values, () => changeAnnotation(tenant, actor, id, values))
  if (refused) return refused
  const work = await workOf(c, id)
  if (wantsFragment(c)) return show(c, work, { status: view.t('annotations.notice.added') })
  return goTo(c, `${annotatedPage(c, work.subject)}#note-${id}`, 'annotations.notice.added')
})

annotations.delete('/annotations/:id', async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const work = await workOf(c, id)
  const actId = await removeAnnotation(tenant, actor, id)
  const page = annotatedPage(c, work.subject)
  if (!wantsFragment(c)) return goToWithUndo(c, page, 'annotations.notice.removed', actId)
  const undo = actId && urls.reversal(actId, page)
  const sentence = view.t('annotations.notice.removed')
  return show(c, work, { toast: <ToastPartial view={view} sentence={sentence} undo={undo} /> })
})
