import { z } from 'zod'
import {
  acceptReply,
  editForum,
  findForum,
  findForumToEdit,
  findSince,
  findThread,
  markThreadRead,
  mostBody,
  mostEditMinutes,
  mostIntro,
  mostTitle,
  openThread,
  setThread,
  viewForum,
} from '../../domain/forums'
import { newId } from '../../lib/ids'
import { door } from './door'
import { listedThreadJson, replyJson, threadJson, toListedThread, toReply, toThread } from './forum-json'
import { asked, pageQuery } from './page'
import { id } from './shapes'

const tag = 'Forums'
const [reading, writing] = ['learning.read', 'learning.write'] as const

const settingsJson = z.object({
  kind: z.enum(['general', 'questions', 'one-each', 'announcements']),
  intro: z.string().max(mostIntro).describe('Markdown: what it is for.'),
  stream: z.boolean().describe('Texts one below the other instead of titles.'),
  groupMode: z.enum(['none', 'separate', 'visible']),
  anonymous: z.boolean().describe('Peers see no names. Once somebody has written, they stay hidden.'),
  editMinutes: z
    .number()
    .int()
    .min(0)
    .max(mostEditMinutes)
    .describe("How long one's own words may be changed; 0 is not at all."),
})

/** Made by whoever writes, so that what is sent twice is kept once. */
export const ownId = id.optional().describe('Made by you, so that what is sent twice is kept once.')

const forumJson = z.object({
  id: z.string(),
  courseId: z.string(),
  title: z.string(),
  ...settingsJson.omit({ editMinutes: true, intro: true }).shape,
  introHtml: z.string(),
  mayOpen: z.boolean().describe('You may open a thread.'),
  locked: z.boolean().describe('Not open to you yet: no thread is shown.'),
  pinned: z.array(listedThreadJson).describe('On the first page only.'),
  items: z.array(listedThreadJson).describe('What was last spoken of first.'),
  next: z.string().nullable(),
})

const settingDoors = [
  door(
    {
      method: 'get',
      path: '/forums/:id/settings',
      tag,
      summary: 'How a forum works, for its authors',
      scope: 'courses.read',
      answer: settingsJson,
    },
    async (c, { param }) => {
      const { kind, intro, stream, groupMode, anonymous, editMinutes } = (
        await findForumToEdit(c.var.tenant, c.var.actor, param('id'))
      ).forum
      return { kind, intro, stream, groupMode, anonymous, editMinutes }
    },
  ),
  door(
    {
      method: 'patch',
      path: '/forums/:id/settings',
      tag,
      summary: 'Change how a forum works; what is left out stays',
      scope: 'courses.write',
      body: settingsJson.partial(),
    },
    async (c, { param, body }) => editForum(c.var.tenant, c.var.actor, param('id'), body),
  ),
]

