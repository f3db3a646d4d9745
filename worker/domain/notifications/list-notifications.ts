import { and, desc, eq, isNull, lte, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../../tenants/tenant'
import { isFor } from '../../db/announced'
import type { Database } from '../../db/client'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { certificates, courseModules, courses, items, notifications, users } from '../../db/schema'
import { hidesNames } from '../grades'
import type { Actor } from '../policy'
import type { KindName } from './kinds'

/** As many as are counted; more are said as "99+". */
export const MOST_UNREAD = 100

/** What one is told, the latest first, page by page. */
export async function listNotifications(
  tenant: Tenant,
  actor: Actor,
  { unread, ...page }: PageAsked & { unread?: boolean },
) {
  const { db } = tenant
  const [rows, [counted]] = await db.batch([
    linesQuery(
      db,
      and(
        eq(notifications.userId, actor.id),
        eq(notifications.inBell, true),
        unread ? isNull(notifications.readAt) : undefined,
        behind([notifications.at, notifications.id], page.cursor, 'down'),
      ),
      page.size + 1,
    ),
    unreadQuery(db, actor.id),
  ])
  const { rows: lines, next } = cutPage(rows, page.size, ({ at, id }) => [at, id])
  return { lines, next, unread: counted?.unread ?? 0 }
}

export type NotificationLine = Awaited<ReturnType<typeof listNotifications>>['lines'][number]

/** Unexecuted: what goes into the mail of one person by `until`, the first told first. What was read meanwhile stays out of it. */
export const mailLinesQuery = (db: Database, userId: string, until: number, size: number) =>
  linesQuery(
    db,
    and(
      eq(notifications.userId, userId),
      isNull(notifications.mailedAt),
      lte(notifications.mailAt, until),
      sql`(${notifications.readAt} is null or ${notifications.inBell} = 0)`,
    ),
    size,
  )

/** Unexecuted: how much is new, up to `MOST_UNREAD`. */
export const unreadQuery = (db: Database, userId: string) =>
  db
    .select({ unread: sql<number>`count(*)`.as('unread') })
    .from(
      sql`(select 1 from notifications where user_id = ${userId} and read_at is null and in_bell = 1 limit ${MOST_UNREAD})`,
    )

const reader = alias(users, 'reader')
const person = alias(users, 'person')

const staffOfCourse = sql`(${reader.role} in ('owner', 'admin') or exists (select 1 from enrollments e
  where e.user_id = ${reader.id} and e.course_id = ${courses.id} and e.state <> 'withdrawn'
    and e.role in ('instructor', 'assistant')))`

/** Its reader may know the course by its name now. */
const seesCourse = sql`(${courses.deletedAt} is null and (${staffOfCourse} or ${courses.publishedAt} is not null
  and (${notifications.kind} = 'joined' or exists (select 1 from enrollments e where e.user_id = ${reader.id}
    and e.course_id = ${courses.id} and e.state <> 'withdrawn'))))`

const seesModule = sql`(${courseModules.deletedAt} is null and ${seesCourse}
  and (${courseModules.publishedAt} is not null or ${staffOfCourse}))`

const seesItem = sql`(${items.deletedAt} is null and ${seesModule} and (${items.publishedAt} is not null or ${staffOfCourse}))`

/** Whom it is about stays unsaid while their work is marked without names. */
const seesPerson = sql`(${notifications.kind} <> 'grade-asked' or not ${hidesNames(notifications.subjectId)})`

const only = (allowed: SQL, column: SQLWrapper) => sql<string | null>`case when ${allowed} then ${column} end`

/** Unexecuted: titles and names as its reader may see them now; null where they may not, or no longer. */
export const linesQuery = (db: Database, where: SQL | undefined, size: number) =>
  db
    .select({
      id: notifications.id,
      kind: sql<KindName>`${notifications.kind}`.as('told_kind'),
      at: notifications.at,
      readAt: notifications.readAt,
      inBell: notifications.inBell,
      seq: notifications.seq,
      detail: notifications.detail,
      courseId: notifications.courseId,
      subjectId: notifications.subjectId,
      personId: only(seesPerson, notifications.personId).as('person_id'),
      course: only(seesCourse, courses.title).as('course_title'),
      courseZone: sql<string | null>`nullif(${courses.zone}, '')`.as('course_zone'),
      item: only(seesItem, items.title).as('item_title'),
      itemKind: only(seesItem, items.kind).as('item_kind'),
      module: only(seesModule, courseModules.title).as('module_title'),
      /** What is announced, while it is shown to its reader. */
      announcement: sql<
        string | null
      >`case ${notifications.kind} when 'announcement' then (select an.title from announcements an
        where an.id = ${notifications.subjectId} and an.withdrawn_at is null and ${isFor(sql`${notifications.userId}`)}) end`.as(
        'announcement_title',
      ),
      certificate: certificates.title,
      code: certificates.code,
      person: only(sql`${person.deletedAt} is null and ${seesPerson}`, person.name).as('person_name'),
    })
    .from(notifications)
    .innerJoin(reader, eq(reader.id, notifications.userId))
    .leftJoin(courses, eq(courses.id, notifications.courseId))
    .leftJoin(items, eq(items.id, notifications.subjectId))
    .leftJoin(
      courseModules,
      sql`${courseModules.id} = coalesce(${items.moduleId}, case ${notifications.detail} when 'module' then ${notifications.subjectId} end)`,
    )
    .leftJoin(
      certificates,
      and(eq(certificates.id, notifications.subjectId), eq(certificates.userId, notifications.userId)),
    )
    .leftJoin(person, eq(person.id, notifications.personId))
    .where(where)
    .orderBy(desc(notifications.at), desc(notifications.id))
    .limit(size)
