import { type Context, Hono } from 'hono'
import { AssignmentPage } from '../../views/assignments/assignment-page'
import type { MessageKey } from '../../views/translate'
import {
  checkFileName,
  findAssignment,
  findSubmission,
  handIn,
  keepFiles,
  MOST_TEXT,
  saveDraft,
  type Work,
} from '../domain/assignments'
import { maxPlainBytes, storeFile } from '../domain/media'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { type FormState, type FormView, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { newId } from '../lib/ids'
import { urls } from '../urls'

export const submissions = new Hono<AppEnv>()

const formView: FormView = async (c, state) => show(c, state)

async function show(c: Context<AppEnv>, { values, errors }: FormState) {
  const page = await findAssignment(c.var.tenant, c.var.actor, c.req.param('id')!)
  return c.html(
    <AssignmentPage
      view={c.var.view}
      page={page}
      form={{ values, errors: page.hindrance ? {} : errors, nonce: newId() }}
      problem={page.hindrance ? errors[''] : undefined}
    />,
  )
}

submissions.post('/assignments/:id/submissions', async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const typed = await readForm(c)
  const { refused } = await orForm(c, formView, shownAgain({ ...typed.work, fileIds: [] }), async () => {
    const work = { ...typed.work, fileIds: [...typed.fileIds, ...(await storeFiles(c, id, typed.files))] }
    try {
      return await handIn(tenant, actor, id, { ...work, nonce: typed.nonce })
    } catch (error) {
      // Files that came along are not lost with the form: they wait in the draft.
      if (error instanceof Invalid && work.fileIds.length) await saveDraft(tenant, actor, id, work)
      await keepNew(c, id, work, error)
      throw error
    }
  })
  return refused ?? goTo(c, urls.assignment(id), 'assignments.notice.handedIn' satisfies MessageKey)
})

/** The draft, by the script as one writes. */
submissions.put('/assignments/:id/draft', async (c) => {
  const { work, fileIds } = await readForm(c)
  try {
    const { revision } = await saveDraft(c.var.tenant, c.var.actor, c.req.param('id'), { ...work, fileIds })
    c.header('Revision', String(revision))
  } catch (error) {
    if (error instanceof Conflict) return c.body(null, 409)
    throw error
  }
  return c.body(null, 204)
})

/** The draft, by the button. */
submissions.post('/assignments/:id/draft', async (c) => {
  const id = c.req.param('id')
  const typed = await readForm(c)
  const { refused } = await orForm(c, formView, shownAgain({ ...typed.work, fileIds: [] }), async () => {
    const work: Work = { ...typed.work, fileIds: [...typed.fileIds, ...(await storeFiles(c, id, typed.files))] }
    return saveDraft(c.var.tenant, c.var.actor, id, work).catch(async (error) => {
      await keepNew(c, id, work, error)
      throw error
    })
  })
  return refused ?? goTo(c, urls.assignment(id), 'assignments.notice.draft' satisfies MessageKey)
})

/** A receipt leads its author to the assignment, a marker to the mark. */
submissions.get('/submissions/:id', async (c) => {
  const { as, item, submission } = await findSubmission(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.redirect(as === 'learner' ? urls.assignment(item.id) : urls.submissionMarking(submission.id), 303)
})

/** What somebody else of the group has changed meanwhile keeps its words, and gets the files that came with this form. */
async function keepNew(c: Context<AppEnv>, id: string, { fileIds }: Work, error: unknown) {
  const isTaken = error instanceof Conflict && error.reason === 'assignments.draftTaken'
  if (isTaken && fileIds.length) await keepFiles(c.var.tenant, c.var.actor, id, fileIds)
}

async function readForm(c: Context<AppEnv>) {
  const fields = await c.req.parseBody({ all: true })
  const texts = (name: string) => [fields[name]].flat().filter((one): one is string => typeof one === 'string')
  return {
    work: {
      text: (texts('text')[0] ?? '').slice(0, MOST_TEXT),
      url: (texts('url')[0] ?? '').slice(0, 3_000),
      agreed: texts('agreed').length > 0,
      revision: numberIn(texts('revision')[0]),
    },
    nonce: (texts('nonce')[0] || newId()).slice(0, 64),
    fileIds: texts('mediaId')
      .filter((id) => id.length <= 64)
      .slice(0, 50),
    files: [fields.file].flat().filter((one): one is File => one instanceof File && one.size > 0),
  }
}

/** Undefined where the form holds none. */
const numberIn = (typed = '') => (/^\d{1,9}$/.test(typed) ? Number(typed) : undefined)

/** What was typed, as the form shows it again; the revision is that of the draft which stands now. */
const shownAgain = ({ revision: _, agreed, ...work }: Work) => ({ ...work, agreed: agreed ? 'on' : undefined })

/** Files that came with a plain form, one after the other. */
async function storeFiles(c: Context<AppEnv>, itemId: string, files: File[]): Promise<string[]> {
  const ids: string[] = []
  for (const { name } of files) await checkFileName(c.var.tenant, c.var.actor, itemId, name)
  for (const file of files.slice(0, 20)) {
    if (file.size > maxPlainBytes) throw new Invalid('file', 'media.tooLarge', { megabytes: 16 })
    const bytes = new Uint8Array(await file.arrayBuffer())
    ids.push((await storeFile(c.var.tenant, c.var.actor, { name: file.name, bytes, purpose: 'submission' })).id)
  }
  return ids
}
