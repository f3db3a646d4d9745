import { z } from 'zod'
import { sayQuestionLine } from '../../../views/imports/question-report'
import type { View } from '../../../views/view'
import {
  applyQuestions,
  exportFormats,
  exportQuestions,
  findQuestionRun,
  planQuestions,
  type QuestionPlace,
  type QuestionRun,
  undoQuestions,
} from '../../domain/imports'
import { questionSchema } from '../../domain/quizzes'
import { Invalid } from '../../errors'
import { attachment } from '../../http/attachment'
import { door } from './door'
import { time, toTime, toTimeOrNull } from './shapes'

const tags = { quizzes: 'Quizzes', banks: 'Question banks' } as const
const nouns = { quizzes: 'quiz', banks: 'bank' } as const

const placeOf = (at: 'quizzes' | 'banks', id: string): QuestionPlace => ({ kind: nouns[at], id })

const runJson = z.object({
  id: z.string(),
  state: z.string().describe('planned, done or undone.'),
  format: z.string().describe('What the file was read as: gift, aiken, csv, moodle-xml, qti-1.2, qti-2, qti-3 …'),
  fileName: z.string(),
  questions: z.array(
    z.object({
      path: z.string(),
      line: z.number().nullable(),
      points: z.number(),
      question: questionSchema,
      category: z.array(z.string()).optional().describe('Of a bank: each level from the top.'),
      tags: z.array(z.string()).optional(),
      penalty: z
        .number()
        .optional()
        .describe('Of one with hints: what each further try costs, of 1, as its file says.'),
    }),
  ),
  tries: z
    .object({ tries: z.number(), percent: z.number() })
    .nullable()
    .describe('How often one may try and what each further try costs, if the quiz does as these hints ask.'),
  report: z
    .array(
      z.object({
        level: z.string().describe('problem, left-out, changed or info.'),
        path: z.string(),
        line: z.number().nullable(),
        key: z.string(),
        sentence: z.string(),
      }),
    )
    .describe('What stays out, what comes otherwise, and why.'),
  added: z.array(z.string()).describe('Ids of the questions that came in.'),
  createdAt: time,
  finishedAt: time.nullable(),
})

const toRun = (view: View, run: QuestionRun) => ({
  id: run.id,
  state: run.state,
  format: run.format,
  fileName: run.fileName,
  questions: run.questions.questions,
  tries: run.questions.tries ?? null,
  report: run.questions.report.lines.map((line) => ({
    level: line.level,
    path: line.path,
    line: line.line,
    key: line.key,
    sentence: sayQuestionLine(view, line),
  })),
  added: run.made?.added ?? [],
  createdAt: toTime(run.createdAt),
  finishedAt: toTimeOrNull(run.finishedAt),
})

const how = z.object({
  name: z.string().max(300).default('questions').describe('What the file is called: the report names it.'),
  plan: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('`true`: only say what would come in; …/application does it.'),
})

const tries = z
  .boolean()
  .default(false)
  .describe(
    'Let learners try again as the hints ask (`tries` of the plan): the quiz says at once whether an answer is right.',
  )

const takes = ['application/octet-stream', 'application/zip', 'application/xml', 'text/plain', 'text/csv']

const doorsOf = (at: 'quizzes' | 'banks') => [
  door(
    {
      method: 'get',
      path: `/${at}/:id/export`,
      tag: tags[at],
      summary: `The questions of a ${nouns[at]} as GIFT, Moodle XML, or a package of QTI 2.1`,
      scope: 'courses.write',
      query: z.object({ format: z.enum(exportFormats).default('gift') }),
      gives: 'application/octet-stream',
    },
    async (c, { param, query: { format } }) => {
      const { name, type, body } = await exportQuestions(c.var.tenant, c.var.actor, placeOf(at, param('id')), format)
      return c.body(body, 200, { 'Content-Type': type, 'Content-Disposition': attachment(name) })
    },
  ),
  door(
    {
      method: 'post',
      path: `/${at}/:id/imports`,
      tag: tags[at],
      summary: `Add the questions of a file (GIFT, Aiken, CSV, Moodle XML, QTI, Blackboard; at most 16 MiB) to a ${nouns[at]}`,
      scope: 'courses.write',
      status: 201,
      query: how,
      takes,
      answer: runJson,
    },
    async (c, { param, query: { name, plan } }) => {
      const { tenant, actor, view } = c.var
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const run = await planQuestions(tenant, actor, placeOf(at, param('id')), { name, bytes })
      const [first] = run.questions?.questions.length ? [] : (run.questions?.report.lines ?? [])
      if (first) throw new Invalid('file', 'imports.questionsNoneFit', { file: first.path, line: first.line ?? 1 })
      if (!plan) await applyQuestions(tenant, actor, placeOf(at, param('id')), run.id)
      return toRun(view, await findQuestionRun(tenant, actor, placeOf(at, param('id')), run.id))
    },
  ),
  door(
    {
      method: 'get',
      path: `/${at}/:id/imports/:runId`,
      tag: tags[at],
      summary: 'What a file of questions holds, and what became of it',
      scope: 'courses.write',
      answer: runJson,
    },
    async (c, { param }) =>
      toRun(c.var.view, await findQuestionRun(c.var.tenant, c.var.actor, placeOf(at, param('id')), param('runId'))),
  ),
  door(
    {
      method: 'post',
      path: `/${at}/:id/imports/:runId/application`,
      tag: tags[at],
      summary: 'Add what a plan holds; twice, it is done once',
      scope: 'courses.write',
      body: z.object({
        take: z
          .array(z.number().int().min(0).max(1_000))
          .max(1_000)
          .optional()
          .describe('Places in `questions`, from 0; all of them where it is not said.'),
        tries,
      }),
      answer: runJson,
    },
    async (c, { param, body: { take, tries } }) => {
      const { tenant, actor, view } = c.var
      await applyQuestions(tenant, actor, placeOf(at, param('id')), param('runId'), take ?? null, { tries })
      return toRun(view, await findQuestionRun(tenant, actor, placeOf(at, param('id')), param('runId')))
    },
  ),
  door(
    {
      method: 'post',
      path: `/${at}/:id/imports/:runId/reversal`,
      tag: tags[at],
      summary: 'Take the questions of an import out again',
      scope: 'courses.write',
      answer: runJson,
    },
    async (c, { param }) => {
      const { tenant, actor, view } = c.var
      await undoQuestions(tenant, actor, placeOf(at, param('id')), param('runId'))
      return toRun(view, await findQuestionRun(tenant, actor, placeOf(at, param('id')), param('runId')))
    },
  ),
]

export const questionFileDoors = [...doorsOf('quizzes'), ...doorsOf('banks')]
