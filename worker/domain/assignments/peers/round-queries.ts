import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import type { Database } from '../../../db/client'
import { assignments, courses, items, peerReviews, peerRounds } from '../../../db/schema'
import { laterFor, zoneOfItem } from '../../deadlines'
import { isLocked } from '../../grades'
import { isStillHere } from '../submission-queries'

/** SQL: until when somebody reviews, with what stands for them; `r` is the row of `peer_rounds`. */
export const reviewsEndFor = (userId: SQL) => laterFor(sql`r.ends_at`, userId, sql`r.item_id`)

/** SQL: `p`, a row of `peer_reviews`, counts: done, and left out by nobody. */
export const countsNow = sql.raw('(p.done_at is not null and p.excluded_at is null and p.taken_at is null)')

const headQuery = (db: Database, itemId: string) =>
  db
    .select({
      itemId: items.id,
      courseId: items.courseId,
      dueAt: items.dueAt,
      maxPoints: items.maxPoints,
      publishedAt: items.publishedAt,
      peers: assignments.peers,
      zone: zoneOfItem(sql`${items.id}`).as('own_zone'),
      isLocked: sql<number>`${isLocked(sql`${items.id}`)}`.as('is_locked'),
      round: peerRounds,
    })
    .from(items)
    .innerJoin(assignments, eq(assignments.itemId, items.id))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .leftJoin(peerRounds, eq(peerRounds.itemId, items.id))
    .where(and(eq(items.id, itemId), isNull(items.deletedAt), isNull(courses.deletedAt)))
    .limit(1)

/** What is reviewed: the newest that was handed in, once, in the row that holds it. */
const worksQuery = (db: Database, itemId: string) =>
  db
    .select({
      id: sql<string>`s.id`.as('work_id'),
      isMarked: sql<number>`exists (select 1 from marks m where m.subject_kind = 'submission' and m.subject_id = s.id
        and m.given is not null)`.as('is_marked'),
      markedAt: sql<number | null>`s.marked_at`.as('marked_at'),
    })
    .from(sql`submissions s join enrollments e on e.id = s.enrollment_id join assignments a on a.item_id = s.item_id`)
    .where(
      sql`s.item_id = ${itemId} and s.lead_id is null and s.draft = 0 and s.submitted_at is not null and ${isStillHere}
        and (s.late = 0 or coalesce(json_extract(a.peers, '$.late'), 1))
        and exists (select 1 from submissions m where (m.id = s.id or m.lead_id = s.id)
          and not exists (select 1 from submissions n where n.enrollment_id = m.enrollment_id and n.item_id = m.item_id
            and n.submitted_at is not null and n.number > m.number))`,
    )

/** Whose work it is: those with whom it was handed in, and those who are in the group by now (`isAuthor` 0). */
const authorsQuery = (db: Database, itemId: string) =>
  db
    .select({
      workId: sql<string>`o.work`.as('work_id'),
      enrollmentId: sql<string>`o.enrollment`.as('of_enrollment'),
      isAuthor: sql<number>`max(o.author)`.as('is_author'),
      number: sql<number>`max(o.number)`.as('own_number'),
    })
    .from(
      sql`(select coalesce(s.lead_id, s.id) as work, s.enrollment_id as enrollment, 1 as author, s.number as number from submissions s
          where s.item_id = ${itemId} and s.submitted_at is not null
        union all select s.id, e.id, 0, 0 from submissions s join group_members gm on gm.group_id = s.group_id
          join items i on i.id = s.item_id join enrollments e on e.user_id = gm.user_id and e.course_id = i.course_id
          where s.item_id = ${itemId} and s.submitted_at is not null and s.lead_id is null) o`,
    )
    .groupBy(sql`o.work`, sql`o.enrollment`)

/** Everybody who learns there, with what they have of a grade and until when they review. */
const learnersQuery = (db: Database, itemId: string) =>
  db
    .select({
      enrollmentId: sql<string>`e.id`.as('of_enrollment'),
      endsAt: sql<
        number | null
      >`(select ${reviewsEndFor(sql`e.user_id`)} from peer_rounds r where r.item_id = i.id)`.as('own_end'),
      raw: sql<number | null>`g.raw`.as('raw_points'),
      final: sql<number | null>`g.final`.as('final_points'),
      maxPoints: sql<number | null>`g.max_points`.as('max_points'),
    })
    .from(
      sql`items i join enrollments e on e.course_id = i.course_id and e.role = 'learner' and e.state <> 'withdrawn'
        join users u on u.id = e.user_id and u.deleted_at is null
        left join grades g on g.enrollment_id = e.id and g.item_id = i.id`,
    )
    .where(sql`i.id = ${itemId}`)

const pairsQuery = (db: Database, itemId: string) =>
  db
    .select({
      review: peerReviews,
      isBegun:
        sql<number>`exists (select 1 from marks m where m.subject_kind = 'review' and m.subject_id = ${peerReviews.id})`.as(
          'is_begun',
        ),
    })
    .from(peerReviews)
    .where(eq(peerReviews.itemId, itemId))

export type Round = Awaited<ReturnType<typeof readRound>> & {}

/** Everything that decides who reviews what, and what comes of it; null where nobody reviews. */
export async function readRound({ db }: Tenant, itemId: string) {
  const [[head], works, authors, learners, pairs] = await db.batch([
    headQuery(db, itemId),
    worksQuery(db, itemId),
    authorsQuery(db, itemId),
    learnersQuery(db, itemId),
    pairsQuery(db, itemId),
  ])
  if (!head?.peers) return null
  return {
    ...head,
    peers: head.peers,
    works,
    authors,
    learners,
    pairs: pairs.map(({ review, isBegun }) => ({ ...review, isBegun: Boolean(isBegun) })),
  }
}
