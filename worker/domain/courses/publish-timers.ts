import { and, eq, isNull, min, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { courseModules, items, timers } from '../../db/schema'
import { newId } from '../../lib/ids'

export type PublishJob = 'publish-item' | 'publish-module'

const waiting = { 'publish-item': items, 'publish-module': courseModules }
const jobs = Object.keys(waiting) as PublishJob[]
const tableOf: Record<PublishJob, SQL> = { 'publish-item': sql`items`, 'publish-module': sql`course_modules` }

/** Makes the timers of a course say what its rows say about publishing by itself, after many of them were written at once. */
export const syncPublishTimers = (db: Database, courseId: string) =>
  jobs.flatMap((job) => syncTimers(db, courseId, job))

const syncTimers = (db: Database, courseId: string, job: PublishJob) => [
  db.delete(timers).where(
    and(
      eq(timers.job, job),
      sql`${timers.subjectId} in (select id from ${tableOf[job]} where course_id = ${courseId}
        and (publish_at is null or published_at is not null or deleted_at is not null))`,
    ),
  ),
  db
    .insert(timers)
    .select(
      rowsFor(
        timers,
        {
          id: sql`lower(hex(randomblob(16)))`,
          job: sql`${job}`,
          subjectId: sql`o.id`,
          dueAt: sql`o.publish_at`,
        },
        sql`from ${tableOf[job]} o where o.course_id = ${courseId} and o.publish_at is not null
          and o.published_at is null and o.deleted_at is null`,
      ),
    )
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: sql`excluded.due_at`, doneAt: null } }),
]

/** One of them: at a moment, or none. */
export const publishTimer = (db: Database, job: PublishJob, subjectId: string, dueAt: number | null) =>
  dueAt === null
    ? db.delete(timers).where(and(eq(timers.job, job), eq(timers.subjectId, subjectId)))
    : db
        .insert(timers)
        .values({ id: newId(), job, subjectId, dueAt })
        .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt, doneAt: null } })

/** For the batch of the clock's turn. */
export const publishTimerDone = ({ db, now }: Tenant, job: PublishJob, subjectId: string) =>
  db
    .update(timers)
    .set({ doneAt: now() })
    .where(and(eq(timers.job, job), eq(timers.subjectId, subjectId)))

/** Wakes the clock for the first of a course. */
export async function wakeToPublish({ db, clock }: Tenant, courseId: string): Promise<void> {
  const first = (table: typeof items | typeof courseModules) =>
    db
      .select({ at: min(table.publishAt) })
      .from(table)
      .where(and(eq(table.courseId, courseId), isNull(table.publishedAt), isNull(table.deletedAt)))
  const answers = await db.batch([first(items), first(courseModules)])
  const moments = answers.flatMap(([row]) => row?.at ?? [])
  if (moments.length) await clock.wakeAt(Math.min(...moments))
}
