import { z } from 'zod'
import {
  deleteMessage,
  editMessage,
  leaveRoom,
  listMentionable,
  listRooms,
  type MessageLine,
  makeRoom,
  markRoomRead,
  muteRoom,
  react,
  reactionEmoji,
  readChanges,
  readRoom,
  sendMessage,
  setGroupRoom,
  writeTo,
} from '../../domain/chat'
import { newId } from '../../lib/ids'
import { cleanLine } from '../../lib/text'
import { door } from './door'
import { asked, pageOf, pageQuery } from './page'
import { id, time, toTime, toTimeOrNull } from './shapes'

const tag = 'Chat'

const personJson = z.object({ id: z.string(), name: z.string() })

const messageJson = z.object({
  id: z.string(),
  seq: z.number().int().describe('Its place in the room.'),
  changedSeq: z
    .number()
    .int()
    .describe('The number of what happened to it last: what is new since N has a greater one.'),
  authorId: z.string(),
  author: z.string(),
  text: z.string().describe('Markdown; empty once it is deleted.'),
  mentions: z.array(personJson),
  at: time,
  editedAt: time.nullable(),
  deletedAt: time.nullable(),
  reactions: z.array(z.object({ emoji: z.string(), n: z.number().int() })),
})

const toJson = ({ roomId: _, photoId: __, at, editedAt, deletedAt, ...message }: MessageLine) => ({
  ...message,
  at: toTime(at),
  editedAt: toTimeOrNull(editedAt),
  deletedAt: toTimeOrNull(deletedAt),
})

const roomJson = z.object({
  id: z.string().describe('Of a course’s or a group’s room: the id of the course or the group.'),
  kind: z.enum(['course', 'group', 'staff', 'direct']),
  title: z.string(),
  people: z.array(personJson).describe('The others of a direct room.'),
  lastAt: time,
  muted: z.boolean(),
  unread: z.number().int().describe('Up to 100.'),
})

const messageId = z.uuidv7().optional().describe('A UUIDv7 of yours: sent twice, the message is there once.')
const text = z.string().max(65_536)
const place = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 52)

