import { z } from 'zod'
import {
  addCategory,
  binBank,
  editBank,
  findBank,
  listBanks,
  listCourseBanks,
  makeBank,
  removeCategory,
  renameCategory,
  restoreBank,
} from '../../domain/banks'
import { door } from './door'
import { cut, pageOf, pageQuery } from './page'
import { undoable } from './reversals'

const tag = 'Question banks'

const bankLine = z.object({
  id: z.string(),
  courseId: z.string().nullable().describe('Null: of the organization.'),
  title: z.string(),
  description: z.string(),
  questions: z.number(),
})

const categoryJson = z.object({
  id: z.string(),
  parentId: z.string().describe("'' at the top."),
  title: z.string(),
  path: z.string(),
  questions: z.number().describe('With those of all categories below it.'),
})

const bankJson = bankLine.extend({
  categories: z.array(categoryJson),
  tags: z.array(z.object({ tag: z.string(), questions: z.number() })),
})

type Head = Awaited<ReturnType<typeof findBank>>
const toBank = ({ id, courseId, title, description, questions, categories, tags }: Head) => ({
  id,
  courseId,
  title,
  description,
  questions,
  categories: categories.map(({ id, parentId, title, path, all }) => ({ id, parentId, title, path, questions: all })),
  tags,
})

const toLine = ({ id, courseId, title, description, questions }: z.infer<typeof bankLine>) => ({
  id,
  courseId,
  title,
  description,
  questions,
})

const title = z.string().min(1).max(120)
const made = z.object({ id: z.string() })

export const bankDoors = [
  door(
    {
      method: 'get',
      path: '/banks',
      tag,
      summary: 'The question banks that you may read',
      scope: 'courses.write',
      query: pageQuery,
      answer: pageOf(bankLine),
    },
    async (c, { query: { cursor, limit } }) => {
      const { banks, next } = await listBanks(c.var.tenant, c.var.actor, { after: cursor, size: limit })
      return { items: banks.map(toLine), next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/banks',
      tag,
      summary: 'Make a question bank of the organization',
      scope: 'courses.write',
      status: 201,
      body: z.object({ title, description: z.string().max(2_000).default('') }),
      answer: made,
    },
    async (c, { body }) => makeBank(c.var.tenant, c.var.actor, null, body),
  ),
  door(
    {
      method: 'get',
      path: '/courses/:courseId/banks',
      tag,
      summary: 'The question banks of a course',
      scope: 'courses.write',
      query: pageQuery,
      answer: pageOf(bankLine),
    },
    async (c, { param, query }) => {
      const { banks } = await listCourseBanks(c.var.tenant, c.var.actor, param('courseId'))
      return cut(banks.map(toLine), query)
    },
  ),
  door(
    {
      method: 'post',
      path: '/courses/:courseId/banks',
      tag,
      summary: 'Make a question bank of a course',
      scope: 'courses.write',
      status: 201,
      body: z.object({ title, description: z.string().max(2_000).default('') }),
      answer: made,
    },
    async (c, { param, body }) => makeBank(c.var.tenant, c.var.actor, param('courseId'), body),
  ),
  door(
    {
      method: 'get',
      path: '/banks/:id',
      tag,
      summary: 'A question bank with its categories and tags',
      scope: 'courses.write',
      answer: bankJson,
    },
    async (c, { param }) => toBank(await findBank(c.var.tenant, c.var.actor, param('id'))),
  ),
  door(
    {
      method: 'put',
      path: '/banks/:id',
      tag,
      summary: 'Change what a bank is called and what it is for',
      scope: 'courses.write',
      body: z.object({ title, description: z.string().max(2_000).optional() }),
    },
    async (c, { param, body }) => editBank(c.var.tenant, c.var.actor, param('id'), body),
  ),
  door(
    {
      method: 'delete',
      path: '/banks/:id',
      tag,
      summary: 'Put a bank that no quiz uses into the bin',
      scope: 'courses.write',
    },
    async (c, { param }) => {
      await binBank(c.var.tenant, c.var.actor, param('id'))
    },
  ),
  door(
    {
      method: 'post',
      path: '/banks/:id/restoration',
      tag,
      summary: 'Take a bank out of the bin',
      scope: 'courses.write',
    },
    async (c, { param }) => restoreBank(c.var.tenant, c.var.actor, param('id')),
  ),
  door(
    {
      method: 'post',
      path: '/banks/:id/categories',
      tag,
      summary: 'Add a category, at most three levels deep',
      scope: 'courses.write',
      status: 201,
      body: z.object({ title: z.string().min(1).max(100), parentId: z.string().max(100).default('') }),
      answer: made,
    },
    async (c, { param, body }) => addCategory(c.var.tenant, c.var.actor, param('id'), body),
  ),
  door(
    {
      method: 'put',
      path: '/banks/:id/categories/:category',
      tag,
      summary: 'Rename a category',
      scope: 'courses.write',
      body: z.object({ title: z.string().min(1).max(100) }),
    },
    async (c, { param, body }) => renameCategory(c.var.tenant, c.var.actor, param('id'), param('category'), body.title),
  ),
  door(
    {
      method: 'delete',
      path: '/banks/:id/categories/:category',
      tag,
      summary: 'Remove a category; what stands in it goes up one level',
      scope: 'courses.write',
    },
    async (c, { param }) =>
      undoable(c, 'courses', await removeCategory(c.var.tenant, c.var.actor, param('id'), param('category'))),
  ),
]
