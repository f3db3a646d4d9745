import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { insist, isInsisted } from '../../db/insist'
import { chatMembers, chatMessages, chatRooms, users } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { cleanText } from '../../lib/text'
import { recordEvent } from '../events'
import { countTries, hashed, type Limit, orTooMany } from '../people'
import { type Actor, authorize } from '../policy'
import { type ChatRoom, isStillIn, peopleIn, roomQueries, standIn } from './find-room'
import { type MessageLine, messageQuery, toLine } from './messages'
import { tellRoom } from './tell-room'

export const LONGEST_TEXT = 4_000
const MOST_MENTIONED = 20

/** A person writes so much at once; then they wait a moment, and nobody else does. */
const pace = (userId: string): Limit[] => [{ key: `who:${userId}`, most: 20, seconds: 20 }]

export type Writing = {
  /** A UUIDv7 made by whoever writes: sent twice, the message is there once. */
  id: string
  text: string
}

/** Says something in a room, once. Throws Invalid, TooMany, Forbidden where it is closed, NotFound for whoever is not in it. */
export async function sendMessage(tenant: Tenant, actor: Actor, roomId: string, given: Writing): Promise<MessageLine> {
  const { db } = tenant
  const limits = await hashed(tenant, pace(actor.id))
  const [rooms, courses, groups, before, mentions, ...tries] = await db.batch([
    ...roomQueries(tenant, actor, roomId),
    messageQuery(db, given.id),
    mentionedQuery(tenant, roomId, cleanText(given.text, LONGEST_TEXT)),
    ...countTries(tenant, 'chat', limits),
  ])
  const room = standIn(actor, [rooms, courses, groups])
  authorize(actor, 'chat.write', room)
  const text = readMessage(given.text)
  if (before[0]) return sentBefore(actor, room, toLine(before[0]))
  orTooMany(tenant, limits, tries)

  const at = tenant.now()
  const next = sql<number>`(select seq + 1 from chat_rooms where id = ${room.id})`
  try {
    const answers = await db.batch([
      ensureRoom(tenant, actor, room),
      // the guard: unique, so that the same message sent twice at once breaks here and keeps nothing
      db
        .insert(chatMessages)
        .values({ id: given.id, roomId: room.id, seq: next, changedSeq: next, authorId: actor.id, text, mentions, at }),
      insist(db, isStillIn(actor, room)),
      db
        .update(chatRooms)
        .set({ seq: sql`seq + 1`, lastSeq: sql`seq + 1`, lastAt: at })
        .where(eq(chatRooms.id, room.id)),
      readUpTo(tenant, actor, room.id, sql`(select seq from chat_rooms where id = ${room.id})`),
      ...(room.kind === 'direct' || mentions.length ? [messageSent(tenant, actor, room, given.id, mentions)] : []),
      messageQuery(db, given.id),
    ])
    const line = toLine((answers.at(-1) as Awaited<ReturnType<typeof messageQuery>>)[0]!)
    await tellRoom(tenant, line)
    if (room.kind === 'direct' || mentions.length) await tenant.queue.send('drain')
    return line
  } catch (error) {
    if (isInsisted(error)) throw new NotFound()
    if (!isUniqueViolation(error)) throw error
    const [row] = await messageQuery(db, given.id)
    if (!row) throw error
    return sentBefore(actor, room, toLine(row))
  }
}

/** What may be said: not nothing, not invisible, not a book. */
export function readMessage(typed: string): string {
  const text = cleanText(typed, LONGEST_TEXT + 1)
  if (text.replace(/[\p{Cf}\p{Cc}\s\u115f\u1160\u3164\uffa0\u2800]/gu, '') === '')
    throw new Invalid('text', 'chat.empty')
  if (text.length > LONGEST_TEXT) throw new Invalid('text', 'chat.tooLong', { most: LONGEST_TEXT })
  return text
}

/** An id is whoever made it's: the same one elsewhere, or somebody else's, is none of theirs. */
function sentBefore(actor: Actor, room: ChatRoom, line: MessageLine): MessageLine {
  if (line.authorId !== actor.id || line.roomId !== room.id) throw new Conflict('chat.idTaken')
  return line
}

/** Statement: the room of a course comes with its first message. */
export function ensureRoom({ db, now }: Tenant, actor: Actor, { id, kind, courseId }: ChatRoom) {
  const at = now()
  return db
    .insert(chatRooms)
    .values({ id, kind, courseId, lastAt: at, createdBy: actor.id, createdAt: at })
    .onConflictDoNothing()
}

/** Statement: somebody has read up to a message; never back. */
export function readUpTo({ db, now }: Tenant, { id: userId }: Actor, roomId: string, seq: ReturnType<typeof sql>) {
  return db
    .insert(chatMembers)
    .values({ roomId, userId, readSeq: seq as never, createdAt: now() })
    .onConflictDoUpdate({
      target: [chatMembers.roomId, chatMembers.userId],
      set: { readSeq: sql`max(read_seq, excluded.read_seq)` },
    })
}

/** Whom a message is for beyond those who look at the room: the others of a direct one, and those it names. */
const messageSent = (
  { db, now }: Tenant,
  actor: Actor,
  room: ChatRoom,
  messageId: string,
  mentions: { id: string }[],
) =>
  recordEvent(db, 'message.sent', messageId, {
    actorId: actor.id,
    payload: { roomId: room.id, kind: room.kind, courseId: room.courseId, mentions: mentions.map(({ id }) => id) },
    at: now(),
  })

/** Unexecuted: the people of the room whom `@name` in a text means. */
export const mentionedQuery = ({ db }: Tenant, roomId: string, text: string) =>
  db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(
      text.includes('@')
        ? and(
            isNull(users.deletedAt),
            sql`${users.id} in ${peopleIn(roomId)}`,
            sql`instr(lower(${text}), '@' || lower(${users.name})) > 0`,
          )
        : sql`0`,
    )
    .limit(MOST_MENTIONED)
