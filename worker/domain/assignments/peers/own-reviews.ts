import { asc, sql } from 'drizzle-orm'
import type { Database } from '../../../db/client'
import { type Given, prepared } from '../../../db/prepared'
import { enrollments, type MarkContent, peerReviews } from '../../../db/schema'
import { type PeerSettings, peersOpenAt } from '../../../lib/peer-review'
import type { RubricChoice } from '../../../lib/rubric'
import type { MarkVersion } from '../../rubrics'
import { countsNow, reviewsEndFor } from './round-queries'

export type ReviewState = 'open' | 'begun' | 'done'
export const standsAs = ({ doneAt, isBegun }: { doneAt: number | null; isBegun: number }): ReviewState =>
  doneAt !== null ? 'done' : isBegun ? 'begun' : 'open'

/** Unexecuted: what somebody reviews for one assignment, in the order in which they got it. */
export const ownReviewsQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({
      id: sql<string>`${peerReviews.id}`.as('review_id'),
      doneAt: peerReviews.doneAt,
      isBegun:
        sql<number>`exists (select 1 from marks m where m.subject_kind = 'review' and m.subject_id = ${peerReviews.id})`.as(
          'is_begun',
        ),
    })
    .from(enrollments)
    .crossJoin(peerReviews)
    .where(
      sql`${enrollments.userId} = ${userId} and ${enrollments.state} <> 'withdrawn'
        and ${peerReviews.reviewerId} = ${enrollments.id} and ${peerReviews.itemId} = ${itemId} and ${peerReviews.takenAt} is null`,
    )
    .orderBy(asc(peerReviews.createdAt), asc(peerReviews.id))
    .limit(60)

/** Unexecuted: where the reviewing of an assignment stands, with this reader's own end. */
export const roundQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({
      openedAt: sql<number>`r.opened_at`.as('opened_at'),
      settledAt: sql<number | null>`r.settled_at`.as('settled_at'),
      endsAt: sql<number>`${reviewsEndFor(sql`${userId}`)}`.as('own_end'),
    })
    .from(sql`peer_rounds r`)
    .where(sql`r.item_id = ${itemId}`)
    .limit(1)

export type ReceivedReview = { id: string; by: string | null; points: number | null; given: MarkContent; at: number }

/** Unexecuted: what others said of somebody's work, once reviewing is over and grades are not held; names where they are shown. */
export const receivedQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({
      id: sql<string>`p.id`.as('review_id'),
      by: sql<string | null>`case when json_extract(a.peers, '$.showReviewers') then ru.name end`.as('reviewer_name'),
      points: sql<number | null>`p.points`.as('given_points'),
      given: sql<MarkContent | null>`m.given`.mapWith(JSON.parse).as('given_mark'),
      at: sql<number>`p.done_at`.as('given_at'),
    })
    .from(
      sql`enrollments e cross join submissions s on s.enrollment_id = e.id and s.item_id = ${itemId} and s.submitted_at is not null
        join assignments a on a.item_id = s.item_id and a.peers is not null
        join items i on i.id = s.item_id and i.hold_grades = 0
        join peer_rounds r on r.item_id = s.item_id and r.settled_at is not null
        join peer_reviews p on p.submission_id = coalesce(s.lead_id, s.id) and ${countsNow}
        join enrollments re on re.id = p.reviewer_id join users ru on ru.id = re.user_id
        join marks m on m.subject_kind = 'review' and m.subject_id = p.id and m.given is not null`,
    )
    .where(sql`e.user_id = ${userId} and e.state <> 'withdrawn'`)
    .orderBy(sql`p.id`)
    .limit(100)

export type OwnPeers = {
  settings: PeerSettings
  /** When reviewing begins, or began; null while there is no date. */
  opensAt: number | null
  /** Null before it has begun. */
  round: { openedAt: number; settledAt: number | null; endsAt: number } | null
  toDo: { id: string; state: ReviewState }[]
  received: (Omit<ReceivedReview, 'given'> & {
    comment: string
    version: MarkVersion | null
    choices: RubricChoice[]
  })[]
}

type Rows = {
  round: OwnPeers['round']
  toDo: { id: string; doneAt: number | null; isBegun: number }[]
  received: (Omit<ReceivedReview, 'given'> & { given: MarkContent | null })[]
  versions: MarkVersion[]
}

