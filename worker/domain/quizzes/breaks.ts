import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { attempts } from '../../db/schema'
import { Conflict } from '../../errors'
import { type Actor, authorize } from '../policy'
import { logged } from './attempt-log'
import { closingTimer } from './attempt-times'
import { findAttempt } from './find-attempt'
import { type Attempt, isOnBreak, isOver } from './quiz-queries'

const SHORTEST = 1_000

/** Stops the clock, for as long as is left at most; the end moves by so much at once, so that it comes whoever is gone. */
export async function takeBreak(tenant: Tenant, actor: Actor, attemptId: string, address = ''): Promise<void> {
  const page = await findAttempt(tenant, actor, attemptId)
  authorize(actor, 'attempt.answer', page.enrollment)
  const { attempt } = page
  const at = tenant.now()
  if (attempt.submittedAt !== null) throw new Conflict('quizzes.alreadyHandedIn')
  if (isOnBreak(attempt, at)) return
  if (isOver(attempt, at)) throw new Conflict('quizzes.timeIsUp')
  if (page.isReadOnly) throw new Conflict('quizzes.isReadOnly')
  const left = page.breakLeft
  if (left < SHORTEST) throw new Conflict('quizzes.noBreakLeft')
  const { db } = tenant
  const [, , , [moved]] = await db.batch([
    moveEnd(db, attempt, left, at + left),
    logged(db, attemptId, { kind: 'break', at, address }, sql`changes() > 0`),
    closingTimer(db, sql`o.id = ${attemptId}`),
    db.select({ takenUntil: attempts.takenUntil }).from(attempts).where(eq(attempts.id, attemptId)).limit(1),
  ])
  if (moved?.takenUntil != null) await tenant.clock.wakeAt(moved.takenUntil)
}

/** The clock runs again; what was not used of the break is left for another. */
export async function endBreak(tenant: Tenant, actor: Actor, attemptId: string, address = ''): Promise<void> {
  const page = await findAttempt(tenant, actor, attemptId)
  authorize(actor, 'attempt.answer', page.enrollment)
  const statements = endBreakStatements(tenant.db, page.attempt, tenant.now(), address)
  if (statements.length) await tenant.db.batch(statements as [(typeof statements)[0], ...typeof statements])
}

/** Statements; none where the clock runs. Who answers goes on: an answer ends a break too. */
export const endBreakStatements = (db: Database, attempt: Attempt, at: number, address = '') =>
  isOnBreak(attempt, at)
    ? [
        moveEnd(db, attempt, at - attempt.breakUntil!, null),
        logged(db, attempt.id, { kind: 'resumed', at, address }, sql`changes() > 0`),
        closingTimer(db, sql`o.id = ${attempt.id}`),
      ]
    : []

/** Moves the end with the time of breaks, unless somebody has moved it since it was read. */
const moveEnd = (db: Database, { id, breakTime }: Attempt, by: number, breakUntil: number | null) =>
  db
    .update(attempts)
    .set({
      breakTime: sql`${attempts.breakTime} + ${by}`,
      endsAt: sql`${attempts.endsAt} + ${by}`,
      takenUntil: sql`${attempts.takenUntil} + ${by}`,
      breakUntil,
    })
    .where(and(eq(attempts.id, id), eq(attempts.breakTime, breakTime), isNull(attempts.submittedAt)))
