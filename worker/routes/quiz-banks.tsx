import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { ChoosePage } from '../../views/banks/choose-page'
import { KeepPage } from '../../views/banks/keep-page'
import {
  addDraw,
  changeDraw,
  chooseQuestions,
  findBankChoice,
  findKeeping,
  keepQuestions,
  makeBank,
  removeDraw,
  takeNewestVersion,
  weighQuestion,
} from '../domain/banks'
import { moveQuestion } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { Invalid } from '../errors'
import { emptyForm, type FormState, type FormView, form, orForm } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { urls } from '../urls'
import { moveIn } from './moves'
import { quizPage } from './quiz-editor'

/** What a quiz takes from question banks: single questions, and draws by chance; and its own questions into a bank. */
export const quizBanks = new Hono<AppEnv>()

type Of = 'draw' | 'choice' | null

quizBanks.get('/quizzes/:id/bank', (c) => choosePage(c))

async function choosePage(c: Context<AppEnv>, of: Of = null, state: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  const said = (name: string) => (c.req.query(name) ?? '').slice(0, 200)
  const filter = { words: said('q'), category: said('category'), tag: said('tag'), kind: '', retired: false }
  const bankId = String(state.values.bank ?? said('bank'))
  const choice = await findBankChoice(tenant, actor, c.req.param('id') ?? '', {
    bankId,
    drawId: c.req.param('draw'),
    filter: { words: filter.words, category: filter.category, tag: filter.tag, after: c.req.query('after') },
  })
  return c.html(<ChoosePage view={view} choice={choice} filter={filter} form={{ of, ...state }} />)
}

const choiceView = (c: Context<AppEnv>, state: FormState) => choosePage(c, 'choice', state)
const drawView = (c: Context<AppEnv>, state: FormState) => choosePage(c, 'draw', state)

const choices = z.object({
  bank: z.string().max(100),
  question: z
    .union([z.string().max(100), z.array(z.string().max(100)).max(200)])
    .default([])
    .transform((ids) => [ids].flat()),
})

quizBanks.post('/quizzes/:id/choices', form(choices, choiceView), async (c) => {
  const id = c.req.param('id')
  const { bank, question } = c.req.valid('form')
  const { refused } = await orForm(c, choiceView, { bank }, () =>
    chooseQuestions(c.var.tenant, c.var.actor, id, bank, question),
  )
  return refused ?? goTo(c, urls.quizEdit(id), 'banks.notice.chosen')
})

/** '' is none; without the field that stays. */
const rubric = z
  .string()
  .max(100)
  .optional()
  .transform((id) => (id === '' ? null : id))

const draw = z.object({
  bank: z.string().max(100),
  category: z.string().max(100).default(''),
  tag: z.string().max(200).default(''),
  count: z.coerce.number('banks.countMissing').int('banks.countMissing').min(1, 'banks.countMissing').max(200),
  points: z.coerce.number('quizzes.pointsMissing').min(0, 'quizzes.pointsMissing').max(1_000),
  rubric,
  id: z.uuid().optional(),
})

const draftOf = ({ bank, category, tag, count, points, rubric }: z.output<typeof draw>) => ({
  bankId: bank,
  categoryId: category,
  tag,
  count,
  points,
  rubricId: rubric,
})

quizBanks.post('/quizzes/:id/draws', form(draw, drawView), async (c) => {
  const id = c.req.param('id')
  const fields = c.req.valid('form')
  const { done, refused } = await orForm(c, drawView, fields, () =>
    addDraw(c.var.tenant, c.var.actor, id, draftOf(fields), fields.id),
  )
  return refused ?? goTo(c, `${urls.quizEdit(id)}#${done!.id}`, 'banks.notice.drawn')
})

quizBanks.get('/quizzes/:id/draws/:draw', (c) => choosePage(c))

