import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { MarkingListPage } from '../../views/assignments/marking-list-page'
import { MarkingPage } from '../../views/assignments/marking-page'
import type { MessageKey } from '../../views/translate'
import { findSubmissionToMark, listMarking, releaseMark, saveMark, worthOf } from '../domain/assignments'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { type FormState, type FormView, form, orForm } from '../http/form'
import { goTo, wantsFragment } from '../http/respond'
import { urls } from '../urls'

export const marking = new Hono<AppEnv>()

marking.get('/courses/:id/marking', async (c) => {
  const filter = {
    state: c.req.query('state') === 'marked' ? ('marked' as const) : ('awaiting' as const),
    itemId: c.req.query('item') || undefined,
    after: c.req.query('after'),
  }
  const list = await listMarking(c.var.tenant, c.var.actor, c.req.param('id'), filter)
  return c.html(<MarkingListPage view={c.var.view} list={list} filter={filter} />)
})

async function show(c: Context<AppEnv>, state?: FormState) {
  const page = await findSubmissionToMark(c.var.tenant, c.var.actor, c.req.param('id')!)
  const { grade } = page
  const values = state?.values ?? { points: grade?.raw == null ? '' : String(grade.raw), comment: grade?.comment ?? '' }
  return c.html(
    <MarkingPage view={c.var.view} page={page} worth={worthOf(page)} form={{ values, errors: state?.errors ?? {} }} />,
  )
}

marking.get('/submissions/:id/marking', (c) => show(c))

const mark = z.object({
  points: z
    .string()
    .trim()
    .max(20)
    .default('')
    .transform((typed) => (typed === '' ? null : Number(typed.replace(',', '.'))))
    .refine((points) => points === null || Number.isFinite(points), 'marking.pointsWrong'),
  comment: z.string().max(20_000).default(''),
})
const formView: FormView = (c, state) => show(c, state)

/** The mark as it is being written: by the script, or by the button. */
marking.put('/submissions/:id/mark', form(mark, formView), async (c) => {
  const id = c.req.param('id')
  const given = c.req.valid('form')
  const isByScript = c.req.header('Sec-Fetch-Mode') === 'cors' || wantsFragment(c)
  if (isByScript) {
    try {
      await saveMark(c.var.tenant, c.var.actor, id, given)
    } catch (error) {
      if (error instanceof Conflict) return c.body(null, 409)
      if (error instanceof Invalid) return c.body(null, 422)
      throw error
    }
    return c.body(null, 204)
  }
  const { refused } = await orForm(c, formView, given, () => saveMark(c.var.tenant, c.var.actor, id, given))
  return refused ?? goTo(c, urls.submissionMarking(id), 'marking.notice.kept' satisfies MessageKey)
})

/** Released; on to the next that waits. */
marking.post('/submissions/:id/release', form(mark, formView), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const given = c.req.valid('form')
  const { done, refused } = await orForm(c, formView, given, () => releaseMark(tenant, actor, id, given))
  if (refused) return refused
  return goTo(
    c,
    done.next ? urls.submissionMarking(done.next) : urls.marking(done.courseId),
    'marking.notice.released' satisfies MessageKey,
  )
})
