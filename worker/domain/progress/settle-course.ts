import { and, asc, eq, isNotNull, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import {
  courseModules,
  courses,
  enrollments,
  grades,
  type ItemCompletion,
  items,
  progress,
  timers,
} from '../../db/schema'
import { reachOf } from '../../lib/reach'
import { recordEvent } from '../events'
import type { Rule } from '../rules'
import { countsFor, itemIsFor, moduleIsFor } from './counted-items'
import { recordCompletion } from './record-progress'
import { coursesWithRules, refreshEnrollments, refreshReach } from './refresh-enrollment'
import { settleCompletions } from './settle-completions'

/**
 * A course comes to rest so long after its last change, in milliseconds; only then it completes those who have done all that is
 * left. What somebody takes away for a moment must give nobody a certificate.
 */
export const SETTLE_AFTER = 3_600_000

const DAY = 86_400_000
const JOB = 'settle-course'
/** Learners that one event of the outbox settles. */
const PAGE = 50
/** Items that are completed in one batch. */
const AT_ONCE = 100

/** Statements for the batch of whatever changes what a course asks for: everybody's counts follow, what they complete is settled later. */
export const courseChanged = (tenant: Tenant, courseId: string) =>
  [refreshEnrollments(tenant, courseId), settleAt(tenant, sql`select ${courseId}`)] as const

/** Statement: courses (a query for their ids) are settled when they have come to rest. */
export const settleAt = ({ db, now }: Tenant, courseIds: SQL) =>
  db
    .insert(timers)
    .select(
      sql`select lower(hex(randomblob(16))), ${JOB}, c.id, ${now() + SETTLE_AFTER}, null from courses c
        where c.id in (${courseIds}) and c.published_at is not null`,
    )
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: now() + SETTLE_AFTER, doneAt: null } })

export const wakeToSettle = (tenant: Tenant) => tenant.clock.wakeAt(tenant.now() + SETTLE_AFTER)

/** Things are for these people that were not, or no longer: their counts follow, what they complete by it is settled later. */
export async function reachMoved(tenant: Tenant, userIds: string[]): Promise<void> {
  const theirs = sql`select e.course_id from enrollments e where e.user_id in ${anyOf(userIds)} and e.course_id in ${coursesWithRules}`
  await tenant.db.batch([refreshReach(tenant, userIds), settleAt(tenant, theirs)])
  await wakeToSettle(tenant)
}

/** The clock's turn: counts everybody anew, hands the learners to the outbox, and comes back when a date of its rules passes. */
export async function beginSettling(tenant: Tenant, courseId: string): Promise<void> {
  const { db } = tenant
  const at = tenant.now()
  const [ofItems, ofModules] = await db.batch([
    db
      .select({ rule: items.availability })
      .from(items)
      .where(and(eq(items.courseId, courseId), isNotNull(items.availability), isNull(items.deletedAt))),
    db
      .select({ rule: courseModules.availability })
      .from(courseModules)
      .where(
        and(
          eq(courseModules.courseId, courseId),
          isNotNull(courseModules.availability),
          isNull(courseModules.deletedAt),
        ),
      ),
  ])
  const turn = nextTurn(
    [...ofItems, ...ofModules].flatMap(({ rule }) => rule ?? []),
    at,
  )
  await db.batch([
    recordEvent(db, 'course.settling', courseId, {
      key: `${at}:`,
      payload: { courseId, run: String(at) },
      at,
    }).onConflictDoNothing(),
    refreshEnrollments(tenant, courseId),
    db
      .update(timers)
      .set(turn === null ? { doneAt: at } : { dueAt: turn })
      .where(and(eq(timers.job, JOB), eq(timers.subjectId, courseId))),
  ])
  await tenant.queue.send('drain')
}

/** When a rule may begin to keep somebody away who did nothing: on a date of its own, or some day after an enrollment. */
function nextTurn(rules: Rule[], now: number): number | null {
  const bars = rules.flatMap((rule) => reachOf(rule) ?? []).flat()
  const turns = bars.flatMap((bar) => {
    if ('daysAfterEnrollment' in bar) return [now + DAY]
    return 'date' in bar ? [bar.date.from ?? 0, bar.date.until ?? 0] : []
  })
  const coming = turns.filter((at) => at > now)
  return coming.length ? Math.min(...coming) : null
}

export type Settling = { courseId: string; run: string; after: string }

/**
 * A page of the learners of a course: items are done whose rule asks for no more than they did, and modules and the course with them.
 * The next page is left to the outbox. Done twice it finds nothing to do, and nothing is ever taken away.
 */
