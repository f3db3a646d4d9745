import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { AnnotatedText } from '../../views/assignments/annotated-text'
import type { NoteState } from '../../views/assignments/notes'
import { ToastPartial } from '../../views/ui/toast'
import {
  addAnnotation,
  changeAnnotation,
  findSubmissionToMark,
  MOST_NOTE,
  type PlaceGiven,
  removeAnnotation,
  subjectOfAnnotation,
} from '../domain/assignments'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { type FormState, form, orForm } from '../http/form'
import { goTo, goToWithUndo, wantsFragment } from '../http/respond'
import { newId } from '../lib/ids'
import { urls } from '../urls'
import { showMarking } from './marking'

/** Comments at places of work that was handed in. */
export const annotations = new Hono<AppEnv>()

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const given = z.object({
  /** Of the form: sent twice, it is kept once. */
  key: z.string().regex(uuid).catch(newId),
  /** `start:end`, in code points of the text. */
  at: z.string().max(40).default(''),
  comment: z
    .string()
    .max(4 * MOST_NOTE)
    .default(''),
  /** A comment that was kept. */
  insert: z.string().max(64).default(''),
})

function placeFrom({ at }: z.infer<typeof given>): PlaceGiven | null {
  const [, start, end] = /^(\d{1,7}):(\d{1,7})$/.exec(at) ?? []
  return start === undefined ? null : { start: Number(start), end: Number(end) }
}

/** The text or the file anew; without JavaScript the page. */
async function show(
  c: Context<AppEnv>,
  submissionId: string,
  noting: NoteState | null,
  toast?: Child,
  status?: string,
) {
  const { tenant, actor, view } = c.var
  if (!wantsFragment(c)) return showMarking(c, submissionId, undefined, noting)
  const { submission, annotations: notes, comments } = await findSubmissionToMark(tenant, actor, submissionId)
  const editing = { add: urls.submissionAnnotations(submission.id), comments, state: noting }
  return c.html(
    <>
      <AnnotatedText
        view={view}
        id={submission.id}
        text={submission.text}
        notes={notes.filter(({ mediaId }) => mediaId === null)}
        editing={editing}
        status={status}
      />
      {toast}
    </>,
  )
}

const newNote = (c: Context<AppEnv>, state: FormState) =>
  show(c, c.req.param('id')!, { form: 'text', values: state.values, errors: state.errors })

annotations.post('/submissions/:id/annotations', form(given, newNote), async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, newNote, values, async () => {
    const comment = [values.comment, await keptOf(c, id, values.insert)].filter((one) => one.trim()).join('\n')
    return addAnnotation(tenant, actor, { kind: 'submission', id }, { key: values.key, at: placeFrom(values), comment })
  })
  if (refused) return refused
  if (wantsFragment(c)) return show(c, id, null, undefined, view.t('annotations.notice.added'))
  return goTo(c, `${urls.submissionMarking(id, c.req.query('group'))}#note-${done!.id}`, 'annotations.notice.added')
})

/** The words of a comment that was kept; '' where none is named. */
async function keptOf(c: Context<AppEnv>, submissionId: string, commentId: string): Promise<string> {
  if (!commentId) return ''
  const { comments } = await findSubmissionToMark(c.var.tenant, c.var.actor, submissionId)
  return comments.find(({ id }) => id === commentId)?.text ?? ''
}

const change = z.object({
  comment: z
    .string()
    .max(4 * MOST_NOTE)
    .default(''),
  revision: z.coerce.number().int().optional(),
})

async function changed(c: Context<AppEnv>, state: FormState) {
  const id = c.req.param('id')!
  const { subject } = await subjectOfAnnotation(c.var.tenant, id)
  return show(c, workOf(subject), { form: id, values: state.values, errors: state.errors })
}

const workOf = ({ kind, id }: { kind: string; id: string }) => {
  if (kind !== 'submission') throw new NotFound()
  return id
}

annotations.put('/annotations/:id', form(change, changed), async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const { refused } = await orForm(c, changed, values, () => changeAnnotation(tenant, actor, id, values))
  if (refused) return refused
  const { subject } = await subjectOfAnnotation(tenant, id)
  if (wantsFragment(c)) return show(c, workOf(subject), null, undefined, view.t('annotations.notice.added'))
  return goTo(c, `${urls.submissionMarking(workOf(subject))}#note-${id}`, 'annotations.notice.added')
})

annotations.delete('/annotations/:id', async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const { subject } = await subjectOfAnnotation(tenant, id)
  const actId = await removeAnnotation(tenant, actor, id)
  const page = urls.submissionMarking(workOf(subject))
  if (!wantsFragment(c)) return goToWithUndo(c, page, 'annotations.notice.removed', actId)
  const undo = actId && urls.reversal(actId, page)
  return show(
    c,
    workOf(subject),
    null,
    <ToastPartial view={view} sentence={view.t('annotations.notice.removed')} undo={undo} />,
  )
})
