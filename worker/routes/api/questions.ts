import type { Context } from 'hono'
import { z } from 'zod'
import {
  addQuestion,
  changePassage,
  changeQuestion,
  findQuizToEdit,
  type Move,
  mostPassage,
  moveQuestion,
  type Question,
  questionSchema,
  removeQuestion,
  restoreQuestion,
} from '../../domain/quizzes'
import type { AppEnv } from '../../env'
import { NotFound } from '../../errors'
import { door } from './door'
import { cut, pageOf, pageQuery } from './page'
import { undoable } from './reversals'

const tag = 'Quizzes'

const points = z.number().min(0).max(1_000)
export const questionJson = z.object({
  id: z.string(),
  points: z.number(),
  rubricId: z.string().nullable().describe('By which its answers are marked, where a person marks them.'),
  question: questionSchema,
})
const written = questionSchema.meta({
  examples: [
    { kind: 'true-false', body: { prompt: 'A sourdough lives.', explanation: 'Yeast and bacteria.', correct: true } },
  ],
})
export const question = z.object({
  points: points.default(1),
  rubricId: z
    .string()
    .max(64)
    .nullable()
    .optional()
    .describe('Left out, it stays; only where a person marks the answers.'),
  question: written,
})
export const passage = z.object({
  text: z.string().max(mostPassage).describe('In Markdown; empty takes it away.'),
})
/** For those who write the quiz: what it asks, in order, with what is right. */
export async function readQuestions(c: Context<AppEnv>, quizId: string) {
  const { questions } = await findQuizToEdit(c.var.tenant, c.var.actor, quizId)
  return questions.map(({ questionId, points, rubricId, question }) => ({ id: questionId, points, rubricId, question }))
}

async function readQuestion(c: Context<AppEnv>, quizId: string, questionId: string) {
  const found = (await readQuestions(c, quizId)).find(({ id }) => id === questionId)
  if (!found) throw new NotFound()
  return found
}

/** A step takes a question past the beginning of a section into the next one. */
export const moveBody = z.union([
  z.object({ step: z.enum(['up', 'down']) }),
  z.object({ section: z.string().max(64).describe('Empty: before the first section.') }),
])
export const moveOf = (body: z.infer<typeof moveBody>): Move => ('section' in body ? body : body.step === 'up' ? -1 : 1)

export const questionDoors = [
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
      path: '/quizzes/:id/questions/:questionId/passage',
      tag,
      summary: 'Change the text that a question is about, for all questions of the quiz about it',
      scope: 'courses.write',
      body: passage,
      answer: questionJson,
    },
    async (c, { param, body }) => {
      await changePassage(c.var.tenant, c.var.actor, param('id'), param('questionId'), body.text)
      return readQuestion(c, param('id'), param('questionId'))
    },
  ),
  door(
    {
      method: 'put',
      path: '/quizzes/:id/questions/:questionId/position',
      tag,
      summary: 'Move a question, or a draw, one place up or down, or to the end of a section',
      scope: 'courses.write',
      body: moveBody,
    },
    async (c, { param, body }) =>
      moveQuestion(c.var.tenant, c.var.actor, param('id'), param('questionId'), moveOf(body)),
  ),
  door(
    {
      method: 'delete',
      path: '/quizzes/:id/questions/:questionId',
      tag,
      summary: 'Take a question out of a quiz',
      scope: 'courses.write',
    },
    async (c, { param }) => {
      undoable(c, 'courses', await removeQuestion(c.var.tenant, c.var.actor, param('id'), param('questionId')))
    },
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
