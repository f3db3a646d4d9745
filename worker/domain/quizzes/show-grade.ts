import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { events, gradeEvents, grades, timers } from '../../db/schema'
import { newId } from '../../lib/ids'
import { isHeld } from '../grades'
import { readAttempt, type WholeAttempt } from './find-attempt'
import type { Attempt, Quiz, Weighed } from './quiz-queries'
import { shownOf } from './read-result'

const job = 'attempt.show'

/**
 * Whether the grade of an attempt that is handed in now waits: `isKept` while its points are not shown; `showAt` is when to
 * look again, null where no waiting shows them.
 */
export function gradeWaits({ quiz, closedAt, attempts }: WholeAttempt, closed: Attempt, now: number) {
  const all = attempts.map((one) => (one.id === closed.id ? closed : one))
  return waitsOf(quiz, closedAt, closed, all, now)
}

/** The same of a learner's latest attempt that is handed in, of which only the weights are known. */
export function waitsToBeSeen(quiz: Quiz, closedAt: number | null, attempts: Weighed[], now: number) {
  const latest = attempts.findLast(({ submittedAt }) => submittedAt !== null)!
  return { attemptId: latest.id, ...waitsOf(quiz, closedAt, latest, attempts, now) }
}

function waitsOf(quiz: Quiz, closedAt: number | null, closed: Weighed, all: Weighed[], now: number) {
  const { shown, moreAt } = shownOf(quiz, closedAt, closed, all, now)
  return { isKept: !shown.points, showAt: shown.points ? null : moreAt }
}

/** Statements behind `recordGrade`: the learner does not see the grade that it has given out at this moment, until the clock shows it. */
export const keepGrade = (db: Database, { id, enrollmentId, itemId }: Attempt, at: number, showAt: number | null) => [
  db
    .update(grades)
    .set({ releasedAt: null })
    .where(and(eq(grades.enrollmentId, enrollmentId), eq(grades.itemId, itemId), eq(grades.releasedAt, at))),
  ...(showAt === null ? [] : [lookAt(db, id, showAt)]),
]

export const lookAt = (db: Database, attemptId: string, dueAt: number) =>
  db
    .insert(timers)
    .values({ id: newId(), job, subjectId: attemptId, dueAt })
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt, doneAt: null } })

/** Statement: what changes when something is shown makes the clock look again at the grades that wait for it; `which` is of the attempts, called `o`. */
export const lookAgain = (db: Database, which: ReturnType<typeof sql>) =>
  db
    .insert(timers)
    .select(
      rowsFor(
        timers,
        { id: sql`lower(hex(randomblob(16)))`, job: sql`${job}`, subjectId: sql`o.id`, dueAt: sql`0` },
        sql`from attempts o join grades g on g.enrollment_id = o.enrollment_id and g.item_id = o.item_id
          where ${which} and o.submitted_at is not null and g.released_at is null and g.final is not null
            and not ${isHeld(sql`o.item_id`)}`,
      ),
    )
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: sql`0`, doneAt: null } })

/** The clock's turn: the learner sees the grade from the moment at which the quiz shows points. */
export async function showGradeInTime(tenant: Tenant, attemptId: string): Promise<void> {
  const { db } = tenant
  const page = await readAttempt(tenant, attemptId, { evenBinned: true })
  const now = tenant.now()
  const done = db
    .update(timers)
    .set({ doneAt: now })
    .where(and(eq(timers.job, job), eq(timers.subjectId, attemptId)))
  if (!page || page.attempt.submittedAt === null || page.attempt.score === null) return void (await done)
  const { isKept, showAt } = gradeWaits(page, page.attempt, now)
  if (isKept) return void (await (showAt === null ? done : lookAt(db, attemptId, showAt)))
  const { enrollmentId, itemId } = page.attempt
  const waiting = sql`from grades g where g.enrollment_id = ${enrollmentId} and g.item_id = ${itemId}
    and g.released_at is null and g.final is not null and not ${isHeld(itemId)}`
  const payload = JSON.stringify({ enrollmentId, itemId, courseId: page.course.id })
  await db.batch([
    db
      .insert(events)
      .select(
        sql`select null, 'grade.released', ${itemId}, ${`${attemptId}:${now}`}, null, ${payload}, ${now} ${waiting}`,
      ),
    db
      .insert(gradeEvents)
      .select(
        sql`select ${newId()}, g.enrollment_id, g.item_id, 'released', g.final, g.final, null, '', null, ${now} ${waiting}`,
      ),
    db
      .update(grades)
      .set({ releasedAt: now })
      .where(
        and(
          eq(grades.enrollmentId, enrollmentId),
          eq(grades.itemId, itemId),
          sql`${grades.releasedAt} is null and ${grades.final} is not null and not ${isHeld(itemId)}`,
        ),
      ),
    done,
  ])
  await tenant.queue.send('drain')
}

/** Of the clock's looks at grades: the earliest, to wake it. */
export const nextLook = (db: Database) =>
  db
    .select({ at: sql<number | null>`min(${timers.dueAt})`.as('at') })
    .from(timers)
    .where(sql`${timers.job} = ${job} and ${timers.doneAt} is null`)
