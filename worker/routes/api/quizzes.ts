import { z } from 'zod'
import {
  changeSettings,
  findQuiz,
  findQuizToEdit,
  mostQuestions,
  type Question,
  type QuizPage,
  replaceQuiz,
} from '../../domain/quizzes'
import { door } from './door'
import { question, questionJson, readQuestions } from './questions'
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

const wholeJson = quizJson.extend({ items: z.array(questionJson).describe('Every question, in order.') })

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
]
