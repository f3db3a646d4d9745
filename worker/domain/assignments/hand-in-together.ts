import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { rowsFor } from '../../db/insert-select'
import { events, progress, submissions } from '../../db/schema'
import { newId } from '../../lib/ids'
import type { Actor } from '../policy'
import { type AssignmentPage, mayAgain } from './find-assignment'
import type { GroupMember } from './group-work'
import type { Submission } from './submission-queries'

/** For whom it is handed in besides: the others of the group, but for those whose own work may not be replaced any more. */
export function othersOf({ group, access, assignment }: AssignmentPage): GroupMember[] {
  const { resubmission, passPercent } = assignment
  return (group?.members ?? []).filter(
    ({ enrollmentId, handedIn, markedAt, percent }) =>
      enrollmentId !== access.enrollment!.id &&
      mayAgain(resubmission, passPercent, { times: handedIn, isMarked: markedAt !== null, percent }) === null,
  )
}

type Handing = { nonce: string; courseId: string }

/**
 * Statements: a row for each of them that points at the work, so that whoever was in the group at that moment has handed it in,
 * wherever they are later; and the event by which they hear of it.
 */
export function alsoFor(
  { db }: Tenant,
  actor: Actor,
  work: Submission,
  others: GroupMember[],
  { nonce, courseId }: Handing,
) {
  const rows = JSON.stringify(others.map(({ enrollmentId }) => ({ id: newId(), enrollmentId })))
  const { itemId } = work
  const at = work.submittedAt ?? 0
  const enrollmentId = sql`j.value ->> 'enrollmentId'`
  return [
    db.insert(submissions).select(
      rowsFor(
        submissions,
        {
          ...work,
          id: sql`j.value ->> 'id'`,
          enrollmentId,
          number: sql`(select coalesce(max(n.number), 0) + 1 from submissions n
            where n.enrollment_id = ${enrollmentId} and n.item_id = ${itemId})`,
          text: '',
          url: '',
          draft: 0,
          late: work.late ? 1 : 0,
          lateExcused: 0,
          leadId: work.id,
        },
        sql`from json_each(${rows}) j`,
      ),
    ),
    db.insert(events).select(
      sql`select null, 'submission.handed-in', ${itemId}, ${nonce} || ':' || (${enrollmentId}), ${actor.id},
        json_object('submissionId', j.value ->> 'id', 'enrollmentId', ${enrollmentId}, 'itemId', ${itemId},
          'courseId', ${courseId}, 'late', ${work.late ? 1 : 0}), ${at} from json_each(${rows}) j`,
    ),
    db
      .insert(progress)
      .select(
        rowsFor(
          progress,
          { enrollmentId, itemId, state: 'started', seconds: 0, resume: '{}', startedAt: at, lastSeenAt: at },
          sql`from json_each(${rows}) j where 1`,
        ),
      )
      .onConflictDoNothing(),
  ] as const
}
