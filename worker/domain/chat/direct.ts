import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf, insertMany } from '../../db/insert-many'
import { chatMembers, chatRooms, users } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { type Actor, authorize, isAdmin, isPerson } from '../policy'
import { findRoom } from './find-room'
import { MOST_DIRECT } from './read-room'
import { sendMessage, type Writing } from './send-message'

/**
 * Whom one may write to: everybody one shares a course or a group with; who runs the organization writes to everybody.
 * Whoever was written to answers in the room.
 */
const mayWriteTo = (actor: Actor): SQL | undefined =>
  isAdmin(actor)
    ? undefined
    : sql`(exists (select 1 from enrollments mine join enrollments theirs on theirs.course_id = mine.course_id
          join courses c on c.id = mine.course_id and c.deleted_at is null
        where mine.user_id = ${actor.id} and theirs.user_id = ${users.id}
          and mine.state <> 'withdrawn' and theirs.state <> 'withdrawn' and mine.role <> 'observer' and theirs.role <> 'observer')
      or exists (select 1 from group_members mine join group_members theirs on theirs.group_id = mine.group_id
          join groups g on g.id = mine.group_id and g.deleted_at is null
        where mine.user_id = ${actor.id} and theirs.user_id = ${users.id})
      or exists (select 1 from group_managers gm join group_members m on m.group_id = gm.group_id
          join groups g on g.id = gm.group_id and g.deleted_at is null
        where (gm.user_id = ${actor.id} and m.user_id = ${users.id}) or (gm.user_id = ${users.id} and m.user_id = ${actor.id})))`

const reachable = (actor: Actor) =>
  and(eq(users.state, 'active'), isNull(users.deletedAt), sql`${users.id} <> ${actor.id}`, mayWriteTo(actor))

/** People whom one may write to: those named, or those chosen by id. */
export const listReachable = ({ db }: Tenant, actor: Actor, asked: { words: string } | { ids: string[] }) =>
  db
    .select({
      id: users.id,
      name: users.name,
      photoId: sql<string | null>`case when ${users.visibility} ->> '$.photo' then ${users.photoId} end`.as(
        'shown_photo',
      ),
    })
    .from(users)
    .where(
      and(
        isPerson(actor) ? reachable(actor) : sql`0`,
        'ids' in asked
          ? sql`${users.id} in ${anyOf(asked.ids)}`
          : sql`instr(' ' || lower(${users.name}), ' ' || lower(${asked.words.trim().slice(0, 60)})) > 0`,
      ),
    )
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id))
    .limit(MOST_DIRECT)

/** Writes to people; the same people always meet in the same room. Gives its id. */
export async function writeTo(tenant: Tenant, actor: Actor, userIds: string[], writing: Writing): Promise<string> {
  if (!isPerson(actor)) throw new NotFound()
  const { db } = tenant
  const others = [...new Set(userIds)].filter((id) => id !== actor.id)
  if (others.length === 0) throw new Invalid('to', 'chat.nobody')
  if (others.length >= MOST_DIRECT) throw new Invalid('to', 'chat.tooMany', { most: MOST_DIRECT - 1 })
  const people = [actor.id, ...others].sort().join(' ')
  const sameQuery = db.select({ id: chatRooms.id }).from(chatRooms).where(eq(chatRooms.people, people)).limit(1)
  const [found, [same]] = await db.batch([listReachable(tenant, actor, { ids: others }), sameQuery])
  if (same) {
    await sendMessage(tenant, actor, same.id, writing)
    return same.id
  }
  if (found.length !== others.length) throw new NotFound()
  const at = tenant.now()
  const id = newId()
  await db.batch([
    db
      .insert(chatRooms)
      .values({ id, kind: 'direct', people, lastAt: at, createdBy: actor.id, createdAt: at })
      .onConflictDoNothing(),
    ...[actor.id, ...others].map((userId) => join(tenant, people, userId, at)),
  ])
  const [room] = await sameQuery
  await sendMessage(tenant, actor, room!.id, writing)
  return room!.id
}

/** Statement: into the room of these people, whoever of them made it first. */
const join = ({ db }: Tenant, people: string, userId: string, at: number) =>
  db
    .insert(chatMembers)
    .values({
      roomId: sql`(select id from chat_rooms where people = ${people})` as never,
      userId,
      joined: true,
      createdAt: at,
    })
    .onConflictDoNothing()

/** Staff make a room for people they choose, and moderate it. Gives its id. */
export async function makeRoom(tenant: Tenant, actor: Actor, { title, userIds }: { title: string; userIds: string[] }) {
  authorize(actor, 'chat.make')
  const { db } = tenant
  const others = [...new Set(userIds)].filter((id) => id !== actor.id)
  if (!title) throw new Invalid('title', 'chat.titleMissing')
  if (others.length === 0) throw new Invalid('to', 'chat.nobody')
  if (others.length >= MOST_DIRECT) throw new Invalid('to', 'chat.tooMany', { most: MOST_DIRECT - 1 })
  const found = await listReachable(tenant, actor, { ids: others })
  if (found.length !== others.length) throw new NotFound()
  const id = newId()
  const at = tenant.now()
  await db.batch([
    db.insert(chatRooms).values({ id, kind: 'staff', title, lastAt: at, createdBy: actor.id, createdAt: at }),
    insertMany(
      db,
      chatMembers,
      [actor.id, ...others].map((userId) => ({
        roomId: id,
        userId,
        joined: true,
        moderates: userId === actor.id,
        createdAt: at,
      })),
    ),
    recordAudit(tenant, actor, 'chat.make', { kind: 'chat', id, after: { title, people: others } }),
  ])
  return id
}

/** Somebody leaves a room that staff made, by themselves or because a moderator says so: at once. */
export async function leaveRoom(tenant: Tenant, actor: Actor, roomId: string, userId: string): Promise<void> {
  const room = await findRoom(tenant, actor, roomId)
  if (room.kind !== 'staff') throw new NotFound()
  if (userId !== actor.id) authorize(actor, 'chat.moderate', room)
  const { db } = tenant
  await db.batch([
    db.delete(chatMembers).where(and(eq(chatMembers.roomId, room.id), eq(chatMembers.userId, userId))),
    recordAudit(tenant, actor, 'chat.leave', { kind: 'chat', id: room.id, after: { person: userId } }),
  ])
  await tenant.rooms.chat(room.id).dismiss(userId)
}
