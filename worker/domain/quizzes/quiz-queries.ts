import { and, asc, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { attempts, enrollments, questionVersions, quizQuestions, quizzes } from '../../db/schema'

export type Quiz = typeof quizzes.$inferSelect
export type Attempt = typeof attempts.$inferSelect

export const quizQuery = (db: Database, itemId: string) =>
  db.select().from(quizzes).where(eq(quizzes.itemId, itemId)).limit(1)

/** How many questions a quiz asks and what they are worth together. */
export const quizSizeQuery = (db: Database, itemId: string) =>
  db
    .select({ questions: sql<number>`count(*)`, points: sql<number>`coalesce(sum(points), 0)` })
    .from(quizQuestions)
    .where(eq(quizQuestions.itemId, itemId))

/** What a quiz asks now, in the author's order. */
export const quizQuestionsQuery = (db: Database, itemId: string | SQL) =>
  db
    .select({
      questionId: quizQuestions.questionId,
      versionId: quizQuestions.versionId,
      position: quizQuestions.position,
      points: quizQuestions.points,
      number: questionVersions.number,
      kind: questionVersions.kind,
      body: questionVersions.body,
    })
    .from(quizQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, quizQuestions.versionId))
    .where(eq(quizQuestions.itemId, itemId))
    .orderBy(asc(quizQuestions.position))

/** A learner's own attempts at a quiz, oldest first. */
export const attemptsQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({ attempt: attempts })
    .from(attempts)
    .innerJoin(enrollments, eq(enrollments.id, attempts.enrollmentId))
    .where(and(eq(attempts.itemId, itemId), eq(enrollments.userId, userId), ne(enrollments.state, 'withdrawn')))
    .orderBy(asc(attempts.number))
    .limit(200)

/** Percent of an attempt's points, 0-100; null until it is submitted. */
export const percentOfAttempt = ({ submittedAt, score, maxScore }: Attempt): number | null =>
  submittedAt === null || score === null ? null : maxScore > 0 ? (score / maxScore) * 100 : 100

export const isPassing = (quiz: Quiz, percent: number): boolean => percent + 1e-9 >= quiz.passPercent

/** The attempt that gives the grade. */
export function attemptThatCounts(counts: Quiz['counts'], all: Attempt[]): Attempt | null {
  const done = all.filter((attempt) => attempt.submittedAt !== null)
  if (counts === 'latest') return done.reduce<Attempt | null>((a, b) => (a && a.number > b.number ? a : b), null)
  return done.reduce<Attempt | null>((a, b) => (a && percentOfAttempt(a)! >= percentOfAttempt(b)! ? a : b), null)
}
