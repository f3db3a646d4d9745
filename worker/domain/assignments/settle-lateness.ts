import { and, eq, isNotNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { assignments, enrollments, grades, items, submissions } from '../../db/schema'
import { newId } from '../../lib/ids'
import { dueFor, hasDates, zoneOfItem } from '../deadlines'
import { penaltyStatements } from '../grades'
import { latePenalty } from './lateness'

/**
 * What is late in an assignment, and what that takes off its grades, after a date or the policy changed: whoever has a grade by
 * work that was late gets the one that follows now. Done twice, it is done once.
 */
export async function settleLateness(
  tenant: Tenant,
  itemId: string,
  { actorId, enrollmentId }: { actorId: string | null; enrollmentId?: string },
): Promise<void> {
  const { db } = tenant
  const due = dueFor(sql.raw('e.user_id'))
  const dueOf = sql<number | null>`(select ${due} from items i join enrollments e on e.id = ${submissions.enrollmentId}
    where i.id = ${submissions.itemId})`
  const isLate = sql`coalesce(${submissions.submittedAt} >= ${dueOf} + 60000, 0)`
  const whose = enrollmentId ? eq(submissions.enrollmentId, enrollmentId) : undefined
  const [, marked] = await db.batch([
    db
      .update(submissions)
      .set({ late: isLate })
      .where(
        and(eq(submissions.itemId, itemId), whose, isNotNull(submissions.submittedAt), ne(submissions.late, isLate)),
      ),
    db
      .select({
        id: submissions.id,
        enrollmentId: submissions.enrollmentId,
        submittedAt: submissions.submittedAt,
        excused: submissions.lateExcused,
        markedAt: submissions.markedAt,
        dueAt: dueOf.as('own_due'),
        policy: assignments.late,
        zone: zoneOfItem(sql`${submissions.itemId}`).as('own_zone'),
        courseId: items.courseId,
        worth: grades.maxPoints,
        penalty: grades.penalty,
      })
      .from(submissions)
      .innerJoin(enrollments, eq(enrollments.id, submissions.enrollmentId))
      .innerJoin(items, eq(items.id, submissions.itemId))
      .innerJoin(assignments, eq(assignments.itemId, submissions.itemId))
      .innerJoin(grades, and(eq(grades.enrollmentId, submissions.enrollmentId), eq(grades.itemId, submissions.itemId)))
      .where(
        and(
          eq(submissions.itemId, itemId),
          whose,
          isNotNull(submissions.markedAt),
          isNotNull(grades.raw),
          isNotNull(grades.final),
          // Of several hand-ins the one that was marked last made the grade.
          sql`not exists (select 1 from submissions n where n.enrollment_id = ${submissions.enrollmentId}
            and n.item_id = ${submissions.itemId} and n.marked_at > ${submissions.markedAt})`,
        ),
      ),
  ])
  const changed = marked.flatMap((row) => {
    const penalty = latePenalty({ ...row, submittedAt: row.submittedAt! }, row.worth)
    return penalty === row.penalty ? [] : [{ enrollmentId: row.enrollmentId, penalty, sourceId: row.id }]
  })
  if (!changed.length) return
  const { courseId } = marked[0]!
  await db.batch(
    penaltyStatements(db, changed, { itemId, courseId, run: `late:${newId()}`, actorId, at: tenant.now() }),
  )
  await tenant.queue.send('drain')
}

/** The same for everything that somebody was marked in, after what stands for them changed. */
export async function settleLatenessOf(tenant: Tenant, userId: string, { actorId }: { actorId: string | null }) {
  const rows = await tenant.db
    .selectDistinct({ itemId: submissions.itemId, enrollmentId: submissions.enrollmentId })
    .from(enrollments)
    .crossJoin(submissions)
    .where(and(eq(enrollments.userId, userId), eq(submissions.enrollmentId, enrollments.id), dated))
    .limit(1_000)
  for (const { itemId, enrollmentId } of rows) await settleLateness(tenant, itemId, { actorId, enrollmentId })
}

/** The same for an assignment, or for all of a course, after their grades were locked. */
export async function settleLatenessOfItem(
  tenant: Tenant,
  { courseId, itemId }: { courseId: string; itemId: string | null },
  { actorId }: { actorId: string | null },
) {
  const rows = await tenant.db
    .select({ id: items.id })
    .from(items)
    .innerJoin(assignments, eq(assignments.itemId, items.id))
    .where(and(eq(items.courseId, courseId), itemId === null ? undefined : eq(items.id, itemId)))
    .limit(300)
  for (const { id } of rows) await settleLateness(tenant, id, { actorId })
}

const dated = sql`${submissions.submittedAt} is not null
  and exists (select 1 from items i where i.id = ${submissions.itemId} and i.deleted_at is null and ${hasDates})`
