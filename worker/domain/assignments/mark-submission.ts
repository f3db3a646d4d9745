import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { isInsisted } from '../../db/insist'
import { type MarkContent, submissions } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { fitChoices, gradeByRubric, type RubricChoice } from '../../lib/rubric'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { insistHeldAs, insistUnlocked, percentOf, recordDraftMark, recordGrade, refuseLocked } from '../grades'
import type { Actor } from '../policy'
import { completionStatements, meets } from '../progress'
import { draftMarkStatements, giveMarkStatements, type MarkVersion, markQuery } from '../rubrics'
import { openToMark, type SubmissionPage } from './find-submission'
import { sameWork } from './group-work'
import { latePenalty } from './lateness'

export const MOST_COMMENT = 20_000

export type MarkGiven = {
  /** Null: what the rubric gives. */
  points: number | null
  comment: string
  choices?: RubricChoice[]
  /** The version of the rubric that `choices` speak of; else the one that the page shows. */
  rubricVersionId?: string | null
  /** The mark that the writer has read; left out, the one that stands. */
  revision?: number
  /** Only what this group handed in comes next. */
  groupId?: string
}

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
export function versionToMark(page: SubmissionPage, wanted?: string | null): MarkVersion | null {
  const known = [...page.versions, ...(page.rubric ? [page.rubric] : [])]
  const id = wanted ?? standingMark(page).rubricVersionId
  return known.find((version) => version.id === id) ?? page.rubric
}

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
  if (points === null)
    throw new Invalid('points', versionToMark(page)?.body.scored ? 'rubrics.chooseAll' : 'assignments.pointsMissing')
  const { comment } = content
  const isSameGrade = grade?.final != null && submission.markedAt && grade.raw === points && grade.comment === comment
  const isSame = isSameGrade && !mark?.draft && isAlike(mark?.given, content)
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

/** For `.catch`: somebody else wrote since this writer has read the mark, or the item has been changed. */
const orTaken =
  (tenant: Tenant, { subject, revision, actorId }: ReturnType<typeof writingOf>) =>
  async (error: unknown) => {
    if (!isInsisted(error) && !isUniqueViolation(error)) throw error
    const [now] = await markQuery(tenant.db, subject)
    const isTaken = now && now.mark.revision !== revision && now.mark.draftBy !== actorId
    throw new Conflict(isTaken ? 'marking.taken' : 'error.conflict')
  }

const writingOf = (tenant: Tenant, actor: Actor, page: SubmissionPage, given: MarkGiven, content: MarkContent) => ({
  subject: { kind: 'submission' as const, id: page.submission.id },
  content,
  revision: given.revision ?? page.mark?.revision ?? 0,
  actorId: actor.id,
  at: tenant.now(),
})

const isAlike = (one: MarkContent | null | undefined, other: MarkContent) =>
  (one?.rubricVersionId ?? null) === other.rubricVersionId &&
  JSON.stringify(one?.choices ?? []) === JSON.stringify(other.choices) &&
  (one?.points ?? null) === (one ? other.points : null)

function nextOf({ awaiting, submission }: SubmissionPage): string | null {
  const place = awaiting.indexOf(submission.id)
  const others = awaiting.filter((id) => id !== submission.id)
  return others[Math.max(0, place)] ?? others[0] ?? null
}

/** What is kept of a mark, and the points that it gives. */
function settled(page: SubmissionPage, { points, comment, choices, rubricVersionId }: MarkGiven) {
  const most = worthOf(page)
  if (points !== null && !(points >= 0 && points <= most)) throw new Invalid('points', 'grades.outOfRange', { most })
  const version = versionToMark(page, rubricVersionId)
  const fitting = version ? fitChoices(version.body, choices ?? standingMark(page).choices) : []
  const content: MarkContent = {
    points: points === null ? null : Math.round(points * 100) / 100,
    comment: cleanText(comment, MOST_COMMENT),
    rubricVersionId: version && fitting.length ? version.id : null,
    choices: fitting,
  }
  return { content, points: content.points ?? (version && gradeByRubric(version.body, fitting, most)) }
}
