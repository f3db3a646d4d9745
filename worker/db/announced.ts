import { type SQL, sql } from 'drizzle-orm'

const staffRoles = sql.raw(`('instructor', 'assistant')`)

/** SQL: `userId` is one of those whom the announcement `an` is for, whether it is shown or not. */
export const isFor = (userId: SQL): SQL => sql`(exists (select 1 from users u
    where u.id = ${userId} and u.deleted_at is null and u.state in ('active', 'invited')
      and (an.course_id is not null or case an.audience when 'learners' then u.role = 'learner'
        when 'staff' then u.role <> 'learner' else 1 end))
  and (an.group_id is null or exists (select 1 from group_members gm join groups g on g.id = gm.group_id and g.deleted_at is null
    where gm.group_id = an.group_id and gm.user_id = ${userId}))
  and (an.course_id is null or exists (select 1 from enrollments e join courses c on c.id = e.course_id
    where e.course_id = an.course_id and e.user_id = ${userId} and e.state <> 'withdrawn' and c.deleted_at is null
      and (e.role in ${staffRoles} or (c.published_at is not null and c.archived_at is null
        and not (c.after_end = 'none' and c.ends_at is not null and c.ends_at <= an.from_at)))
      and case an.audience when 'learners' then e.role = 'learner' when 'staff' then e.role in ${staffRoles} else 1 end)))`

/** SQL: the announcement `an` is shown at a moment. */
export const isShown = (now: SQL): SQL => sql`(an.withdrawn_at is null and an.from_at <= ${now}
  and (an.until_at is null or an.until_at > ${now}))`

/** SQL: `an` is in one of the places where somebody could be meant; spares the rest the look-ups of `isFor`. */
export const isNear = (userId: SQL): SQL => sql`(
  an.course_id in (select course_id from enrollments where user_id = ${userId})
  or (an.course_id is null and an.group_id in (select group_id from group_members where user_id = ${userId}))
  or (an.course_id is null and an.group_id is null))`
