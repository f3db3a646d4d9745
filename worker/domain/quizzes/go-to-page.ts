import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { attempts } from '../../db/schema'
import { Conflict } from '../../errors'
import type { Actor } from '../policy'
import { logged } from './attempt-log'
import { findOpenAttempt } from './save-responses'

/**
 * Leaves the open page for the next one (`page`, from 0), of an attempt in which one only goes forwards: what stands on the one
 * that is left stays as it is saved. Sent twice it is done once; a page that is left, or is
 * not the next, is a Conflict. Where one may go back there is nothing to leave.
 */
export async function goToPage(tenant: Tenant, actor: Actor, attemptId: string, page: number, address = '') {
  const { attempt, questions } = await findOpenAttempt(tenant, actor, attemptId)
  const last = questions.at(-1)?.page ?? 0
  if (attempt.forwardBy === null || page === attempt.reached) return
  if (page < attempt.reached) throw new Conflict('quizzes.pageLeft')
  if (page > attempt.reached + 1 || page > last) throw new Conflict('quizzes.pageAhead')
  const { db } = tenant
  const at = tenant.now()
  await db.batch([
    db
      .update(attempts)
      .set({ reached: page })
      .where(
        and(
          eq(attempts.id, attemptId),
          eq(attempts.reached, page - 1),
          isNull(attempts.submittedAt),
          sql`(${attempts.takenUntil} is null or ${attempts.takenUntil} > ${at})`,
        ),
      ),
    logged(db, attemptId, { kind: 'moved', at, address, number: page + 1 }, sql`changes() > 0`),
  ])
}
