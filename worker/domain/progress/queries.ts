import { and, eq } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { moduleCompletions, progress } from '../../db/schema'

/** Unexecuted: everything a learner has begun or done in a course. */
export const progressQuery = (db: Database, enrollmentId: string) =>
  db.select().from(progress).where(eq(progress.enrollmentId, enrollmentId))

/** Unexecuted: one item's progress. */
export const itemProgressQuery = (db: Database, enrollmentId: string, itemId: string) =>
  db
    .select()
    .from(progress)
    .where(and(eq(progress.enrollmentId, enrollmentId), eq(progress.itemId, itemId)))
    .limit(1)

/** Unexecuted: the modules that a learner has completed. */
export const moduleCompletionsQuery = (db: Database, enrollmentId: string) =>
  db.select().from(moduleCompletions).where(eq(moduleCompletions.enrollmentId, enrollmentId))

export type Progress = typeof progress.$inferSelect
