import { z } from 'zod'
import {
  blocksToMarkdown,
  contentOf,
  discardChanges,
  findLessonToEdit,
  hasMoved,
  listFaults,
  publishChanges,
  readLessonToEdit,
} from '../../domain/lessons'
import { NotFound } from '../../errors'
import { door } from './door'
import { faultsJson, toFaults } from './shapes'

const tag = 'Content'

/** Changes to a lesson that learners read already wait here until they are published. */
export const lessonDraftDoors = [
  door(
    {
      method: 'get',
      path: '/lessons/:id/draft',
      tag,
      summary: 'The changes to a lesson that learners do not see yet',
      scope: 'courses.read',
      answer: z.object({
        version: z.number(),
        published: z.number().describe('The version that learners read.'),
        publishedMoved: z.boolean().describe('It is not the one that these changes began with.'),
        markdown: z.string(),
        faults: faultsJson,
      }),
    },
    async (c, { param }) => {
      const { lesson, faults } = await readLessonToEdit(c.var.tenant, c.var.actor, param('id'))
      if (lesson.draftId === null) throw new NotFound()
      return {
        version: lesson.version.number,
        published: lesson.publishedNumber,
        publishedMoved: hasMoved(lesson),
        markdown: blocksToMarkdown(contentOf(lesson.version).blocks),
        faults: toFaults(faults),
      }
    },
  ),
  door(
    {
      method: 'post',
      path: '/lessons/:id/draft/publication',
      tag,
      summary: 'Publish the changes to a lesson; without any, nothing happens',
      scope: 'courses.write',
      query: z.object({
        over: z.coerce
          .number()
          .int()
          .min(1)
          .optional()
          .describe('The `published` version to replace although the changes began with another one; 409 without it.'),
      }),
      answer: z.object({ version: z.number().describe('That learners read now.'), faults: faultsJson }),
    },
    async (c, { param, query }) => {
      const { tenant, actor } = c.var
      await publishChanges(tenant, actor, param('id'), query)
      const { version } = await findLessonToEdit(tenant, actor, param('id'))
      return { version: version.number, faults: toFaults((await listFaults(tenant, [param('id')])).get(param('id'))) }
    },
  ),
  door(
    {
      method: 'delete',
      path: '/lessons/:id/draft',
      tag,
      summary: 'Discard the changes to a lesson; they stay in its versions',
      scope: 'courses.write',
    },
    async (c, { param }) => {
      await discardChanges(c.var.tenant, c.var.actor, param('id'))
    },
  ),
]
