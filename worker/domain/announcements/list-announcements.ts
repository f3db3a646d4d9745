import { type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isFor, isNear, isShown } from '../../db/announced'
import type { Database } from '../../db/client'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { type Given, prepared } from '../../db/prepared'
import { NotFound } from '../../errors'
import type { Audience } from '../../lib/announcement'
import { outlineQueries, readOutline, splitOutline } from '../courses'
import { type Actor, can, isAdmin } from '../policy'

const flag = (said: SQL, name: string) => sql<boolean>`${said}`.mapWith(Boolean).as(name)

const isPinned = sql.raw('(an.pinned and an.withdrawn_at is null)')

/** Of an announcement `an` what lists show, for one reader. */
const columns = (userId: SQL, now: SQL) => ({
  id: sql<string>`an.id`.as('announcement_id'),
  courseId: sql<string | null>`an.course_id`.as('of_course'),
  groupId: sql<string | null>`an.group_id`.as('of_group'),
  course: sql<string | null>`(select c.title from courses c where c.id = an.course_id)`.as('course_title'),
  group: sql<string | null>`(select g.name from groups g where g.id = an.group_id)`.as('group_name'),
  title: sql<string>`an.title`.as('announcement_title'),
  summary: sql<string>`an.summary`.as('announcement_summary'),
  audience: sql<Audience>`an.audience`.as('said_to'),
  fromAt: sql<number>`an.from_at`.as('shown_from'),
  untilAt: sql<number | null>`an.until_at`.as('shown_until'),
  mustAcknowledge: flag(sql`an.must_acknowledge`, 'is_must'),
  pinned: flag(sql`an.pinned`, 'is_pinned'),
  createdAt: sql<number>`an.created_at`.as('made_at'),
  updatedAt: sql<number>`an.updated_at`.as('changed_at'),
  revision: sql<number>`an.revision`.as('changes'),
  readAt: sql<number | null>`(select r.at from announcement_readings r
    where r.announcement_id = an.id and r.user_id = ${userId})`.as('read_at'),
  isShown: flag(isShown(now), 'is_shown'),
  /** It waits to be read by this reader; what one said oneself does not. */
  isToRead: flag(
    sql`(${isShown(now)} and an.created_by <> ${userId} and ${isFor(userId)} and not exists (select 1 from announcement_readings r
      where r.announcement_id = an.id and r.user_id = ${userId}))`,
    'is_to_read',
  ),
  rank: sql<number>`${isPinned} + 0`.as('pin_rank'),
})

const linesQuery = (db: Database, userId: SQL, now: SQL, where: SQL, { cursor, size }: PageAsked) =>
  db
    .select(columns(userId, now))
    .from(sql`announcements an`)
    .where(
      sql`${where} and an.withdrawn_at is null and ${behind([isPinned, sql`an.from_at`, sql`an.id`], cursor, 'down') ?? sql`1`}`,
    )
    .orderBy(sql`${isPinned} desc`, sql`an.from_at desc`, sql`an.id desc`)
    .limit(size)

export type AnnouncementLine = Awaited<ReturnType<typeof linesQuery>>[number]

/** SQL: somebody may write where `an` stands, beside what they are told themselves. */
function mayWriteAt(actor: Actor): SQL {
  const ids = Object.entries(actor.courseRoles).flatMap(([id, role]) =>
    role === 'instructor' || role === 'assistant' ? id : [],
  )
  if (isAdmin(actor)) return sql`an.course_id is null`
  return sql`(an.course_id in (select value from json_each(${JSON.stringify(ids)}))
    or (an.course_id is null and an.group_id in (select m.group_id from group_managers m where m.user_id = ${actor.id})))`
}

/** What is announced to somebody, and what they announce themselves, the latest first: one trip. */
export async function listAnnouncements({ db, now }: Tenant, actor: Actor, page: PageAsked) {
  const me = sql`${actor.id}`
  const at = sql`${now()}`
  const where = sql`((${isNear(me)} and ${isShown(at)} and ${isFor(me)}) or ${mayWriteAt(actor)})`
  const rows = await linesQuery(db, me, at, where, { ...page, size: page.size + 1 })
  return {
    ...cut(rows, page.size),
    mayWrite: can(actor, 'announcement.write', { courseId: null, managesGroup: false }),
  }
}

/** The same of one course; NotFound for strangers. Those who look after it see what is still to come and what is over. */
export async function listCourseAnnouncements(tenant: Tenant, actor: Actor, courseId: string, page: PageAsked) {
  const mayWrite = can(actor, 'announcement.write', { courseId, managesGroup: false })
  const me = sql`${actor.id}`
  const at = sql`${tenant.now()}`
  const where = sql`an.course_id = ${courseId} and ${mayWrite ? sql`1` : sql`(${isShown(at)} and ${isFor(me)})`}`
  const [outlineRows, [rows]] = splitOutline(
    await tenant.db.batch([
      ...outlineQueries(tenant.db, actor.id, courseId),
      linesQuery(tenant.db, me, at, where, { ...page, size: page.size + 1 }),
    ]),
  )
  const outline = readOutline(outlineRows, actor, { now: tenant.now() })
  if (!outline) throw new NotFound()
  const { course, standing } = outline
  return {
    ...cut(rows, page.size),
    course,
    as: standing.as,
    mayWrite,
    mayEdit: can(actor, 'course.edit', { courseId }),
  }
}

const cut = (rows: AnnouncementLine[], size: number) =>
  cutPage(rows, size, ({ rank, fromAt, id }) => [rank, fromAt, id])

/** Unexecuted: what somebody has not read of what is shown to them, what they must read first; one more than stands on a page. */
export const unreadAnnouncementsQuery = prepared((db, userId: Given<string>, now: Given<number>) =>
  unreadQuery(db, userId, now),
)

/** Unexecuted: the same of one course. */
export const unreadInCourseQuery = prepared((db, userId: Given<string>, now: Given<number>, courseId: Given<string>) =>
  unreadQuery(db, userId, now, sql`an.course_id = ${courseId}`),
)

const MOST_UNREAD = 20

const unreadQuery = (db: Database, userId: Given<string>, now: Given<number>, where?: SQL) =>
  db
    .select(columns(sql`${userId}`, sql`${now}`))
    .from(sql`announcements an`)
    .where(
      sql`${where ?? isNear(sql`${userId}`)} and ${isShown(sql`${now}`)} and ${isFor(sql`${userId}`)}
        and an.created_by <> ${userId} and not exists (select 1 from announcement_readings r where r.announcement_id = an.id and r.user_id = ${userId})`,
    )
    .orderBy(sql`an.must_acknowledge desc`, sql`an.pinned desc`, sql`an.from_at desc`, sql`an.id desc`)
    .limit(MOST_UNREAD)
