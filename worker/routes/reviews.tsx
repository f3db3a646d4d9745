import { type Context, Hono } from 'hono'
import { ReviewPage } from '../../views/peers/review-page'
import type { MessageKey } from '../../views/translate'
import {
  findReview,
  giveReview,
  saveReview,
  standingReview,
  versionForReview,
  worthOfReview,
} from '../domain/assignments'
import type { AppEnv } from '../env'
import { type FormState, type FormView, form, orForm } from '../http/form'
import { goTo } from '../http/respond'
import { fitChoices } from '../lib/rubric'
import { urls } from '../urls'
import { markFields, markIn, shownMark } from './mark-fields'
import { answerScript, isByScript } from './marking'

export const reviews = new Hono<AppEnv>()

async function show(c: Context<AppEnv>, state?: FormState) {
  const { id, review } = c.req.param() as { id: string; review: string }
  const page = await findReview(c.var.tenant, c.var.actor, id, review)
  const { versionTyped, values, choices } = shownMark(state, standingReview(page))
  const version = versionForReview(page, versionTyped)
  return c.html(
    <ReviewPage
      view={c.var.view}
      page={page}
      worth={worthOfReview(page)}
      rubric={version && { version, choices: fitChoices(version.body, choices) }}
      form={{ values, errors: state?.errors ?? {} }}
    />,
  )
}

const formView: FormView = (c, state) => show(c as Context<AppEnv>, state)

reviews.get('/assignments/:id/reviews/:review', (c) => show(c))

/** As it is written: by the script, or by the button. */
reviews.put('/assignments/:id/reviews/:review', form(markFields, formView), async (c) => {
  const { tenant, actor } = c.var
  const { id, review } = c.req.param()
  const values = c.req.valid('form')
  const save = () => saveReview(tenant, actor, id, review, markIn(values))
  if (isByScript(c)) return answerScript(c, save)
  const { refused } = await orForm(c, formView, values, save)
  return refused ?? goTo(c, urls.review(id, review), 'marking.notice.kept' satisfies MessageKey)
})

/** Given; on to the next that is open. */
reviews.post('/assignments/:id/reviews/:review/submission', form(markFields, formView), async (c) => {
  const { tenant, actor } = c.var
  const { id, review } = c.req.param()
  const values = c.req.valid('form')
  const { done, refused } = await orForm(c, formView, values, () =>
    giveReview(tenant, actor, id, review, markIn(values)),
  )
  if (refused) return refused
  return goTo(
    c,
    done.next ? urls.review(id, done.next) : urls.assignment(id),
    'peers.notice.given' satisfies MessageKey,
  )
})
