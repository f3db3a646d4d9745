import { and, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { type Given, prepared } from '../../db/prepared'
import { courses, enrollments, items } from '../../db/schema'
import type { Actor } from '../policy'
import { feedbackOf } from './finished-course'

/** The courses somebody learns in page by page, those to go on with first. */
export async function listLearning({ db, now }: Tenant, actor: Actor, page: PageAsked) {
  const rows = await learningQuery(db, actor.id, now(), { ...page, size: page.size + 1 })
  return cutPage(rows, page.size, ({ rank, at, courseId }) => [rank, at, courseId])
}

/** Courses that go on before those that are done, and then the latest first. */
const rank = sql<number>`${enrollments.state} <> 'completed'`
const touchedAt = sql<number>`coalesce(${enrollments.lastSeenAt}, ${enrollments.createdAt})`

export const firstLearning = prepared((db, userId: Given<string>, now: Given<number>) => learningQuery(db, userId, now))

/** Unexecuted: the courses that somebody learns in, the latest first, with the item to go on with. */
function learningQuery(
  db: Database,
  userId: string | Given<string>,
  now: number | Given<number>,
  { cursor, size }: PageAsked = { size: 30 },
) {
  return db
    .select({
      courseId: courses.id,
      title: courses.title,
      state: enrollments.state,
      percent: enrollments.percent,
      itemsDone: enrollments.itemsDone,
      itemsAll: enrollments.itemsAll,
      completedAt: enrollments.completedAt,
      lastSeenAt: enrollments.lastSeenAt,
      dueAt: enrollments.dueAt,
      itemId: items.id,
      itemKind: items.kind,
      itemTitle: items.title,
      itemMinutes: items.expectedMinutes,
      /** Given for it, and not taken back. */
      certificateId: sql<string | null>`(select o.id from certificates o where o.user_id = ${enrollments.userId}
        and o.kind = 'course' and o.subject_id = ${courses.id} and o.round = ${enrollments.round}
        and not exists (select 1 from certificate_revocations r where r.certificate_id = o.id))`.as('certificate_id'),
      /** A survey that asks who has completed it. */
      feedbackId: sql<string | null>`case when ${enrollments.completedAt} is not null
        then ${feedbackOf(sql`${now}`)} end`.as('feedback_id'),
      rank: rank.as('rank'),
      at: touchedAt.as('touched_at'),
      itemSeconds: sql<
        number | null
      >`(select p.seconds from progress p where p.enrollment_id = ${enrollments.id} and p.item_id = ${items.id})`,
    })
    .from(enrollments)
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .leftJoin(
      items,
      and(eq(items.id, enrollments.currentItemId), isNull(items.deletedAt), isNotNull(items.publishedAt)),
    )
    .where(and(learning(userId), visible(now), behind([rank, touchedAt, courses.id], cursor, 'down')))
    .orderBy(desc(rank), desc(touchedAt), desc(courses.id))
    .limit(size)
}

/** Courses that those who learn in them can still open. */
export const visible = (now: number | Given<number>) =>
  and(
    isNotNull(courses.publishedAt),
    isNull(courses.deletedAt),
    isNull(courses.archivedAt),
    sql`not (${courses.afterEnd} = 'none' and coalesce(${courses.endsAt}, ${now} + 1) <= ${now})`,
  )

export const learning = (userId: string | Given<string>) =>
  and(eq(enrollments.userId, userId), eq(enrollments.role, 'learner'), ne(enrollments.state, 'withdrawn'))
