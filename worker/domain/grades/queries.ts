import { and, asc, desc, eq, ne } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { enrollments, gradeEvents, grades } from '../../db/schema'

export type Grade = typeof grades.$inferSelect

/** Unexecuted: every grade of an enrollment, released or not; `shownGrade` says what its learner may see. */
export const gradesQuery = (db: Database, enrollmentId: string) =>
  db.select().from(grades).where(eq(grades.enrollmentId, enrollmentId))

/** Unexecuted: one grade. */
export const gradeQuery = (db: Database, enrollmentId: string, itemId: string) =>
  db
    .select()
    .from(grades)
    .where(and(eq(grades.enrollmentId, enrollmentId), eq(grades.itemId, itemId)))
    .limit(1)

/** Unexecuted: somebody's own grade in an item. */
export const gradeOfPersonQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({ grade: grades })
    // A cross join keeps this order: a person has few enrollments, an item has the grades of thousands.
    .from(enrollments)
    .crossJoin(grades)
    .where(
      and(
        eq(enrollments.userId, userId),
        ne(enrollments.state, 'withdrawn'),
        eq(grades.enrollmentId, enrollments.id),
        eq(grades.itemId, itemId),
      ),
    )
    .orderBy(desc(enrollments.round))
    .limit(1)

/** Unexecuted: how a grade was made, oldest first. */
export const gradeHistoryQuery = (db: Database, enrollmentId: string, itemId: string) =>
  db
    .select()
    .from(gradeEvents)
    .where(and(eq(gradeEvents.enrollmentId, enrollmentId), eq(gradeEvents.itemId, itemId)))
    .orderBy(asc(gradeEvents.at), asc(gradeEvents.id))
    .limit(200)

/** A grade as its learner sees it: points of points, percent (0-100) and the comment; null until it is released. */
export function shownGrade(grade: Grade | undefined): {
  points: number
  maxPoints: number
  percent: number
  comment: string
  at: number
} | null {
  if (!grade || grade.releasedAt === null || grade.final === null) return null
  return {
    points: grade.final,
    maxPoints: grade.maxPoints,
    percent: percentOf(grade.final, grade.maxPoints),
    comment: grade.comment,
    at: grade.releasedAt,
  }
}

/** 0-100, not rounded; what is worth nothing is whole. */
export const percentOf = (points: number, maxPoints: number): number =>
  maxPoints > 0 ? Math.max(0, (points / maxPoints) * 100) : 100
