import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orInsisted } from '../../db/insist'
import { gradeEvents, grades } from '../../db/schema'
import { Invalid, refuseWrong } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { findGradeToMark, type GradePlace, REASON } from './find-grade'
import { isHeld } from './hold'
import { insistUnlocked } from './lock'

/**
 * A marker sets what the learner gets, whatever marking said, and says why; null takes that back. Released at once,
 * unless the item holds its grades.
 */
export async function overrideGrade(
  tenant: Tenant,
  actor: Actor,
  place: GradePlace,
  given: { points: number | null; reason: string },
): Promise<void> {
  const { db } = tenant
  const grade = await findGradeToMark(tenant, actor, place)
  const { courseId } = place
  const { enrollmentId, itemId } = grade
  const { points } = given
  const reason = cleanText(given.reason, REASON)
  refuseWrong(
    points !== null &&
      (points < 0 || points > grade.maxPoints) &&
      new Invalid('points', 'grades.outOfRange', { most: grade.maxPoints }),
    !reason && new Invalid('reason', 'progress.reasonMissing'),
  )

  const at = tenant.now()
  const after = points ?? (grade.raw === null ? null : Math.max(0, grade.raw - grade.penalty))
  const id = newId()
  await db
    .batch([
      insistUnlocked(db, itemId),
      recordEvent(db, 'grade.overridden', itemId, {
        key: id,
        actorId: actor.id,
        payload: { enrollmentId, itemId, courseId },
        at,
      }),
      db.insert(gradeEvents).values({
        id,
        enrollmentId,
        itemId,
        kind: 'overridden',
        before: grade.final,
        after,
        reason,
        actorId: actor.id,
        at,
      }),
      db
        .update(grades)
        .set({
          override: points,
          final: after,
          releasedAt: sql`case when ${isHeld(itemId)} then null else coalesce(released_at, ${at}) end`,
        })
        .where(and(eq(grades.enrollmentId, enrollmentId), eq(grades.itemId, itemId))),
      recordAudit(tenant, actor, 'grade.override', {
        kind: 'grade',
        id: `${enrollmentId}/${itemId}`,
        before: grade.final,
        after: { points: after, reason },
      }),
    ])
    .catch(orInsisted('grades.lockedMeanwhile'))
  await tenant.queue.send('drain')
}
