import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { type Given, prepared } from '../../db/prepared'
import { attemptLog, attempts, courses, enrollments, items, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { type LogKind, mostLogged, type ToldKind, toldKinds } from '../../lib/attempt-log'
import { newId } from '../../lib/ids'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import { findAttempt } from './find-attempt'

type Entry = {
  kind: LogKind
  at: number
  address?: string
  /** Of the page that was gone on to, from 1. */
  number?: number
}

/** Kept however much there is: without these a log has no beginning or no end. */
const always = new Set<LogKind>(['started', 'submitted', 'closed'])

/** Statement for the batch of what happened. `given`: only then, as `changes() > 0` right behind the statement that did it. */
export const logged = (
  db: Database,
  attemptId: string,
  { kind, at, address = '', number = 0 }: Entry,
  given: SQL = sql`true`,
) =>
  db
    .insert(attemptLog)
    .select(
      rowsFor(
        attemptLog,
        { attemptId, id: newId(), kind: sql`${kind}`, at, lastAt: at, times: 1, number, seconds: null, address },
        sql`where ${given} and ${always.has(kind) ? sql`true` : hasRoom(attemptId, mostLogged.rows)}`,
      ),
    )

/** Statement right behind the one that saved answers, nothing where that one saved none: a row a question and minute. */
export const savesLogged = (db: Database, attemptId: string, numbers: number[], at: number, address: string) =>
  savesLoggedQuery(db, attemptId, JSON.stringify(numbers), at, Math.floor(at / 60_000), address)

const savesLoggedQuery = prepared(
  (
    db,
    attemptId: Given<string>,
    numbers: Given<string>,
    at: Given<number>,
    minute: Given<number>,
    address: Given<string>,
  ) =>
    db
      .insert(attemptLog)
      .select(
        rowsFor(
          attemptLog,
          {
            attemptId: sql`${attemptId}`,
            id: sql`'s' || ${minute} || '-' || j.value`,
            kind: sql`'saved'`,
            at: sql`${at}`,
            lastAt: sql`${at}`,
            times: 1,
            number: sql`j.value`,
            seconds: null,
            address: sql`${address}`,
          },
          sql`from json_each(${numbers}) j where changes() > 0 and ${isGraded(attemptId)} and ${hasRoom(attemptId, mostLogged.rows)}`,
        ),
      )
      .onConflictDoUpdate({
        target: [attemptLog.attemptId, attemptLog.id],
        set: { times: sql`${attemptLog.times} + 1`, lastAt: sql`excluded.last_at` },
      }),
)

/** Of a survey nothing is logged: which questions somebody saved, and when, may tell what they said. */
const isGraded = (attemptId: Given<string>) =>
  sql`(select z.survey is null from attempts a join quizzes z on z.item_id = a.item_id where a.id = ${attemptId})`

const hasRoom = (attemptId: string | Given<string>, most: number, which: SQL = sql`true`) =>
  sql`(select count(*) from attempt_log l where l.attempt_id = ${attemptId} and ${which}) < ${most}`

type Told = {
  kind: ToldKind /** How long it lasted. */
  seconds: number | null /** Sent again, it is the same. */
  key: string
}

/** What the learner's browser tells of an attempt under way; nothing once it is handed in, or told too often. */
export async function tellLog(tenant: Tenant, actor: Actor, attemptId: string, told: Told, address: string) {
  const { attempt, enrollment, quiz } = await findAttempt(tenant, actor, attemptId)
  authorize(actor, 'attempt.answer', enrollment)
  if (attempt.submittedAt !== null || quiz.survey) return
  const at = tenant.now()
  await tenant.db
    .insert(attemptLog)
    .select(
      rowsFor(
        attemptLog,
        {
          attemptId,
          id: `t-${told.key}`,
          kind: sql`${told.kind}`,
          at,
          lastAt: at,
          times: 1,
          number: 0,
          seconds: told.seconds,
          address,
        },
        sql`where ${hasRoom(attemptId, mostLogged.told, sql`l.kind in ${[...toldKinds]}`)}`,
      ),
    )
    .onConflictDoNothing()
}

/** How an attempt went, oldest first, for those who mark; under way or handed in. NotFound for everybody else. */
export async function findAttemptLog(tenant: Tenant, actor: Actor, attemptId: string) {
  const { db } = tenant
  const [[found], entries] = await db.batch([
    db
      .select({
        attempt: {
          id: attempts.id,
          number: attempts.number,
          startedAt: attempts.startedAt,
          submittedAt: attempts.submittedAt,
        },
        item: { id: items.id, title: items.title },
        course: {
          id: sql<string>`${courses.id}`.as('course_id'),
          title: sql<string>`${courses.title}`.as('course_title'),
        },
        learner: { id: sql<string>`${users.id}`.as('learner_id'), name: users.name },
      })
      .from(attempts)
      .innerJoin(items, eq(items.id, attempts.itemId))
      .innerJoin(courses, eq(courses.id, items.courseId))
      .innerJoin(enrollments, eq(enrollments.id, attempts.enrollmentId))
      .innerJoin(users, eq(users.id, enrollments.userId))
      .where(and(eq(attempts.id, attemptId), isNull(items.deletedAt), isNull(courses.deletedAt)))
      .limit(1),
    db
      .select()
      .from(attemptLog)
      .where(eq(attemptLog.attemptId, attemptId))
      .orderBy(asc(attemptLog.at), sql`attempt_log.rowid`)
      .limit(mostLogged.rows + 3),
  ])
  if (!found || !(isAdmin(actor) || assists(actor, found.course.id))) throw new NotFound()
  authorize(actor, 'course.mark', { courseId: found.course.id })
  return { ...found, entries }
}

export type AttemptLog = Awaited<ReturnType<typeof findAttemptLog>>
