import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { gradeEvents, grades } from '../../db/schema'
import { newId } from '../../lib/ids'

export type Given = {
  enrollmentId: string
  itemId: string
  /** In points of `maxPoints`. */
  score: number
  maxPoints: number
  /** The attempt or submission it came from. */
  sourceId: string
  at: number
  /** Null where the product marked. */
  actorId: string | null
  /** False: only markers see it until `releaseGrade`. */
  release?: boolean
  comment?: string
}

/**
 * Two statements, the history first: a score becomes the grade of (enrollment, item). An override stays what the learner
 * gets; what was released stays released.
 */
export function recordGrade(db: Database, given: Given) {
  const { enrollmentId, itemId, score, maxPoints, sourceId, at, actorId, release = true, comment } = given
  const releasedAt = release ? at : null
  const event = db.insert(gradeEvents).select(
    sql`select ${newId()}, ${enrollmentId}, ${itemId},
        case when (${finalOf(enrollmentId, itemId)}) is null then 'marked' else 'regraded' end,
        (${finalOf(enrollmentId, itemId)}), ${score}, ${sourceId}, ${comment ?? ''}, ${actorId}, ${at} where true`,
  )
  const row = db
    .insert(grades)
    .values({
      enrollmentId,
      itemId,
      raw: score,
      final: score,
      maxPoints,
      comment: comment ?? '',
      gradedBy: actorId,
      gradedAt: at,
      releasedAt,
    })
    .onConflictDoUpdate({
      target: [grades.enrollmentId, grades.itemId],
      set: {
        raw: score,
        final: sql`coalesce(override, max(0, ${score} - penalty))`,
        maxPoints,
        gradedBy: actorId,
        gradedAt: at,
        releasedAt: sql`coalesce(released_at, ${releasedAt})`,
        ...(comment === undefined ? {} : { comment }),
      },
    })
  return [event, row] as const
}

/** Two statements: the learner may see the grade from now on. */
export function releaseGrade(db: Database, enrollmentId: string, itemId: string, actorId: string, at: number) {
  const event = db.insert(gradeEvents).select(
    sql`select ${newId()}, enrollment_id, item_id, 'released', final, final, null, '', ${actorId}, ${at}
        from grades where enrollment_id = ${enrollmentId} and item_id = ${itemId}
          and released_at is null and final is not null`,
  )
  const row = db
    .update(grades)
    .set({ releasedAt: at })
    .where(
      and(
        eq(grades.enrollmentId, enrollmentId),
        eq(grades.itemId, itemId),
        sql`released_at is null and final is not null`,
      ),
    )
  return [event, row] as const
}

const finalOf = (enrollmentId: string, itemId: string) =>
  sql`select final from grades where enrollment_id = ${enrollmentId} and item_id = ${itemId}`

type DraftMark = {
  enrollmentId: string
  itemId: string
  /** Null where only a comment is written so far. */
  points: number | null
  maxPoints: number
  comment: string
  actorId: string
}

/** Statement: a mark that is being written. It is no grade yet, so nothing of it is history; after the release it does nothing. */
export function recordDraftMark(
  db: Database,
  { enrollmentId, itemId, points, maxPoints, comment, actorId }: DraftMark,
) {
  const draft = { raw: points, comment, gradedBy: actorId }
  return db
    .insert(grades)
    .values({ enrollmentId, itemId, maxPoints, ...draft })
    .onConflictDoUpdate({
      target: [grades.enrollmentId, grades.itemId],
      set: draft,
      setWhere: sql`${grades.releasedAt} is null and ${grades.final} is null`,
    })
}
