import { z } from 'zod'
import {
  blocksToMarkdown,
  contentOf,
  discardChanges,
  findLessonToEdit,
  publishChanges,
  readLessonToEdit,
} from '../../domain/lessons'
import { NotFound } from '../../errors'
import { door } from './door'

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
        markdown: z.string(),
        faults: z
          .array(z.object({ kind: z.string(), block: z.string(), detail: z.string() }))
          .describe('What stands in the way of some readers.'),
      }),
    },
    async (c, { param }) => {
      const { lesson, faults } = await readLessonToEdit(c.var.tenant, c.var.actor, param('id'))
      if (lesson.draftId === null) throw new NotFound()
      return {
        version: lesson.version.number,
        markdown: blocksToMarkdown(contentOf(lesson.version).blocks),
        faults: faults.map(({ kind, blockId, detail }) => ({ kind, block: blockId, detail })),
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
      answer: z.object({ version: z.number().describe('That learners read now.') }),
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      await publishChanges(tenant, actor, param('id'), null)
      return { version: (await findLessonToEdit(tenant, actor, param('id'))).version.number }
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
