import type { Context } from 'hono'
import { z } from 'zod'
import {
  addAnnotation,
  attachFeedback,
  changeAnnotation,
  detachFeedback,
  MOST_NOTE,
  removeAnnotation,
} from '../../domain/assignments'
import type { Annotated } from '../../domain/rubrics'
import type { AppEnv } from '../../env'
import { newId } from '../../lib/ids'
import { placeBody, placeIn } from './annotation-json'
import { door } from './door'
import { undoable } from './reversals'
import { id } from './shapes'

const tag = 'Marking'

const comment = z.string().min(1).max(MOST_NOTE)
const noteBody = z.object({
  key: z.uuid().optional().describe('It becomes the id; the same one twice is kept once.'),
  ...placeBody,
  comment,
})

const say = (c: Context<AppEnv>, subject: Annotated, { key = newId(), comment, ...place }: z.output<typeof noteBody>) =>
  addAnnotation(c.var.tenant, c.var.actor, subject, { key, at: placeIn(place), comment })

/** What those who mark say about places in work that was handed in, and what they give back with it. */
export const annotationDoors = [
  door(
    {
      method: 'post',
      path: '/submissions/:id/feedback',
      tag,
      summary: 'Give files or recordings back with work; its learner gets them once the mark is released',
      scope: 'learning.write',
      status: 201,
      body: z.object({
        files: z.array(id).min(1).max(10).describe('Your own files, uploaded for feedback.'),
      }),
      answer: z.object({
        items: z.array(z.object({ id: z.string(), name: z.string(), size: z.number(), type: z.string() })),
      }),
    },
    async (c, { param, body }) => {
      const files = await attachFeedback(c.var.tenant, c.var.actor, param('id'), body.files)
      return { items: files.map(({ id, name, size, type }) => ({ id, name, size, type })) }
    },
  ),
  door(
    {
      method: 'delete',
      path: '/submissions/:id/feedback/:fileId',
      tag,
      summary: 'Take a file away that was to go back with work',
      scope: 'learning.write',
    },
    async (c, { param }) =>
      undoable(c, 'learning', await detachFeedback(c.var.tenant, c.var.actor, param('id'), param('fileId'))),
  ),
  door(
    {
      method: 'post',
      path: '/submissions/:id/annotations',
      tag,
      summary: 'Comment on a place in work that was handed in; its learner reads it once the mark is released',
      scope: 'learning.write',
      status: 201,
      body: noteBody,
      answer: z.object({ id: z.string() }),
    },
    async (c, { param, body }) => say(c, { kind: 'submission', id: param('id') }, body),
  ),
  door(
    {
      method: 'post',
      path: '/attempts/:id/responses/:questionId/annotations',
      tag,
      summary: 'Comment on a place in an answer that somebody marks; its learner reads it once the mark is given',
      scope: 'learning.write',
      status: 201,
      body: noteBody,
      answer: z.object({ id: z.string() }),
    },
    async (c, { param, body }) => say(c, { kind: 'response', id: `${param('id')}:${param('questionId')}` }, body),
  ),
  door(
    {
      method: 'put',
      path: '/annotations/:id',
      tag,
      summary: 'Change a comment at a place',
      scope: 'learning.write',
      body: z.object({
        ...placeBody,
        comment,
        revision: z
          .number()
          .int()
          .optional()
          .describe('The one that you have read: 409 where somebody has changed it since.'),
      }),
      answer: z.object({ revision: z.number() }),
    },
    async (c, { param, body: { comment, revision, ...place } }) =>
      changeAnnotation(c.var.tenant, c.var.actor, param('id'), { comment, revision, at: placeIn(place) }),
  ),
  door(
    {
      method: 'delete',
      path: '/annotations/:id',
      tag,
      summary: 'Remove a comment at a place',
      scope: 'learning.write',
    },
    async (c, { param }) => undoable(c, 'learning', await removeAnnotation(c.var.tenant, c.var.actor, param('id'))),
  ),
]
