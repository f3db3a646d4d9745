import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { BankQuestionFormPage } from '../../views/banks/question-form-page'
import { BankQuestionPage } from '../../views/banks/question-page'
import { first } from '../../views/quizzes/questions/kind'
import {
  addBankQuestion,
  type BankQuestion,
  bringQuestionBack,
  bringVersionBack,
  changeBankPassage,
  changeBankQuestion,
  duplicateBankQuestion,
  findBankForm,
  findBankQuestionForm,
  findBankQuestionPage,
  moveBankQuestion,
  retireQuestion,
  useNewestVersion,
} from '../domain/banks'
import { questionKindNames, type Typed, typedQuestion } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { type FormState, type FormView, form, orForm, typed } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { newId } from '../lib/ids'
import { urls } from '../urls'
import { emptyValues, passageFields, pointsOf, questionFields, valuesOf } from './question-fields'

/** The questions of a bank, one at a time. */
export const bankQuestions = new Hono<AppEnv>()

bankQuestions.get('/banks/:id/questions/new', (c) => {
  const kind = questionKindNames.find((name) => name === c.req.query('kind')) ?? 'single-choice'
  return newQuestion(c, { values: emptyValues(kind, newId()) as FormState['values'], errors: {} })
})

const newQuestion: FormView = async (c, { values, errors }) => {
  const id = c.req.param('id') ?? ''
  const { bank, passages } = await findBankForm(c.var.tenant, c.var.actor, id)
  const form = { values, errors }
  return c.html(
    <BankQuestionFormPage view={c.var.view} bank={bank} questionId={null} uses={[]} passages={passages} form={form} />,
  )
}

bankQuestions.post('/banks/:id/questions', form(questionFields, newQuestion), async (c) => {
  const id = c.req.param('id')
  const fields = c.req.valid('form')
  if (fields.more) return newQuestion(c, { values: typed(fields), errors: {} })
  const { done, refused } = await orForm(c, newQuestion, fields, () =>
    addBankQuestion(c.var.tenant, c.var.actor, id, { ...draftOf(fields), id: fields.id || undefined }),
  )
  return refused ?? goTo(c, urls.question(done!.id), 'quizzes.notice.question')
})

type Fields = z.output<typeof questionFields>

function draftOf(fields: Fields) {
  const values: Typed = typed(fields)
  return {
    question: typedQuestion(fields.kind, values),
    points: pointsOf(fields.points),
    categoryId: first(values.bankCategory),
    tags: first(values.bankTags),
  }
}

bankQuestions.get('/questions/:id', (c) => questionPage(c))

async function questionPage(c: Context<AppEnv>, { errors }: Pick<FormState, 'errors'> = { errors: {} }) {
  const { tenant, actor, view } = c.var
  const { question, banks } = await findBankQuestionPage(tenant, actor, c.req.param('id') ?? '')
  const text = question.question.body.passage ?? ''
  const passage = c.req.query('open') === 'text' ? { values: { text }, errors: {} } : null
  return c.html(
    <BankQuestionPage
      view={view}
      question={question}
      banks={banks}
      passage={passage}
      problem={Object.values(errors)[0]}
    />,
  )
}

const passageView: FormView = async (c, { values, errors }) => {
  const { tenant, actor, view } = c.var
  const { question, banks } = await findBankQuestionPage(tenant, actor, c.req.param('id') ?? '')
  const passage = { values, errors }
  return c.html(
    <BankQuestionPage view={view} question={question} banks={banks} passage={passage} problem={errors['']} />,
  )
}

bankQuestions.put('/questions/:id/passage', form(passageFields, passageView), async (c) => {
  const id = c.req.param('id')
  const fields = c.req.valid('form')
  const { refused } = await orForm(c, passageView, fields, () =>
    changeBankPassage(c.var.tenant, c.var.actor, id, fields.text),
  )
  return refused ?? goTo(c, urls.question(id), 'quizzes.notice.passage')
})

