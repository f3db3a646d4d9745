import { and, asc, desc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { type Given, prepared, preparedAll } from '../../db/prepared'
import { courseModules, courses, enrollments, grades, items, joinRequests, observerLinks, users } from '../../db/schema'
import { type Outline, outlinesQueries, readOutline, splitOutline, splitOutlines, toMark } from '../courses'
import { checklistQuery } from '../organization'
import { type Actor, isAdmin } from '../policy'

const DAY = 86_400_000

const visible = (now: number | Given<number>) =>
  and(
    isNotNull(courses.publishedAt),
    isNull(courses.deletedAt),
    isNull(courses.archivedAt),
    sql`not (${courses.afterEnd} = 'none' and coalesce(${courses.endsAt}, ${now} + 1) <= ${now})`,
  )

const openItem = and(
  isNotNull(items.publishedAt),
  isNull(items.deletedAt),
  isNotNull(courseModules.publishedAt),
  isNull(courseModules.deletedAt),
)

const learning = (userId: string | Given<string>) =>
  and(eq(enrollments.userId, userId), eq(enrollments.role, 'learner'), ne(enrollments.state, 'withdrawn'))

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
    observedQuery(db, actor.id),
  ])
  const [rows, [courseRows, news, marks, observed]] = splitOutline(answers)
  const outlines = splitOutlines(rows).flatMap((one) => readOutline(one, actor, { now }) ?? [])
  const latest = outlines.filter(isGoingOn).sort((a, b) => seenAt(b) - seenAt(a))[0]
  return {
    courses: courseRows,
    going: latest?.current ? { course: latest.course, percent: latest.percent, item: latest.current } : null,
    due: listDue(outlines, now),
    news,
    marks,
    observed,
  }
}

const isGoingOn = ({ enrollment }: Outline) => enrollment?.state === 'active' && enrollment.currentItemId !== null
const seenAt = ({ enrollment }: Outline) => enrollment?.lastSeenAt ?? enrollment?.createdAt ?? 0

const DUE_WITHIN = 14 * DAY

/** What is due around now and not done, the most urgent first; what is still locked says why. */
const listDue = (outlines: Outline[], now: number) =>
  outlines
    .filter(({ standing }) => !standing.isReadOnly || standing.closed)
    .flatMap(({ course, items }) => items.map((item) => ({ ...item, course: course.title })))
    .flatMap(({ id, kind, title, course, dueAt, lock, completedAt, state }) =>
      dueAt === null || completedAt !== null || state === 'done' || Math.abs(dueAt - now) > DUE_WITHIN
        ? []
        : [{ id, kind, title, course, dueAt, lock }],
    )
    .sort((a, b) => a.dueAt - b.dueAt)
    .slice(0, 6)

/** The course to go on with and those with something due. */
const outlinesAtHome = preparedAll((db, userId: Given<string>, now: Given<number>) => {
  const mine = sql`from enrollments e join courses c on c.id = e.course_id
    where e.user_id = ${userId} and e.role = 'learner' and e.state <> 'withdrawn'
      and c.published_at is not null and c.archived_at is null and c.deleted_at is null
      and not (c.after_end = 'none' and coalesce(c.ends_at, ${now} + 1) <= ${now})`
  const around = sql`between ${now} - ${DUE_WITHIN} and ${now} + ${DUE_WITHIN}`
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

const visitBefore = (userId: Given<string>, now: Given<number>) =>
  sql`coalesce((select max(last_seen_at) from enrollments where user_id = ${userId}), ${now}) - ${DAY}`

const newsQuery = prepared((db, userId: Given<string>, now: Given<number>) =>
  db
    .select({ id: items.id, kind: items.kind, title: items.title, course: courses.title, at: items.publishedAt })
    .from(items)
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .innerJoin(enrollments, eq(enrollments.courseId, courses.id))
    .where(
      and(
        learning(userId),
        visible(now),
        openItem,
        notDone,
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

/** What staff come home to: their courses and what awaits them. One trip. */
export async function readStaffHome(tenant: Tenant, actor: Actor) {
  const { db } = tenant
  const taught = Object.entries(actor.courseRoles)
    .filter(([, role]) => role === 'instructor' || role === 'assistant')
    .map(([id]) => id)
  const theirs = sql`${courses.id} in (select value from json_each(${JSON.stringify(taught)}))`
  const learners = sql`from enrollments e where e.course_id = ${courses.id} and e.role = 'learner' and e.state <> 'withdrawn'`
  const [courseRows, requests, [checklistRow], learningRows] = await db.batch([
    db
      .select({
        id: courses.id,
        title: courses.title,
        publishedAt: courses.publishedAt,
        learners: sql<number>`(select count(*) ${learners})`,
        active: sql<number>`(select count(*) ${learners} and e.last_seen_at > ${tenant.now() - 7 * DAY})`,
        percent: sql<number | null>`(select avg(percent) ${learners})`,
        toMark: toMark(courses.id),
      })
      .from(courses)
      .where(and(isAdmin(actor) ? undefined : theirs, isNull(courses.deletedAt), isNull(courses.archivedAt)))
      .orderBy(sql`not ${theirs}`, desc(courses.updatedAt))
      .limit(12),
    db
      .select({
        id: joinRequests.id,
        userId: joinRequests.userId,
        name: users.name,
        photoId: users.photoId,
        message: joinRequests.message,
        courseId: courses.id,
        course: courses.title,
        createdAt: joinRequests.createdAt,
      })
      .from(joinRequests)
      .innerJoin(courses, eq(courses.id, joinRequests.courseId))
      .innerJoin(users, eq(users.id, joinRequests.userId))
      .where(
        and(
          isNull(joinRequests.decidedAt),
          isNull(courses.deletedAt),
          isNull(users.deletedAt),
          isAdmin(actor) ? undefined : theirs,
        ),
      )
      .orderBy(asc(joinRequests.createdAt))
      .limit(8),
    checklistQuery(db),
    firstLearning(db, actor.id, tenant.now()),
  ])
  return { courses: courseRows, requests, checklistRow, learning: learningRows }
}

export type HomePageRows = {
  learner: Awaited<ReturnType<typeof readLearnerHome>>
  staff: Awaited<ReturnType<typeof readStaffHome>>
}
