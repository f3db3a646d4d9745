import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { chatMembers, users } from '../../db/schema'
import type { Actor } from '../policy'
import { can } from '../policy'
import { peopleIn, roomQueries, standIn } from './find-room'
import { CHANGES_A_PAGE, changesQuery, MESSAGES_A_PAGE, messagesBeforeQuery, toLine } from './messages'

/** As many as are ever in a direct room, and are named where a room is. */
export const MOST_DIRECT = 20
const NEWEST = 2 ** 52

/** A room with its newest messages, or those before a place, in the order in which they came. One trip. */
export async function readRoom(tenant: Tenant, actor: Actor, id: string, before: number | null = null) {
  const { db } = tenant
  const [rooms, courses, groups, rows, people] = await db.batch([
    ...roomQueries(tenant, actor, id),
    messagesBeforeQuery(db, id, before ?? NEWEST, MESSAGES_A_PAGE + 1),
    joinedQuery(tenant, id),
  ])
  const room = standIn(actor, [rooms, courses, groups])
  const shown = rows.slice(0, MESSAGES_A_PAGE).map(toLine).reverse()
  return {
    room,
    people,
    messages: shown,
    mayWrite: can(actor, 'chat.write', room),
    /** Where the page before begins; null on the first. */
    earlier: rows.length > MESSAGES_A_PAGE ? shown[0]!.seq : null,
  }
}

/** What has happened since a number: as much as a page takes, up to which number that is, and whether there is more. */
export async function readChanges(tenant: Tenant, actor: Actor, id: string, since: number) {
  const { db } = tenant
  const [rooms, courses, groups, rows] = await db.batch([
    ...roomQueries(tenant, actor, id),
    changesQuery(db, id, since, CHANGES_A_PAGE + 1),
  ])
  const room = standIn(actor, [rooms, courses, groups])
  const messages = rows.slice(0, CHANGES_A_PAGE).map(toLine)
  const more = rows.length > CHANGES_A_PAGE
  // Numbers between those of a page have been given to messages that have a newer one by now.
  return { room, messages, more, at: more ? messages.at(-1)!.changedSeq : Math.max(since, room.seq) }
}

/** Unexecuted: the people of a direct room, or of one that staff made. */
const joinedQuery = ({ db }: Tenant, roomId: string) =>
  db
    .select({ id: users.id, name: users.name, moderates: chatMembers.moderates })
    .from(chatMembers)
    .innerJoin(users, eq(users.id, chatMembers.userId))
    .where(and(eq(chatMembers.roomId, roomId), eq(chatMembers.joined, true)))
    .orderBy(asc(sql`lower(${users.name})`))
    .limit(200)

/** People of a room whose name, or a later word of it, begins so: for `@`. One trip. */
export async function listMentionable(tenant: Tenant, actor: Actor, roomId: string, words: string) {
  const begins = words.trim().toLowerCase().slice(0, 60)
  const named = tenant.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(
      and(
        isNull(users.deletedAt),
        sql`${users.id} in ${peopleIn(roomId)} and ${users.id} <> ${actor.id}`,
        sql`instr(' ' || lower(${users.name}), ' ' || ${begins}) > 0`,
      ),
    )
    .orderBy(asc(sql`lower(${users.name})`))
    .limit(8)
  const [rooms, courses, groups, people] = await tenant.db.batch([...roomQueries(tenant, actor, roomId), named])
  standIn(actor, [rooms, courses, groups])
  return people
}
