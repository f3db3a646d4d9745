import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { OverridesPage } from '../../views/quizzes/overrides-page'
import type { MessageKey } from '../../views/translate'
import { findOverrides, removeOverride, setOverride } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { localMoment } from '../http/local-moment'
import { goToWithUndo } from '../http/respond'
import { mostCode, mostTime } from '../lib/quiz-rules'
import { urls } from '../urls'

/** What one person or one group has otherwise in a quiz. */
export const quizOverrides = new Hono<AppEnv>()

const zoneOf = (c: Context<AppEnv>, course: { zone: string }) => course.zone || c.var.organization.zone

async function page(c: Context<AppEnv>, state: FormState) {
  const [kind, chosen] = String(state.values.for ?? '').split(':')
  const { find, after } = c.req.query()
  const asked = { find, chosen: kind === 'user' && chosen ? [chosen] : [], page: { cursor: after, size: 50 } }
  const found = await findOverrides(c.var.tenant, c.var.actor, c.req.param('id') ?? '', asked)
  return c.html(<OverridesPage view={c.var.view} page={found} form={state} zone={zoneOf(c, found.course)} />)
}

quizOverrides.get('/quizzes/:id/overrides', (c) => page(c, emptyForm))

const upTo = (most: number, wrong: MessageKey) =>
  z
    .union([z.literal('').transform(() => null), z.coerce.number(wrong).int(wrong).min(0, wrong).max(most, wrong)])
    .default(null)

const schema = z.object({
  for: z.string().min(1, 'quizzes.overrides.forWhom').max(80),
  opensAt: z.string().max(30).default(''),
  closesAt: z.string().max(30).default(''),
  timeLimitMinutes: upTo(mostTime.limitMinutes, 'quizzes.limitWrong'),
  attemptsAllowed: upTo(100, 'quizzes.attemptsWrong'),
  accessCode: z.string().max(mostCode).default(''),
  noCode: z.string().max(20).optional(),
  reason: z.string().max(300).default(''),
})

const view: FormView = (c, state) => page(c, state)

quizOverrides.post('/quizzes/:id/overrides', form(schema, view), async (c) => {
  const { tenant, actor } = c.var
  const id = c.req.param('id')
  const given = c.req.valid('form')
  const { course } = await findOverrides(tenant, actor, id)
  const zone = zoneOf(c, course)
  const { done, refused } = await orForm(c, view, given, async () =>
    setOverride(tenant, actor, id, {
      ...given,
      accessCode: given.noCode === undefined ? given.accessCode || null : '',
      opensAt: localMoment('opensAt', given.opensAt, zone),
      closesAt: localMoment('closesAt', given.closesAt, zone),
    }),
  )
  return refused ?? goToWithUndo(c, urls.quizOverrides(id), 'quizzes.overrides.isSet', done!)
})

quizOverrides.delete('/quizzes/:id/overrides/:override', async (c) => {
  const { id, override } = c.req.param()
  const actId = await removeOverride(c.var.tenant, c.var.actor, id, override)
  return goToWithUndo(c, urls.quizOverrides(id), 'quizzes.overrides.isRemoved', actId)
})
