import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { grades, items } from '../../db/schema'
import { quizPoints } from '../draws'

/**
 * What a quiz is worth is what its questions are worth together: the same number stands on its item, for outlines, and in
 * the grades of those who have not answered yet.
 */
export function sumPoints(db: Database, itemId: string, at: number) {
  const sum = quizPoints(itemId)
  return [
    db.update(items).set({ maxPoints: sum, updatedAt: at }).where(eq(items.id, itemId)),
    db
      .update(grades)
      .set({ maxPoints: sum })
      .where(and(eq(grades.itemId, itemId), isNull(grades.final), isNull(grades.override), sql`${sum} is not null`)),
  ] as const
}
