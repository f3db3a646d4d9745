import { and, asc, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, prepared, preparedAll } from '../../db/prepared'
import { courseModules, courses, enrollments, grades, items, observerLinks, users } from '../../db/schema'
import { unreadAnnouncementsQuery } from '../announcements'
import { reviewsToDoQuery } from '../assignments'
import { type Outline, outlinesQueries, readOutline, splitOutline, splitOutlines } from '../courses'
import { managedGroupsQuery } from '../groups'
import type { Actor } from '../policy'
import { itemIsFor, moduleIsFor } from '../progress'
import { firstLearning, learning, visible } from './learning-lines'

const DAY = 86_400_000

const openItem = and(
  isNotNull(items.publishedAt),
  isNull(items.deletedAt),
  isNotNull(courseModules.publishedAt),
  isNull(courseModules.deletedAt),
)

const notDone = sql`not exists (select 1 from progress p where p.enrollment_id = ${enrollments.id}
  and p.item_id = ${items.id} and p.completed_at is not null)`

/**
 * What a learner comes home to: courses with their progress and the item to go on with, what is due, what is new since
 * the visit before. One trip, rows bounded.
 */
export async function readLearnerHome(tenant: Tenant, actor: Actor) {
  const { db } = tenant
  const now = tenant.now()
  const answers = await db.batch([
    ...outlinesAtHome(db, actor.id, now),
    firstLearning(db, actor.id, now),
    newsQuery(db, actor.id, now),
    marksQuery(db, actor.id, now),
    reviewsToDoQuery(db, actor.id, now),
    observedQuery(db, actor.id),
    managedGroupsQuery(tenant, actor.id),
    unreadAnnouncementsQuery(db, actor.id, now),
  ])
  const [rows, [courseRows, news, marks, reviews, observed, managed, announced]] = splitOutline(answers)
  const outlines = splitOutlines(rows).flatMap((one) => readOutline(one, actor, { now }) ?? [])
  const latest = outlines.filter(isGoingOn).sort((a, b) => seenAt(b) - seenAt(a))[0]
  return {
    courses: courseRows,
    going: latest?.current ? { course: latest.course, percent: latest.percent, item: latest.current } : null,
    due: listDue(outlines, courseRows, now),
    news,
    marks,
    reviews,
    observed,
    managed,
    announced,
  }
}

/** What is new since the visit before, as the home page says it: items that were published, and work that was marked. One trip. */
export async function readNews({ db, now }: Tenant, actor: Actor) {
  const [news, marks] = await db.batch([newsQuery(db, actor.id, now()), marksQuery(db, actor.id, now())])
  return { news, marks }
}

const isGoingOn = ({ enrollment }: Outline) => enrollment?.state === 'active' && enrollment.currentItemId !== null
const seenAt = ({ enrollment }: Outline) => enrollment?.lastSeenAt ?? enrollment?.createdAt ?? 0

const DUE_WITHIN = 14 * DAY

/** Items, and courses that are to be completed, that are due around now and not done, the most urgent first; what is still locked says why. */
function listDue(outlines: Outline[], learning: Learning[], now: number) {
  const isSoon = (dueAt: number | null): dueAt is number => dueAt !== null && Math.abs(dueAt - now) <= DUE_WITHIN
  const items = outlines
    .filter(({ standing }) => !standing.isReadOnly || standing.closed)
    .flatMap(({ course, items }) => items.map((item) => ({ ...item, course: course.title })))
    .flatMap(({ id, kind, title, course, dueAt, lock, completedAt, state }) =>
      isSoon(dueAt) && completedAt === null && state !== 'done' ? [{ id, kind, title, course, dueAt, lock }] : [],
    )
  const courses = learning.flatMap(({ courseId: id, title, dueAt, state }) =>
    isSoon(dueAt) && state === 'active' ? [{ id, kind: 'course' as const, title, course: null, dueAt, lock: [] }] : [],
  )
  return [...items, ...courses].sort((a, b) => a.dueAt - b.dueAt).slice(0, 6)
}

type Learning = Awaited<ReturnType<typeof firstLearning>>[number]

