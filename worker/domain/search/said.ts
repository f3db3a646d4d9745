import { type SQL, sql } from 'drizzle-orm'
import { searchEntries } from '../../db/schema'
import type { Actor } from '../policy'

/** What was said in forums: the opening of a thread goes by the thread's id. */
export const isSaid = sql`${searchEntries.kind} in ('thread', 'reply')`

/** SQL for a join: what was said, as `said`, in which thread, as `st`, of which forum, as `sf`. */
export const saidJoins = {
  replies: sql`${isSaid} and said.id = ${searchEntries.subjectId}`,
  threads: sql`st.id = said.thread_id`,
  forums: sql`sf.item_id = st.forum_id`,
}

/** Nothing was taken away. */
export const standsYet = sql`(not ${isSaid} or (st.id is not null and st.deleted_at is null and said.deleted_at is null))`

/** As in the forum itself: where groups are apart an own group's, and of questions what others answered after one's own answer. */
export const isSaidTo = ({ id }: Actor): SQL => sql`(not ${isSaid} or (
  (st.group_id is null or sf.group_mode <> 'separate'
    or st.group_id in (select m.group_id from group_members m where m.user_id = ${id}))
  and (said.path = '' or sf.kind <> 'questions' or st.author_id = ${id}
    or exists (select 1 from replies o where o.thread_id = st.id and o.author_id = ${id} and o.path <> '' and o.deleted_at is null)
    or exists (select 1 from enrollments e where e.course_id = c.id and e.user_id = ${id} and e.role <> 'learner'
      and e.state = 'active'))))`
