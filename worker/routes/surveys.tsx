import { Hono } from 'hono'
import { z } from 'zod'
import { SurveyPeoplePage } from '../../views/surveys/people-page'
import { SurveyResultsPage } from '../../views/surveys/results-page'
import { surveyTable } from '../../views/surveys/survey-table'
import type { MessageKey } from '../../views/translate'
import { changeSurvey, listSurveyPeople, readSurvey } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { Conflict } from '../errors'
import { attachment } from '../http/attachment'
import { type FormView, form } from '../http/form'
import { goTo, goToWithUndo } from '../http/respond'
import { csvFile } from '../lib/csv'
import { surveys as uses } from '../lib/survey'
import { urls } from '../urls'
import { quizPage } from './quiz-editor'

export const surveys = new Hono<AppEnv>()

surveys.get('/quizzes/:id/results', async (c) => {
  const found = await readSurvey(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.html(<SurveyResultsPage view={c.var.view} found={found} />)
})

/** So many texts of one question in a file. */
const TEXTS = 2_000

surveys.get('/quizzes/:id/results.csv', async (c) => {
  const { view, tenant, actor } = c.var
  const found = await readSurvey(tenant, actor, c.req.param('id'), { texts: TEXTS })
  const { heading, rows } = surveyTable(view, found)
  return c.body(csvFile(heading, rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': attachment(`${found.item.title} - ${view.t('surveys.results')}.csv`),
  })
})

surveys.get('/quizzes/:id/respondents', async (c) => {
  const page = { cursor: c.req.query('cursor'), size: 50 }
  const found = await listSurveyPeople(c.var.tenant, c.var.actor, c.req.param('id'), page)
  return c.html(<SurveyPeoplePage view={c.var.view} found={found} />)
})

const fields = z.object({ survey: z.enum(['graded', ...uses]) })
const refused: FormView = (c, { errors }) =>
  quizPage(c, () => ({ open: null, problem: errors[''] ?? Object.values(errors)[0] }))

surveys.put('/quizzes/:id/survey', form(fields, refused), async (c) => {
  const { survey } = c.req.valid('form')
  const id = c.req.param('id')
  try {
    const actId = await changeSurvey(c.var.tenant, c.var.actor, id, survey === 'graded' ? null : survey)
    const said = `surveys.notice.${survey}` as const satisfies MessageKey
    return actId ? goToWithUndo(c, urls.quizEdit(id), said, actId) : goTo(c, urls.quizEdit(id), said)
  } catch (error) {
    if (!(error instanceof Conflict)) throw error
    const problem = c.var.view.t(error.reason as MessageKey, error.values)
    const page = await quizPage(c, () => ({ open: null, problem }))
    return new Response(page.body, { status: 409, headers: page.headers })
  }
})
