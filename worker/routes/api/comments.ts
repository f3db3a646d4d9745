import { z } from 'zod'
import { keepComment, listComments, MOST_KEPT, removeComment } from '../../domain/assignments'
import { door } from './door'
import { undoable } from './reversals'

const tag = 'Submissions'

const commentJson = z.object({
  id: z.string(),
  text: z.string(),
  shared: z.boolean().describe('For everybody who marks in the course.'),
  own: z.boolean(),
})

export const commentDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/comments',
      tag,
      personal: true,
      summary: 'Comments that you can write again when you mark: your own, and what others share',
      scope: 'learning.read',
      answer: z.object({ items: z.array(commentJson) }),
    },
    async (c, { param }) => ({ items: (await listComments(c.var.tenant, c.var.actor, param('id'))).comments }),
  ),
  door(
    {
      method: 'post',
      path: '/courses/:id/comments',
      tag,
      personal: true,
      summary: 'Keep a comment to write it again',
      scope: 'learning.write',
      status: 201,
      body: z.object({ text: z.string().min(1).max(MOST_KEPT), shared: z.boolean().default(false) }),
      answer: z.object({ id: z.string() }),
    },
    async (c, { param, body }) => keepComment(c.var.tenant, c.var.actor, param('id'), body),
  ),
  door(
    {
      method: 'delete',
      path: '/courses/:id/comments/:commentId',
      tag,
      personal: true,
      summary: 'Remove a comment that you kept',
      scope: 'learning.write',
    },
    async (c, { param }) =>
      undoable(c, 'learning', await removeComment(c.var.tenant, c.var.actor, param('id'), param('commentId'))),
  ),
]
