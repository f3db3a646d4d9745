import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { submissions, users } from '../../db/schema'
import { mostInGroup } from '../../lib/group-work'
import { closesFor, dueFor } from '../deadlines'

/** Unexecuted: the group of the course with which somebody hands an assignment in; of several the first by name. */
export const ownGroupQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({ id: sql<string>`g.id`.as('own_group'), name: sql<string>`g.name`.as('group_name') })
    .from(ownGroup(userId, itemId))
    .limit(1)

const ownGroup = (userId: string, itemId: string) =>
  sql`(select gg.id, gg.name, gi.id as item_id, gi.course_id from assignments ga join items gi on gi.id = ga.item_id
    join groups gg on gg.course_id = gi.course_id and gg.deleted_at is null
    join group_members gm on gm.group_id = gg.id and gm.user_id = ${userId}
    where ga.item_id = ${itemId} and ga.group_work <> 'none' order by lower(gg.name), gg.id limit 1) g`

/** Unexecuted: who is in that group now, with the dates that stand for each and what they have handed in. */
export const groupNowQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({
      enrollmentId: sql<string>`e.id`.as('of_enrollment'),
      userId: sql<string>`u.id`.as('of_user'),
      name: sql<string>`u.name`.as('person_name'),
      dueAt: sql<number | null>`${dueFor(sql`e.user_id`)}`.as('own_due'),
      closesAt: sql<number | null>`${closesFor(sql`e.user_id`)}`.as('own_close'),
      handedIn: sql<number>`(select count(*) from submissions s where s.enrollment_id = e.id and s.item_id = i.id
        and s.submitted_at is not null)`.as('handed_in'),
      markedAt: sql<number | null>`(select s.marked_at from submissions s where s.enrollment_id = e.id
        and s.item_id = i.id and s.submitted_at is not null order by s.number desc limit 1)`.as('last_marked'),
      percent: sql<number | null>`(select case when x.released_at is not null then x.final * 100.0 / x.max_points end
        from grades x where x.enrollment_id = e.id and x.item_id = i.id)`.as('own_percent'),
    })
    .from(
      sql`${ownGroup(userId, itemId)} join items i on i.id = g.item_id join assignments work on work.item_id = i.id
        join group_members m on m.group_id = g.id
        join enrollments e on e.user_id = m.user_id and e.course_id = g.course_id and e.role = 'learner'
          and e.state <> 'withdrawn'
        join users u on u.id = e.user_id and u.deleted_at is null`,
    )
    .orderBy(sql`lower(u.name)`, sql`u.id`)
    .limit(mostInGroup + 1)

export type GroupMember = Awaited<ReturnType<typeof groupNowQuery>>[number]
export type OwnGroup = { id: string; name: string; members: GroupMember[] }

/** Unexecuted: what the group of somebody has begun, and who wrote last. */
export const groupDraftQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({ submission: submissions, savedByName: sql<string | null>`${users.name}`.as('saved_by_name') })
    .from(submissions)
    .leftJoin(users, eq(users.id, submissions.savedBy))
    .where(
      and(
        eq(submissions.itemId, itemId),
        eq(submissions.draft, true),
        sql`${submissions.groupId} = (select g.id from ${ownGroup(userId, itemId)})`,
      ),
    )
    .limit(1)

/** SQL: its id. */
export const groupDraftOf = (userId: string, itemId: string) =>
  sql`(select d.id from submissions d where d.item_id = ${itemId} and d.draft = 1
    and d.group_id = (select g.id from ${ownGroup(userId, itemId)}))`

/** A group's date is the latest that any of its members has; where one has none, the group has none. */
export const latestOf = (dates: (number | null)[]): number | null =>
  dates.length === 0 || dates.includes(null) ? null : Math.max(...(dates as number[]))

// Inside a subquery of the selection drizzle writes a column without its table, so tables are named by hand here.
/** SQL: the row of `submissions` that holds the work which this row stands for. */
export const leadOf = sql.raw('coalesce(submissions.lead_id, submissions.id)')

/** SQL: when the work of a row of `submissions` is due, for the learner or for all with whom it was handed in. */
export const dueOfWork = sql<number | null>`(select case when count(*) = count(w.due) then max(w.due) end from (
  select ${dueFor(sql.raw('we.user_id'))} as due from submissions wf join enrollments we on we.id = wf.enrollment_id
    join items i on i.id = wf.item_id where wf.id = ${leadOf} or wf.lead_id = ${leadOf}) w)`

/** SQL: the rows of `submissions` that were handed in together with one, whichever member's row is named. */
export const sameWork = (submissionId: string) =>
  sql`${leadOf} = (select coalesce(ws.lead_id, ws.id) from submissions ws where ws.id = ${submissionId})`
