import type { Context } from 'hono'
import { z } from 'zod'
import {
  addQuestion,
  changeQuestion,
  changeSettings,
  findQuiz,
  findQuizToEdit,
  mostQuestions,
  moveQuestion,
  type Question,
  type QuizPage,
  questionSchema,
  removeQuestion,
  replaceQuiz,
  restoreQuestion,
} from '../../domain/quizzes'
import type { AppEnv } from '../../env'
import { NotFound } from '../../errors'
import { door } from './door'
import { cut, pageOf, pageQuery } from './page'
import { id, percent, time, toPercentOrNull, toTime, toTimeOrNull } from './shapes'

const tag = 'Quizzes'

const settings = {
  introduction: z.string().max(16_000),
  attemptsAllowed: z.number().int().min(1).max(100).nullable().describe('Null: as many as one likes.'),
  passPercent: z.number().int().min(0).max(100),
  shuffleQuestions: z.boolean(),
  shuffleOptions: z.boolean(),
  counts: z.enum(['highest', 'latest']),
  showAnswers: z.boolean(),
  answersAfter: z
    .enum(['attempt', 'pass'])
    .describe('When they are shown: after every attempt, or after a pass or the last attempt.'),
}

const attemptLine = z.object({
  id: z.string(),
  number: z.number(),
  startedAt: time,
  submittedAt: time.nullable(),
  percent: percent.nullable(),
  isPassed: z.boolean().nullable(),
})

const quizJson = z.object({
  id: z.string(),
  title: z.string(),
  ...settings,
  questions: z.number(),
  maxPoints: z.number(),
  hindrance: z.string().nullable().describe('Why you cannot start; null where you can.'),
  attempts: z.array(attemptLine).describe('Your own, oldest first.'),
})

const toQuiz = ({ access, quiz, questions, maxPoints, hindrance, done, open }: QuizPage) => ({
  id: access.item.id,
  title: access.item.title,
  introduction: access.lock.length ? '' : quiz.introduction,
  attemptsAllowed: quiz.attemptsAllowed,
  passPercent: quiz.passPercent,
  shuffleQuestions: quiz.shuffleQuestions,
  shuffleOptions: quiz.shuffleOptions,
  counts: quiz.counts,
  showAnswers: quiz.showAnswers,
  answersAfter: quiz.answersAfter,
  questions,
  maxPoints,
  hindrance,
  attempts: [
    ...done.map(({ attempt, percent, isPassed }) => ({ attempt, percent: toPercentOrNull(percent), isPassed })),
    ...(open ? [{ attempt: open, percent: null, isPassed: null }] : []),
  ].map(({ attempt, ...result }) => ({
    id: attempt.id,
    number: attempt.number,
    startedAt: toTime(attempt.startedAt),
    submittedAt: toTimeOrNull(attempt.submittedAt),
    ...result,
  })),
})

const points = z.number().min(0).max(1_000)
const questionJson = z.object({
  id: z.string(),
  points: z.number(),
  question: questionSchema,
})
const written = questionSchema.meta({
  examples: [
    { kind: 'true-false', body: { prompt: 'A sourdough lives.', explanation: 'Yeast and bacteria.', correct: true } },
  ],
})
const question = z.object({ points: points.default(1), question: written })
const wholeJson = quizJson.extend({ items: z.array(questionJson).describe('Every question, in order.') })

async function readQuestions(c: Context<AppEnv>, quizId: string) {
  const { questions } = await findQuizToEdit(c.var.tenant, c.var.actor, quizId)
  return questions.map(({ questionId, points, question }) => ({ id: questionId, points, question }))
}

async function readQuestion(c: Context<AppEnv>, quizId: string, questionId: string) {
  const found = (await readQuestions(c, quizId)).find(({ id }) => id === questionId)
  if (!found) throw new NotFound()
  return found
}

