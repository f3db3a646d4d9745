import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { messageItem } from '../../views/chat/message'
import { MessagePage } from '../../views/chat/message-page'
import { RoomPage } from '../../views/chat/room-page'
import {
  deleteMessage,
  editMessage,
  findMessage,
  findRoom,
  leaveRoom,
  listMentionable,
  type MessageLine,
  markRoomRead,
  muteRoom,
  react,
  reactionEmoji,
  readChanges,
  readRoom,
  sendMessage,
  setGroupRoom,
} from '../domain/chat'
import type { AppEnv } from '../env'
import { emptyForm, type FormState, form, orForm } from '../http/form'
import { join } from '../http/join'
import { goTo, wantsFragment } from '../http/respond'
import { newId } from '../lib/ids'
import { urls } from '../urls'

/** Chat rooms: of courses and groups, those that staff made, and the direct ones of the inbox. */
export const chat = new Hono<AppEnv>()

const place = z.coerce
  .number()
  .int()
  .min(1)
  .max(2 ** 52)
  .nullable()
  .catch(null)

async function roomPage(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const before = place.parse(c.req.query('before') || null)
  const read = await readRoom(tenant, actor, c.req.param('id')!, before)
  return c.html(<RoomPage view={view} {...read} before={before} nextId={newId()} state={state} />)
}

chat.get('/chat/:id', (c) => roomPage(c, emptyForm))

chat.get('/chat/:id/socket', async (c) => {
  const room = await findRoom(c.var.tenant, c.var.actor, c.req.param('id'))
  return join(c, c.var.tenant.rooms.chat(room.id))
})

/** What has happened since a number, as the line would have said it. */
chat.get('/chat/:id/changes', async (c) => {
  const since = z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 52)
    .catch(0)
    .parse(c.req.query('since'))
  const { messages, more, at } = await readChanges(c.var.tenant, c.var.actor, c.req.param('id'), since)
  return c.json({ at, more, messages: messages.map((message) => toNews(c, message)) })
})

chat.get('/chat/:id/names', async (c) => {
  const words = z.string().max(60).catch('').parse(c.req.query('q'))
  return c.json(await listMentionable(c.var.tenant, c.var.actor, c.req.param('id'), words))
})

const toNews = (c: Context<AppEnv>, message: MessageLine) => ({
  seq: message.changedSeq,
  id: message.id,
  html: String(messageItem(c.var.view, message)),
})

const uuid = z.uuidv7('form.check')
const text = z.string().max(65_536, 'chat.tooLongToRead').default('')

chat.post('/chat/:id/messages', form(z.object({ id: uuid, text }), roomPage), async (c) => {
  const { tenant, actor } = c.var
  const values = c.req.valid('form')
  const roomId = c.req.param('id')
  const { done, refused } = await orForm(c, roomPage, { text: values.text }, () =>
    sendMessage(tenant, actor, roomId, values),
  )
  if (refused) return refused
  return wantsFragment(c) ? c.json(toNews(c, done!)) : goTo(c, `${urls.chat(roomId)}#m-${done!.id}`)
})

async function messagePage(c: Context<AppEnv>, state: FormState) {
  const { tenant, actor, view } = c.var
  const found = await findMessage(tenant, actor, c.req.param('id')!, c.req.param('messageId')!)
  return c.html(<MessagePage view={view} {...found} emoji={reactionEmoji} state={state} />)
}

chat.get('/chat/:id/messages/:messageId', (c) => messagePage(c, emptyForm))

chat.put('/chat/:id/messages/:messageId', form(z.object({ text }), messagePage), async (c) => {
  const { id, messageId } = c.req.param()
  const values = c.req.valid('form')
  const { refused } = await orForm(c, messagePage, values, () =>
    editMessage(c.var.tenant, c.var.actor, id, messageId, values.text),
  )
  return refused ?? goTo(c, `${urls.chat(id)}#m-${messageId}`)
})

chat.delete('/chat/:id/messages/:messageId', async (c) => {
  const { id, messageId } = c.req.param()
  await deleteMessage(c.var.tenant, c.var.actor, id, messageId)
  return goTo(c, `${urls.chat(id)}#m-${messageId}`)
})

/** One button says both: which message, and with which sign. Once more takes it back. */
const reaction = z.object({
  react: z
    .string()
    .max(80)
    .regex(/^\S+ \S+$/, 'form.check'),
})

chat.post('/chat/:id/reactions', form(reaction, roomPage), async (c) => {
  const id = c.req.param('id')
  const [messageId = '', emoji = ''] = c.req.valid('form').react.split(' ')
  const { done, refused } = await orForm(c, roomPage, {}, () =>
    react(c.var.tenant, c.var.actor, id, messageId, { emoji }),
  )
  if (refused) return refused
  return wantsFragment(c) ? c.json(toNews(c, done!)) : goTo(c, `${urls.chat(id)}#m-${messageId}`)
})

const reading = z.object({
  seq: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 52),
})

chat.post('/chat/:id/reading', form(reading, roomPage), async (c) => {
  const id = c.req.param('id')
  await markRoomRead(c.var.tenant, c.var.actor, id, c.req.valid('form').seq)
  return wantsFragment(c) ? c.body(null, 204) : goTo(c, urls.chat(id))
})

for (const [method, on] of [
  ['POST', true],
  ['DELETE', false],
] as const) {
  chat.on(method, '/chat/:id/mute', async (c) => {
    const id = c.req.param('id')
    await muteRoom(c.var.tenant, c.var.actor, id, on)
    return goTo(c, urls.chat(id), on ? 'chat.notice.muted' : 'chat.notice.unmuted')
  })
  chat.on(method, '/groups/:id/chat', async (c) => {
    const id = c.req.param('id')
    await setGroupRoom(c.var.tenant, c.var.actor, id, on)
    return goTo(c, on ? urls.chat(id) : urls.group(id), on ? 'chat.notice.opened' : 'chat.notice.closed')
  })
}

chat.delete('/chat/:id/members/:userId', async (c) => {
  const { id, userId } = c.req.param()
  await leaveRoom(c.var.tenant, c.var.actor, id, userId)
  const isOwn = userId === c.var.actor.id
  return goTo(c, isOwn ? urls.inbox() : urls.chat(id), isOwn ? 'chat.notice.left' : 'chat.notice.takenOut')
})
