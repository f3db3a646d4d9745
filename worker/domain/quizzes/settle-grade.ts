import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist } from '../../db/insist'
import { recordGrade } from '../grades'
import type { Actor } from '../policy'
import { completionStatements, meets } from '../progress'
import type { WholeAttempt } from './find-attempt'
import { type Attempt, whatCounts } from './quiz-queries'
import { gradeWaits, keepGrade } from './show-grade'

type By = {
  at: number
  /** Whose act completes the item. */
  by: Pick<Actor, 'id'>
  /** Who marked; left out, the product did. */
  markedBy?: string
}

/**
 * Statements for what follows once an attempt is handed in or marked by hand: the grade, where all of what counts is marked, and
 * completion; `showAt` is when the clock looks at the grade again.
 */
export function settleGrade(
  tenant: Tenant,
  page: WholeAttempt,
  closed: Attempt,
  { at, by, markedBy }: By,
): { statements: ReturnType<typeof statementsFor>; showAt: number | null } {
  const { quiz, item, attempts } = page
  const counted = whatCounts(quiz.counts, [...attempts.filter(({ id }) => id !== closed.id), closed])
  const waits =
    closed.score === null || !counted ? { isKept: false, showAt: null } : gradeWaits(page, closed, tenant.now())
  // by passing only once the learner may know of it: `completeByGrade` does it when the grades are given out
  const percent = item.holdGrades || waits.showAt !== null || closed.score === null ? null : (counted?.percent ?? null)
  const completes = meets(item.completion, { viewed: true, submitted: true, percent })
  const statements = statementsFor(tenant, page, closed, { counted, ...waits, completes, at, by, markedBy })
  return { statements, showAt: waits.showAt }
}

type What = By & {
  counted: ReturnType<typeof whatCounts>
  isKept: boolean
  showAt: number | null
  completes: boolean
}

function statementsFor(
  tenant: Tenant,
  { item, enrollment, attempts }: WholeAttempt,
  closed: Attempt,
  { counted, isKept, showAt, completes, at, by, markedBy }: What,
) {
  const { db } = tenant
  const isGraded = counted !== null && closed.score !== null
  const others = attempts.filter(({ id, score }) => id !== closed.id && score !== null)
  const sum = others.reduce((all, { score }) => all + score!, 0)
  return [
    // Another attempt of this learner that is handed in or marked at this moment may be the one that counts.
    insist(
      db,
      sql`(select count(*) = ${others.length} and abs(total(o.score) - ${sum}) < 1e-6
        from attempts o where o.enrollment_id = ${enrollment.id} and o.item_id = ${item.id} and o.id <> ${closed.id}
          and o.score is not null)`,
    ),
    ...(isGraded
      ? recordGrade(db, {
          enrollmentId: enrollment.id,
          itemId: item.id,
          score: counted.score,
          maxPoints: counted.maxScore,
          sourceId: closed.id,
          at,
          actorId: markedBy ?? null,
        })
      : []),
    ...(isGraded && isKept && !item.holdGrades ? keepGrade(db, closed, at, showAt) : []),
    ...(completes ? completionStatements(tenant, by, enrollment, item, { requirement: item.completion, at }) : []),
  ]
}
