import { and, asc, desc, eq, gt, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, courses, enrollments, grades, items, joinRequests, users } from '../../db/schema'
import { outlineQueries, readOutline, splitOutline, toMark } from '../courses'
import { checklistQuery } from '../organization'
import { type Actor, isAdmin } from '../policy'

const DAY = 86_400_000

const visible = (now: number) =>
  and(
    isNotNull(courses.publishedAt),
    isNull(courses.deletedAt),
    isNull(courses.archivedAt),
    sql`not (${courses.afterEnd} = 'none' and coalesce(${courses.endsAt}, ${now + 1}) <= ${now})`,
  )

const openItem = and(
  isNotNull(items.publishedAt),
  isNull(items.deletedAt),
  isNotNull(courseModules.publishedAt),
  isNull(courseModules.deletedAt),
)

/**
 * What a learner comes home to: courses with their progress and the item to go on with, what is due, what is new since
 * the visit before. One trip, rows bounded.
 */
export async function readLearnerHome(tenant: Tenant, actor: Actor) {
  const { db } = tenant
  const now = tenant.now()
  const mine = and(
    eq(enrollments.userId, actor.id),
    eq(enrollments.role, 'learner'),
    ne(enrollments.state, 'withdrawn'),
  )
  const since = sql`coalesce((select max(last_seen_at) from enrollments where user_id = ${actor.id}), ${now}) - ${DAY}`
  const notDone = sql`not exists (select 1 from progress p where p.enrollment_id = ${enrollments.id}
    and p.item_id = ${items.id} and p.completed_at is not null)`
  const due = sql<number>`coalesce(
    (select max(o.due_at) from deadline_overrides o where o.item_id = ${items.id} and o.user_id = ${actor.id}),
    (select max(o.due_at) from deadline_overrides o join group_members g on g.group_id = o.group_id
      where o.item_id = ${items.id} and g.user_id = ${actor.id}),
    ${items.dueAt})`
  const answers = await db.batch([
    ...outlineQueries(db, actor.id, { latestOf: actor.id }),
    learningQuery(tenant, actor),
    db
      .select({
        id: items.id,
        kind: items.kind,
        title: items.title,
        course: courses.title,
        dueAt: due,
      })
      .from(items)
      .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
      .innerJoin(courses, eq(courses.id, items.courseId))
      .innerJoin(enrollments, eq(enrollments.courseId, courses.id))
      .where(and(mine, visible(now), openItem, notDone, sql`${due} between ${now - 14 * DAY} and ${now + 14 * DAY}`))
      .orderBy(asc(due))
      .limit(6),
    db
      .select({ id: items.id, kind: items.kind, title: items.title, course: courses.title, at: items.publishedAt })
      .from(items)
      .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
      .innerJoin(courses, eq(courses.id, items.courseId))
      .innerJoin(enrollments, eq(enrollments.courseId, courses.id))
      .where(
        and(
          mine,
          visible(now),
          openItem,
          notDone,
          gt(items.publishedAt, since),
          gt(items.publishedAt, enrollments.createdAt),
        ),
      )
      .orderBy(desc(items.publishedAt))
      .limit(5),
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
      .where(and(mine, visible(now), gt(grades.releasedAt, since), isNull(items.deletedAt), isNotNull(grades.gradedBy)))
      .orderBy(desc(grades.releasedAt))
      .limit(5),
    db
      .select({ id: sql<string>`observer_id` })
      .from(sql`observer_links`)
      .where(sql`observer_id = ${actor.id}`)
      .limit(1),
  ])
  const [rows, [courseRows, dueRows, news, marks, observed]] = splitOutline(answers)
  const outline = readOutline(rows, actor, { now })
  return {
    courses: courseRows,
    going: outline?.current ? { course: outline.course, percent: outline.percent, item: outline.current } : null,
    due: dueRows,
    news,
    marks,
    isObserver: observed.length > 0,
  }
}

/** Unexecuted: the courses that somebody learns in, the latest first, with the item to go on with. */
/** The courses somebody learns in, those to go on with first. */
export const listLearning = (tenant: Tenant, actor: Actor) => learningQuery(tenant, actor)

function learningQuery({ db, now }: Tenant, actor: Actor) {
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
    .where(and(learning(actor), visible(now())))
    .orderBy(
      sql`${enrollments.state} = 'completed'`,
      desc(sql`coalesce(${enrollments.lastSeenAt}, ${enrollments.createdAt})`),
    )
    .limit(30)
}

const learning = (actor: Actor) =>
  and(eq(enrollments.userId, actor.id), eq(enrollments.role, 'learner'), ne(enrollments.state, 'withdrawn'))

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
    learningQuery(tenant, actor),
  ])
  return { courses: courseRows, requests, checklistRow, learning: learningRows }
}

export type HomePageRows = {
  learner: Awaited<ReturnType<typeof readLearnerHome>>
  staff: Awaited<ReturnType<typeof readStaffHome>>
}
