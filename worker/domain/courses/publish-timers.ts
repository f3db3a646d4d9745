import { and, eq, isNull, min, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { rowsFor } from '../../db/insert-select'
import { items, timers } from '../../db/schema'

/** Makes the timers of a course say what its rows say about publishing by itself, after many of them were written at once. */
export const syncPublishTimers = (db: Database, courseId: string) => [
  db.delete(timers).where(
    and(
      eq(timers.job, 'publish-item'),
      sql`${timers.subjectId} in (select id from items where course_id = ${courseId}
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
          job: sql`'publish-item'`,
          subjectId: sql`o.id`,
          dueAt: sql`o.publish_at`,
        },
        sql`from items o where o.course_id = ${courseId} and o.publish_at is not null and o.published_at is null
          and o.deleted_at is null`,
      ),
    )
    .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: sql`excluded.due_at`, doneAt: null } }),
]

/** Wakes the clock for the first of them. */
export async function wakeToPublish(tenant: Tenant, courseId: string): Promise<void> {
  const [first] = await tenant.db
    .select({ at: min(items.publishAt) })
    .from(items)
    .where(and(eq(items.courseId, courseId), isNull(items.publishedAt), isNull(items.deletedAt)))
  if (first?.at != null) await tenant.clock.wakeAt(first.at)
}
