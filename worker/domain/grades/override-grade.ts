import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist, orInsisted } from '../../db/insist'
import { gradeEvents, grades } from '../../db/schema'
import { Conflict, Invalid, refuseWrong } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { findGradeToMark, type GradePlace, type GradeToMark, REASON } from './find-grade'
import { isHeld } from './hold'
import { insistUnlocked } from './lock'

/** What a hand sets: the override, or the mark itself of what is only given by hand. */
type ByHand = { raw: number | null; override: number | null }
type Changed = GradePlace & { before: ByHand; after: ByHand }

/**
 * A marker sets what the learner gets, whatever marking said, and says why; null takes that back. Of what is given by hand it is
 * the mark itself, and asks for a reason only once its learner has seen one. Released at once, unless the item holds its grades.
 * Gives the act's id, by which it is taken back; null where nothing changed. `was`: what they saw there; a Conflict where something
 * else stands there now.
 */
export async function overrideGrade(
  tenant: Tenant,
  actor: Actor,
  place: GradePlace,
  given: { points: number | null; reason: string; was?: number | null | undefined },
): Promise<string | null> {
  const grade = await findGradeToMark(tenant, actor, place)
  const { enrollmentId, itemId } = grade
  const points = given.points === null ? null : Math.round(given.points * 100) / 100
  const reason = cleanText(given.reason, REASON)
  refuseWrong(
    points !== null &&
      (points < 0 || points > grade.maxPoints) &&
      new Invalid('points', 'grades.outOfRange', { most: grade.maxPoints }),
    !reason && asksWhy(grade) && new Invalid('reason', 'progress.reasonMissing'),
  )
  const before = { raw: grade.raw, override: grade.override }
  const after = grade.isByHand ? { raw: points, override: null } : { raw: grade.raw, override: points }
  if (grade.isByHand && before.raw === after.raw && before.override === null) return null

  const stands = grade.final ?? grade.raw
  const shown = stands === null ? null : Math.round(stands * 100) / 100
  if (given.was !== undefined && given.was !== shown) {
    if (points !== null && points === shown) return null // sent twice
    throw new Conflict('grades.changedMeanwhile', { points: shown ?? '–', now: shown ?? '' })
  }

  const actId = newId()
  const final = finalOf(grade, after)
  await tenant.db
    .batch([
      ...handStatements(tenant, actor, actId, place.courseId, grade, after, reason),
      keepWayBack(tenant, actor, {
        id: actId,
        kind: 'grade.override',
        before: { ...place, before, after } satisfies Changed,
        at: tenant.now(),
      }),
      recordAudit(tenant, actor, 'grade.override', {
        kind: 'grade',
        id: `${enrollmentId}/${itemId}`,
        before: grade.final,
        after: { points: final, reason },
      }),
    ])
    .catch(orInsisted('error.conflict'))
  await tenant.queue.send('drain')
  return actId
}

/** A learner who has seen a mark is told why it changes; a mark that came from marking is never changed without a reason. */
export const asksWhy = ({ isByHand, final, releasedAt }: Pick<GradeToMark, 'isByHand' | 'final' | 'releasedAt'>) =>
  !isByHand || (final !== null && releasedAt !== null)

/** As it was, unless somebody has changed it since; the grade's history tells both. */
export const gradeOverrideBack = reversal<Changed>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { before, after, ...place }) {
    const grade = await findGradeToMark(tenant, actor, place)
    if (grade.raw !== after.raw || grade.override !== after.override) throw new Conflict('people.undoTaken')
    return [...handStatements(tenant, actor, newId(), place.courseId, grade, before, '')]
  },
})

/** A mark that is still being written is nobody's grade, also where an override is taken off it. */
const finalOf = ({ penalty, gradedAt, isByHand }: GradeToMark, { raw, override }: ByHand) =>
  override ?? (raw === null || (gradedAt === null && !isByHand) ? null : Math.max(0, raw - penalty))

function handStatements(
  { db, now }: Tenant,
  actor: Actor,
  id: string,
  courseId: string,
  grade: GradeToMark,
  to: ByHand,
  reason: string,
) {
  const { enrollmentId, itemId, isByHand } = grade
  const at = now()
  const after = finalOf(grade, to)
  const isMark = isByHand && to.override === null && after !== null
  const kind = isMark ? (grade.final === null ? ('marked' as const) : ('regraded' as const)) : ('overridden' as const)
  const payload = { enrollmentId, itemId, courseId }
  return [
    insistUnlocked(db, itemId),
    insist(
      db,
      sql`exists (select 1 from grades g where g.enrollment_id = ${enrollmentId} and g.item_id = ${itemId}
        and g.raw is ${grade.raw} and g.override is ${grade.override})`,
    ),
    recordEvent(db, isByHand ? 'grade.given' : 'grade.overridden', itemId, { key: id, actorId: actor.id, payload, at }),
    db
      .insert(gradeEvents)
      .values({ id, enrollmentId, itemId, kind, before: grade.final, after, reason, actorId: actor.id, at }),
    db
      .update(grades)
      .set({
        ...to,
        final: after,
        ...(isByHand ? { gradedBy: actor.id, gradedAt: at } : {}),
        releasedAt:
          after === null ? null : sql`case when ${isHeld(itemId)} then null else coalesce(released_at, ${at}) end`,
      })
      .where(and(eq(grades.enrollmentId, enrollmentId), eq(grades.itemId, itemId))),
  ] as const
}
