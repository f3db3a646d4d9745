import { z } from 'zod'
import {
  blocksToMarkdown,
  contentOf,
  findVersion,
  listReports,
  listVersions,
  readLesson,
  reportProblem,
  resolveReport,
  restoreVersion,
} from '../../domain/lessons'
import { NotFound } from '../../errors'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { time, toTime, toTimeOrNull } from './shapes'

const tag = 'Content'
const numberOf = (text: string) => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new NotFound()
  return Number(text)
}

const versionJson = z.object({
  number: z.number(),
  author: z.string(),
  createdAt: time,
  updatedAt: time,
  publishedAt: time.nullable(),
  state: z.enum(['published', 'draft']).nullable().describe('What learners read, and what waits to be published.'),
})
const reportJson = z.object({
  id: z.string(),
  block: z.string().describe('Empty where it is about the whole lesson.'),
  version: z.number().describe('Of the lesson, as it was read.'),
  text: z.string(),
  by: z.string(),
  createdAt: time,
})

/** What a lesson was before, and what its readers say is wrong with it. */
export const lessonHistoryDoors = [
  door(
    {
      method: 'get',
      path: '/lessons/:id/versions',
      tag,
      summary: 'The versions of a lesson, newest first',
      scope: 'courses.read',
      query: pageQuery,
      answer: pageOf(versionJson),
    },
    async (c, { param, query }) => {
      const { rows, next } = await listVersions(c.var.tenant, c.var.actor, param('id'), asked(query))
      const items = rows.map(({ createdAt, updatedAt, publishedAt, ...rest }) => ({
        ...rest,
        createdAt: toTime(createdAt),
        updatedAt: toTime(updatedAt),
        publishedAt: toTimeOrNull(publishedAt),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/lessons/:id/versions/:number',
      tag,
      summary: 'A version of a lesson as Markdown',
      scope: 'courses.read',
      answer: z.object({ number: z.number(), markdown: z.string() }),
    },
    async (c, { param }) => {
      const version = await findVersion(c.var.tenant, c.var.actor, param('id'), numberOf(param('number')))
      return { number: version.number, markdown: blocksToMarkdown(contentOf(version).blocks) }
    },
  ),
  door(
    {
      method: 'post',
      path: '/lessons/:id/versions/:number/restoration',
      tag,
      summary: 'Make an earlier version the newest again; what was there stays in the history',
      scope: 'courses.write',
      answer: z.object({ number: z.number().describe('Of the version that is the newest now.') }),
    },
    async (c, { param }) => {
      const number = numberOf(param('number'))
      return { number: (await restoreVersion(c.var.tenant, c.var.actor, param('id'), number)).number }
    },
  ),
  door(
    {
      method: 'get',
      path: '/lessons/:id/reports',
      tag,
      summary: 'What readers reported and nobody has dealt with, oldest first',
      scope: 'courses.read',
      query: pageQuery,
      answer: pageOf(reportJson),
    },
    async (c, { param, query }) => {
      const { rows, next } = await listReports(c.var.tenant, c.var.actor, param('id'), asked(query))
      const items = rows.map(({ blockId, versionNumber, createdAt, ...rest }) => ({
        ...rest,
        block: blockId,
        version: versionNumber,
        createdAt: toTime(createdAt),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/lessons/:id/reports',
      tag,
      personal: true,
      summary: 'Report a problem in a lesson to its authors',
      scope: 'learning.write',
      body: z.object({
        text: z.string().min(1).max(2_000),
        block: z.string().max(64).default(''),
        version: z
          .number()
          .int()
          .min(1)
          .max(1_000_000_000)
          .optional()
          .describe('That you read; the newest, unless said.'),
      }),
    },
    async (c, { param, body: { text, block, version } }) => {
      const { tenant, actor } = c.var
      const versionNumber = version ?? (await readLesson(tenant, actor, param('id'))).versionNumber
      await reportProblem(tenant, actor, param('id'), { text, blockId: block, versionNumber })
    },
  ),
  door(
    {
      method: 'delete',
      path: '/lessons/:id/reports/:reportId',
      tag,
      summary: 'A reported problem is dealt with',
      scope: 'courses.write',
    },
    async (c, { param }) => resolveReport(c.var.tenant, c.var.actor, param('id'), param('reportId')),
  ),
]
