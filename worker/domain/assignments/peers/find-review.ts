import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import type { Database } from '../../../db/client'
import { type MarkContent, peerReviews, peerRounds, submissions } from '../../../db/schema'
import { NotFound } from '../../../errors'
import { itemAccess, itemQueries, splitOutline } from '../../courses'
import type { Actor } from '../../policy'
import {
  type MarkGiven,
  type MarkRow,
  type MarkVersion,
  markedVersionsQuery,
  markOfSubject,
  markQuery,
  newestVersionQuery,
  versionOf,
} from '../../rubrics'
import { assignmentQuery, filesOfWorkQuery } from '../submission-queries'
import { plainFiles } from '../without-names'
import { ownReviewsQuery, standsAs } from './own-reviews'
import { reviewsEndFor } from './round-queries'

export type PeerHindrance = 'over' | 'read-only'

/** A review of somebody else's work, as whoever writes it finds it. NotFound for everybody else. */
export async function findReview(tenant: Tenant, actor: Actor, itemId: string, reviewId: string) {
  const { db } = tenant
  const work = sql`(select p.submission_id from peer_reviews p where p.id = ${reviewId})`
  const subject = { kind: 'review' as const, id: reviewId }
  const [rows, [[assignment], [found], files, [marked], [rubric = null], versions, all]] = splitOutline(
    await db.batch([
      ...itemQueries(db, actor, itemId),
      assignmentQuery(db, itemId),
      reviewQuery(db, actor, itemId, reviewId),
      filesOfWorkQuery(db, work),
      markQuery(db, subject),
      newestVersionQuery(db, sql`(select rubric_id from assignments where item_id = ${itemId})`),
      markedVersionsQuery(db, markOfSubject(subject)),
      ownReviewsQuery(db, actor.id, itemId),
    ]),
  )
  const access = itemAccess(rows, actor, itemId, tenant.now())
  const settings = assignment?.peers
  if (!assignment || !settings || !found || access.as !== 'learner' || access.lock.length) throw new NotFound()
  const isOver = tenant.now() >= found.endsAt + 60_000
  const hindrance: PeerHindrance | null = isOver ? 'over' : access.isReadOnly ? 'read-only' : null
  return {
    access,
    assignment,
    settings,
    review: found.review,
    /** What is reviewed, without a name unless names are shown. */
    work: found.work,
    /** Whose it is; null where names are not shown. */
    by: settings.showAuthors ? (found.groupName ?? found.authorName) : null,
    files: settings.showAuthors ? files : plainFiles(files),
    /** For this reviewer. */
    endsAt: found.endsAt,
    mark: marked ? { ...marked.mark, draftByName: marked.draftByName } : null,
    rubric,
    versions,
    /** All that this reviewer has for the assignment, in the order in which they got them. */
    all: all.map((one) => ({ id: one.id, state: standsAs(one) })),
    hindrance,
  }
}

export type ReviewPage = Awaited<ReturnType<typeof findReview>>

const reviewQuery = (db: Database, actor: Actor, itemId: string, reviewId: string) =>
  db
    .select({
      review: peerReviews,
      work: {
        id: submissions.id,
        text: submissions.text,
        url: submissions.url,
        statement: sql<string>`''`.as('no_statement'),
      },
      authorName: sql<string>`(select u.name from enrollments ae join users u on u.id = ae.user_id
        where ae.id = ${submissions.enrollmentId})`.as('author_name'),
      groupName: sql<string | null>`(select g.name from groups g where g.id = ${submissions.groupId})`.as('by_group'),
      endsAt:
        sql<number>`(select ${reviewsEndFor(sql`${actor.id}`)} from peer_rounds r where r.item_id = ${itemId})`.as(
          'own_end',
        ),
    })
    .from(peerReviews)
    .innerJoin(submissions, eq(submissions.id, peerReviews.submissionId))
    .innerJoin(peerRounds, eq(peerRounds.itemId, peerReviews.itemId))
    .where(
      and(
        eq(peerReviews.id, reviewId),
        eq(peerReviews.itemId, itemId),
        isNull(peerReviews.takenAt),
        sql`${peerReviews.reviewerId} in (select id from enrollments where user_id = ${actor.id} and state <> 'withdrawn')`,
      ),
    )
    .orderBy(asc(peerReviews.id))
    .limit(1)

/** Points that a review can give. */
export const worthOfReview = ({ access }: Pick<ReviewPage, 'access'>): number => access.item.maxPoints ?? 100

const nothing: MarkContent = { points: null, comment: '', rubricVersionId: null, choices: [] }

/** What stands in its form: what is being written, else what was given. */
export const standingReview = ({ mark }: { mark: MarkRow | null }): MarkContent => mark?.draft ?? mark?.given ?? nothing

/** The version of the rubric by which it is written: the one that was begun with, else the newest; null is none. */
export const versionForReview = (page: ReviewPage, wanted?: MarkGiven['rubricVersionId']): MarkVersion | null =>
  versionOf(page, wanted || standingReview(page).rubricVersionId)
