import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { insist } from '../../../db/insist'
import { peerReviews } from '../../../db/schema'
import { Conflict } from '../../../errors'
import { recordEvent } from '../../events'
import { type Actor, authorize } from '../../policy'
import {
  draftMarkStatements,
  giveMarkStatements,
  type MarkGiven,
  orTaken,
  pointsMissing,
  settleMark,
} from '../../rubrics'
import { findReview, type ReviewPage, standingReview, versionForReview, worthOfReview } from './find-review'

/** Keeps a review that is being written; nobody else sees it. Gives the revision that it is now. */
export async function saveReview(tenant: Tenant, actor: Actor, itemId: string, reviewId: string, given: MarkGiven) {
  const { db } = tenant
  const page = await openToReview(tenant, actor, itemId, reviewId)
  const { content } = settled(page, given)
  const writing = writingOf(tenant, actor, page, given, content)
  const [, , written] = await db
    .batch([stillTheirs(tenant, page), ...draftMarkStatements(db, writing)])
    .catch(orTaken(tenant, writing))
  return { revision: written[0]?.revision ?? writing.revision + 1 }
}

/** The review as its author will get it; until reviewing ends it may be given again. Gives the next that is open, if any. */
export async function giveReview(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  reviewId: string,
  given: MarkGiven,
): Promise<{ next: string | null }> {
  const { db } = tenant
  const page = await openToReview(tenant, actor, itemId, reviewId)
  const { content, points } = settled(page, given)
  if (points === null) throw pointsMissing(versionForReview(page, given.rubricVersionId))
  const next = page.all.find(({ id, state }) => id !== reviewId && state !== 'done')?.id ?? null
  const isSame =
    page.review.doneAt !== null && !page.mark?.draft && JSON.stringify(page.mark?.given) === JSON.stringify(content)
  if (isSame) return { next }
  const at = tenant.now()
  const writing = writingOf(tenant, actor, page, given, content)
  await db
    .batch([
      // Twice at once is once.
      recordEvent(db, 'peer-review.given', reviewId, {
        key: String(page.mark?.revision ?? 0),
        actorId: actor.id,
        payload: { itemId, courseId: page.access.course.id, enrollmentId: page.review.reviewerId },
        at,
      }),
      stillTheirs(tenant, page),
      ...giveMarkStatements(db, writing),
      db.update(peerReviews).set({ doneAt: at, points }).where(eq(peerReviews.id, reviewId)),
    ])
    .catch(orTaken(tenant, writing))
  await tenant.queue.send('drain')
  return { next }
}

async function openToReview(tenant: Tenant, actor: Actor, itemId: string, reviewId: string): Promise<ReviewPage> {
  const page = await findReview(tenant, actor, itemId, reviewId)
  authorize(actor, 'submission.write', { userId: page.access.enrollment?.userId ?? '' })
  if (page.hindrance === 'over') throw new Conflict('peers.isOver')
  if (page.hindrance) throw new Conflict('assignments.isReadOnly')
  return page
}

/** Breaks the batch where it was taken from them meanwhile. */
const stillTheirs = ({ db }: Tenant, { review }: ReviewPage) =>
  insist(
    db,
    sql`exists (select 1 from peer_reviews p where p.id = ${review.id} and p.reviewer_id = ${review.reviewerId} and p.taken_at is null)`,
  )

const settled = (page: ReviewPage, given: MarkGiven) =>
  settleMark(
    {
      worth: worthOfReview(page),
      version: versionForReview(page, given.rubricVersionId),
      standing: standingReview(page),
    },
    given,
  )

const writingOf = (
  tenant: Tenant,
  actor: Actor,
  { review, mark }: ReviewPage,
  given: MarkGiven,
  content: ReturnType<typeof settleMark>['content'],
) => ({
  subject: { kind: 'review' as const, id: review.id },
  content,
  revision: given.revision ?? mark?.revision ?? 0,
  actorId: actor.id,
  at: tenant.now(),
})
