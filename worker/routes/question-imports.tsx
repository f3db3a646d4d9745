import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { NewQuestionsPage } from '../../views/imports/new-questions-page'
import { QuestionsPage } from '../../views/imports/questions-page'
import {
  applyQuestions,
  findQuestionImports,
  findQuestionRun,
  planQuestions,
  type QuestionPlace,
  undoQuestions,
} from '../domain/imports'
import { maxPlainBytes } from '../domain/media'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { refuseLarge } from '../http/refuse-large'
import { goTo } from '../http/respond'
import { urls } from '../urls'

/** Questions of other systems into a quiz or a bank: choose a file, look at each, take them over. */
export const questionImports = new Hono<AppEnv>()

/** The quiz or the bank in the path. */
const placeIn = (c: Context): QuestionPlace => ({
  kind: c.req.path.startsWith('/quizzes/') ? 'quiz' : 'bank',
  id: c.req.param('id') ?? '',
})

async function newImport(c: Context<AppEnv>, { errors }: FormState = emptyForm) {
  const { tenant, actor, view } = c.var
  const { place, runs } = await findQuestionImports(tenant, actor, placeIn(c))
  return c.html(<NewQuestionsPage view={view} place={place} earlier={runs} errors={errors} />)
}

async function importPage(c: Context<AppEnv>, { errors }: FormState = emptyForm) {
  const found = await findQuestionRun(c.var.tenant, c.var.actor, placeIn(c), c.req.param('run') ?? '')
  return c.html(<QuestionsPage view={c.var.view} run={found} errors={errors} />)
}

// A browser sends an empty text for a file that was not chosen.
const fileForm = z.object({ file: z.union([z.instanceof(File), z.string().max(0)]).optional() })

const number = z.coerce.number().int().min(0).max(1_000)
const takeForm = z.object({
  take: z
    .union([number, z.array(number).max(1_000)])
    .default([])
    .transform((numbers) => [numbers].flat()),
  /** As the hints of the questions ask. */
  tries: z.string().max(10).optional(),
})

for (const at of ['/quizzes', '/banks'] as const) {
  questionImports.get(`${at}/:id/import`, (c) => newImport(c))

  questionImports.post(
    `${at}/:id/imports`,
    refuseLarge(maxPlainBytes, (c, megabytes) =>
      newImport(c, { values: {}, errors: { file: c.var.view.t('imports.tooLargeForForm', { megabytes }) } }),
    ),
    form(fileForm, newImport),
    async (c) => {
      const place = placeIn(c)
      const { file } = c.req.valid('form')
      const { done, refused } = await orForm(c, newImport, {}, async () =>
        planQuestions(c.var.tenant, c.var.actor, place, {
          name: file instanceof File ? file.name : '',
          bytes: file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array(),
        }),
      )
      return refused ?? goTo(c, urls.questionImport(place, done.id))
    },
  )

  questionImports.get(`${at}/:id/imports/:run`, (c) => importPage(c))

  questionImports.post(`${at}/:id/imports/:run/application`, form(takeForm, importPage), async (c) => {
    const [place, run] = [placeIn(c), c.req.param('run')]
    const { take, tries } = c.req.valid('form')
    const { refused } = await orForm(c, importPage, {}, () =>
      applyQuestions(c.var.tenant, c.var.actor, place, run, take, { tries: tries !== undefined }),
    )
    return refused ?? goTo(c, urls.questionImport(place, run))
  })

  questionImports.post(`${at}/:id/imports/:run/reversal`, async (c) => {
    const [place, run] = [placeIn(c), c.req.param('run')]
    const { refused } = await orForm(c, importPage, {}, () => undoQuestions(c.var.tenant, c.var.actor, place, run))
    return refused ?? goTo(c, urls.questionImport(place, run))
  })
}
