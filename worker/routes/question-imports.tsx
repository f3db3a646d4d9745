import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { NewQuestionsPage } from '../../views/imports/new-questions-page'
import { QuestionsPage } from '../../views/imports/questions-page'
import { applyQuestions, findQuestionImports, findQuestionRun, planQuestions, undoQuestions } from '../domain/imports'
import { maxPlainBytes } from '../domain/media'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { refuseLarge } from '../http/refuse-large'
import { goTo } from '../http/respond'
import { urls } from '../urls'

/** Questions of other systems into a quiz: choose a file, look at each, take them over. */
export const questionImports = new Hono<AppEnv>()

questionImports.get('/quizzes/:id/import', (c) => newImport(c))

async function newImport(c: Context<AppEnv>, { errors }: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  const { quiz, runs } = await findQuestionImports(tenant, actor, c.req.param('id') ?? '')
  return c.html(<NewQuestionsPage view={view} quiz={quiz} earlier={runs} errors={errors} />)
}

// A browser sends an empty text for a file that was not chosen.
const fileForm = z.object({ file: z.union([z.instanceof(File), z.string().max(0)]).optional() })

questionImports.post(
  '/quizzes/:id/imports',
  refuseLarge(maxPlainBytes, (c, megabytes) =>
    newImport(c, { values: {}, errors: { file: c.var.view.t('imports.tooLargeForForm', { megabytes }) } }),
  ),
  form(fileForm, newImport),
  async (c) => {
    const id = c.req.param('id')
    const { file } = c.req.valid('form')
    const { done, refused } = await orForm(c, newImport, {}, async () =>
      planQuestions(c.var.tenant, c.var.actor, id, {
        name: file instanceof File ? file.name : '',
        bytes: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(),
      }),
    )
    return refused ?? goTo(c, urls.questionImport(id, done.id))
  },
)

async function importPage(c: Context<AppEnv>, { errors }: FormState = emptyForm) {
  const { id = '', run = '' } = c.req.param()
  const found = await findQuestionRun(c.var.tenant, c.var.actor, id, run)
  return c.html(<QuestionsPage view={c.var.view} run={found} errors={errors} />)
}

questionImports.get('/quizzes/:id/imports/:run', (c) => importPage(c))

const place = z.coerce.number().int().min(0).max(1_000)
const takeForm = z.object({
  take: z
    .union([place, z.array(place).max(1_000)])
    .default([])
    .transform((places) => [places].flat()),
})

questionImports.post('/quizzes/:id/imports/:run/application', form(takeForm, importPage), async (c) => {
  const { id, run } = c.req.param()
  const { take } = c.req.valid('form')
  const { refused } = await orForm(c, importPage, {}, () => applyQuestions(c.var.tenant, c.var.actor, id, run, take))
  return refused ?? goTo(c, urls.questionImport(id, run))
})

questionImports.post('/quizzes/:id/imports/:run/reversal', async (c) => {
  const { id, run } = c.req.param()
  const { refused } = await orForm(c, importPage, {}, () => undoQuestions(c.var.tenant, c.var.actor, id, run))
  return refused ?? goTo(c, urls.questionImport(id, run))
})
