import { type Context, Hono } from 'hono'
import type { NoteState } from '../../views/assignments/notes'
import { ResponseMarkingPage } from '../../views/quizzes/marking-page'
import type { MessageKey } from '../../views/translate'
import {
  findResponseToMark,
  keepComment,
  type MarkingWay,
  type ResponsePlace,
  releaseResponseMark,
  saveResponseMark,
  standingOf,
  versionForResponse,
} from '../domain/assignments'
import type { AppEnv } from '../env'
import { type FormState, type FormView, form, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { fitChoices } from '../lib/rubric'
import { urls } from '../urls'
import { markFields, markIn, shownMark } from './mark-fields'
import { answerScript, isByScript } from './marking'

/** Answers of quizzes that somebody marks. */
export const responseMarking = new Hono<AppEnv>()

export const wayOf = (c: Context<AppEnv>): MarkingWay => ({
  by: c.req.query('by') === 'question' ? 'question' : 'learner',
  groupId: c.req.query('group') || undefined,
})

const placeOf = (c: Context<AppEnv>): ResponsePlace => ({
  attemptId: c.req.param('id')!,
  versionId: c.req.param('version')!,
})

export const queryOf = ({ by, groupId }: MarkingWay) => ({ by: by === 'question' ? by : '', group: groupId ?? '' })

export const toward = ({ attemptId, versionId }: ResponsePlace, way: MarkingWay) =>
  urls.attemptMarking(attemptId, { question: versionId, ...queryOf(way) })

type Shown = { attemptId: string; versionId: string | null }

/** The page; `noting` is what is being written at a place in the answer. */
export async function showResponse(c: Context<AppEnv>, place: Shown, state?: FormState, noting?: NoteState | null) {
  const way = wayOf(c)
  const page = await findResponseToMark(c.var.tenant, c.var.actor, place, way)
  const { versionTyped, values, choices } = shownMark(state, standingOf(page))
  const wanted = c.req.query('rubric') === 'newest' ? page.rubric?.id : undefined
  const version = versionForResponse(page, versionTyped || wanted)
  return c.html(
    <ResponseMarkingPage
      view={c.var.view}
      page={page}
      way={way}
      shown={version && { version, choices: fitChoices(version.body, choices) }}
      form={{ values, errors: state?.errors ?? {} }}
      noting={noting}
    />,
  )
}

const formView: FormView = (c, state) => showResponse(c, placeOf(c), state)

responseMarking.get('/attempts/:id/marking', (c) =>
  showResponse(c, { attemptId: c.req.param('id'), versionId: c.req.query('question') || null }),
)

/** The mark as it is being written: by the script, or by the button. */
responseMarking.put('/attempts/:id/responses/:version/mark', form(markFields, formView), async (c) => {
  const { tenant, actor } = c.var
  const place = placeOf(c)
  const values = c.req.valid('form')
  const given = markIn(values)
  if (isByScript(c)) return answerScript(c, () => saveResponseMark(tenant, actor, place, given))
  const { refused } = await orForm(c, formView, values, async () => {
    if (values.act) {
      const { whole, comments } = await findResponseToMark(tenant, actor, place)
      const kept = comments.find((one) => one.id === values.insert)
      if (values.act === 'insert' && kept) given.comment = [given.comment, kept.text].filter(Boolean).join('\n')
      if (values.act === 'keep')
        await keepComment(tenant, actor, whole.course.id, { text: given.comment, shared: false })
    }
    return saveResponseMark(tenant, actor, place, given)
  })
  const notice: MessageKey = values.act === 'keep' ? 'comments.notice.kept' : 'marking.notice.kept'
  return refused ?? goTo(c, toward(place, wayOf(c)), notice)
})

/** Released; on to the next that waits. */
responseMarking.post('/attempts/:id/responses/:version/release', form(markFields, formView), async (c) => {
  const way = wayOf(c)
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, formView, values, () =>
    releaseResponseMark(c.var.tenant, c.var.actor, placeOf(c), { ...markIn(values), ...way }),
  )
  if (refused) return refused
  const { next, courseId } = done
  return goTo(c, next ? toward(next, way) : urls.marking(courseId), 'marking.notice.released' satisfies MessageKey)
})
