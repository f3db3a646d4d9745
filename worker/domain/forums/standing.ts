import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { forums, groups } from '../../db/schema'
import { Conflict, Forbidden, NotFound } from '../../errors'
import { type ItemAccess, itemAccess, itemQueries, type OutlineRows, splitOutline } from '../courses'
import { type Actor, can, isPerson } from '../policy'

export type Forum = typeof forums.$inferSelect
export type ForumGroup = { id: string; name: string; isOwn: boolean }

/** Why somebody writes nothing in a forum. */
export type ForumHindrance = 'locked' | 'read-only' | 'observer' | 'nobody'

/** Somebody in a forum. */
export type ForumStanding = {
  access: ItemAccess
  forum: Forum
  /** Pins, locks and removes, sees every group and every name. */
  moderates: boolean
  /** Where groups are apart: the course's groups, for whoever moderates all, for others their own. */
  groups: ForumGroup[]
  hindrance: ForumHindrance | null
}

/** The reads that decide about a forum, unexecuted: put them first in the batch of its page (see `splitForum`). */
export const forumQueries = (db: Database, actor: Actor, itemId: string) =>
  [...itemQueries(db, actor, itemId), forumQuery(db, itemId), groupsQuery(db, actor.id, itemId)] as const

const forumQuery = (db: Database, itemId: string) => db.select().from(forums).where(eq(forums.itemId, itemId)).limit(1)

const MOST_GROUPS = 300

const groupsQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({
      id: groups.id,
      name: groups.name,
      isOwn:
        sql<number>`exists (select 1 from group_members m where m.group_id = groups.id and m.user_id = ${userId})`.as(
          'is_own',
        ),
    })
    .from(groups)
    .where(
      and(
        sql`${groups.courseId} = (select i.course_id from items i join forums f on f.item_id = i.id
          where i.id = ${itemId} and f.group_mode <> 'none')`,
        isNull(groups.deletedAt),
      ),
    )
    .orderBy(asc(sql`lower(${groups.name})`))
    .limit(MOST_GROUPS)

type ForumRows = readonly [...OutlineRows, Forum[], { id: string; name: string; isOwn: number }[]]

/** What the answers of `forumQueries` say, and the answers behind them. NotFound for strangers and where it is no forum. */
export function splitForum<Rest extends readonly unknown[]>(
  answers: readonly [...ForumRows, ...Rest],
  actor: Actor,
  itemId: string,
  now: number,
): [ForumStanding, Rest] {
  const [rows, behind] = splitOutline(answers as unknown as readonly [...OutlineRows, ...unknown[]])
  const [[forum], found, ...rest] = behind as unknown as [Forum[], ForumRows[number] & ForumGroupRow[], ...Rest]
  const access = itemAccess(rows, actor, itemId, now)
  if (!forum) throw new NotFound()
  const moderates = can(actor, 'forum.moderate', { courseId: access.course.id })
  const all = (found as ForumGroupRow[]).map((group) => ({ ...group, isOwn: Boolean(group.isOwn) }))
  return [
    {
      access,
      forum,
      moderates,
      groups: moderates ? all : all.filter(({ isOwn }) => isOwn),
      hindrance: hindranceOf(actor, access),
    },
    rest as unknown as Rest,
  ]
}

type ForumGroupRow = { id: string; name: string; isOwn: number }

function hindranceOf(actor: Actor, { as, lock, isReadOnly }: ItemAccess): ForumHindrance | null {
  if (!isPerson(actor)) return 'nobody'
  if (as === 'observer') return 'observer'
  if (lock.length > 0) return 'locked'
  return isReadOnly ? 'read-only' : null
}

/** A forum in one trip, for acts that need nothing else. */
export async function findForumStanding(tenant: Tenant, actor: Actor, itemId: string): Promise<ForumStanding> {
  const answers = await tenant.db.batch([...forumQueries(tenant.db, actor, itemId)])
  return splitForum(answers as never, actor, itemId, tenant.now())[0]
}

/** Whoever may not read it yet finds no words in it; the page says why. */
export function refuseLocked({ access }: ForumStanding): void {
  if (access.lock.length > 0) throw new Forbidden()
}

export function refuseHindered({ hindrance }: ForumStanding): void {
  if (hindrance === 'read-only') throw new Conflict('forums.isReadOnly')
  if (hindrance) throw new Forbidden()
}

/**
 * Which threads somebody sees, as SQL on `threads`, so that a page asks for them along with what decides about the forum: those of
 * everybody, of an own group, all where groups are not kept apart, and all for whoever moderates.
 */
export const isSeenBy = (readerId: string, itemId: string): SQL => sql`threads.forum_id = ${itemId}
  and threads.deleted_at is null and (threads.group_id is null
  or (select f.group_mode from forums f where f.item_id = ${itemId}) <> 'separate'
  or threads.group_id in (select m.group_id from group_members m where m.user_id = ${readerId})
  or exists (select 1 from users u where u.id = ${readerId} and u.role in ('owner', 'admin'))
  or exists (select 1 from enrollments e join items i on i.course_id = e.course_id where i.id = ${itemId}
    and e.user_id = ${readerId} and e.role in ('instructor', 'assistant') and e.state = 'active'))`

/** Of questions and answers: the asker, whoever has answered, and those who moderate read what others answered. SQL on `threads`. */
export const isReadable = (readerId: string): SQL => sql`
  ((select f.kind from forums f where f.item_id = threads.forum_id) <> 'questions' or threads.author_id = ${readerId}
  or exists (select 1 from replies o where o.thread_id = threads.id and o.author_id = ${readerId} and o.path <> '' and o.deleted_at is null)
  or exists (select 1 from users u where u.id = ${readerId} and u.role in ('owner', 'admin'))
  or exists (select 1 from enrollments e join items i on i.course_id = e.course_id
    where i.id = threads.forum_id and e.user_id = ${readerId} and e.role <> 'learner' and e.state = 'active'))`
