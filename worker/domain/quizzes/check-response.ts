import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { rowsFor } from '../../db/insert-select'
import { responses, responseTries } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import type { Actor } from '../policy'
import { logged } from './attempt-log'
import { insistOpen } from './find-asked'
import type { AttemptQuestion } from './find-attempt'
import { canCheck, markOfTry } from './read-result'
import { findOpenAttempt } from './save-responses'

const MOST_ROUNDS = 5

/**
 * Lets a learner see at once whether a saved answer is right, where the quiz shows that while it is taken. Where it may be tried
 * again (`asked.tries`) the answer is kept as a try; once it is right, or was tried as often as that, it stays. `number` is the
 * try that is meant, from 1: sent again, and by fifty clicks at once, it is one. An answer that was checked already is no
 * new try.
 */
export async function checkResponse(
  tenant: Tenant,
  actor: Actor,
  attemptId: string,
  versionId: string,
  { number, address = '' }: { number?: number; address?: string } = {},
): Promise<void> {
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const page = await findOpenAttempt(tenant, actor, attemptId)
    const asked = page.questions.find((one) => one.versionId === versionId)
    if (!asked) throw new NotFound()
    insistOpen(asked)
    const done = asked.tries.length
    if (asked.isChecked || (number !== undefined && number <= done)) return
    if (!canCheck(page.quiz, asked)) throw new Conflict('quizzes.noCheck')
    if (!asked.isAnswered) throw new Conflict('quizzes.answerFirst')
    if (done && JSON.stringify(asked.tries.at(-1)) === JSON.stringify(asked.response)) {
      if (number === undefined) return
      throw new Conflict('quizzes.sameAnswer')
    }
    if (await keepTry(tenant, attemptId, asked, address)) return
  }
  throw new Conflict('error.conflict')
}

/** False where the answer, or the number of its tries, was another one by then. */
async function keepTry(tenant: Tenant, attemptId: string, asked: AttemptQuestion, address: string): Promise<boolean> {
  const { db } = tenant
  const at = tenant.now()
  const { versionId, tries, triesAllowed, revision, page } = asked
  const number = tries.length + 1
  const isLast = number >= triesAllowed || markOfTry(asked, asked.response).correct === 'full'
  const stands = sql`exists (select 1 from attempts a join responses r on r.attempt_id = a.id and r.version_id = ${versionId}
    where a.id = ${attemptId} and a.submitted_at is null and (a.taken_until is null or a.taken_until > ${at})
      and (a.forward_by is null or a.reached = ${page}) and r.revision = ${revision} and r.checked_at is null
      and (select count(*) from response_tries t where t.attempt_id = a.id and t.version_id = ${versionId}) = ${tries.length})`
  const own = and(eq(responses.attemptId, attemptId), eq(responses.versionId, versionId))
  const log = logged(db, attemptId, { kind: 'checked', at, address }, sql`changes() > 0`)
  if (triesAllowed <= 1) {
    const [closed] = await db.batch([
      db.update(responses).set({ checkedAt: at }).where(and(own, stands)).returning({ versionId: responses.versionId }),
      log,
    ])
    return closed.length > 0
  }
  const kept = JSON.stringify(asked.response)
  const [tried] = await db.batch([
    db
      .insert(responseTries)
      .select(
        rowsFor(responseTries, { attemptId, versionId, number, response: sql`${kept}`, at }, sql`where ${stands}`),
      )
      .returning({ number: responseTries.number }),
    ...(isLast ? [db.update(responses).set({ checkedAt: at }).where(and(own, sql`changes() > 0`))] : []),
    log,
  ])
  return tried.length > 0
}
