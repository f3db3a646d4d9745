import type { Context } from 'hono'
import { z } from 'zod'
import { addSection, changeSection, findQuizToEdit, moveSection, removeSection } from '../../domain/quizzes'
import type { AppEnv } from '../../env'
import { NotFound } from '../../errors'
import { mostSectionIntroduction, mostSectionTitle } from '../../lib/quiz-sections'
import { door } from './door'
import { cut, pageOf, pageQuery } from './page'
import { undoable } from './reversals'

const tag = 'Quizzes'

export const sectionFields = {
  title: z.string().min(1).max(mostSectionTitle),
  introduction: z.string().max(mostSectionIntroduction).describe('What stands at its beginning, in Markdown.'),
  shuffle: z.boolean().describe('Its questions come in another order in each attempt.'),
}

const sectionJson = z.object({
  id: z.string(),
  ...sectionFields,
  place: z.number().describe('So many of the questions and draws stand before it; it lasts until the next begins.'),
})

async function readSections(c: Context<AppEnv>, quizId: string) {
  const { questions, draws, sections } = await findQuizToEdit(c.var.tenant, c.var.actor, quizId)
  return sections.map(({ position, ...section }) => ({
    ...section,
    place: [...questions, ...draws].filter((one) => one.position < position).length,
  }))
}

async function readSection(c: Context<AppEnv>, quizId: string, sectionId: string) {
  const found = (await readSections(c, quizId)).find(({ id }) => id === sectionId)
  if (!found) throw new NotFound()
  return found
}

const body = z.object({
  ...sectionFields,
  introduction: sectionFields.introduction.default(''),
  shuffle: sectionFields.shuffle.default(false),
  before: z
    .string()
    .max(64)
    .optional()
    .describe('The question, draw or section before which it begins; left out: at the end.'),
})

export const quizSectionDoors = [
  door(
    {
      method: 'get',
      path: '/quizzes/:id/sections',
      tag,
      summary: 'How the questions of a quiz are grouped, in order, for those who write it',
      scope: 'courses.write',
      query: pageQuery,
      answer: pageOf(sectionJson),
    },
    async (c, { param, query }) => cut(await readSections(c, param('id')), query),
  ),
  door(
    {
      method: 'post',
      path: '/quizzes/:id/sections',
      tag,
      summary: 'Begin a section, at the end of a quiz or before something in it',
      scope: 'courses.write',
      status: 201,
      body,
      answer: sectionJson,
    },
    async (c, { param, body }) => {
      const { id } = await addSection(c.var.tenant, c.var.actor, param('id'), body)
      return readSection(c, param('id'), id)
    },
  ),
  door(
    {
      method: 'patch',
      path: '/quizzes/:id/sections/:sectionId',
      tag,
      summary: 'Change a section; attempts that have begun keep what they show. What is not said stays',
      scope: 'courses.write',
      body: z.object(sectionFields).partial(),
      answer: sectionJson,
    },
    async (c, { param, body }) => {
      await changeSection(c.var.tenant, c.var.actor, param('id'), param('sectionId'), body)
      return readSection(c, param('id'), param('sectionId'))
    },
  ),
  door(
    {
      method: 'put',
      path: '/quizzes/:id/sections/:sectionId/position',
      tag,
      summary: 'Move a section with all that stands in it past the one before or behind it',
      scope: 'courses.write',
      body: z.object({ step: z.enum(['up', 'down']) }),
    },
    async (c, { param, body: { step } }) =>
      moveSection(c.var.tenant, c.var.actor, param('id'), param('sectionId'), step === 'up' ? -1 : 1),
  ),
  door(
    {
      method: 'delete',
      path: '/quizzes/:id/sections/:sectionId',
      tag,
      summary: 'Remove a section; what stands in it goes to the one before',
      scope: 'courses.write',
    },
    async (c, { param }) => {
      undoable(c, 'courses', await removeSection(c.var.tenant, c.var.actor, param('id'), param('sectionId')))
    },
  ),
]
