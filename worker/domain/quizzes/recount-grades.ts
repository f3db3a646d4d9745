import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { insist, isInsisted } from '../../db/insist'
import { events, items, quizzes } from '../../db/schema'
import { newId } from '../../lib/ids'
import { recordEvent } from '../events'
import { insistHeldAs, regradeStatements } from '../grades'
import { completionStatements, meets, refreshEnrollment } from '../progress'
import { whatCounts } from './quiz-queries'
import { LEARNERS_A_PAGE, readRecounting } from './read-recounting'
import { isRemarked, remarkStatements } from './remark-attempts'
import { rulingsStamp } from './rulings-queries'
import { lookAt, waitsToBeSeen } from './show-grade'

const MOST_TRIES = 5

/** One change is one `run`; `after` is the learner's enrollment that the page before ended with. */
type Recounting = { itemId: string; actorId: string | null; run: string; after: string; reason?: string }

/**
 * Statement for the batch that may change which attempt of some quizzes counts, or how attempts are marked (`reason`, a word of
 * the grade's history): the grades that stand follow, page by page.
 */
export const recountLater = (
  { db, now }: Tenant,
  itemIds: string[],
  actorId: string | null,
  reason: string | null = null,
) => {
  const run = newId()
  return db.insert(events).select(
    sql`select null, 'quiz.recounting', q.item_id, ${`${run}:`}, ${actorId}, json_object('run', ${run}, 'reason', ${reason}),
      ${now()} from quizzes q where q.item_id in ${anyOf(itemIds)}
        and exists (select 1 from attempts a where a.item_id = q.item_id and a.submitted_at is not null)`,
  )
}

/** Grades that could not follow while they were locked: of one item, or of the whole course. What is no quiz is left alone. */
export async function recountUnlocked(
  tenant: Tenant,
  { courseId, itemId, actorId }: { courseId: string; itemId: string | null; actorId: string | null },
): Promise<void> {
  const found = await tenant.db
    .select({ id: items.id })
    .from(items)
    .innerJoin(quizzes, eq(quizzes.itemId, items.id))
    .where(and(eq(items.courseId, courseId), itemId === null ? undefined : eq(items.id, itemId)))
  if (!found.length) return
  const ids = found.map(({ id }) => id)
  await recountLater(tenant, ids, actorId)
  await tenant.queue.send('drain')
}

/**
 * Marks the attempts of a page of learners by the rulings that hold now, recounts their grades by the rule that the quiz has
 * now, and leaves the next page to the outbox. Done twice it finds nothing to do. Who passes by it is done with the item, once
 * they may see that they passed; what was passed stays passed.
 */
export async function recountGrades(tenant: Tenant, recounting: Recounting): Promise<void> {
  for (let round = 1; ; round++) {
    try {
      return await recountPage(tenant, recounting)
    } catch (error) {
      if (!isInsisted(error) || round === MOST_TRIES) throw error // somebody handed in meanwhile
    }
  }
}

async function recountPage(tenant: Tenant, { itemId, actorId, run, after, reason }: Recounting): Promise<void> {
  const { db } = tenant
  const page = await readRecounting(tenant, itemId, after)
  if (!page) return
  const { counts, item, learners, stamp, given, submitted, marked } = page
  const at = tenant.now()
  const now = learners.flatMap(({ grade, attempts, ...learner }) => {
    const counted = whatCounts(counts, attempts)
    // Where nothing is marked whole there is nothing to recount.
    if (!grade || !counted) return []
    return [{ ...learner, ...grade, counted, waits: waitsToBeSeen(learner.quiz, learner.closedAt, attempts, at) }]
  })
  const changed = now.filter(({ raw, maxPoints, counted }) => raw !== counted.score || maxPoints !== counted.maxScore)
  const passed = now.filter(
    ({ isSettled, counted, waits }) =>
      item.completion.kind === 'passed' &&
      !item.holdGrades &&
      waits.showAt === null && // being done would tell that it is passed
      !isSettled &&
      meets(item.completion, { percent: counted.percent }),
  )
  const last = learners.at(-1)!.enrollmentId
  const remarked = learners.flatMap(({ attempts }) => attempts.filter(isRemarked))
  const waited = remarked.filter(({ toMark, before }) => toMark > 0 !== before.toMark > 0)
  const regrades = changed.map(({ enrollmentId, counted, waits }) => ({
    enrollmentId,
    score: counted.score,
    maxPoints: counted.maxScore,
    sourceId: counted.attempt?.id ?? null,
    isKept: waits.isKept,
  }))
  const looks = changed.flatMap(({ final, waits }) =>
    final === null && waits.showAt !== null && !item.holdGrades ? [{ ...waits, showAt: waits.showAt }] : [],
  )
  await db.batch([
    insist(
      db,
      sql`(select counts from quizzes where item_id = ${itemId}) = ${counts} and ${rulingsStamp(itemId)} = ${stamp}
        and (select count(*) = ${submitted} and count(a.score) = ${marked}
            and abs(total((select total(r.points) from responses r where r.attempt_id = a.id)) - ${given}) < 1e-6
          from attempts a where a.item_id = ${itemId} and a.submitted_at is not null and a.enrollment_id > ${after}
            and a.enrollment_id <= ${last})`,
    ),
    insistHeldAs(db, item),
    ...remarkStatements(db, remarked),
    ...regradeStatements(db, regrades, {
      itemId,
      courseId: item.courseId,
      run,
      reason: reason ?? counts,
      actorId,
      at,
    }),
    ...looks.map(({ attemptId, showAt }) => lookAt(db, attemptId, showAt)),
    // Continue leads on while something waits for its marks.
    ...[...new Set(waited.map(({ enrollmentId }) => enrollmentId))].map((id) => refreshEnrollment(tenant, id)),
    ...passed.flatMap(({ enrollmentId }) =>
      completionStatements(tenant, null, { id: enrollmentId, courseId: item.courseId }, item, {
        requirement: item.completion,
        at,
      }),
    ),
    ...(learners.length === LEARNERS_A_PAGE
      ? [
          recordEvent(db, 'quiz.recounting', itemId, {
            key: `${run}:${last}`,
            actorId,
            payload: { run, after: last, reason: reason ?? null },
            at,
          }).onConflictDoNothing(),
        ]
      : []),
  ])
  // The clock looks up the next due thing itself.
  if (looks.length) await tenant.clock.wakeAt(Math.min(...looks.map(({ showAt }) => showAt)))
  await tenant.queue.send('drain')
}
