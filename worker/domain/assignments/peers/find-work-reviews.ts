import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import type { Database } from '../../../db/client'
import { type MarkContent, marks, peerReviews, rubrics, rubricVersions } from '../../../db/schema'
import { NotFound } from '../../../errors'
import { distanceOf } from '../../../lib/peer-review'
import type { Actor } from '../../policy'
import type { MarkVersion } from '../../rubrics'
import { findSubmissionToMark, openToMark } from '../find-submission'
import { participantOf } from '../participants'
import { countsNow } from './round-queries'

export type WorkReview = {
  id: string
  reviewerId: string
  /** Null while names are hidden. */
  name: string | null
  participant: number | null
  points: number | null
  doneAt: number | null
  excludedAt: number | null
  byHand: boolean
  isBegun: boolean
  given: MarkContent | null
  version: MarkVersion | null
  /** Points that this reviewer's are away from the others', on average; null where nobody else reviewed the same. */
  distance: number | null
}

/** Every review of one work, for those who mark: what was said, by whom, and how far each reviewer usually is from the others. */
export async function findWorkReviews(tenant: Tenant, actor: Actor, submissionId: string) {
  const page = await findSubmissionToMark(tenant, actor, submissionId)
  const { db } = tenant
  const workId = page.submission.id
  const [reviews, near, people, [round]] = await db.batch([
    reviewsQuery(db, workId),
    nearQuery(db, workId),
    peopleQuery(db, page.item.id, workId),
    db
      .select({
        settledAt: sql<number | null>`r.settled_at`.as('settled_at'),
        endsAt: sql<number>`r.ends_at`.as('ends_at'),
      })
      .from(sql`peer_rounds r`)
      .where(sql`r.item_id = ${page.item.id}`)
      .limit(1),
  ])
  const isHidden = page.participants !== null
  return {
    page,
    round: round ?? null,
    reviews: reviews.map(
      ({ review, given, version, name, number, isBegun }): WorkReview => ({
        id: review.id,
        reviewerId: isHidden ? '' : review.reviewerId,
        name: isHidden ? null : name,
        participant: isHidden ? (number ?? 0) : null,
        points: review.points,
        doneAt: review.doneAt,
        excludedAt: review.excludedAt,
        byHand: review.byHand,
        isBegun: Boolean(isBegun),
        given,
        version: version?.id ? (version as MarkVersion) : null,
        distance: distanceOf(review.reviewerId, near),
      }),
    ),
    /** Who could review it besides. */
    people: people.map(({ id, name, number, open }) => ({
      id,
      name: isHidden ? null : name,
      participant: isHidden ? (number ?? 0) : null,
      open,
    })),
  }
}

export type WorkReviewsPage = Awaited<ReturnType<typeof findWorkReviews>>

const nameOf = sql<string>`(select u.name from enrollments ne join users u on u.id = ne.user_id where ne.id = ${peerReviews.reviewerId})`

const reviewsQuery = (db: Database, workId: string) =>
  db
    .select({
      review: peerReviews,
      given: marks.given,
      isBegun: sql<number>`${marks.subjectId} is not null`.as('is_begun'),
      version: {
        id: rubricVersions.id,
        number: rubricVersions.number,
        body: rubricVersions.body,
        title: rubrics.title,
      },
      name: nameOf.as('reviewer_name'),
      number: participantOf(sql`${peerReviews.itemId}`, sql`${peerReviews.reviewerId}`).as('participant'),
    })
    .from(peerReviews)
    .leftJoin(marks, sql`${marks.subjectKind} = 'review' and ${marks.subjectId} = ${peerReviews.id}`)
    .leftJoin(rubricVersions, sql`${rubricVersions.id} = json_extract(${marks.given}, '$.rubricVersionId')`)
    .leftJoin(rubrics, eq(rubrics.id, rubricVersions.rubricId))
    .where(sql`${peerReviews.submissionId} = ${workId} and ${peerReviews.takenAt} is null`)
    .orderBy(sql`${peerReviews.doneAt} is null`, peerReviews.id)
    .limit(60)

/** Points of everything that its reviewers have reviewed. */
const nearQuery = (db: Database, workId: string) =>
  db
    .select({
      reviewer: sql<string>`p.reviewer_id`.as('of_reviewer'),
      work: sql<string>`p.submission_id`.as('of_work'),
      points: sql<number>`p.points`.as('given_points'),
    })
    .from(sql`peer_reviews p`)
    .where(
      sql`${countsNow} and p.points is not null and p.submission_id in (select o.submission_id from peer_reviews o
        join peer_reviews h on h.reviewer_id = o.reviewer_id and h.item_id = o.item_id where h.submission_id = ${workId})`,
    )
    .limit(2_000)

const MOST_PEOPLE = 500

/** Learners whose work it is not and who do not review it already, those with the least to do first. */
const peopleQuery = (db: Database, itemId: string, workId: string) =>
  db
    .select({
      id: sql<string>`e.id`.as('of_enrollment'),
      name: sql<string>`u.name`.as('person_name'),
      number: participantOf(sql`i.id`, sql`e.id`).as('participant'),
      open: sql<number>`(select count(*) from peer_reviews p where p.reviewer_id = e.id and p.item_id = i.id
        and p.done_at is null and p.taken_at is null)`.as('open_reviews'),
    })
    .from(
      sql`items i join enrollments e on e.course_id = i.course_id and e.role = 'learner' and e.state <> 'withdrawn'
        join users u on u.id = e.user_id and u.deleted_at is null join submissions w on w.id = ${workId}`,
    )
    .where(
      sql`i.id = ${itemId} and not exists (select 1 from submissions s where (s.id = w.id or s.lead_id = w.id) and s.enrollment_id = e.id)
        and not (w.group_id is not null and exists (select 1 from group_members gm where gm.group_id = w.group_id and gm.user_id = e.user_id))
        and not exists (select 1 from peer_reviews p where p.submission_id = w.id and p.reviewer_id = e.id and p.taken_at is null)`,
    )
    .orderBy(
      sql`(select count(*) from peer_reviews p where p.reviewer_id = e.id and p.item_id = i.id
      and p.done_at is null and p.taken_at is null)`,
      sql`e.id`,
    )
    .limit(MOST_PEOPLE)

/** A review with what decides about it, names and all, for acts of those who mark. */
export async function openReviewToMark(tenant: Tenant, actor: Actor, itemId: string, reviewId: string) {
  const [review] = await tenant.db
    .select()
    .from(peerReviews)
    .where(sql`${peerReviews.id} = ${reviewId} and ${peerReviews.itemId} = ${itemId}`)
    .limit(1)
  if (!review) throw new NotFound()
  return { review, page: await openToMark(tenant, actor, review.submissionId) }
}
