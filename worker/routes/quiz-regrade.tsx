import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { RegradePage } from '../../views/quizzes/regrade-page'
import { findRegrade, makeRuling, type RulingChange, type RulingDraft, revokeRuling } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { type FormState, type FormView, form, orForm, typed } from '../http/form'
import { goToWithUndo } from '../http/respond'
import { rulingKinds } from '../lib/rulings'
import { urls } from '../urls'

/** Marking a quiz otherwise that was handed in already. */
export const quizRegrade = new Hono<AppEnv>()

const texts = z.union([z.string().max(2_000), z.array(z.string().max(2_000)).max(100)]).default([])

const schema = z.object({
  version: z.string().max(64).default(''),
  kind: z.enum(rulingKinds, 'quizzes.regrade.howMissing'),
  answer: texts,
  typed: z.string().trim().max(200).default(''),
  /** Stands in the form of a question with gaps only. */
  gap: z.coerce.number().int().min(0).max(40).optional(),
  keepsBest: z.string().max(20).optional(),
})

const answerSchema = z.object({
  values: z.array(z.string().max(500)).min(1).max(40),
  gap: z.number().int().min(0).max(40).optional(),
})

/** An answer as the form's boxes say it; one that they do not know is no answer, and refused as such. */
function readAnswer(text: string) {
  try {
    const read = answerSchema.safeParse(JSON.parse(text))
    if (read.success) return read.data
  } catch {
    // as below
  }
  return { values: [''] }
}

function draftOf(given: z.infer<typeof schema>): RulingDraft {
  const { version: versionId, kind, keepsBest, typed, gap } = given
  const typedOne = gap === undefined ? { values: [typed] } : { values: [typed], gap }
  const answers = [...[given.answer].flat().map(readAnswer), ...(typed ? [typedOne] : [])]
  return { versionId, kind, keepsBest: keepsBest !== undefined, answers: kind === 'accept' ? answers : [] }
}

async function page(c: Context<AppEnv>, state: FormState, change?: RulingChange, from = 0, isOne = false) {
  const id = c.req.param('id') ?? ''
  const versionId = String(state.values.version ?? '')
  const found = await findRegrade(c.var.tenant, c.var.actor, id, change ? { change } : { versionId })
  if (isOne && !found.chosen) throw new NotFound()
  const shown = await orForm(
    c,
    (_, refused) => draw(c, found, refused),
    state.values,
    async () => found.plan(),
  )
  return shown.refused ?? draw(c, found, state, shown.done ?? null, from)
}

const draw = (
  c: Context<AppEnv>,
  found: Awaited<ReturnType<typeof findRegrade>>,
  state: FormState,
  dry: ReturnType<(typeof found)['plan']> = null,
  from = 0,
) => c.html(<RegradePage view={c.var.view} page={found} form={state} dry={dry} from={from} />)

/** Only reads: a change that the address names is shown as what it would do. */
quizRegrade.get('/quizzes/:id/regrade', async (c) => {
  const asked = c.req.queries()
  const values = typed(
    Object.fromEntries(Object.entries(asked).map(([name, all]) => [name, all.length > 1 ? all : all[0]])),
  )
  const { from: _, ...kept } = values
  const from = Math.max(0, Math.trunc(Number(asked.from?.[0] ?? 0)) || 0)
  const state = { values: kept, errors: {} }
  if (kept.back) return page(c, state, { takeBack: String(kept.back) }, from)
  if (kept.kind === undefined) return page(c, state, undefined, 0, kept.version !== undefined)
  const read = schema.safeParse(kept)
  if (!read.success) return page(c, { values: kept, errors: { kind: c.var.view.t('quizzes.regrade.howMissing') } })
  return page(c, state, draftOf(read.data), from)
})

const view: FormView = (c, state) => page(c, state)

quizRegrade.post('/quizzes/:id/rulings', form(schema, view), async (c) => {
  const id = c.req.param('id')
  const given = c.req.valid('form')
  const { done, refused } = await orForm(c, view, given, async () =>
    makeRuling(c.var.tenant, c.var.actor, id, draftOf(given)),
  )
  return refused ?? goToWithUndo(c, urls.quizRegrade(id), 'quizzes.regrade.isRuled', done!)
})

quizRegrade.delete('/quizzes/:id/rulings/:ruling', async (c) => {
  const { id, ruling } = c.req.param()
  const actId = await revokeRuling(c.var.tenant, c.var.actor, id, ruling)
  return goToWithUndo(c, urls.quizRegrade(id), 'quizzes.regrade.isTakenBack', actId)
})