bankQuestions.get('/questions/:id/edit', (c) => editPage(c, null))

const editForm: FormView = (c, state) => editPage(c, state)

/** As it stands, or with what was typed. */
async function editPage(c: Context<AppEnv>, state: { values: Typed; errors: FormState['errors'] } | null) {
  const questionId = c.req.param('id') ?? ''
  const { question: found, passages } = await findBankQuestionForm(c.var.tenant, c.var.actor, questionId)
  const { id, bank, uses } = found
  const form = state ?? { values: valuesIn(found), errors: {} }
  return c.html(
    <BankQuestionFormPage view={c.var.view} bank={bank} questionId={id} uses={uses} passages={passages} form={form} />,
  )
}

const valuesIn = ({ question, points, categoryId, tags }: BankQuestion): Typed => ({
  ...valuesOf(question, points),
  bankCategory: categoryId ?? '',
  bankTags: tags.join(', '),
})

bankQuestions.put('/questions/:id', form(questionFields, editForm), async (c) => {
  const id = c.req.param('id')
  const fields = c.req.valid('form')
  if (fields.more) return editForm(c, { values: typed(fields), errors: {} })
  const chosen = [typed(fields).inQuizzes ?? []].flat().filter(Boolean)
  const { refused } = await orForm(c, editForm, fields, () =>
    changeBankQuestion(c.var.tenant, c.var.actor, id, draftOf(fields), chosen),
  )
  return refused ?? goTo(c, urls.question(id), 'quizzes.notice.question')
})

bankQuestions.post('/questions/:id/copies', async (c) => {
  const { done, refused } = await orForm(c, questionPage, {}, () =>
    duplicateBankQuestion(c.var.tenant, c.var.actor, c.req.param('id')),
  )
  return refused ?? goTo(c, urls.questionEdit(done!.id), 'banks.notice.duplicated')
})

const place = z.object({ bank: z.string().max(100), category: z.string().max(100).default('') })

bankQuestions.put('/questions/:id/place', form(place, questionPage), async (c) => {
  const id = c.req.param('id')
  const { bank, category } = c.req.valid('form')
  const { done, refused } = await orForm(c, questionPage, {}, () =>
    moveBankQuestion(c.var.tenant, c.var.actor, id, { bankId: bank, categoryId: category }),
  )
  return refused ?? goToWithUndo(c, urls.question(id), 'banks.notice.moved', done!)
})

bankQuestions.post('/questions/:id/retirement', async (c) => {
  const id = c.req.param('id')
  const { bankId } = await retireQuestion(c.var.tenant, c.var.actor, id)
  return goTo(c, urls.bank(bankId), 'banks.notice.retired', `${urls.questionRetirement(id)}?_method=DELETE`)
})

bankQuestions.delete('/questions/:id/retirement', async (c) => {
  const id = c.req.param('id')
  await bringQuestionBack(c.var.tenant, c.var.actor, id)
  return goTo(c, urls.question(id), 'banks.notice.broughtBack')
})

const uses = z.object({
  quizzes: z
    .union([z.string().max(100), z.array(z.string().max(100)).max(200)])
    .default([])
    .transform((ids) => [ids].flat().filter(Boolean)),
})

bankQuestions.put('/questions/:id/uses', form(uses, questionPage), async (c) => {
  const id = c.req.param('id')
  const { quizzes } = c.req.valid('form')
  const { refused } = await orForm(c, questionPage, {}, () => useNewestVersion(c.var.tenant, c.var.actor, id, quizzes))
  return refused ?? goTo(c, urls.question(id), 'banks.notice.newest')
})

bankQuestions.post('/questions/:id/versions/:number/restoration', async (c) => {
  const id = c.req.param('id')
  const number = Number(c.req.param('number'))
  if (!Number.isInteger(number)) throw new NotFound()
  await bringVersionBack(c.var.tenant, c.var.actor, id, number)
  return goTo(c, urls.question(id), 'quizzes.notice.question')
})
