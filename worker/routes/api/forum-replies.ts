import { z } from 'zod'
import {
  editWords,
  findReplyPlace,
  listVersions,
  mostBody,
  mostTitle,
  react,
  removeWords,
  restoreWords,
  writeReply,
} from '../../domain/forums'
import { newId } from '../../lib/ids'
import { reactionKinds } from '../../lib/reactions'
import { door } from './door'
import { ownId } from './forums'
import { id, time, toTime } from './shapes'

const tag = 'Forums'
const [reading, writing] = ['learning.read', 'learning.write'] as const
const text = z.string().min(1).max(mostBody).describe('Markdown.')

const reaction = (method: 'put' | 'delete', summary: string) =>
  door(
    { method, path: '/forums/:id/replies/:reply/reactions/:kind', tag, personal: true, summary, scope: writing },
    async (c, { param }) => {
      await react(c.var.tenant, c.var.actor, param('id'), param('reply'), { kind: param('kind'), on: method === 'put' })
    },
  )

export const forumReplyDoors = [
  door(
    {
      method: 'post',
      path: '/forums/:id/threads/:thread/replies',
      tag,
      personal: true,
      summary: 'Reply to a thread, or to a reply in it',
      scope: writing,
      status: 201,
      body: z.object({ id: ownId, body: text, parentId: id.nullish().describe('The reply that you answer.') }),
      answer: z.object({ id: z.string() }),
    },
    async (c, { param, body }) =>
      writeReply(c.var.tenant, c.var.actor, param('id'), param('thread'), { ...body, id: body.id ?? newId() }),
  ),
  door(
    {
      method: 'get',
      path: '/forums/:id/replies/:reply',
      tag,
      personal: true,
      summary: 'Where something written stands: its thread, and the page of it',
      scope: reading,
      answer: z.object({
        threadId: z.string(),
        cursor: z.string().nullable().describe('Of the page of its thread; null is the first.'),
      }),
    },
    async (c, { param }) => findReplyPlace(c.var.tenant, c.var.actor, param('id'), param('reply')),
  ),
  door(
    {
      method: 'patch',
      path: '/forums/:id/replies/:reply',
      tag,
      personal: true,
      summary: 'Say it anew, for as long as the forum lets you; an opening may get another title',
      scope: writing,
      body: z.object({ body: text, title: z.string().min(1).max(mostTitle).optional() }),
    },
    async (c, { param, body }) => {
      await editWords(c.var.tenant, c.var.actor, param('id'), param('reply'), body)
    },
  ),
  door(
    {
      method: 'get',
      path: '/forums/:id/replies/:reply/versions',
      tag,
      personal: true,
      summary: 'What it says in Markdown, and what it said before: for its author and those who moderate',
      scope: reading,
      answer: z.object({
        body: z.string(),
        items: z.array(
          z.object({ until: time, title: z.string().describe('Of an opening; else empty.'), body: z.string() }),
        ),
      }),
    },
    async (c, { param }) => {
      const { reply, versions } = await listVersions(c.var.tenant, c.var.actor, param('id'), param('reply'))
      return {
        body: reply.body,
        items: versions.map(({ until, title, body }) => ({ until: toTime(until), title, body })),
      }
    },
  ),
  door(
    {
      method: 'delete',
      path: '/forums/:id/replies/:reply',
      tag,
      personal: true,
      summary: 'Remove a reply; an opening takes its thread along',
      scope: writing,
    },
    async (c, { param }) => {
      await removeWords(c.var.tenant, c.var.actor, param('id'), param('reply'))
    },
  ),
  door(
    {
      method: 'post',
      path: '/forums/:id/replies/:reply/restoration',
      tag,
      personal: true,
      summary: 'Put back what was removed',
      scope: writing,
    },
    async (c, { param }) => {
      await restoreWords(c.var.tenant, c.var.actor, param('id'), param('reply'))
    },
  ),
  reaction('put', `Feel something about it: ${reactionKinds.join(', ')}`),
  reaction('delete', 'Feel it no longer'),
]