export async function settleCourse(tenant: Tenant, { courseId, run, after }: Settling): Promise<void> {
  const { db } = tenant
  const page = await db
    .select({ id: enrollments.id })
    .from(enrollments)
    .where(and(eq(enrollments.courseId, courseId), isLearning, sql`${enrollments.id} > ${after}`))
    .orderBy(asc(enrollments.id))
    .limit(PAGE)
  const last = page.at(-1)?.id
  if (!last) return
  const ids = page.map(({ id }) => id)
  let found = AT_ONCE
  while (found === AT_ONCE) found = await completeWhatIsMet(tenant, courseId, ids)
  for (const id of await completeNow(tenant, ids)) await settleCompletions(tenant, id, tenant.now())
  if (page.length === PAGE)
    await recordEvent(db, 'course.settling', courseId, {
      key: `${run}:${last}`,
      payload: { courseId, run, after: last },
      at: tenant.now(),
    }).onConflictDoNothing()
  await tenant.queue.send('drain')
}

const isLearning = and(eq(enrollments.role, 'learner'), ne(enrollments.state, 'withdrawn'))

const i = alias(items, 'i')
const m = alias(courseModules, 'm')
/** SQL: what the learner did meets what completes the item. What is marked or watched is seen to when they are there again. */
const isMet = sql`case json_extract(${i.completion}, '$.kind')
  when 'passed' then ${grades.releasedAt} is not null and ${grades.maxPoints} > 0
    and ${grades.final} * 100.0 / ${grades.maxPoints} + 1e-9 >= json_extract(${i.completion}, '$.percent')
  when 'submitted' then exists (select 1 from submissions s where s.enrollment_id = ${enrollments.id} and s.item_id = ${i.id}
      and s.submitted_at is not null)
    or exists (select 1 from attempts a where a.enrollment_id = ${enrollments.id} and a.item_id = ${i.id}
      and a.submitted_at is not null)
  when 'written' then (select count(*) from threads w where w.forum_id = ${i.id} and w.author_id = ${enrollments.userId}
      and w.deleted_at is null) >= json_extract(${i.completion}, '$.threads')
    and (select count(*) from replies w join threads t on t.id = w.thread_id where t.forum_id = ${i.id} and t.deleted_at is null
      and w.author_id = ${enrollments.userId} and w.path <> '' and w.deleted_at is null) >= json_extract(${i.completion}, '$.replies')
  when 'viewed' then ${progress.startedAt} is not null
  when 'time' then ${progress.seconds} >= json_extract(${i.completion}, '$.minutes') * 60 end`

async function completeWhatIsMet(tenant: Tenant, courseId: string, ids: string[]): Promise<number> {
  const { db } = tenant
  const at = tenant.now()
  const met = await db
    .select({
      enrollmentId: enrollments.id,
      userId: enrollments.userId,
      itemId: i.id,
      requirement: i.completion,
    })
    .from(enrollments)
    .innerJoin(i, eq(i.courseId, enrollments.courseId))
    .innerJoin(m, eq(m.id, i.moduleId))
    .leftJoin(progress, and(eq(progress.enrollmentId, enrollments.id), eq(progress.itemId, i.id)))
    .leftJoin(grades, and(eq(grades.enrollmentId, enrollments.id), eq(grades.itemId, i.id)))
    .where(
      and(
        sql`${enrollments.id} in ${anyOf(ids)}`,
        isNull(progress.completedAt),
        isNull(progress.overriddenBy), // somebody has decided by hand whether it is done
        isMet,
        isNotNull(i.publishedAt),
        isNull(i.deletedAt),
        itemIsFor('enrollments', at),
        moduleIsFor('enrollments', at),
      ),
    )
    .limit(AT_ONCE)
  const statements = met.flatMap(({ enrollmentId, itemId, requirement }) =>
    recordCompletion(db, {
      enrollmentId,
      itemId,
      courseId,
      actorId: null,
      at,
      requirement: requirement as ItemCompletion,
    }),
  )
  const whose = [...new Set(met.map(({ userId }) => userId))]
  const [first, ...others] = statements
  if (first) await db.batch([first, ...others, refreshEnrollments(tenant, courseId, whose)])
  return met.length
}

/** Those of the page who have something to complete: the course by its rule, or a module. */
async function completeNow({ db, now }: Tenant, ids: string[]): Promise<string[]> {
  const modules = sql`(select e.id, m.id as module, count(*) as n, sum(p.completed_at is not null) as done from enrollments e
    join course_modules m on m.course_id = e.course_id join items i on i.module_id = m.id
    left join progress p on p.enrollment_id = e.id and p.item_id = i.id
    where e.id in ${anyOf(ids)} and ${moduleIsFor('e', now())} and ${countsFor('e', now())} group by e.id, m.id)`
  const [whole, ready] = await db.batch([
    db
      .selectDistinct({ id: sql<string>`done.id` })
      .from(sql`${modules} done`)
      .where(
        sql`n = done and not exists (select 1 from module_completions c where c.module_id = module and c.enrollment_id = done.id)`,
      ),
    db
      .select({ id: enrollments.id })
      .from(enrollments)
      .innerJoin(courses, eq(courses.id, enrollments.courseId))
      .where(
        and(
          sql`${enrollments.id} in ${anyOf(ids)}`,
          isNull(enrollments.completedAt),
          sql`(${enrollments.percent} >= 100 or json_extract(${courses.completion}, '$.kind') = 'average')`,
        ),
      ),
  ])
  return [...new Set([...whole, ...ready].map(({ id }) => id))]
}
