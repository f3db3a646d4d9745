import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, preparedAll } from '../../db/prepared'
import {
  type OutlineItem,
  type OutlineRows,
  outlinesQueries,
  readOutline,
  splitOutline,
  splitOutlines,
} from '../courses'
import type { Actor } from '../policy'
import { hitsQuery, type Openness, readHits, type SearchHit, type SearchOptions } from '../search'

/** Courses whose rules are read for one search: the latest ones that the learner was in. */
const MOST_COURSES = 20

/**
 * What the actor may see of what the words mean, best first. Rules speak as on the course's own page: what is meant for
 * other people is not there, of what is still locked the title. One trip.
 */
export async function listHits(
  tenant: Tenant,
  actor: Actor,
  typed: string,
  options: SearchOptions = {},
): Promise<SearchHit[]> {
  const hits = hitsQuery(tenant, actor, typed, options)
  const [rows, [found]] = splitOutline(
    await tenant.db.batch([...ruledOutlines(tenant.db, actor.id, MOST_COURSES), hits]),
  )
  return readHits(found, typed, openness(rows, actor, tenant.now()), options)
}

/** Items of courses that were not read count as not for this reader: better nothing than too much. */
function openness(rows: OutlineRows, actor: Actor, now: number): (itemId: string) => Openness {
  const items = splitOutlines(rows).flatMap((one) => readOutline(one, actor, { now })?.items ?? [])
  const shown = new Map<string, OutlineItem>(items.map((item) => [item.id, item]))
  return (itemId) => {
    const item = shown.get(itemId)
    return !item ? 'hidden' : item.state === 'locked' ? 'named' : 'open'
  }
}

/** The courses of a learner in which anything may be locked. */
const ruledOutlines = preparedAll((db, userId: Given<string>, most: Given<number>) =>
  outlinesQueries(
    db,
    userId,
    sql`(select course_id from (
      select e.course_id from enrollments e join courses c on c.id = e.course_id
      where e.user_id = ${userId} and e.role in ('learner', 'observer') and e.state in ('active', 'completed')
        and c.published_at is not null and c.archived_at is null and c.deleted_at is null
        and (c.in_order = 1
          or exists (select 1 from items i where i.course_id = c.id and i.availability is not null)
          or exists (select 1 from course_modules m where m.course_id = c.id and m.availability is not null))
      order by coalesce(e.last_seen_at, e.created_at) desc limit ${most}))`,
  ),
)