export const chatDoors = [
  door(
    {
      method: 'get',
      path: '/me/rooms',
      tag,
      personal: true,
      summary: 'Your chat rooms and direct messages, the last one spoken in first',
      scope: 'learning.read',
      query: pageQuery,
      answer: pageOf(roomJson),
    },
    async (c, { query }) => {
      const { rows, next } = await listRooms(c.var.tenant, c.var.actor, asked(query))
      const items = rows.map(({ id, kind, title, people, lastAt, mutedAt, unread }) => {
        return { id, kind, title, people, lastAt: toTime(lastAt), muted: mutedAt !== null, unread }
      })
      return { items, next }
    },
  ),
  door(
    {
      method: 'post',
      path: '/me/rooms',
      tag,
      personal: true,
      summary: 'Write to people; with a title, staff make a room of them',
      scope: 'learning.write',
      status: 201,
      body: z.object({ people: z.array(id).min(1).max(19), text, title: z.string().max(1_000).default(''), messageId }),
      answer: z.object({ roomId: z.string() }),
    },
    async (c, { body }) => {
      const { tenant, actor } = c.var
      const message = { id: body.messageId ?? newId(), text: body.text }
      const title = cleanLine(body.title, 100)
      if (!title) return { roomId: await writeTo(tenant, actor, body.people, message) }
      const roomId = await makeRoom(tenant, actor, { title, userIds: body.people })
      if (message.text.trim()) await sendMessage(tenant, actor, roomId, message)
      return { roomId }
    },
  ),
  door(
    {
      method: 'get',
      path: '/rooms/:id/messages',
      tag,
      personal: true,
      summary: 'The newest fifty messages of a room, or those before a place, in their order',
      scope: 'learning.read',
      query: z.object({ before: place.optional().describe('`earlier` of the page after.') }),
      answer: z.object({
        messages: z.array(messageJson),
        at: z.number().int().describe('The number that was given last.'),
        readSeq: z.number().int().describe('Up to where you have read.'),
        earlier: z.number().int().nullable(),
      }),
    },
    async (c, { param, query }) => {
      const { room, messages, earlier } = await readRoom(c.var.tenant, c.var.actor, param('id'), query.before ?? null)
      return { messages: messages.map(toJson), at: room.seq, readSeq: room.readSeq, earlier }
    },
  ),
  door(
    {
      method: 'get',
      path: '/rooms/:id/changes',
      tag,
      personal: true,
      summary: 'What has happened in a room since a number: each message once, as it stands',
      scope: 'learning.read',
      query: z.object({ since: place.default(0) }),
      answer: z.object({ messages: z.array(messageJson), at: z.number().int(), more: z.boolean() }),
    },
    async (c, { param, query }) => {
      const { messages, at, more } = await readChanges(c.var.tenant, c.var.actor, param('id'), query.since)
      return { messages: messages.map(toJson), at, more }
    },
  ),
  door(
    {
      method: 'post',
      path: '/rooms/:id/messages',
      tag,
      personal: true,
      summary: 'Say something in a room',
      scope: 'learning.write',
      status: 201,
      body: z.object({ text, id: messageId }),
      answer: messageJson,
    },
    async (c, { param, body }) =>
      toJson(await sendMessage(c.var.tenant, c.var.actor, param('id'), { id: body.id ?? newId(), text: body.text })),
  ),
  door(
    {
      method: 'patch',
      path: '/rooms/:id/messages/:messageId',
      tag,
      personal: true,
      summary: 'Put a message of yours right, within an hour',
      scope: 'learning.write',
      body: z.object({ text }),
      answer: messageJson,
    },
    async (c, { param, body }) =>
      toJson(await editMessage(c.var.tenant, c.var.actor, param('id'), param('messageId'), body.text)),
  ),
  door(
    {
      method: 'delete',
      path: '/rooms/:id/messages/:messageId',
      tag,
      personal: true,
      summary: 'Delete a message of yours, or as a moderator',
      scope: 'learning.write',
    },
    async (c, { param }) => {
      await deleteMessage(c.var.tenant, c.var.actor, param('id'), param('messageId'))
    },
  ),
  door(
    {
      method: 'post',
      path: '/rooms/:id/messages/:messageId/reactions',
      tag,
      personal: true,
      summary: 'React to a message, or take it back',
      scope: 'learning.write',
      body: z.object({ emoji: z.enum(reactionEmoji), on: z.boolean().default(true) }),
      answer: messageJson,
    },
    async (c, { param, body }) => toJson(await react(c.var.tenant, c.var.actor, param('id'), param('messageId'), body)),
  ),
  door(
    {
      method: 'post',
      path: '/rooms/:id/reading',
      tag,
      personal: true,
      summary: 'Say up to where you have read a room',
      scope: 'learning.write',
      body: z.object({
        seq: z
          .number()
          .int()
          .min(0)
          .max(2 ** 52),
      }),
    },
    async (c, { param, body }) => {
      await markRoomRead(c.var.tenant, c.var.actor, param('id'), body.seq)
    },
  ),
  door(
    {
      method: 'get',
      path: '/rooms/:id/names',
      tag,
      personal: true,
      summary: 'People of a room by the beginning of a name, for @',
      scope: 'learning.read',
      query: z.object({ q: z.string().max(60).default('') }),
      answer: z.object({ people: z.array(personJson) }),
    },
    async (c, { param, query }) => ({
      people: await listMentionable(c.var.tenant, c.var.actor, param('id'), query.q),
    }),
  ),
  ...(['put', 'delete'] as const).flatMap((method) => [
    door(
      {
        method,
        path: '/rooms/:id/mute',
        tag,
        personal: true,
        summary: method === 'put' ? 'Mute a room' : 'Hear of a room again',
        scope: 'learning.write',
      },
      async (c, { param }) => {
        await muteRoom(c.var.tenant, c.var.actor, param('id'), method === 'put')
      },
    ),
    door(
      {
        method,
        path: '/groups/:id/chat',
        tag,
        summary: method === 'put' ? 'Open the chat room of a group' : 'Close the chat room of a group',
        scope: 'people.write',
      },
      async (c, { param }) => {
        await setGroupRoom(c.var.tenant, c.var.actor, param('id'), method === 'put')
      },
    ),
  ]),
  door(
    {
      method: 'delete',
      path: '/rooms/:id/members/:userId',
      tag,
      personal: true,
      summary: 'Leave a room that staff made, or take somebody out of yours',
      scope: 'learning.write',
    },
    async (c, { param }) => {
      await leaveRoom(c.var.tenant, c.var.actor, param('id'), param('userId'))
    },
  ),
]
