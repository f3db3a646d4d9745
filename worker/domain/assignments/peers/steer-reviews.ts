import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { insist, orInsisted } from '../../../db/insist'
import { peerReviews } from '../../../db/schema'
import { Conflict, Invalid } from '../../../errors'
import { newId } from '../../../lib/ids'
import { recordAudit } from '../../audit'
import { recordEvent } from '../../events'
import { refuseLocked } from '../../grades'
import type { Actor } from '../../policy'
import { keepWayBack, reversal } from '../../undo'
import { findWorkReviews, openReviewToMark } from './find-work-reviews'

type Review = typeof peerReviews.$inferSelect

/** So that grades follow, and what nobody reviews now is dealt out. */
const moved = ({ db, now }: Tenant, actor: Actor, { itemId }: Pick<Review, 'itemId'>, courseId: string) =>
  recordEvent(db, 'peer-review.steered', itemId, {
    key: newId(),
    actorId: actor.id,
    payload: { itemId, courseId },
    at: now(),
  })

/**
 * Somebody who marks leaves a review out: it counts neither for the work nor for its reviewer, and its author does not see it; or it
 * counts again. Gives the act's id; null where it stood so already.
 */
export async function excludeReview(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  reviewId: string,
  excluded: boolean,
): Promise<{ actId: string | null; submissionId: string }> {
  const { db } = tenant
  const { review, page } = await openReviewToMark(tenant, actor, itemId, reviewId)
  await refuseLocked(tenant, page.item, page.course)
  if (review.doneAt === null) throw new Conflict('peers.notDone')
  const { submissionId } = review
  if ((review.excludedAt !== null) === excluded) return { actId: null, submissionId }
  const actId = newId()
  const act = excluded ? 'peer-review.exclude' : 'peer-review.include'
  await db.batch([
    keepWayBack(tenant, actor, { id: actId, kind: act, before: { itemId, reviewId, excluded }, at: tenant.now() }),
    setExcluded(tenant, reviewId, excluded),
    moved(tenant, actor, review, page.course.id),
    recordAudit(tenant, actor, act, { kind: 'submission', id: page.submission.id, after: { reviewId } }),
  ])
  await tenant.queue.send('drain')
  return { actId, submissionId }
}

const setExcluded = ({ db, now }: Tenant, id: string, excluded: boolean) =>
  db
    .update(peerReviews)
    .set({ excludedAt: excluded ? now() : null })
    .where(eq(peerReviews.id, id))

/** It counts, or does not, as before, unless somebody has said otherwise since. */
export const exclusionBack = reversal<{ itemId: string; reviewId: string; excluded: boolean }>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, reviewId, excluded }) {
    const { review, page } = await openReviewToMark(tenant, actor, itemId, reviewId)
    await refuseLocked(tenant, page.item, page.course)
    if ((review.excludedAt !== null) !== excluded) throw new Conflict('people.undoTaken')
    return [setExcluded(tenant, reviewId, !excluded), moved(tenant, actor, review, page.course.id)]
  },
})

type Handed = { itemId: string; submissionId: string; takenId: string | null; givenId: string | null }

/** Somebody is to review this work, because somebody who marks says so. Gives the act's id. */
export async function askForReview(
  tenant: Tenant,
  actor: Actor,
  submissionId: string,
  reviewerId: string,
): Promise<string> {
  const { page, people, round } = await findWorkReviews(tenant, actor, submissionId)
  if (!round) throw new Conflict('peers.notOpen')
  if (!people.some(({ id }) => id === reviewerId)) throw new Invalid('reviewerId', 'peers.chooseReviewer')
  return hand(tenant, actor, {
    courseId: page.course.id,
    itemId: page.item.id,
    submissionId: page.submission.id,
    taken: null,
    reviewerId,
  })
}

/** A review that is not done goes to somebody else, or to nobody (null): who had it keeps what they wrote, unseen. Gives the act's id. */
export async function handOverReview(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  reviewId: string,
  reviewerId: string | null,
): Promise<{ actId: string; submissionId: string }> {
  const { review, page } = await openReviewToMark(tenant, actor, itemId, reviewId)
  if (review.doneAt !== null) throw new Conflict('peers.isDone')
  if (review.takenAt !== null) throw new Conflict('peers.isTaken')
  if (reviewerId !== null) {
    const { people } = await findWorkReviews(tenant, actor, page.submission.id)
    if (!people.some(({ id }) => id === reviewerId)) throw new Invalid('reviewerId', 'peers.chooseReviewer')
  }
  const { submissionId } = review
  const to = { courseId: page.course.id, itemId, submissionId, taken: review.id, reviewerId }
  return { actId: await hand(tenant, actor, to), submissionId }
}

type Handing = {
  courseId: string
  itemId: string
  submissionId: string
  taken: string | null
  reviewerId: string | null
}

async function hand(tenant: Tenant, actor: Actor, { courseId, itemId, submissionId, taken, reviewerId }: Handing) {
  const { db } = tenant
  const at = tenant.now()
  const givenId = reviewerId === null ? null : newId()
  const actId = newId()
  const act = taken === null ? 'peer-review.ask' : 'peer-review.hand-over'
  const before: Handed = { itemId, submissionId, takenId: taken, givenId }
  await db
    .batch([
      keepWayBack(tenant, actor, { id: actId, kind: act, before, at }),
      ...(taken
        ? [
            insist(
              db,
              sql`exists (select 1 from peer_reviews p where p.id = ${taken} and p.done_at is null and p.taken_at is null)`,
            ),
            db.update(peerReviews).set({ takenAt: at }).where(eq(peerReviews.id, taken)),
          ]
        : []),
      ...(givenId && reviewerId
        ? [
            // What was once taken from them stands no more in the way.
            db
              .delete(peerReviews)
              .where(
                and(
                  eq(peerReviews.submissionId, submissionId),
                  eq(peerReviews.reviewerId, reviewerId),
                  sql`${peerReviews.takenAt} is not null`,
                ),
              ),
            db
              .insert(peerReviews)
              .values({ id: givenId, itemId, submissionId, reviewerId, byHand: true, createdAt: at }),
            recordEvent(db, 'peer-review.asked', itemId, {
              key: `${actId}:${reviewerId}`,
              actorId: actor.id,
              payload: { enrollmentId: reviewerId, itemId, courseId },
              at,
            }),
          ]
        : []),
      moved(tenant, actor, { itemId }, courseId),
      recordAudit(tenant, actor, act, { kind: 'submission', id: submissionId, after: { reviewId: taken, reviewerId } }),
    ])
    .catch(orInsisted('peers.isDone'))
  await tenant.queue.send('drain')
  return actId
}

/** Whoever had it has it again, and whoever got it no longer, unless it is written by now. */
export const handedBack = reversal<Handed>({
  subject: ({ submissionId }) => ({ kind: 'submission', id: submissionId }),
  async prepare(tenant, actor, { itemId, submissionId, takenId, givenId }) {
    const { db } = tenant
    const { page } = await findWorkReviews(tenant, actor, submissionId)
    return [
      insist(
        db,
        sql`not exists (select 1 from peer_reviews p where p.id = ${givenId} and p.done_at is not null)
          and (${takenId} is null or exists (select 1 from peer_reviews p where p.id = ${takenId} and p.taken_at is not null))`,
      ),
      db.delete(peerReviews).where(and(eq(peerReviews.id, givenId ?? ''), isNull(peerReviews.doneAt))),
      db
        .update(peerReviews)
        .set({ takenAt: null })
        .where(eq(peerReviews.id, takenId ?? '')),
      moved(tenant, actor, { itemId }, page.course.id),
    ]
  },
})
