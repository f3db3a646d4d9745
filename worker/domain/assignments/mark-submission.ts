import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { isInsisted } from '../../db/insist'
import { submissions } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { insistHeldAs, insistUnlocked, percentOf, recordDraftMark, recordGrade, refuseLocked } from '../grades'
import type { Actor } from '../policy'
import { completionStatements, meets } from '../progress'
import { findSubmissionToMark, type SubmissionPage } from './find-submission'

export const MOST_COMMENT = 20_000

export type MarkGiven = { points: number | null; comment: string }

/** Points of an assignment where its author said none. */
export const worthOf = ({ item }: Pick<SubmissionPage, 'item'>): number => item.maxPoints ?? 100

/** Keeps a mark that is being written; the learner sees nothing of it. After the release only `releaseMark` changes it. */
export async function saveMark(tenant: Tenant, actor: Actor, submissionId: string, given: MarkGiven): Promise<void> {
  const page = await findSubmissionToMark(tenant, actor, submissionId)
  await refuseLocked(tenant, page.item, page.course)
  if (page.grade?.final != null) throw new Conflict('assignments.isReleased')
  const { points, comment } = checked(page, given)
  await recordDraftMark(tenant.db, {
    enrollmentId: page.enrollment.id,
    itemId: page.item.id,
    points,
    maxPoints: worthOf(page),
    comment,
    actorId: actor.id,
  })
}

/** Where a marker goes on: the next that waits in the same assignment, if any. */
export type Released = { courseId: string; next: string | null }

/** The mark and the comment as the learner gets them; given again they replace what was given. */
export async function releaseMark(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  given: MarkGiven,
): Promise<Released> {
  const page = await findSubmissionToMark(tenant, actor, submissionId)
  const { submission, enrollment, item, course, learner, grade } = page
  await refuseLocked(tenant, item, course)
  const { points, comment } = checked(page, given)
  if (points === null) throw new Invalid('points', 'assignments.pointsMissing')
  const isSame = grade?.final != null && submission.markedAt && grade.raw === points && grade.comment === comment
  const released = { courseId: course.id, next: nextOf(page) }
  if (isSame) return released

  const { db } = tenant
  const at = tenant.now()
  const maxPoints = worthOf(page)
  // by passing only once the learner may know of it
  const percent = item.holdGrades ? null : percentOf(points, maxPoints)
  const completes = meets(item.completion, { viewed: true, submitted: true, percent })
  const ids = { enrollmentId: enrollment.id, itemId: item.id }
  try {
    await db.batch([
      insistUnlocked(db, item.id),
      insistHeldAs(db, item),
      // Two markers who read the same grade cannot both replace it.
      recordEvent(db, 'submission.released', submissionId, {
        key: String(grade?.gradedAt ?? 0),
        actorId: actor.id,
        payload: { ...ids, courseId: course.id, userId: learner.id },
        at,
      }),
      ...recordGrade(db, { ...ids, score: points, maxPoints, sourceId: submissionId, at, actorId: actor.id, comment }),
      db.update(submissions).set({ markedAt: at }).where(eq(submissions.id, submissionId)),
      ...(completes ? completionStatements(tenant, actor, enrollment, item, { requirement: item.completion }) : []),
      recordAudit(tenant, actor, 'submission.mark', {
        kind: 'submission',
        id: submissionId,
        before: grade && { points: grade.final },
        after: { points },
      }),
    ])
  } catch (error) {
    if (isUniqueViolation(error) || isInsisted(error)) throw new Conflict('error.conflict')
    throw error
  }
  await tenant.queue.send('drain')
  return released
}

function nextOf({ awaiting, submission }: SubmissionPage): string | null {
  const place = awaiting.indexOf(submission.id)
  const others = awaiting.filter((id) => id !== submission.id)
  return others[Math.max(0, place)] ?? others[0] ?? null
}

function checked(page: SubmissionPage, { points, comment }: MarkGiven): MarkGiven {
  const most = worthOf(page)
  if (points !== null && !(points >= 0 && points <= most)) throw new Invalid('points', 'grades.outOfRange', { most })
  return { points: points === null ? null : Math.round(points * 100) / 100, comment: cleanText(comment, MOST_COMMENT) }
}
