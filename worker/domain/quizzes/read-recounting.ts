import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { attempts, enrollments, grades, items, progress, quizzes, rulings, users } from '../../db/schema'
import { isLocked } from '../grades'
import { ownColumn, ownQuiz, type Quiz } from './quiz-queries'
import { type Remarked, remark, remarkQueries } from './remark-attempts'
import type { Ruling } from './ruled-marks'
import { rulingsQuery, rulingsStamp, toRuling } from './rulings-queries'

/** Learners whose grades one event of the outbox recounts. */
export const LEARNERS_A_PAGE = 100

/** A learner who has handed in, with all attempts as they are marked now. */
export type RecountedLearner = {
  enrollmentId: string
  name: string
  /** As it is for them. */
  quiz: Quiz
  closedAt: number | null
  attempts: Remarked[]
  /** Null where there is no row, as of somebody who does not learn any more. */
  grade: {
    raw: number | null
    final: number | null
    penalty: number
    override: number | null
    excused: boolean
    maxPoints: number
    /** Done with it, or somebody has decided by hand whether they are. */
    isSettled: boolean
  } | null
}

/** What is asked of a page of learners behind an enrollment, in one batch with all that belongs to them. */
export function recountingQueries(
  db: Database,
  itemId: string,
  { after = '', most, alsoVersion }: { after?: string; most: number; alsoVersion?: string },
) {
  const page = db
    .selectDistinct({ id: attempts.enrollmentId })
    .from(attempts)
    .where(and(eq(attempts.itemId, itemId), isNotNull(attempts.submittedAt), sql`${attempts.enrollmentId} > ${after}`))
    .orderBy(attempts.enrollmentId)
    .limit(most)
  const inPage: SQL = inArray(attempts.enrollmentId, page)
  return [
    db
      .select({
        item: items,
        counts: quizzes.counts,
        stamp: sql<string>`${rulingsStamp(itemId)}`.as('stamp'),
        isLocked: sql<boolean>`${isLocked(itemId)}`.mapWith(Boolean).as('is_locked'),
      })
      .from(quizzes)
      .innerJoin(items, eq(items.id, quizzes.itemId))
      .where(eq(quizzes.itemId, itemId))
      .limit(1),
    db
      .select({
        enrollmentId: sql<string>`${enrollments.id}`.as('own_enrollment'),
        name: users.name,
        quiz: quizzes,
        own: ownColumn(sql`${quizzes.itemId}`, sql`${enrollments.userId}`),
      })
      .from(enrollments)
      .innerJoin(users, eq(users.id, enrollments.userId))
      .innerJoin(quizzes, eq(quizzes.itemId, itemId))
      .where(inArray(enrollments.id, page))
      .orderBy(enrollments.id),
    db
      .select({
        enrollmentId: grades.enrollmentId,
        raw: grades.raw,
        final: grades.final,
        penalty: grades.penalty,
        override: grades.override,
        excused: grades.excused,
        maxPoints: grades.maxPoints,
        isSettled: sql<boolean>`${progress.completedAt} is not null or ${progress.overriddenBy} is not null`
          .mapWith(Boolean)
          .as('is_settled'),
      })
      .from(grades)
      .leftJoin(progress, and(eq(progress.enrollmentId, grades.enrollmentId), eq(progress.itemId, grades.itemId)))
      .where(and(eq(grades.itemId, itemId), inArray(grades.enrollmentId, page))),
    rulingsQuery(db, eq(rulings.itemId, itemId)),
    ...remarkQueries(db, itemId, inPage, alsoVersion),
  ] as const
}

type AnswersOf<Queries extends readonly unknown[]> = { [Key in keyof Queries]: Awaited<Queries[Key]> }
export type RecountingAnswers = AnswersOf<ReturnType<typeof recountingQueries>>

/** Its learners, by the rulings that hold, or by what `rule` makes of them. */
export function recountedLearners(
  [, people, standing, rows, taken, ruled, versions]: RecountingAnswers,
  rule: (inForce: Ruling[]) => Ruling[] = (inForce) => inForce,
): RecountedLearner[] {
  const rulings = rule(rows.filter(({ ruling }) => ruling.revokedAt === null).map(toRuling))
  const ever = Map.groupBy([...rows.map(toRuling), ...rulings], ({ versionId }) => versionId)
  const byLearner = Map.groupBy(remark(taken, ruled, versions, { rulings, ever }), ({ enrollmentId }) => enrollmentId)
  const gradeOf = new Map(standing.map(({ enrollmentId, ...grade }) => [enrollmentId, grade]))
  return people.map(({ enrollmentId, name, ...found }) => {
    const { quiz, closedAt } = ownQuiz(found)
    return {
      enrollmentId,
      name,
      quiz,
      closedAt,
      attempts: byLearner.get(enrollmentId) ?? [],
      grade: gradeOf.get(enrollmentId) ?? null,
    }
  })
}

/** A page of learners whose grades follow; null where there is nobody more. */
export async function readRecounting(tenant: Tenant, itemId: string, after: string) {
  const { db } = tenant
  const answers = await db.batch(recountingQueries(db, itemId, { after, most: LEARNERS_A_PAGE }))
  const [[found], , , , taken] = answers
  if (!found || !taken.length) return null
  const handedIn = taken.filter(({ submittedAt }) => submittedAt !== null)
  return {
    ...found,
    learners: recountedLearners(answers),
    submitted: handedIn.length,
    /** So many of them are marked whole. */
    marked: handedIn.filter(({ score }) => score !== null).length,
    /** Points that stand in the answers of these. */
    given: handedIn.reduce((sum, { given }) => sum + given, 0),
  }
}
