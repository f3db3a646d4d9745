import { z } from 'zod'
import {
  addBankQuestion,
  bringQuestionBack,
  bringVersionBack,
  changeBankPassage,
  changeBankQuestion,
  changeManyQuestions,
  duplicateBankQuestion,
  findBankQuestion,
  listQuestions,
  moveBankQuestion,
  retireQuestion,
  useNewestVersion,
} from '../../domain/banks'
import { type Question, questionKindNames, questionSchema } from '../../domain/quizzes'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { passage, question } from './questions'
import { undoable } from './reversals'
import { time, toTime } from './shapes'

const tag = 'Question banks'

const line = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(questionKindNames),
  points: z.number(),
  categoryId: z.string().nullable(),
  tags: z.array(z.string()),
  quizzes: z.number().describe('In how many quizzes it was chosen.'),
  isRetired: z.boolean(),
})

const use = z.object({ quizId: z.string(), title: z.string(), courseId: z.string() })
const whole = line.omit({ quizzes: true }).extend({
  bankId: z.string(),
  version: z.number(),
  question: questionSchema,
  versions: z.array(z.object({ number: z.number(), createdAt: time })).describe('The newest first.'),
  usedIn: z.array(use.extend({ version: z.number() })),
  mayBeDrawnIn: z.array(use),
  usedElsewhere: z.number().describe('Quizzes of courses that you do not teach.'),
})

const written = question.extend({
  categoryId: z.string().max(100).nullable().optional(),
  tags: z.array(z.string().max(40)).max(12).optional(),
})

type Found = Awaited<ReturnType<typeof findBankQuestion>>
const toUse = ({ itemId, title, courseId }: Found['draws'][number]) => ({ quizId: itemId, title, courseId })
const toWhole = (found: Found) => ({
  id: found.id,
  bankId: found.bank.id,
  title: found.title,
  kind: found.kind,
  points: found.points,
  categoryId: found.categoryId,
  tags: found.tags,
  isRetired: found.retiredAt !== null,
  version: found.version,
  question: found.question,
  versions: found.versions.map(({ number, createdAt }) => ({ number, createdAt: toTime(createdAt) })),
  usedIn: found.uses.map((one) => ({ ...toUse(one), version: one.version })),
  mayBeDrawnIn: found.draws.map(toUse),
  usedElsewhere: found.elsewhere,
})

const made = z.object({ id: z.string() })
const ids = z.array(z.string().max(100)).min(1).max(200)

const bulkAct = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['retire', 'restore']) }),
  z.object({ act: z.literal('category'), categoryId: z.string().max(100).nullable() }),
  z.object({ act: z.enum(['tag', 'untag']), tag: z.string().min(1).max(40) }),
])

