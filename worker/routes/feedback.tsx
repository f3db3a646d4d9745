import { type Context, Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { Feedback } from '../../views/assignments/feedback'
import { ToastPartial } from '../../views/ui/toast'
import { attachFeedback, detachFeedback, findSubmissionToMark } from '../domain/assignments'
import { maxPlainBytes, storeFile } from '../domain/media'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { type FormState, orForm } from '../http/form'
import { goTo, goToWithUndo, wantsFragment } from '../http/respond'
import { urls } from '../urls'
import { showMarking } from './marking'

/** Files and recordings that go back with work. */
export const feedback = new Hono<AppEnv>()

type Said = { errors?: Record<string, string>; status?: string; toast?: Child }

/** The list anew; without JavaScript the page. */
async function show(c: Context<AppEnv>, { errors, status, toast }: Said) {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')!
  if (!wantsFragment(c)) return showMarking(c, id, undefined, undefined, errors)
  const { submission, feedback: files } = await findSubmissionToMark(tenant, actor, id)
  return c.html(
    <>
      <Feedback
        view={view}
        submissionId={submission.id}
        group={c.req.query('group')}
        files={files}
        errors={errors}
        status={status}
      />
      {toast}
    </>,
  )
}

const formView = (c: Context<AppEnv>, { errors }: FormState) => show(c, { errors })

feedback.post('/submissions/:id/feedback', async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  const { mediaId, file } = await c.req.parseBody({ all: true })
  const ids = [mediaId].flat().filter((one): one is string => typeof one === 'string' && one.length <= 64)
  const files = [file].flat().filter((one): one is File => one instanceof File && one.size > 0)
  const { refused } = await orForm(c, formView, {}, async () => {
    await findSubmissionToMark(tenant, actor, id) // before a byte is kept
    for (const one of files.slice(0, 10)) {
      if (one.size > maxPlainBytes) throw new Invalid('file', 'media.tooLarge', { megabytes: 16 })
      const bytes = new Uint8Array(await one.arrayBuffer())
      ids.push((await storeFile(tenant, actor, { name: one.name, bytes, purpose: 'feedback' })).id)
    }
    return attachFeedback(tenant, actor, id, ids.slice(0, 20))
  })
  if (refused) return refused
  if (wantsFragment(c)) return show(c, { status: view.t('feedback.notice.attached') })
  return goTo(c, `${urls.submissionMarking(id, c.req.query('group'))}#feedback`, 'feedback.notice.attached')
})

feedback.delete('/submissions/:id/feedback/:media', async (c) => {
  const { tenant, actor, view } = c.var
  const { id, media } = c.req.param()
  const actId = await detachFeedback(tenant, actor, id, media)
  const page = urls.submissionMarking(id)
  if (!wantsFragment(c)) return goToWithUndo(c, page, 'feedback.notice.removed', actId)
  const undo = actId && urls.reversal(actId, page)
  const sentence = view.t('feedback.notice.removed')
  return show(c, { toast: <ToastPartial view={view} sentence={sentence} undo={undo} /> })
})
