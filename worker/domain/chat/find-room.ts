import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Answers } from '../../db/client'
import { type Given, prepared } from '../../db/prepared'
import { type ChatKind, chatMembers, chatRooms, courses, groups } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, assists, isAdmin, isPerson } from '../policy'

/** A room as somebody who is in it sees it. */
export type ChatRoom = {
  id: string
  kind: ChatKind
  courseId: string | null
  groupId: string | null
  /** Of a course, a group, or as staff called it; a direct one is called by its people. */
  title: string
  seq: number
  lastSeq: number
  closedAt: number | null
  /** May take away what others wrote. */
  moderates: boolean
  /** Up to which message the reader has read. */
  readSeq: number
  mutedAt: number | null
}

/** Throws NotFound for whoever is not in it: nobody learns that it is there. */
export async function findRoom(tenant: Tenant, actor: Actor, id: string): Promise<ChatRoom> {
  return standIn(actor, await tenant.db.batch(roomQueries(tenant, actor, id)))
}

/** Unexecuted, for the first batch of every act in a room: `standIn` decides by them. */
export const roomQueries = ({ db }: Tenant, actor: Actor, id: string) =>
  [roomQuery(db, id, actor.id), courseQuery(db, id, actor.id), groupQuery(db, id, actor.id)] as const

export type RoomRows = Readonly<Answers<ReturnType<typeof roomQueries>>>

/** The room, as these rows let the actor into it. */
export function standIn(actor: Actor, [[room], [course], [group]]: RoomRows): ChatRoom {
  if (!isPerson(actor)) throw new NotFound()
  const own = {
    readSeq: room?.readSeq ?? 0,
    mutedAt: room?.mutedAt ?? null,
    seq: room?.seq ?? 0,
    lastSeq: room?.lastSeq ?? 0,
    closedAt: room?.closedAt ?? null,
  }
  if (course) {
    const staff = isAdmin(actor) || assists(actor, course.id)
    if (!staff && !(course.isIn && course.publishedAt !== null)) throw new NotFound()
    return {
      id: course.id,
      kind: 'course',
      courseId: course.id,
      groupId: null,
      title: course.title,
      moderates: staff,
      ...own,
    }
  }
  if (group && room) {
    const runs = isAdmin(actor) || group.manages === 1 || (group.courseId !== null && assists(actor, group.courseId))
    if (!runs && !group.isIn) throw new NotFound()
    const { id, courseId, name } = group
    return { id, kind: 'group', courseId, groupId: id, title: name, moderates: runs, ...own }
  }
  if (!room?.joined || room.kind === 'course' || room.kind === 'group') throw new NotFound()
  const { id, kind, title, moderates } = room
  return { id, kind, courseId: null, groupId: null, title, moderates: kind === 'staff' && Boolean(moderates), ...own }
}

const roomQuery = prepared((db, id: Given<string>, userId: Given<string>) =>
  db
    .select({
      id: chatRooms.id,
      kind: chatRooms.kind,
      title: chatRooms.title,
      seq: chatRooms.seq,
      lastSeq: chatRooms.lastSeq,
      closedAt: chatRooms.closedAt,
      joined: chatMembers.joined,
      moderates: chatMembers.moderates,
      readSeq: chatMembers.readSeq,
      mutedAt: chatMembers.mutedAt,
    })
    .from(chatRooms)
    .leftJoin(chatMembers, and(eq(chatMembers.roomId, chatRooms.id), eq(chatMembers.userId, userId)))
    .where(eq(chatRooms.id, id))
    .limit(1),
)

/** In the course with a voice: observers look on elsewhere. */
const inCourse = (courseId: SQL, userId: Given<string>) =>
  sql<number>`exists (select 1 from enrollments e where e.course_id = ${courseId} and e.user_id = ${userId}
    and e.state <> 'withdrawn' and e.role <> 'observer')`

const courseQuery = prepared((db, id: Given<string>, userId: Given<string>) =>
  db
    .select({
      id: courses.id,
      title: courses.title,
      publishedAt: courses.publishedAt,
      isIn: inCourse(sql`courses.id`, userId).as('is_in'),
    })
    .from(courses)
    .where(and(eq(courses.id, id), eq(courses.chat, true), isNull(courses.deletedAt)))
    .limit(1),
)

const groupQuery = prepared((db, id: Given<string>, userId: Given<string>) =>
  db
    .select({
      id: groups.id,
      name: groups.name,
      courseId: groups.courseId,
      isIn: sql<number>`exists (select 1 from group_members gm where gm.group_id = groups.id and gm.user_id = ${userId}
        and (groups.course_id is null or ${inCourse(sql`groups.course_id`, userId)}))`.as('is_in'),
      manages:
        sql<number>`exists (select 1 from group_managers gm where gm.group_id = groups.id and gm.user_id = ${userId})`.as(
          'manages',
        ),
    })
    .from(groups)
    .where(and(eq(groups.id, id), isNull(groups.deletedAt)))
    .limit(1),
)

/** Who is in a room, of whatever kind: a course's and a group's have their id. */
export const peopleIn = (roomId: string): SQL =>
  sql`(select user_id from chat_members where room_id = ${roomId} and joined = 1
    union select e.user_id from enrollments e join courses c on c.id = e.course_id and c.chat = 1
      where e.course_id = ${roomId} and e.state <> 'withdrawn' and e.role <> 'observer'
    union select user_id from group_members where group_id = ${roomId}
    union select user_id from group_managers where group_id = ${roomId})`

/** At the moment of writing: still in the room, or somebody whom it does not ask. */
export const isStillIn = (actor: Actor, { id, moderates }: ChatRoom): SQL =>
  moderates ? sql`1` : sql`${actor.id} in ${peopleIn(id)}`