export const bankQuestionDoors = [
  door(
    {
      method: 'get',
      path: '/banks/:id/questions',
      tag,
      summary: 'The questions of a bank, newest first',
      scope: 'courses.write',
      query: pageQuery.extend({
        q: z.string().max(200).default(''),
        category: z.string().max(100).default('').describe("An id, or 'none'."),
        tag: z.string().max(40).default(''),
        kind: z.enum(questionKindNames).optional(),
        retired: z.enum(['true', 'false']).default('false'),
      }),
      answer: pageOf(line),
    },
    async (c, { param, query: { q, category, tag, kind, retired, ...page } }) => {
      const { cursor, size } = asked(page)
      const { list } = await listQuestions(c.var.tenant, c.var.actor, param('id'), {
        words: q,
        category,
        tag,
        kind,
        retired: retired === 'true',
        after: cursor,
        size,
      })
      return {
        items: list.lines.map(({ updatedAt, retiredAt, ...one }) => ({ ...one, isRetired: retiredAt !== null })),
        next: list.next,
      }
    },
  ),
  door(
    {
      method: 'post',
      path: '/banks/:id/questions',
      tag,
      summary: 'Add a question to a bank',
      scope: 'courses.write',
      status: 201,
      body: written,
      answer: made,
    },
    async (c, { param, body }) =>
      addBankQuestion(c.var.tenant, c.var.actor, param('id'), { ...body, question: body.question as Question }),
  ),
  door(
    {
      method: 'post',
      path: '/banks/:id/changes',
      tag,
      summary: 'Do the same to several questions of a bank: bin, restore, sort, tag or untag',
      scope: 'courses.write',
      body: z.intersection(z.object({ questions: ids }), bulkAct),
    },
    async (c, { param, body: { questions, ...act } }) =>
      undoable(c, 'courses', await changeManyQuestions(c.var.tenant, c.var.actor, param('id'), questions, act)),
  ),
  door(
    {
      method: 'get',
      path: '/questions/:id',
      tag,
      summary: 'A question of a bank: its versions, and where it is used',
      scope: 'courses.write',
      answer: whole,
    },
    async (c, { param }) => toWhole(await findBankQuestion(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'put',
      path: '/questions/:id/passage',
      tag,
      summary: 'Change the text that a question is about, for all questions of its bank about it',
      scope: 'courses.write',
      body: passage,
    },
    async (c, { param, body }) => changeBankPassage(c.var.tenant, c.var.actor, param('id'), body.text),
  ),
  door(
    {
      method: 'put',
      path: '/questions/:id',
      tag,
      summary: 'Change a question of a bank: a new version, which draws ask from now on',
      scope: 'courses.write',
      body: written.extend({
        inQuizzes: z.array(z.string().max(100)).max(200).default([]).describe('Quizzes that ask the new version too.'),
      }),
      answer: whole,
    },
    async (c, { param, body: { inQuizzes, ...body } }) => {
      const { tenant, actor } = c.var
      const given = { ...body, question: body.question as Question }
      await changeBankQuestion(tenant, actor, param('id'), given, inQuizzes)
      return toWhole(await findBankQuestion(tenant, actor, param('id')))
    },
  ),
  door(
    {
      method: 'post',
      path: '/questions/:id/copies',
      tag,
      summary: 'The same question once more in its bank',
      scope: 'courses.write',
      status: 201,
      answer: made,
    },
    async (c, { param }) => duplicateBankQuestion(c.var.tenant, c.var.actor, param('id')),
  ),
  door(
    {
      method: 'put',
      path: '/questions/:id/place',
      tag,
      summary: 'Move a question to another bank or category',
      scope: 'courses.write',
      body: z.object({ bankId: z.string().max(100), categoryId: z.string().max(100).nullable().default(null) }),
    },
    async (c, { param, body }) =>
      undoable(c, 'courses', await moveBankQuestion(c.var.tenant, c.var.actor, param('id'), body)),
  ),
  door(
    {
      method: 'put',
      path: '/questions/:id/uses',
      tag,
      summary: 'Let quizzes ask the newest version',
      scope: 'courses.write',
      body: z.object({ quizzes: ids }),
    },
    async (c, { param, body }) => useNewestVersion(c.var.tenant, c.var.actor, param('id'), body.quizzes),
  ),
  door(
    {
      method: 'post',
      path: '/questions/:id/versions/:number/restoration',
      tag,
      summary: 'Ask again what an earlier version asked, as a new version',
      scope: 'courses.write',
    },
    async (c, { param }) => bringVersionBack(c.var.tenant, c.var.actor, param('id'), Number(param('number'))),
  ),
  door(
    {
      method: 'post',
      path: '/questions/:id/retirement',
      tag,
      summary: 'Put a question into the bin; quizzes that chose it keep it',
      scope: 'courses.write',
    },
    async (c, { param }) => {
      await retireQuestion(c.var.tenant, c.var.actor, param('id'))
    },
  ),
  door(
    {
      method: 'delete',
      path: '/questions/:id/retirement',
      tag,
      summary: 'Take a question out of the bin',
      scope: 'courses.write',
    },
    async (c, { param }) => {
      await bringQuestionBack(c.var.tenant, c.var.actor, param('id'))
    },
  ),
]
