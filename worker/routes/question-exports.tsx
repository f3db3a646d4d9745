import { Hono } from 'hono'
import { QuestionExportsPage } from '../../views/imports/question-exports-page'
import { exportFormats, exportQuestions, findQuestionExports } from '../domain/imports'
import type { AppEnv } from '../env'
import { NotFound } from '../errors'
import { attachment } from '../http/attachment'

/** The questions of a quiz or a bank as files that other systems read. */
export const questionExports = new Hono<AppEnv>()

for (const [at, kind] of [
  ['/quizzes', 'quiz'],
  ['/banks', 'bank'],
] as const) {
  questionExports.get(`${at}/:id/export`, async (c) =>
    c.html(
      <QuestionExportsPage
        view={c.var.view}
        exports={await findQuestionExports(c.var.tenant, c.var.actor, { kind, id: c.req.param('id') })}
      />,
    ),
  )

  questionExports.get(`${at}/:id/export/:format`, async (c) => {
    const format = exportFormats.find((name) => name === c.req.param('format'))
    if (!format) throw new NotFound()
    const place = { kind, id: c.req.param('id') }
    const { name, type, body } = await exportQuestions(c.var.tenant, c.var.actor, place, format)
    return c.body(body, 200, {
      'Content-Type': type,
      'Content-Disposition': attachment(name),
      'Cache-Control': 'private, no-store',
    })
  })
}