const threadDoors = [
  door(
    {
      method: 'get',
      path: '/forums/:id',
      tag,
      personal: true,
      summary: 'A forum and its threads, a page at a time',
      scope: reading,
      query: pageQuery,
      answer: forumJson,
    },
    async (c, { param, query }) => {
      const page = await findForum(c.var.tenant, c.var.actor, param('id'), asked(query))
      const { kind, stream, groupMode, anonymous, introHtml } = page.forum
      const isLocked = page.access.lock.length > 0
      return {
        id: param('id'),
        courseId: page.access.course.id,
        title: page.access.item.title,
        kind,
        stream,
        groupMode,
        anonymous,
        introHtml: isLocked ? '' : introHtml,
        mayOpen: page.mayOpen,
        locked: isLocked,
        pinned: page.pinned.map(toListedThread),
        items: page.threads.map(toListedThread),
        next: page.next,
      }
    },
  ),
  door(
    {
      method: 'post',
      path: '/forums/:id/views',
      tag,
      personal: true,
      summary: 'Say that you opened a forum',
      scope: writing,
    },
    async (c, { param }) => viewForum(c.var.tenant, c.var.actor, param('id')),
  ),
  door(
    {
      method: 'post',
      path: '/forums/:id/threads',
      tag,
      personal: true,
      summary: 'Open a thread',
      scope: writing,
      status: 201,
      body: z.object({
        id: ownId,
        title: z.string().min(1).max(mostTitle),
        body: z.string().min(1).max(mostBody).describe('Markdown.'),
        groupId: id.nullish().describe('Where groups are apart: whose it is.'),
      }),
      answer: z.object({ id: z.string() }),
    },
    async (c, { param, body }) =>
      openThread(c.var.tenant, c.var.actor, param('id'), { ...body, id: body.id ?? newId() }),
  ),
  door(
    {
      method: 'get',
      path: '/forums/:id/threads/:thread',
      tag,
      personal: true,
      summary: 'A thread and its replies, fifty at a time, answers behind what they answer',
      scope: reading,
      query: pageQuery.pick({ cursor: true }),
      answer: z.object({
        thread: threadJson,
        opening: replyJson,
        items: z.array(replyJson),
        next: z.string().nullable(),
        hidden: z.boolean().describe('Of questions: what others replied shows once you have.'),
        mayReply: z.boolean(),
        at: z.number().describe('For `since`, and for saying what you have read.'),
        through: z.string().nullable().describe('How far this page reaches, for saying what you have read.'),
      }),
    },
    async (c, { param, query }) => {
      const page = await findThread(c.var.tenant, c.var.actor, param('id'), param('thread'), query)
      const { next, isHidden, mayReply, at, through } = page
      return {
        thread: toThread(page.thread),
        opening: toReply(page.opening),
        items: page.replies.map(toReply),
        next,
        hidden: isHidden,
        mayReply,
        at,
        through,
      }
    },
  ),
  door(
    {
      method: 'get',
      path: '/forums/:id/threads/:thread/since',
      tag,
      personal: true,
      summary: 'What was written or changed in a thread since you read it',
      scope: reading,
      query: z.object({
        at: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).describe('As you were told.'),
      }),
      answer: z.object({
        at: z.number(),
        items: z.array(replyJson),
        anew: z.boolean().describe('More than is told here: read the thread anew.'),
      }),
    },
    async (c, { param, query }) => {
      const { tenant, actor } = c.var
      const since = await findSince(tenant, actor, param('id'), param('thread'), query.at)
      if (since) return { at: since.at, items: since.replies.map(toReply), anew: false }
      await findThread(tenant, actor, param('id'), param('thread')) // what is not there is not to be read anew
      return { at: query.at, items: [], anew: true }
    },
  ),
  door(
    {
      method: 'put',
      path: '/forums/:id/threads/:thread/reading',
      tag,
      personal: true,
      summary: 'Say how far you have read: `at` and `through` of the page that you were given',
      scope: writing,
      body: z.object({
        at: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
        through: z.string().max(64).nullable().default(null),
      }),
    },
    async (c, { param, body }) => markThreadRead(c.var.tenant, c.var.actor, param('id'), param('thread'), body),
  ),
]

const moderation = [
  door(
    {
      method: 'patch',
      path: '/forums/:id/threads/:thread',
      tag,
      personal: true,
      summary: 'Hold a thread at the top, or lock it',
      scope: writing,
      body: z.object({ pinned: z.boolean().optional(), locked: z.boolean().optional() }),
    },
    async (c, { param, body: { pinned, locked } }) => {
      const set = (given: Parameters<typeof setThread>[4]) =>
        setThread(c.var.tenant, c.var.actor, param('id'), param('thread'), given)
      if (pinned !== undefined) await set({ pinned })
      if (locked !== undefined) await set({ locked })
    },
  ),
  door(
    {
      method: 'put',
      path: '/forums/:id/threads/:thread/accepted-reply',
      tag,
      personal: true,
      summary: 'Say which reply answers your question; null takes it back',
      scope: writing,
      body: z.object({ replyId: id.nullable() }),
    },
    async (c, { param, body }) => acceptReply(c.var.tenant, c.var.actor, param('id'), param('thread'), body.replyId),
  ),
]

export const forumDoors = [...settingDoors, ...threadDoors, ...moderation]
