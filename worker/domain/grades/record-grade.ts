import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { gradeEvents, grades } from '../../db/schema'
import { newId } from '../../lib/ids'
import { isHeld } from './hold'
import { isLocked } from './lock'

export type Given = {
  enrollmentId: string
  itemId: string
  /** In points of `maxPoints`. */
  score: number
  maxPoints: number
  /** The attempt or submission it came from; null where it was given by hand. */
  sourceId: string | null
  at: number
  /** Null where the product marked. */
  actorId: string | null
  comment?: string
  /** Points taken off, for being late; left out, what is taken off stays. */
  penalty?: number
}

/**
 * Two statements, the history first: a score becomes the grade of (enrollment, item). An override stays what the learner
 * gets. Released at once, unless the item holds its grades (`isHeld`). Where grades are locked nothing is written: markers are
 * refused before (`refuseLocked`), and what marks itself is counted when they are open again.
 */
export function recordGrade(db: Database, given: Given) {
  const { enrollmentId, itemId, score, maxPoints, sourceId, at, actorId, comment, penalty } = given
  const first = Math.max(0, score - (penalty ?? 0))
  const releasedAt = sql`case when ${isHeld(itemId)} then null else ${at} end`
  const event = db.insert(gradeEvents).select(
    sql`select ${newId()}, ${enrollmentId}, ${itemId},
        case when (${finalOf(enrollmentId, itemId)}) is null then 'marked' else 'regraded' end,
        (${finalOf(enrollmentId, itemId)}), ${penalty === undefined ? score : first}, ${sourceId}, ${comment ?? ''}, ${actorId}, ${at} where not ${isLocked(itemId)}`,
  )
  const row = db
    .insert(grades)
    .select(
      rowsFor(
        grades,
        {
          enrollmentId,
          itemId,
          raw: score,
          penalty: penalty ?? 0,
          final: first,
          maxPoints,
          excused: 0,
          comment: comment ?? '',
          gradedBy: actorId,
          gradedAt: at,
          releasedAt,
        },
        sql`where not ${isLocked(itemId)}`,
      ),
    )
    .onConflictDoUpdate({
      target: [grades.enrollmentId, grades.itemId],
      set: {
        raw: score,
        ...(penalty === undefined ? {} : { penalty }),
        final:
          penalty === undefined
            ? sql`coalesce(override, max(0, ${score} - penalty))`
            : sql`coalesce(override, ${first})`,
        maxPoints,
        gradedBy: actorId,
        gradedAt: at,
        releasedAt: sql`coalesce(released_at, ${releasedAt})`,
        ...(comment === undefined ? {} : { comment }),
      },
    })
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

/** Statement: a mark that is being written. It is no grade yet, so nothing of it is history; once one is given it does nothing. */
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
