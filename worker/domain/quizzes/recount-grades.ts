import { and, asc, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { insist, isInsisted } from '../../db/insist'
import { attempts, events, grades, items, progress, quizzes } from '../../db/schema'
import { newId } from '../../lib/ids'
import { recordEvent } from '../events'
import { insistHeldAs, regradeStatements } from '../grades'
import { completionStatements, meets } from '../progress'
import { whatCounts } from './quiz-queries'

/** Learners whose grades one event of the outbox recounts. */
const PAGE = 100
const MOST_TRIES = 5

/** One change is one `run`; `after` is the learner's enrollment that the page before ended with. */
type Recounting = { itemId: string; actorId: string | null; run: string; after: string }

/** Statement for the batch that may change which attempt of some quizzes counts: the grades that stand follow, page by page. */
export const recountLater = ({ db, now }: Tenant, itemIds: string[], actorId: string | null) => {
  const run = newId()
  return db.insert(events).select(
    sql`select null, 'quiz.recounting', q.item_id, ${`${run}:`}, ${actorId}, json_object('run', ${run}), ${now()}
      from quizzes q where q.item_id in ${anyOf(itemIds)}
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
 * Recounts the grades of a page of learners by the rule that the quiz has now, and leaves the next page to the outbox. Done
 * twice it finds nothing to do. Who passes by it is done with the item; what was passed stays passed.
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

async function recountPage(tenant: Tenant, { itemId, actorId, run, after }: Recounting): Promise<void> {
  const { db } = tenant
  const page = db
    .selectDistinct({ id: attempts.enrollmentId })
    .from(attempts)
    .where(and(eq(attempts.itemId, itemId), isNotNull(attempts.submittedAt), sql`${attempts.enrollmentId} > ${after}`))
    .orderBy(asc(attempts.enrollmentId))
    .limit(PAGE)
  const [[quiz], taken, standing] = await db.batch([
    db
      .select({ counts: quizzes.counts, item: items })
      .from(quizzes)
      .innerJoin(items, eq(items.id, quizzes.itemId))
      .where(eq(quizzes.itemId, itemId))
      .limit(1),
    db
      .select({
        id: attempts.id,
        enrollmentId: attempts.enrollmentId,
        number: attempts.number,
        submittedAt: attempts.submittedAt,
        score: attempts.score,
        maxScore: attempts.maxScore,
      })
      .from(attempts)
      .where(and(eq(attempts.itemId, itemId), isNotNull(attempts.submittedAt), inArray(attempts.enrollmentId, page)))
      .orderBy(asc(attempts.enrollmentId), asc(attempts.number)),
    db
      .select({
        enrollmentId: grades.enrollmentId,
        raw: grades.raw,
        maxPoints: grades.maxPoints,
        /** Done with it, or somebody has decided by hand whether they are. */
        isSettled: sql<number>`${progress.completedAt} is not null or ${progress.overriddenBy} is not null`,
      })
      .from(grades)
      .leftJoin(progress, and(eq(progress.enrollmentId, grades.enrollmentId), eq(progress.itemId, grades.itemId)))
      .where(and(eq(grades.itemId, itemId), inArray(grades.enrollmentId, page))),
  ])
  if (!quiz || !taken.length) return
  const { counts, item } = quiz
  const byLearner = Map.groupBy(taken, ({ enrollmentId }) => enrollmentId)
  const now = standing.map((grade) => ({ ...grade, counted: whatCounts(counts, byLearner.get(grade.enrollmentId)!)! }))
  const changed = now.filter(({ raw, maxPoints, counted }) => raw !== counted.score || maxPoints !== counted.maxScore)
  const passed = now.filter(
    ({ isSettled, counted }) =>
      item.completion.kind === 'passed' &&
      !item.holdGrades &&
      !isSettled &&
      meets(item.completion, { percent: counted.percent }),
  )
  const at = tenant.now()
  const last = taken.at(-1)!.enrollmentId
  const regrades = changed.map(({ enrollmentId, counted }) => ({
    enrollmentId,
    score: counted.score,
    maxPoints: counted.maxScore,
    sourceId: counted.attempt?.id ?? null,
  }))
  await db.batch([
    insist(
      db,
      sql`(select counts from quizzes where item_id = ${itemId}) = ${counts} and (select count(*) from attempts
        where item_id = ${itemId} and submitted_at is not null and enrollment_id > ${after}
          and enrollment_id <= ${last}) = ${taken.length}`,
    ),
    insistHeldAs(db, item),
    ...regradeStatements(db, regrades, { itemId, courseId: item.courseId, run, reason: counts, actorId, at }),
    ...passed.flatMap(({ enrollmentId }) =>
      completionStatements(tenant, null, { id: enrollmentId, courseId: item.courseId }, item, {
        requirement: item.completion,
        at,
      }),
    ),
    ...(byLearner.size === PAGE
      ? [
          recordEvent(db, 'quiz.recounting', itemId, {
            key: `${run}:${last}`,
            actorId,
            payload: { run, after: last },
            at,
          }).onConflictDoNothing(),
        ]
      : []),
  ])
  await tenant.queue.send('drain')
}
