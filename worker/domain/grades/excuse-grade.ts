import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { gradeEvents, grades } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { findGradeToMark, type GradePlace, REASON } from './find-grade'

/** A marker says that an item does not count for this learner, or that it counts again, and why. Done twice, it is done once. */
export async function excuseGrade(
  tenant: Tenant,
  actor: Actor,
  place: GradePlace,
  given: { excused: boolean; reason: string },
): Promise<void> {
  const { db } = tenant
  const grade = await findGradeToMark(tenant, actor, place)
  const { courseId } = place
  const { excused } = given
  const reason = cleanText(given.reason, REASON)
  if (!reason) throw new Invalid('reason', 'progress.reasonMissing')
  if (grade.excused === excused) return

  const at = tenant.now()
  const { enrollmentId, itemId, final } = grade
  const id = newId()
  const kind = excused ? 'excused' : 'unexcused'
  await db.batch([
    recordEvent(db, 'grade.excused', itemId, {
      key: id,
      actorId: actor.id,
      payload: { enrollmentId, itemId, courseId },
      at,
    }),
    db.insert(gradeEvents).values({
      id,
      enrollmentId,
      itemId,
      kind,
      before: final,
      after: final,
      reason,
      actorId: actor.id,
      at,
    }),
    db
      .update(grades)
      .set({ excused })
      .where(and(eq(grades.enrollmentId, enrollmentId), eq(grades.itemId, itemId))),
    recordAudit(tenant, actor, excused ? 'grade.excuse' : 'grade.count', {
      kind: 'grade',
      id: `${enrollmentId}/${itemId}`,
      before: { excused: !excused },
      after: { excused, reason },
    }),
  ])
  await tenant.queue.send('drain')
}
