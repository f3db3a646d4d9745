import { and, eq, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../tenants/tenant'
import { chatMessages, chatReactions, chatRooms } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { type Actor, authorize, can } from '../policy'
import { type ChatRoom, roomQueries, standIn } from './find-room'
import { type MessageLine, messageQuery, toLine } from './messages'
import { mentionedQuery, readMessage } from './send-message'
import { tellRoom } from './tell-room'

/** So long one may put right what one wrote. */
export const EDIT_MS = 3_600_000
/** What one can say without words. */
export const reactionEmoji = ['👍', '❤️', '🎉', '😄', '🤔', '✅'] as const

/** A message with what its reader may do about it. Throws NotFound. */
export async function findMessage(tenant: Tenant, actor: Actor, roomId: string, id: string) {
  const { db } = tenant
  const [rooms, courses, groups, [row], own] = await db.batch([
    ...roomQueries(tenant, actor, roomId),
    messageQuery(db, id),
    db
      .select({ emoji: chatReactions.emoji })
      .from(chatReactions)
      .where(and(eq(chatReactions.messageId, id), eq(chatReactions.userId, actor.id)))
      .limit(reactionEmoji.length),
  ])
  const room = standIn(actor, [rooms, courses, groups])
  if (row?.roomId !== room.id) throw new NotFound()
  const message = toLine(row)
  const mayWrite = can(actor, 'chat.write', room)
  return {
    room,
    message,
    ownReactions: own.map(({ emoji }) => emoji),
    mayWrite,
    mayEdit: mayWrite && !message.deletedAt && can(actor, 'message.edit', message) && isYoung(tenant, message),
    mayDelete: !message.deletedAt && can(actor, 'message.delete', { ...message, moderates: room.moderates }),
  }
}

const isYoung = ({ now }: Tenant, { at }: MessageLine) => now() - at <= EDIT_MS

/** Puts right what one wrote, for an hour. */
export async function editMessage(tenant: Tenant, actor: Actor, roomId: string, id: string, typed: string) {
  const { room, message } = await findMessage(tenant, actor, roomId, id)
  authorize(actor, 'message.edit', message)
  authorize(actor, 'chat.write', room)
  if (message.deletedAt !== null) throw new Conflict('chat.isDeleted')
  if (!isYoung(tenant, message)) throw new Conflict('chat.editOver')
  const text = readMessage(typed)
  if (text === message.text) return message
  const mentions = await mentionedQuery(tenant, roomId, text)
  return change(tenant, room, id, [
    tenant.db.update(chatMessages).set({ text, mentions, editedAt: tenant.now() }).where(eq(chatMessages.id, id)),
  ])
}

/** The text goes for good; that something stood there stays to be seen. One's own, or as a moderator. */
export async function deleteMessage(tenant: Tenant, actor: Actor, roomId: string, id: string) {
  const { room, message } = await findMessage(tenant, actor, roomId, id)
  authorize(actor, 'message.delete', { ...message, moderates: room.moderates })
  if (message.deletedAt !== null) return message
  const { db } = tenant
  return change(tenant, room, id, [
    db
      .update(chatMessages)
      .set({ text: '', mentions: [], deletedAt: tenant.now(), deletedBy: actor.id })
      .where(eq(chatMessages.id, id)),
    db.delete(chatReactions).where(eq(chatReactions.messageId, id)),
    // what was never read is not waited for
    db
      .update(chatRooms)
      .set({
        lastSeq: sql`coalesce((select max(m.seq) from chat_messages m where m.room_id = ${room.id} and m.deleted_at is null), 0)`,
      })
      .where(eq(chatRooms.id, room.id)),
    ...(message.authorId === actor.id
      ? []
      : [
          recordAudit(tenant, actor, 'message.delete', {
            kind: 'chat',
            id: room.id,
            before: { author: message.authorId },
          }),
        ]),
  ])
}

/** Adds or takes back one's reaction. */
export async function react(
  tenant: Tenant,
  actor: Actor,
  roomId: string,
  id: string,
  { emoji, on }: { emoji: string; on?: boolean },
) {
  const { room, message, ownReactions } = await findMessage(tenant, actor, roomId, id)
  if (!reactionEmoji.some((one) => one === emoji)) throw new Invalid('emoji', 'form.check')
  authorize(actor, 'chat.write', room)
  if (message.deletedAt !== null) throw new Conflict('chat.isDeleted')
  const wants = on ?? !ownReactions.includes(emoji)
  if (wants === ownReactions.includes(emoji)) return message
  const { db } = tenant
  const mine = and(eq(chatReactions.messageId, id), eq(chatReactions.userId, actor.id), eq(chatReactions.emoji, emoji))
  return change(tenant, room, id, [
    wants
      ? db
          .insert(chatReactions)
          .values({ messageId: id, userId: actor.id, emoji, at: tenant.now() })
          .onConflictDoNothing()
      : db.delete(chatReactions).where(mine),
  ])
}

/** Does it, gives the message the room's next number, and tells. */
async function change(tenant: Tenant, room: ChatRoom, id: string, statements: BatchItem<'sqlite'>[]) {
  const { db } = tenant
  const answers = await db.batch([
    db.update(chatRooms).set({ seq: sql`seq + 1` }).where(eq(chatRooms.id, room.id)),
    ...statements,
    db
      .update(chatMessages)
      .set({ changedSeq: sql`(select seq from chat_rooms where id = ${room.id})` })
      .where(eq(chatMessages.id, id)),
    messageQuery(db, id),
  ])
  const line = toLine((answers.at(-1) as Awaited<ReturnType<typeof messageQuery>>)[0]!)
  await tellRoom(tenant, line)
  return line
}
