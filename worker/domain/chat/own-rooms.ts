import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { chatMembers, chatRooms } from '../../db/schema'
import { plainLine } from '../../lib/markdown'
import { excerpt } from '../../lib/text'
import type { Actor } from '../policy'
import { isPerson } from '../policy'
import { findRoom } from './find-room'
import { ensureRoom, readUpTo } from './send-message'

/** Counted up to so many. */
const MOST_UNREAD = 100

/** The rooms that somebody is in, the last one spoken in first: their direct ones, and those of courses and groups. */
export async function listRooms(tenant: Tenant, actor: Actor, { cursor, size }: PageAsked) {
  if (!isPerson(actor)) return { rows: [], next: null }
  const me = actor.id
  const rows = await tenant.db
    .select({
      id: chatRooms.id,
      kind: chatRooms.kind,
      title:
        sql<string>`coalesce((select title from courses where id = chat_rooms.course_id and chat_rooms.kind = 'course'),
        (select name from groups where id = chat_rooms.group_id), chat_rooms.title)`.as('room_title'),
      lastAt: chatRooms.lastAt,
      lastSeq: chatRooms.lastSeq,
      mutedAt: chatMembers.mutedAt,
      people:
        sql<string>`case when chat_rooms.kind = 'direct' then (select json_group_array(json_object('id', u.id, 'name', u.name))
        from chat_members o join users u on u.id = o.user_id where o.room_id = chat_rooms.id and o.joined = 1 and o.user_id <> ${me}) else '[]' end`.as(
          'people',
        ),
      unread: sql<number>`(select count(*) from (select 1 from chat_messages n where n.room_id = chat_rooms.id
        and n.seq > coalesce(chat_members.read_seq, 0) and n.author_id <> ${me} and n.deleted_at is null limit ${MOST_UNREAD}))`.as(
        'unread_here',
      ),
      last: sql<
        string | null
      >`(select json_object('text', substr(n.text, 1, 400), 'author', u.name, 'authorId', n.author_id) from chat_messages n
        left join users u on u.id = n.author_id where n.room_id = chat_rooms.id and n.seq = chat_rooms.last_seq)`.as(
        'last_said',
      ),
    })
    .from(chatRooms)
    .leftJoin(chatMembers, and(eq(chatMembers.roomId, chatRooms.id), eq(chatMembers.userId, me)))
    .where(
      and(
        sql`${chatRooms.id} in ${roomsOf(me)}`,
        sql`(${chatRooms.lastSeq} > 0 or ${chatRooms.kind} <> 'direct')`,
        behind([chatRooms.lastAt, chatRooms.id], cursor, 'down'),
      ),
    )
    .orderBy(sql`${chatRooms.lastAt} desc, ${chatRooms.id} desc`)
    .limit(size + 1)
  const page = cutPage(rows, size, ({ lastAt, id }) => [lastAt, id])
  return { next: page.next, rows: page.rows.map(toRoomLine) }
}

type Last = { text: string; author: string | null; authorId: string }

type Row = {
  id: string
  kind: (typeof chatRooms.$inferSelect)['kind']
  title: string
  lastAt: number
  mutedAt: number | null
  people: string
  unread: number
  last: string | null
}

const toRoomLine = ({ people, last, ...row }: Row) => {
  const said = last === null ? null : (JSON.parse(last) as Last)
  return {
    ...row,
    /** The others of a direct room. */
    people: JSON.parse(people) as { id: string; name: string }[],
    last: said && { ...said, author: said.author ?? '', text: excerpt(plainLine(said.text), 90) },
  }
}

export type RoomLine = ReturnType<typeof toRoomLine>

/** What somebody is in, as it stands. */
const roomsOf = (userId: string) =>
  sql`(select room_id from chat_members where user_id = ${userId} and joined = 1
    union select e.course_id from enrollments e join courses c on c.id = e.course_id and c.chat = 1 and c.deleted_at is null
      where e.user_id = ${userId} and e.state <> 'withdrawn' and e.role <> 'observer'
        and (c.published_at is not null or e.role in ('instructor', 'assistant'))
    union select gm.group_id from group_members gm join groups g on g.id = gm.group_id and g.deleted_at is null
      where gm.user_id = ${userId} and (g.course_id is null or exists (select 1 from enrollments e
        where e.course_id = g.course_id and e.user_id = ${userId} and e.state <> 'withdrawn' and e.role <> 'observer'))
    union select gm.group_id from group_managers gm join groups g on g.id = gm.group_id and g.deleted_at is null
      where gm.user_id = ${userId})`

/** One has read a room up to a message; never back. */
export async function markRoomRead(tenant: Tenant, actor: Actor, roomId: string, seq: number): Promise<void> {
  const room = await findRoom(tenant, actor, roomId)
  const upTo = Math.min(seq, room.lastSeq)
  if (upTo <= room.readSeq) return
  await readUpTo(tenant, actor, room.id, sql`${upTo}`)
}

/** A muted room is quiet: nothing of it is counted or told, and it is where it was. */
export async function muteRoom(tenant: Tenant, actor: Actor, roomId: string, on: boolean): Promise<void> {
  const { db } = tenant
  const room = await findRoom(tenant, actor, roomId)
  const mutedAt = on ? tenant.now() : null
  await db.batch([
    ensureRoom(tenant, actor, room),
    db
      .insert(chatMembers)
      .values({ roomId: room.id, userId: actor.id, mutedAt, createdAt: tenant.now() })
      .onConflictDoUpdate({ target: [chatMembers.roomId, chatMembers.userId], set: { mutedAt } }),
  ])
}
