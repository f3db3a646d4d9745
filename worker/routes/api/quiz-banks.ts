import { z } from 'zod'
import { addDraw, changeDraw, chooseQuestions, keepQuestions, removeDraw } from '../../domain/banks'
import { findQuizToEdit } from '../../domain/quizzes'
import { door } from './door'
import { undoable } from './reversals'

const tag = 'Question banks'

const draw = z.object({
  bankId: z.string().max(100),
  categoryId: z.string().max(100).nullable().default(null).describe('With all below it; null: the whole bank.'),
  tag: z.string().max(40).default('').describe("'' is any."),
  count: z.number().int().min(1).max(200),
  points: z.number().min(0).max(1_000).default(1).describe('Of each question.'),
  rubricId: z
    .string()
    .max(100)
    .nullish()
    .describe('By which answers are marked, where that is done by hand; left out, it stays.'),
})
const drawJson = draw.extend({
  id: z.string(),
  found: z.number().nullable().describe('Where it finds too few: how many.'),
})

const made = z.object({ id: z.string() })
const ids = z.array(z.string().max(100)).min(1).max(200)

/** What a quiz takes from question banks. */
export const quizBankDoors = [
  door(
    {
      method: 'post',
      path: '/quizzes/:id/keeping',
      tag,
      summary: "Put a quiz's own questions into a bank; the quiz goes on asking them",
      scope: 'courses.write',
      body: z.object({
        bankId: z.string().max(100),
        questions: ids,
        tags: z.array(z.string().max(40)).max(12).default([]),
      }),
    },
    async (c, { param, body: { questions, ...to } }) =>
      undoable(
        c,
        'courses',
        await keepQuestions(c.var.tenant, c.var.actor, param('id'), { ...to, questionIds: questions }),
      ),
  ),
  door(
    {
      method: 'post',
      path: '/quizzes/:id/choices',
      tag,
      summary: 'Put questions of a bank at the end of a quiz',
      scope: 'courses.write',
      body: z.object({ bankId: z.string().max(100), questions: ids }),
    },
    async (c, { param, body }) => chooseQuestions(c.var.tenant, c.var.actor, param('id'), body.bankId, body.questions),
  ),
  door(
    {
      method: 'get',
      path: '/quizzes/:id/draws',
      tag,
      summary: 'What a quiz draws by chance for each attempt',
      scope: 'courses.write',
      answer: z.object({ items: z.array(drawJson) }),
    },
    async (c, { param }) => {
      const { draws } = await findQuizToEdit(c.var.tenant, c.var.actor, param('id'))
      return {
        items: draws.map(({ id, bankId, categoryId, tag, count, points, rubricId, shortage }) => ({
          id,
          bankId,
          categoryId,
          tag,
          count,
          points,
          rubricId,
          found: shortage?.found ?? null,
        })),
      }
    },
  ),
  door(
    {
      method: 'post',
      path: '/quizzes/:id/draws',
      tag,
      summary: 'Draw so many questions of a bank at the end of a quiz',
      scope: 'courses.write',
      status: 201,
      body: draw,
      answer: made,
    },
    async (c, { param, body }) => addDraw(c.var.tenant, c.var.actor, param('id'), body),
  ),
  door(
    {
      method: 'put',
      path: '/quizzes/:id/draws/:draw',
      tag,
      summary: 'Change a draw; attempts that have begun keep what they drew',
      scope: 'courses.write',
      body: draw,
    },
    async (c, { param, body }) => changeDraw(c.var.tenant, c.var.actor, param('id'), param('draw'), body),
  ),
  door(
    {
      method: 'delete',
      path: '/quizzes/:id/draws/:draw',
      tag,
      summary: 'Take a draw out of a quiz',
      scope: 'courses.write',
    },
    async (c, { param }) =>
      undoable(c, 'courses', await removeDraw(c.var.tenant, c.var.actor, param('id'), param('draw'))),
  ),
]
