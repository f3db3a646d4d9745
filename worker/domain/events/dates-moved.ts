import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { events } from '../../db/schema'
import { newId } from '../../lib/ids'

/**
 * Whose dates, or whose lateness, may be others now: of an item, of one learner in it, of a course, of people in a group (null is
 * all), of every course that says its dates in the organization's zone.
 */
export type Moved =
  | { itemId: string; enrollmentId?: string }
  | { courseId: string }
  | { groupId: string; userIds: string[] | null }
  | { zone: 'organization' }

/**
 * Statement: what is taken off for being late is to be reckoned anew. Nothing where nobody has handed anything in, or the group
 * has no dates of its own; `when`, standing before what it asks about is written, says whether anything changes.
 */
export function recordDatesMoved(
  db: Database,
  moved: Moved,
  { actorId, at, when = sql`1` }: { actorId: string | null; at: number; when?: SQL },
) {
  const [subjectId, matters] = whoseAndWhether(moved)
  return db.insert(events).select(
    sql`select null, 'dates.moved', ${subjectId}, ${newId()}, ${actorId}, ${JSON.stringify(moved)}, ${at}
      where exists (${matters}) and ${when}`,
  )
}

function whoseAndWhether(moved: Moved): [string, SQL] {
  if ('zone' in moved) return ['own', sql`select 1 from submissions`]
  if ('groupId' in moved)
    return [moved.groupId, sql`select 1 from deadline_overrides where group_id = ${moved.groupId}`]
  if ('itemId' in moved) return [moved.itemId, sql`select 1 from submissions where item_id = ${moved.itemId}`]
  const handedIn = sql`exists (select 1 from submissions s where s.item_id = i.id)`
  return [moved.courseId, sql`select 1 from items i where i.course_id = ${moved.courseId} and ${handedIn}`]
}