/** The course to go on with and those with something due. */
const outlinesAtHome = preparedAll((db, userId: Given<string>, now: Given<number>) => {
  const mine = sql`from enrollments e join courses c on c.id = e.course_id
    where e.user_id = ${userId} and e.role = 'learner' and e.state <> 'withdrawn'
      and c.published_at is not null and c.archived_at is null and c.deleted_at is null
      and not (c.after_end = 'none' and coalesce(c.ends_at, ${now} + 1) <= ${now})`
  // Dates that stand later for this learner are read from the earlier ones that everyone has.
  const later = sql`coalesce((select a.later_days * 24 + a.later_hours + 2 from accommodations a
    where a.user_id = ${userId}), 0) * 3600000`
  const around = sql`between ${now} - ${DUE_WITHIN} - ${later} and ${now} + ${DUE_WITHIN}`
  return outlinesQueries(
    db,
    userId,
    sql`(select course_id from (select e.course_id ${mine} and e.state = 'active' and e.current_item_id is not null
      order by coalesce(e.last_seen_at, e.created_at) desc limit 1)
    union select e.course_id ${mine} and exists (
      select 1 from items i where i.course_id = e.course_id and i.published_at is not null and i.deleted_at is null
        and (i.due_at ${around} or exists (
          select 1 from deadline_overrides o where o.item_id = i.id and o.due_at ${around}))))`,
  )
})

const visitBefore = (userId: Given<string>, now: Given<number>) =>
  sql`coalesce((select max(last_seen_at) from enrollments where user_id = ${userId}), ${now}) - ${DAY}`

const newsQuery = prepared((db, userId: Given<string>, now: Given<number>) =>
  db
    .select({ id: items.id, kind: items.kind, title: items.title, course: courses.title, at: items.publishedAt })
    .from(items)
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .innerJoin(enrollments, eq(enrollments.courseId, courses.id))
    .innerJoin(sql`(select ${now} as now) clock`, sql`1`)
    .where(
      and(
        learning(userId),
        visible(now),
        openItem,
        notDone,
        itemIsFor('enrollments', 'clock.now', 'items'),
        moduleIsFor('enrollments', 'clock.now', 'course_modules'),
        gt(items.publishedAt, visitBefore(userId, now)),
        gt(items.publishedAt, enrollments.createdAt),
      ),
    )
    .orderBy(desc(items.publishedAt))
    .limit(5),
)

const marksQuery = prepared((db, userId: Given<string>, now: Given<number>) =>
  db
    .select({
      id: items.id,
      kind: items.kind,
      title: items.title,
      at: grades.releasedAt,
      points: sql<number | null>`coalesce(${grades.override}, ${grades.final})`,
      maxPoints: grades.maxPoints,
      by: users.name,
    })
    .from(grades)
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
    .innerJoin(items, eq(items.id, grades.itemId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .leftJoin(users, eq(users.id, grades.gradedBy))
    .where(
      and(
        learning(userId),
        visible(now),
        gt(grades.releasedAt, visitBefore(userId, now)),
        isNull(items.deletedAt),
        isNotNull(grades.gradedBy),
      ),
    )
    .orderBy(desc(grades.releasedAt))
    .limit(5),
)

/** The learners whom somebody follows, with how many courses they are in the middle of and have completed. */
const observedQuery = prepared((db, userId: Given<string>) =>
  db
    .select({
      id: users.id,
      name: users.name,
      photoId: users.photoId,
      going: countOf('active').as('going_courses'),
      completed: countOf('completed').as('completed_courses'),
    })
    .from(observerLinks)
    .innerJoin(users, eq(users.id, observerLinks.learnerId))
    .where(and(eq(observerLinks.observerId, userId), isNull(users.deletedAt)))
    .orderBy(asc(users.name), asc(users.id))
    .limit(12),
)

function countOf(state: 'active' | 'completed') {
  return sql<number>`(select count(*) from enrollments e join courses c on c.id = e.course_id where e.user_id = ${users.id}
    and e.role = 'learner' and e.state = ${sql.raw(`'${state}'`)} and c.published_at is not null and c.deleted_at is null)`
}
