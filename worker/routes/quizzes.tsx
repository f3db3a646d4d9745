import { Hono } from 'hono'
import { AnalysisPage } from '../../views/quizzes/analysis-page'
import { QuizPage } from '../../views/quizzes/quiz-page'
import type { MessageKey } from '../../views/translate'
import { dueTime } from '../../views/ui/time'
import { analyseQuiz, findQuiz, startAttempt } from '../domain/quizzes'
import type { AppEnv } from '../env'
import { Conflict, Invalid, TooMany } from '../errors'
import { attachment } from '../http/attachment'
import { wholeAddress } from '../http/client-address'
import { goTo } from '../http/respond'
import { csvFile } from '../lib/csv'
import { urls } from '../urls'

export const quizzes = new Hono<AppEnv>()

quizzes.get('/quizzes/:id', async (c) => {
  const page = await findQuiz(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.html(<QuizPage view={c.var.view} page={page} />)
})

quizzes.get('/quizzes/:id/analysis', async (c) => {
  const found = await analyseQuiz(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.html(<AnalysisPage view={c.var.view} found={found} />)
})

/** A line a question and answer, so that a spreadsheet can sum either way. */
quizzes.get('/quizzes/:id/analysis.csv', async (c) => {
  const { t } = c.var.view
  const { item, questions } = await analyseQuiz(c.var.tenant, c.var.actor, c.req.param('id'))
  const heading = (
    ['question', 'facility', 'discrimination', 'seconds', 'asked', 'answered', 'answer', 'count', 'right'] as const
  ).map((name) => t(`quizzes.analysis.${name}`))
  const rows = questions.flatMap(({ prompt, facility, discrimination, seconds, asked, answered, answers }) => {
    const figures = [prompt, rounded(facility), rounded(discrimination), rounded(seconds), asked, answered]
    if (!answers.length) return [[...figures, '', '', '']]
    return answers.map(({ text, count, isRight }) => [...figures, text, count, isRight ? 1 : 0])
  })
  return c.body(csvFile(heading, rows), 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': attachment(`${item.title} - ${t('quizzes.analysis.title')}.csv`),
  })
})

const rounded = (figure: number | null) => (figure === null ? '' : Math.round(figure * 1_000) / 1_000)

quizzes.post('/quizzes/:id/attempts', async (c) => {
  const { tenant, actor, view } = c.var
  const id = c.req.param('id')
  try {
    const { code } = await c.req.parseBody()
    const bringing = { code: typeof code === 'string' ? code.slice(0, 200) : '', address: wholeAddress(c) }
    const attempt = await startAttempt(tenant, actor, id, bringing)
    return goTo(c, urls.attempt(attempt.id))
  } catch (error) {
    if (!(error instanceof Conflict || error instanceof Invalid || error instanceof TooMany)) throw error
    const page = await findQuiz(tenant, actor, id)
    if (error instanceof TooMany) {
      const wait = view.t('form.tooMany', { minutes: Math.ceil(error.seconds / 60) })
      return c.html(<QuizPage view={view} page={page} codeProblem={wait} />, 429)
    }
    if (error instanceof Invalid)
      return c.html(<QuizPage view={view} page={page} codeProblem={view.t(error.reason as MessageKey)} />, 422)
    const when = typeof error.values.when === 'string' ? Date.parse(error.values.when) : null
    const values = when === null ? undefined : { when: dueTime(view, when, page.access.outline.zone) }
    return c.html(<QuizPage view={view} page={page} problem={view.t(error.reason as MessageKey, values)} />, 409)
  }
})
