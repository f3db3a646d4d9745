import type { Tenant } from '../../../tenants/tenant'
import { type MarkContent, submissions } from '../../db/schema'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { insistHeldAs, insistUnlocked, percentOf, recordDraftMark, recordGrade, refuseLocked } from '../grades'
import type { Actor } from '../policy'
import { completionStatements, meets } from '../progress'
import {
  draftMarkStatements,
  giveMarkStatements,
  isSameMark,
  type MarkGiven,
  type MarkVersion,
  orTaken,
  pointsMissing,
  settleMark,
  versionOf,
} from '../rubrics'
import { openToMark, type SubmissionPage } from './find-submission'
import { sameWork } from './group-work'
import { latePenalty } from './lateness'

/** Points of an assignment where its author said none. */
export const worthOf = ({ item }: Pick<SubmissionPage, 'item'>): number => item.maxPoints ?? 100

/** Points that lateness takes off it. */
export const penaltyOf = (page: SubmissionPage): number => latePenalty(latenessOf(page), worthOf(page))

export const latenessOf = ({ submission, assignment, dueAt, zone }: SubmissionPage) => ({
  policy: assignment.late,
  dueAt,
  submittedAt: submission.submittedAt ?? 0,
  zone,
  excused: submission.lateExcused,
})

/** What stands in the form of a mark: what is being written, else what was given. */
export function standingMark({ mark, grade, submission }: SubmissionPage): MarkContent {
  const kept = mark?.draft ?? mark?.given
  if (kept) return kept
  // The grade of an earlier hand-in says nothing of this one.
  const own = submission.markedAt !== null || grade?.final == null ? grade : null
  return { points: own?.raw ?? null, comment: own?.comment ?? '', rubricVersionId: null, choices: [] }
}

/** The version of the rubric by which it is marked: the one that was begun with, else the newest; null is none. */
export const versionToMark = (page: SubmissionPage, wanted?: string | null): MarkVersion | null =>
  versionOf(page, wanted ?? standingMark(page).rubricVersionId)

/** Keeps a mark that is being written; the learner sees nothing of it. Gives the revision that it is now. */
export async function saveMark(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  given: MarkGiven,
): Promise<{ revision: number }> {
  const { db } = tenant
  const page = await openToMark(tenant, actor, submissionId)
  await refuseLocked(tenant, page.item, page.course)
  const { content, points } = settled(page, given)
  const writing = writingOf(tenant, actor, page, given, content)
  const [, written] = await db
    .batch([
      ...draftMarkStatements(db, writing),
      ...page.members.map(({ enrollmentId }) =>
        recordDraftMark(db, {
          enrollmentId,
          itemId: page.item.id,
          points,
          maxPoints: worthOf(page),
          comment: content.comment,
          actorId: actor.id,
        }),
      ),
    ])
    .catch(orTaken(tenant, writing))
  return { revision: written[0]?.revision ?? writing.revision + 1 }
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
  const page = await openToMark(tenant, actor, submissionId, given)
  const { submission, members, item, course, learner, grade, mark } = page
  await refuseLocked(tenant, item, course)
  const { content, points } = settled(page, given)
  if (points === null) throw pointsMissing(versionToMark(page))
  const { comment } = content
  const isSameGrade = grade?.final != null && submission.markedAt && grade.raw === points && grade.comment === comment
  const isSame = isSameGrade && !mark?.draft && isSameMark(mark?.given, content)
  const released = { courseId: course.id, next: nextOf(page) }
  if (isSame) return released

  const { db } = tenant
  const at = tenant.now()
  const writing = writingOf(tenant, actor, page, given, content)
  const maxPoints = worthOf(page)
  // by passing only once the learner may know of it
  const penalty = penaltyOf(page)
  const percent = item.holdGrades ? null : percentOf(Math.max(0, points - penalty), maxPoints)
  const completes = meets(item.completion, { viewed: true, submitted: true, percent })
  const told = { itemId: item.id, courseId: course.id }
  await db
    .batch([
      insistUnlocked(db, item.id),
      insistHeldAs(db, item),
      // Two markers who read the same grade cannot both replace it.
      recordEvent(db, 'submission.released', submission.id, {
        key: `${grade?.gradedAt ?? 0}:${mark?.revision ?? 0}`,
        actorId: actor.id,
        payload: { ...told, enrollmentId: page.enrollment.id, userId: learner.id },
        at,
      }),
      // Everyone with whom it was handed in gets the mark, and what follows from it.
      ...members
        .filter(({ enrollmentId }) => enrollmentId !== page.enrollment.id)
        .map(({ enrollmentId, userId, submissionId: id }) =>
          recordEvent(db, 'submission.released', id, {
            key: `${grade?.gradedAt ?? 0}:${mark?.revision ?? 0}`,
            actorId: actor.id,
            payload: { ...told, enrollmentId, userId },
            at,
          }).onConflictDoNothing(),
        ),
      ...giveMarkStatements(db, writing),
      ...members.flatMap(({ enrollmentId, submissionId: id }) => [
        ...recordGrade(db, {
          enrollmentId,
          itemId: item.id,
          score: points,
          maxPoints,
          penalty,
          sourceId: id,
          at,
          actorId: actor.id,
          comment,
        }),
        ...(completes
          ? completionStatements(tenant, actor, { id: enrollmentId, courseId: course.id }, item, {
              requirement: item.completion,
            })
          : []),
      ]),
      db.update(submissions).set({ markedAt: at }).where(sameWork(submission.id)),
      recordAudit(tenant, actor, 'submission.mark', {
        kind: 'submission',
        id: submission.id,
        before: grade && { points: grade.final },
        after: { points },
      }),
    ])
    .catch(orTaken(tenant, writing))
  await tenant.queue.send('drain')
  return released
}

const writingOf = (tenant: Tenant, actor: Actor, page: SubmissionPage, given: MarkGiven, content: MarkContent) => ({
  subject: { kind: 'submission' as const, id: page.submission.id },
  content,
  revision: given.revision ?? page.mark?.revision ?? 0,
  actorId: actor.id,
  at: tenant.now(),
})

function nextOf({ awaiting, submission }: SubmissionPage): string | null {
  const place = awaiting.indexOf(submission.id)
  const others = awaiting.filter((id) => id !== submission.id)
  return others[Math.max(0, place)] ?? others[0] ?? null
}

const settled = (page: SubmissionPage, given: MarkGiven) =>
  settleMark(
    { worth: worthOf(page), version: versionToMark(page, given.rubricVersionId), standing: standingMark(page) },
    given,
  )