quizBanks.put('/quizzes/:id/draws/:draw', form(draw, drawView), async (c) => {
  const { id, draw } = c.req.param()
  const fields = c.req.valid('form')
  const { refused } = await orForm(c, drawView, fields, () =>
    changeDraw(c.var.tenant, c.var.actor, id, draw, draftOf(fields)),
  )
  return refused ?? goTo(c, `${urls.quizEdit(id)}#${draw}`, 'banks.notice.drawn')
})

quizBanks.put('/quizzes/:id/draws/:draw/position', async (c) => {
  const { id, draw } = c.req.param()
  const { move, focus } = moveIn(await c.req.parseBody(), draw)
  await moveQuestion(c.var.tenant, c.var.actor, id, draw, move)
  return goTo(c, `${urls.quizEdit(id)}${focus}#${draw}`)
})

const refusedQuiz = (c: Context<AppEnv>, { errors }: FormState) =>
  quizPage(c, () => ({ open: null, problem: Object.values(errors)[0] }))

quizBanks.delete('/quizzes/:id/draws/:draw', async (c) => {
  const { id, draw } = c.req.param()
  const { done, refused } = await orForm(c, refusedQuiz, {}, () => removeDraw(c.var.tenant, c.var.actor, id, draw))
  return refused ?? goToWithUndo(c, urls.quizEdit(id), 'banks.notice.undrawn', done ?? null)
})

const worth = z.object({ points: z.coerce.number('quizzes.pointsMissing').max(1_000_000), rubric })

quizBanks.put('/quizzes/:id/questions/:question/points', form(worth, refusedQuiz), async (c) => {
  const { id, question } = c.req.param()
  const { points, rubric } = c.req.valid('form')
  const { refused } = await orForm(c, refusedQuiz, {}, () =>
    weighQuestion(c.var.tenant, c.var.actor, id, question, { points, rubricId: rubric }),
  )
  return refused ?? goTo(c, `${urls.quizEdit(id)}#${question}`, 'quizzes.notice.question')
})

quizBanks.put('/quizzes/:id/questions/:question/version', async (c) => {
  const { id, question } = c.req.param()
  await takeNewestVersion(c.var.tenant, c.var.actor, id, question)
  return goTo(c, `${urls.quizEdit(id)}#${question}`, 'banks.notice.newest')
})

quizBanks.get('/quizzes/:id/keeping', (c) => {
  const question = c.req.query('question')
  return keepPage(c, { values: question ? { question } : {}, errors: {} })
})

const keepPage: FormView = async (c, state) => {
  const { tenant, actor, view } = c.var
  return c.html(
    <KeepPage view={view} keeping={await findKeeping(tenant, actor, c.req.param('id') ?? '')} form={state} />,
  )
}

const keeping = z.object({
  question: choices.shape.question,
  /** '' is a new one, of this id and title. */
  bank: z.string().max(100).default(''),
  id: z.uuid().optional(),
  title: z.string().max(500).default(''),
  tags: z.string().max(1_000).default(''),
})

quizBanks.post('/quizzes/:id/keeping', form(keeping, keepPage), async (c) => {
  const itemId = c.req.param('id')
  const { tenant, actor } = c.var
  const { question: questionIds, tags, ...fields } = c.req.valid('form')
  const { done, refused } = await orForm(c, keepPage, { question: questionIds, tags, ...fields }, async () => {
    if (questionIds.length === 0) throw new Invalid('question', 'banks.chooseQuestions')
    const bankId = fields.bank || (await newBank(c, itemId, fields))
    return { bankId, act: await keepQuestions(tenant, actor, itemId, { bankId, questionIds, tags }) }
  })
  return refused ?? goToWithUndo(c, urls.bank(done!.bankId), 'banks.notice.kept', done!.act)
})

async function newBank(c: Context<AppEnv>, itemId: string, { title, id }: { title: string; id?: string }) {
  const { tenant, actor } = c.var
  const { course } = await findKeeping(tenant, actor, itemId)
  return (await makeBank(tenant, actor, course.id, { title }, id)).id
}