export const quizDoors = [
  door(
    {
      method: 'get',
      path: '/quizzes/:id',
      tag,
      summary: 'A quiz, with your attempts',
      scope: 'courses.read',
      answer: quizJson,
    },
    async (c, { param }) => toQuiz(await findQuiz(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'patch',
      path: '/quizzes/:id',
      tag,
      summary: 'Change the settings of a quiz; what is not said stays',
      scope: 'courses.write',
      body: z.object(settings).partial(),
      answer: quizJson,
    },
    async (c, { param, body }) => {
      const { tenant, actor } = c.var
      const { quiz } = await findQuizToEdit(tenant, actor, param('id'))
      const { itemId, ...kept } = quiz
      await changeSettings(tenant, actor, itemId, { ...kept, ...body })
      return toQuiz(await findQuiz(tenant, actor, itemId))
    },
  ),
  door(
    {
      method: 'put',
      path: '/quizzes/:id',
      tag,
      summary: 'Bring a whole quiz to what is given: settings and every question, in order; all of it or nothing',
      scope: 'courses.write',
      body: z.object({
        ...z.object(settings).partial().shape,
        questions: z
          .array(
            question.extend({
              id: id.optional().describe('Of a question that is there; an unknown one, or none, makes a new question.'),
            }),
          )
          .max(mostQuestions)
          .describe('Those that are not named are taken out. Attempts that asked them keep what they asked.'),
      }),
      answer: wholeJson,
    },
    async (c, { param, body: { questions, ...settings } }) => {
      const { tenant, actor } = c.var
      const given = questions.map((one) => ({ ...one, question: one.question as Question }))
      await replaceQuiz(tenant, actor, param('id'), { settings, questions: given })
      return { ...toQuiz(await findQuiz(tenant, actor, param('id'))), items: await readQuestions(c, param('id')) }
    },
  ),
  door(
    {
      method: 'get',
      path: '/quizzes/:id/questions',
      tag,
      summary: 'What a quiz asks, with what is right, for those who write it',
      scope: 'courses.write',
      query: pageQuery,
      answer: pageOf(questionJson),
    },
    async (c, { param, query }) => cut(await readQuestions(c, param('id')), query),
  ),
  door(
    {
      method: 'post',
      path: '/quizzes/:id/questions',
      tag,
      summary: 'Add a question at the end of a quiz',
      scope: 'courses.write',
      status: 201,
      body: question,
      answer: questionJson,
    },
    async (c, { param, body }) => {
      const given = { ...body, question: body.question as Question }
      const { id } = await addQuestion(c.var.tenant, c.var.actor, param('id'), given)
      return readQuestion(c, param('id'), id)
    },
  ),
  door(
    {
      method: 'put',
      path: '/quizzes/:id/questions/:questionId',
      tag,
      summary: 'Change a question; attempts that asked it keep what they asked',
      scope: 'courses.write',
      body: question,
      answer: questionJson,
    },
    async (c, { param, body }) => {
      const given = { ...body, question: body.question as Question }
      await changeQuestion(c.var.tenant, c.var.actor, param('id'), param('questionId'), given)
      return readQuestion(c, param('id'), param('questionId'))
    },
  ),
  door(
    {
      method: 'put',
      path: '/quizzes/:id/questions/:questionId/position',
      tag,
      summary: 'Move a question one place up or down',
      scope: 'courses.write',
      body: z.object({ step: z.enum(['up', 'down']) }),
    },
    async (c, { param, body: { step } }) =>
      moveQuestion(c.var.tenant, c.var.actor, param('id'), param('questionId'), step === 'up' ? -1 : 1),
  ),
  door(
    {
      method: 'delete',
      path: '/quizzes/:id/questions/:questionId',
      tag,
      summary: 'Take a question out of a quiz',
      scope: 'courses.write',
    },
    async (c, { param }) => removeQuestion(c.var.tenant, c.var.actor, param('id'), param('questionId')),
  ),
  door(
    {
      method: 'post',
      path: '/quizzes/:id/questions/:questionId/restoration',
      tag,
      summary: 'Put a removed question back, at the end',
      scope: 'courses.write',
    },
    async (c, { param }) => restoreQuestion(c.var.tenant, c.var.actor, param('id'), param('questionId')),
  ),
]
