import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orInsisted } from '../../db/insist'
import { gradeEvents, grades } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { findGradeToMark, type GradePlace, REASON } from './find-grade'
import { insistUnlocked } from './lock'
import type { Grade } from './queries'

/**
 * A marker says that an item does not count for this learner, or that it counts again, and why. Done twice, it is done once.
 * Gives the act's id, by which it is taken back; null where nothing changed.
 */
export async function excuseGrade(
  tenant: Tenant,
  actor: Actor,
  place: GradePlace,
  given: { excused: boolean; reason: string },
): Promise<string | null> {
  const { db } = tenant
  const grade = await findGradeToMark(tenant, actor, place)
  const { courseId } = place
  const { excused } = given
  const reason = cleanText(given.reason, REASON)
  if (!reason) throw new Invalid('reason', 'progress.reasonMissing')
  if (grade.excused === excused) return null

  const { enrollmentId, itemId } = grade
  const actId = newId()
  const act = excused ? 'grade.excuse' : 'grade.count'
  await db
    .batch([
      ...excuseStatements(tenant, actor, courseId, grade, { excused, reason }),
      keepWayBack(tenant, actor, { id: actId, kind: act, before: { ...place, excused }, at: tenant.now() }),
      recordAudit(tenant, actor, act, {
        kind: 'grade',
        id: `${enrollmentId}/${itemId}`,
        before: { excused: !excused },
        after: { excused, reason },
      }),
    ])
    .catch(orInsisted('grades.lockedMeanwhile'))
  await tenant.queue.send('drain')
  return actId
}

/** It counts again, or not, as before, unless somebody has said otherwise since; the grade's history tells both. */
export const excuseBack = reversal<GradePlace & { excused: boolean }>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { excused, ...place }) {
    const grade = await findGradeToMark(tenant, actor, place)
    if (grade.excused !== excused) throw new Conflict('people.undoTaken')
    return [...excuseStatements(tenant, actor, place.courseId, grade, { excused: !excused, reason: '' })]
  },
})

function excuseStatements(
  { db, now }: Tenant,
  actor: Actor,
  courseId: string,
  { enrollmentId, itemId, final }: Grade,
  { excused, reason }: { excused: boolean; reason: string },
) {
  const id = newId()
  const payload = { enrollmentId, itemId, courseId }
  const kind = excused ? ('excused' as const) : ('unexcused' as const)
  return [
    insistUnlocked(db, itemId),
    recordEvent(db, 'grade.excused', itemId, { key: id, actorId: actor.id, payload, at: now() }),
    db
      .insert(gradeEvents)
      .values({ id, enrollmentId, itemId, kind, before: final, after: final, reason, actorId: actor.id, at: now() }),
    db
      .update(grades)
      .set({ excused })
      .where(and(eq(grades.enrollmentId, enrollmentId), eq(grades.itemId, itemId))),
  ] as const
}
