import { and, asc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import {
  courseModules,
  courses,
  enrollments,
  grades,
  groupMembers,
  items,
  observerLinks,
  organization,
  progress,
  users,
} from '../../db/schema'
import { NotFound } from '../../errors'
import { dueFor } from '../deadlines'
import { observedLearnersQuery } from '../people'
import { type Actor, can } from '../policy'
import { evaluateRule, type Facts } from '../rules'

const MOST_COURSES = 100
const MOST_ITEMS = 3_000

/** What a parent or mentor sees of a learner: progress, due dates and released grades, nothing that was written. One trip. */
export async function readObservedLearner(tenant: Tenant, actor: Actor, learnerId: string) {
  const { db } = tenant
  const [[person], links, taken, dated, done, marks, groupRows, [settings]] = await db.batch([
    db
      .select({
        id: users.id,
        name: users.name,
        photoId: users.photoId,
        role: users.role,
        locale: users.locale,
        zone: users.zone,
        email: users.email,
      })
      .from(users)
      .where(and(eq(users.id, learnerId), isNull(users.deletedAt)))
      .limit(1),
    db.select({ id: observerLinks.observerId }).from(observerLinks).where(eq(observerLinks.learnerId, learnerId)),
    coursesQuery(db, learnerId),
    datedItemsQuery(db, learnerId),
    db
      .select({ itemId: progress.itemId })
      .from(progress)
      .innerJoin(enrollments, eq(enrollments.id, progress.enrollmentId))
      .where(and(eq(enrollments.userId, learnerId), isNotNull(progress.completedAt))),
    gradesQuery(db, learnerId),
    db.select({ id: groupMembers.groupId }).from(groupMembers).where(eq(groupMembers.userId, learnerId)),
    db.select({ zone: organization.zone }).from(organization).limit(1),
  ])
  const observed = { id: learnerId, observerIds: links.map(({ id }) => id) }
  if (!person || !can(actor, 'learner.observe', observed)) throw new NotFound()

  const now = tenant.now()
  const completed = new Set(done.map(({ itemId }) => itemId))
  const common = {
    now,
    userId: learnerId,
    completed,
    grades: new Map(
      marks.flatMap(({ itemId, final, maxPoints }) =>
        final === null || maxPoints <= 0 ? [] : [[itemId, (final * 100) / maxPoints] as const],
      ),
    ),
    groups: new Set(groupRows.map(({ id }) => id)),
    profile: {
      role: person.role,
      language: person.locale,
      zone: person.zone,
      emailDomain: person.email?.split('@').at(-1),
    },
    titles: new Map<string, string>(),
  }
  return {
    person: { id: person.id, name: person.name, photoId: person.photoId },
    courses: taken.map((course) => {
      const facts: Facts = { ...common, zone: course.zone || settings!.zone, enrolledAt: course.enrolledAt }
      const isForThem = ({ availability, moduleAvailability }: (typeof dated)[number]) =>
        [availability, moduleAvailability].every((rule) => !rule || !evaluateRule(rule, facts).isOutOfReach)
      const due = dated.filter(({ courseId, id }) => courseId === course.id && !completed.has(id)).filter(isForThem)
      return {
        ...course,
        grades: marks.flatMap(({ courseId, title, points, maxPoints }) =>
          courseId === course.id && title !== null && points !== null ? [{ title, points, maxPoints }] : [],
        ),
        due: due.map(({ id, title, kind, dueAt }) => ({
          id,
          title,
          kind,
          dueAt: dueAt!,
          isLate: dueAt! + 60_000 <= now,
        })),
      }
    }),
  }
}

export type ObservedLearner = Awaited<ReturnType<typeof readObservedLearner>>

/** Those whom the actor looks after. */
export const listObserved = (tenant: Tenant, actor: Actor) => observedLearnersQuery(tenant, actor.id)

const coursesQuery = (db: Database, learnerId: string) =>
  db
    .select({
      id: courses.id,
      title: courses.title,
      zone: courses.zone,
      state: enrollments.state,
      percent: enrollments.percent,
      itemsDone: enrollments.itemsDone,
      itemsAll: enrollments.itemsAll,
      dueAt: enrollments.dueAt,
      lastSeenAt: enrollments.lastSeenAt,
      completedAt: enrollments.completedAt,
      enrolledAt: enrollments.createdAt,
    })
    .from(enrollments)
    .innerJoin(courses, eq(courses.id, enrollments.courseId))
    .where(
      and(
        eq(enrollments.userId, learnerId),
        eq(enrollments.role, 'learner'),
        ne(enrollments.state, 'withdrawn'),
        isNull(courses.deletedAt),
        isNotNull(courses.publishedAt),
      ),
    )
    .orderBy(sql`${enrollments.completedAt} is not null`, asc(sql`lower(${courses.title})`))
    .limit(MOST_COURSES)

/** What was released; the title is null where its item is not shown to learners any more. */
const gradesQuery = (db: Database, learnerId: string) =>
  db
    .select({
      itemId: grades.itemId,
      courseId: enrollments.courseId,
      title: sql<
        string | null
      >`case when ${items.publishedAt} is not null and ${items.deletedAt} is null then ${items.title} end`,
      final: grades.final,
      points: sql<number | null>`coalesce(${grades.override}, ${grades.final})`.as('points'),
      maxPoints: grades.maxPoints,
    })
    .from(grades)
    .innerJoin(enrollments, eq(enrollments.id, grades.enrollmentId))
    .innerJoin(items, eq(items.id, grades.itemId))
    .where(and(eq(enrollments.userId, learnerId), isNotNull(grades.releasedAt)))
    .orderBy(asc(grades.releasedAt))
    .limit(MOST_ITEMS)

const datedItemsQuery = (db: Database, learnerId: string) => {
  const dueAt = dueFor(sql`${learnerId}`)
  return db
    .select({
      id: items.id,
      courseId: items.courseId,
      title: items.title,
      kind: items.kind,
      availability: items.availability,
      moduleAvailability: courseModules.availability,
      dueAt: sql<number | null>`due.due_at`.as('effective_due'),
    })
    .from(items)
    .innerJoin(
      sql`(select i.id as item_id, ${dueAt} as due_at from items i
      join enrollments e on e.course_id = i.course_id and e.user_id = ${learnerId} and e.role = 'learner' and e.state <> 'withdrawn') due`,
      sql`due.item_id = ${items.id} and due.due_at is not null`,
    )
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .where(
      and(
        isNotNull(items.publishedAt),
        isNull(items.deletedAt),
        isNotNull(courseModules.publishedAt),
        isNull(courseModules.deletedAt),
      ),
    )
    .orderBy(sql`effective_due`)
    .limit(MOST_ITEMS)
}
