import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { assignments, enrollments, grades, items, submissions } from '../../db/schema'
import { newId } from '../../lib/ids'
import { zoneOfItem } from '../deadlines'
import type { Moved } from '../events'
import { penaltyStatements } from '../grades'
import { dueOfWork, leadOf } from './group-work'
import { latePenalty } from './lateness'

/** Whose work is looked at; `userIds` is everything that these people have handed in. */
export type Settled = Moved | { userIds: string[] }

const PAGE = 500

/**
 * What is late, and what that takes off grades, by the dates and policies that hold now: two trips for each five hundred pieces of
 * work that may change. Done twice, it is done once; a grade that somebody changes meanwhile is theirs.
 */
export async function settleLateness(
  tenant: Tenant,
  whose: Settled,
  { actorId }: { actorId: string | null },
): Promise<void> {
  let last: Place | undefined
  for (;;) {
    const rows = await workQuery(tenant, whose, last)
    await settlePage(tenant, rows, actorId)
    last = rows.at(-1)
    if (rows.length < PAGE) return
  }
}

type Row = Awaited<ReturnType<typeof workQuery>>[number]
type Place = { itemId: string; submittedAt: number; id: string }

async function settlePage(tenant: Tenant, rows: Row[], actorId: string | null): Promise<void> {
  const { db } = tenant
  const flagged = rows.flatMap(({ id, late, isLate }) => (late === Boolean(isLate) ? [] : [{ id, isLate }]))
  const charged = rows.flatMap((row) => {
    if (!row.madeGrade) return []
    const penalty = latePenalty(row, row.worth)
    const { enrollmentId, itemId, courseId, gradedAt } = row
    return penalty === row.penalty
      ? []
      : [{ enrollmentId, itemId, courseId, penalty, was: row.penalty, gradedAt, sourceId: row.id }]
  })
  if (!flagged.length && !charged.length) return
  await db.batch([
    db
      .update(submissions)
      .set({ late: sql`j.value ->> 'isLate'` })
      .from(sql`json_each(${JSON.stringify(flagged)}) j`)
      .where(sql`${submissions.id} = j.value ->> 'id'`),
    ...penaltyStatements(db, charged, { run: `late:${newId()}`, actorId, at: tenant.now() }),
  ])
  if (charged.length) await tenant.queue.send('drain')
}

/** Handed in, in the order of the index, behind `last`: what is said wrongly to be late or not, and what made a grade that lateness may touch. */
function workQuery({ db }: Tenant, whose: Settled, last: Place | undefined) {
  const isLate = sql<number>`coalesce(${submissions.submittedAt} >= ${dueOfWork} + 60000, 0)`
  // Of several hand-ins the one that was marked last made the grade.
  const madeGrade = sql<number>`(${submissions.markedAt} is not null and ${grades.raw} is not null and ${grades.final} is not null
    and not exists (select 1 from submissions n where n.enrollment_id = ${submissions.enrollmentId}
      and n.item_id = ${submissions.itemId} and n.marked_at > ${submissions.markedAt}))`
  return db
    .select({
      id: submissions.id,
      itemId: submissions.itemId,
      enrollmentId: submissions.enrollmentId,
      submittedAt: sql<number>`${submissions.submittedAt}`.as('handed_in_at'),
      excused: submissions.lateExcused,
      late: submissions.late,
      isLate: isLate.as('is_late'),
      dueAt: dueOfWork.as('own_due'),
      policy: assignments.late,
      zone: zoneOfItem(sql`${submissions.itemId}`).as('own_zone'),
      courseId: items.courseId,
      worth: sql<number>`coalesce(${grades.maxPoints}, 0)`.as('worth'),
      penalty: sql<number>`coalesce(${grades.penalty}, 0)`.as('stands'),
      gradedAt: grades.gradedAt,
      madeGrade: madeGrade.as('made_grade'),
    })
    .from(submissions)
    .innerJoin(items, eq(items.id, submissions.itemId))
    .innerJoin(assignments, eq(assignments.itemId, submissions.itemId))
    .leftJoin(grades, and(eq(grades.enrollmentId, submissions.enrollmentId), eq(grades.itemId, submissions.itemId)))
    .where(
      and(
        ofWhom(whose, last?.itemId ?? ''),
        isNotNull(submissions.submittedAt),
        last &&
          sql`(${submissions.itemId}, ${submissions.submittedAt}, ${submissions.id}) > (${last.itemId}, ${last.submittedAt}, ${last.id})`,
        sql`(${submissions.late} <> ${isLate} or (${madeGrade} and (${grades.penalty} <> 0 or ${assignments.late} is not null)))`,
      ),
    )
    .orderBy(submissions.itemId, submissions.submittedAt, submissions.id)
    .limit(PAGE)
}

/** `from`: items before it are done. */
function ofWhom(whose: Settled, from: string): SQL {
  // Another date for one member may be another one for all with whom they handed in.
  const withThem = (who: SQL) =>
    sql`(${submissions.enrollmentId} in ${who} or ${leadOf} in (select coalesce(o.lead_id, o.id) from submissions o
      where o.enrollment_id in ${who} and o.group_id is not null))`
  const theirs = (who: SQL) => withThem(sql`(select id from ${enrollments} where ${enrollments.userId} in ${who})`)
  if ('itemId' in whose)
    return sql`${submissions.itemId} = ${whose.itemId}
      and ${whose.enrollmentId ? withThem(sql`(${whose.enrollmentId})`) : sql`1`}`
  if ('zone' in whose)
    return sql`${submissions.itemId} in (select zi.id from items zi join courses c on c.id = zi.course_id
      where c.zone = '' and zi.id >= ${from})`
  if ('courseId' in whose)
    return sql`${submissions.itemId} in (select id from items where course_id = ${whose.courseId} and id >= ${from})`
  if ('groupId' in whose)
    return sql`${submissions.itemId} in (select item_id from deadline_overrides where group_id = ${whose.groupId} and item_id >= ${from})
      and ${theirs(whose.userIds ? anyOf(whose.userIds) : sql`(select user_id from group_members where group_id = ${whose.groupId})`)}`
  return theirs(anyOf(whose.userIds))
}
