import { sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { events } from '../../db/schema'
import { newId } from '../../lib/ids'

/**
 * Statement: things may be for these people that were not, or no longer, because they came into a group or left it, the group went
 * or came back, or they are somebody else by their profile. Nothing where no rule asks who somebody is.
 */
export function recordReachMoved(
  db: Database,
  whose: readonly string[] | { groupId: string },
  { actorId, at }: { actorId: string | null; at: number },
) {
  const [subjectId, userIds] =
    'groupId' in whose
      ? [whose.groupId, sql`(select json_group_array(user_id) from group_members where group_id = ${whose.groupId})`]
      : [whose[0] ?? '', sql`${JSON.stringify(whose)}`]
  return db.insert(events).select(
    sql`select null, 'reach.moved', ${subjectId}, ${newId()}, ${actorId}, json_object('userIds', json(${userIds})), ${at}
      where json_array_length(${userIds}) > 0
        and (exists (select 1 from items where json_type(availability, '$.reach') = 'array')
          or exists (select 1 from course_modules where json_type(availability, '$.reach') = 'array'))`,
  )
}
