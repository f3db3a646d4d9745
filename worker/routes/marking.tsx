import { type Context, Hono } from 'hono'
import { MarkingListPage } from '../../views/assignments/marking-list-page'
import { MarkingPage } from '../../views/assignments/marking-page'
import type { NoteState } from '../../views/assignments/notes'
import type { MessageKey } from '../../views/translate'
import {
  findSubmissionToMark,
  howLate,
  keepComment,
  latenessOf,
  listMarking,
  markingStates,
  releaseMark,
  type SubmissionPage,
  saveMark,
  standingMark,
  versionToMark,
  waiveLateness,
  worthOf,
} from '../domain/assignments'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { type FormState, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo, wantsFragment } from '../http/respond'
import { penaltyFor } from '../lib/late-policy'
import { fitChoices } from '../lib/rubric'
import { urls } from '../urls'
import { markFields, markIn, shownMark } from './mark-fields'

export const marking = new Hono<AppEnv>()

marking.get('/courses/:id/marking', async (c) => {
  const filter = {
    state: markingStates.find((one) => one === c.req.query('state')) ?? 'awaiting',
    itemId: c.req.query('item') || undefined,
    groupId: c.req.query('group') || undefined,
    after: c.req.query('after'),
  }
  const list = await listMarking(c.var.tenant, c.var.actor, c.req.param('id'), filter)
  return c.html(<MarkingListPage view={c.var.view} list={list} filter={filter} />)
})

/** The page; `noting` is what is being written at a place in the work. */
export async function showMarking(
  c: Context<AppEnv>,
  id: string,
  state?: FormState,
  noting?: NoteState | null,
  giving?: Record<string, string>,
) {
  const groupId = c.req.query('group') || undefined
  const page = await findSubmissionToMark(c.var.tenant, c.var.actor, id, { groupId })
  const { versionTyped, values, choices } = shownMark(state, standingMark(page))
  const wanted = c.req.query('rubric') === 'newest' ? page.rubric?.id : undefined
  const version = versionToMark(page, versionTyped || wanted)
  return c.html(
    <MarkingPage
      view={c.var.view}
      page={page}
      group={groupId}
      worth={worthOf(page)}
      lateness={latenessIn(page)}
      rubric={version && { version, choices: fitChoices(version.body, choices) }}
      form={{ values, errors: state?.errors ?? {} }}
      noting={noting}
      giving={giving}
    />,
  )
}

/** Null where it came in time, or being late costs nothing. */
function latenessIn(page: SubmissionPage) {
  const lateness = latenessOf(page)
  const late = howLate(lateness)
  if (!lateness.policy || late === 0) return null
  return { policy: lateness.policy, late, points: penaltyFor(lateness.policy, late, worthOf(page)) }
}

marking.get('/submissions/:id/marking', (c) => showMarking(c, c.req.param('id')))

const formView: FormView = (c, state) => showMarking(c, c.req.param('id')!, state)

export const isByScript = (c: Context<AppEnv>) => c.req.header('Sec-Fetch-Mode') === 'cors' || wantsFragment(c)

/** A mark that the script keeps while it is written: the header says which revision it is now. */
export async function answerScript(c: Context<AppEnv>, save: () => Promise<{ revision: number }>) {
  try {
    const { revision } = await save()
    c.header('Revision', String(revision))
  } catch (error) {
    if (error instanceof Conflict) return c.body(null, 409)
    if (error instanceof Invalid) return c.body(null, 422)
    throw error
  }
  return c.body(null, 204)
}

/** The mark as it is being written: by the script, or by the button. */
marking.put('/submissions/:id/mark', form(markFields, formView), async (c) => {
  const id = c.req.param('id')
  const values = c.req.valid('form')
  const given = markIn(values)
  if (isByScript(c)) return answerScript(c, () => saveMark(c.var.tenant, c.var.actor, id, given))
  const { tenant, actor } = c.var
  const { refused } = await orForm(c, formView, values, async () => {
    if (values.act) {
      const { course, comments } = await findSubmissionToMark(tenant, actor, id)
      const kept = comments.find((one) => one.id === values.insert)
      if (values.act === 'insert' && kept) given.comment = [given.comment, kept.text].filter(Boolean).join('\n')
      if (values.act === 'keep') await keepComment(tenant, actor, course.id, { text: given.comment, shared: false })
    }
    return saveMark(tenant, actor, id, given)
  })
  const notice: MessageKey = values.act === 'keep' ? 'comments.notice.kept' : 'marking.notice.kept'
  return refused ?? goTo(c, urls.submissionMarking(id, c.req.query('group')), notice)
})

const waiver = (excused: boolean) => async (c: Context<AppEnv>) => {
  const id = c.req.param('id')!
  const actId = await waiveLateness(c.var.tenant, c.var.actor, id, excused)
  const notice: MessageKey = excused ? 'late.notice.waived' : 'late.notice.counted'
  return goToWithUndo(c, urls.submissionMarking(id), notice, actId)
}

/** Being late costs nothing here. */
marking.post('/submissions/:id/waiver', waiver(true))
marking.delete('/submissions/:id/waiver', waiver(false))

/** Released; on to the next that waits. */
marking.post('/submissions/:id/release', form(markFields, formView), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const groupId = c.req.query('group') || undefined
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, formView, values, () =>
    releaseMark(tenant, actor, id, { ...markIn(values), groupId }),
  )
  if (refused) return refused
  return goTo(
    c,
    done.next ? urls.submissionMarking(done.next, groupId) : urls.marking(done.courseId),
    'marking.notice.released' satisfies MessageKey,
  )
})