export function ownPeers(
  { peers: settings }: { peers: PeerSettings | null },
  dueAt: number | null,
  { round, toDo, received, versions }: Rows,
): OwnPeers | null {
  if (!settings) return null
  return {
    settings,
    opensAt: round?.openedAt ?? peersOpenAt(settings, dueAt),
    round,
    toDo: toDo.map((one) => ({ id: one.id, state: standsAs(one) })),
    received: received.map(({ given, ...one }) => ({
      ...one,
      comment: given?.comment ?? '',
      choices: given?.choices ?? [],
      version: versions.find(({ id }) => id === given?.rubricVersionId) ?? null,
    })),
  }
}

/** SQL: the marks of those reviews, for the versions of rubrics that they speak of. */
export const receivedMarks = (userId: string, itemId: string) =>
  sql`marks.subject_kind = 'review' and marks.subject_id in (select p.id from enrollments e
    join submissions s on s.enrollment_id = e.id and s.item_id = ${itemId}
    join peer_reviews p on p.submission_id = coalesce(s.lead_id, s.id)
    join peer_rounds r on r.item_id = p.item_id and r.settled_at is not null
    where e.user_id = ${userId} and e.state <> 'withdrawn')`

/** Unexecuted: the assignments for which somebody has reviews to do, the earliest end first; of one course, or of all. */
export const reviewsToDoQuery = prepared((db, userId: Given<string>, now: Given<number>) =>
  db
    .select({
      id: sql<string>`i.id`.as('own_item'),
      title: sql<string>`i.title`.as('item_title'),
      courseId: sql<string>`c.id`.as('own_course'),
      course: sql<string>`c.title`.as('course_title'),
      count: sql<number>`count(*)`.as('open_reviews'),
      endsAt: sql<number>`${reviewsEndFor(sql`e.user_id`)}`.as('own_end'),
      first: sql<string>`min(p.id)`.as('first_review'),
    })
    .from(
      sql`enrollments e cross join peer_reviews p on p.reviewer_id = e.id and p.done_at is null and p.taken_at is null
        join peer_rounds r on r.item_id = p.item_id
        join items i on i.id = p.item_id and i.deleted_at is null and i.published_at is not null
        join assignments a on a.item_id = i.id and a.peers is not null
        join courses c on c.id = i.course_id and c.deleted_at is null and c.archived_at is null and c.published_at is not null`,
    )
    .where(sql`e.user_id = ${userId} and e.state <> 'withdrawn' and ${reviewsEndFor(sql`e.user_id`)} + 60000 > ${now}`)
    .groupBy(sql`i.id`)
    .orderBy(sql`r.ends_at`, sql`i.id`)
    .limit(10),
)

/** Unexecuted: for the assignments of a course, what somebody has to review by when, and how many have reviewed their work. */
export const reviewsInCourseQuery = prepared(
  (db, userId: Given<string>, courseId: Given<string>, now: Given<number>) => {
    const endsAt = reviewsEndFor(sql`e.user_id`)
    return db
      .select({
        itemId: sql<string>`i.id`.as('own_item'),
        endsAt: sql<number>`${endsAt}`.as('own_end'),
        toDo: sql<number>`case when ${endsAt} + 60000 > ${now} then (select count(*) from peer_reviews p
          where p.reviewer_id = e.id and p.item_id = i.id and p.done_at is null and p.taken_at is null) else 0 end`.as(
          'open_reviews',
        ),
        received: sql<number>`case when r.settled_at is not null and i.hold_grades = 0 then (select count(*)
          from submissions s join peer_reviews p on p.submission_id = coalesce(s.lead_id, s.id) and ${countsNow}
          where s.enrollment_id = e.id and s.item_id = i.id and s.submitted_at is not null) else 0 end`.as(
          'got_reviews',
        ),
      })
      .from(
        sql`enrollments e join items i on i.course_id = e.course_id and i.deleted_at is null and i.published_at is not null
          join peer_rounds r on r.item_id = i.id join assignments a on a.item_id = i.id and a.peers is not null`,
      )
      .where(sql`e.user_id = ${userId} and e.course_id = ${courseId} and e.state <> 'withdrawn'`)
      .limit(100)
  },
)
