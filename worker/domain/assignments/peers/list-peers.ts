import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import type { Database } from '../../../db/client'
import { behind, cutPage, type PageAsked } from '../../../db/page'
import { assignments, courses, items, peerRounds } from '../../../db/schema'
import { NotFound } from '../../../errors'
import { distanceOf, medianOf, peersOpenAt } from '../../../lib/peer-review'
import { courseCore } from '../../courses'
import { zoneOfItem } from '../../deadlines'
import { hidesNames } from '../../grades'
import { type Actor, authorize, can } from '../../policy'
import { participantOf } from '../participants'
import { countsNow } from './round-queries'

export type PeerLine = {
  enrollmentId: string
  /** Empty while names are hidden. */
  learner: { id: string; name: string; photoId: string | null }
  /** The number instead of the name; null where names are shown. */
  participant: number | null
  /** The work that others review; null where none was handed in. */
  submissionId: string | null
  /** Of the reviews asked of them. */
  done: number
  asked: number
  /** Of their work: reviews that count, those that somebody has to write, and the median of the former. */
  received: number
  expected: number
  points: number | null
  /** Points that theirs are away from the median of the others' for the same work, on average; null where nobody else reviewed it. */
  distance: number | null
}

/** Who has reviewed and who was reviewed, for those who mark; those with the least done first. */
export async function listPeers(tenant: Tenant, actor: Actor, itemId: string, page: PageAsked = { size: 50 }) {
  const { db } = tenant
  const [[head], [counts], rows, given] = await db.batch([
    headQuery(db, itemId),
    countsQuery(db, itemId),
    linesQuery(db, itemId, page),
    givenQuery(db, itemId, page),
  ])
  if (!head || !can(actor, 'course.mark', { courseId: head.course.id })) throw new NotFound()
  authorize(actor, 'course.mark', { courseId: head.course.id })
  const { rows: shown, next } = cutPage(rows, page.size, ({ open, enrollmentId }) => [open, enrollmentId])
  const isHidden = Boolean(head.isHidden)
  return {
    item: head.item,
    course: head.course,
    settings: head.peers,
    zone: head.zone,
    round: head.round,
    isHidden,
    opensAt: head.peers && (head.round?.openedAt ?? peersOpenAt(head.peers, head.item.dueAt)),
    counts: counts ?? { done: 0, asked: 0, works: 0, bare: 0 },
    lines: shown.map(
      ({ userId, name, photoId, number, open: _, ...line }): PeerLine => ({
        ...line,
        learner: isHidden ? { id: '', name: '', photoId: null } : { id: userId, name, photoId },
        participant: isHidden ? (number ?? 0) : null,
        points: medianOf(given.flatMap((one) => (one.work === line.submissionId ? one.points : []))),
        distance: distanceOf(line.enrollmentId, given),
      }),
    ),
    next,
  }
}

export type PeersPage = Awaited<ReturnType<typeof listPeers>>

const headQuery = (db: Database, itemId: string) =>
  db
    .select({
      item: {
        id: items.id,
        title: items.title,
        dueAt: items.dueAt,
        maxPoints: items.maxPoints,
        courseId: items.courseId,
      },
      course: courseCore,
      peers: assignments.peers,
      zone: zoneOfItem(sql`${items.id}`).as('own_zone'),
      isHidden: hidesNames(items.id).as('is_hidden'),
      round: peerRounds,
    })
    .from(items)
    .innerJoin(assignments, eq(assignments.itemId, items.id))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .leftJoin(peerRounds, eq(peerRounds.itemId, items.id))
    .where(sql`${items.id} = ${itemId} and ${items.deletedAt} is null and ${courses.deletedAt} is null`)
    .limit(1)

/** Reviews done of those that were asked for, works under review, and works that nobody's review counts for. */
const countsQuery = (db: Database, itemId: string) =>
  db
    .select({
      done: sql<number>`coalesce(sum(p.done_at is not null), 0)`.as('done_reviews'),
      asked: sql<number>`count(*)`.as('asked_reviews'),
      works: sql<number>`count(distinct p.submission_id)`.as('works'),
      bare: sql<number>`count(distinct p.submission_id) - count(distinct case when ${countsNow} then p.submission_id end)`.as(
        'bare_works',
      ),
    })
    .from(sql`peer_reviews p`)
    .where(sql`p.item_id = ${itemId} and p.taken_at is null`)

const mine = (what: string) =>
  sql`(select count(*) from peer_reviews p where p.reviewer_id = e.id and p.item_id = i.id and p.taken_at is null ${sql.raw(what)})`
/** SQL: the newest work of `e`, in the row that holds it. */
const own = sql`(select coalesce(s.lead_id, s.id) from submissions s where s.enrollment_id = e.id and s.item_id = i.id
  and s.submitted_at is not null order by s.number desc limit 1)`
/** Whoever has the most to do comes first. */
const open = sql`-${mine('and p.done_at is null')}`

/** SQL: those who review, or whose work may be reviewed, behind the cursor, in their order. */
const people = (itemId: string, { cursor, size }: PageAsked) =>
  sql`from items i join enrollments e on e.course_id = i.course_id and e.role = 'learner' and e.state <> 'withdrawn'
      join users u on u.id = e.user_id and u.deleted_at is null
    where i.id = ${itemId} and (exists (select 1 from peer_reviews p where p.reviewer_id = e.id and p.item_id = i.id)
        or exists (select 1 from submissions s where s.enrollment_id = e.id and s.item_id = i.id and s.submitted_at is not null))
      and ${behind([open, sql`e.id`], cursor, 'up') ?? sql`1`}
    order by ${open}, e.id limit ${size + 1}`

const linesQuery = (db: Database, itemId: string, page: PageAsked) => {
  const theirs = (what: string) =>
    sql`(select count(*) from peer_reviews p where p.submission_id = ${own} and p.taken_at is null ${sql.raw(what)})`
  return db
    .select({
      enrollmentId: sql<string>`e.id`.as('of_enrollment'),
      userId: sql<string>`u.id`.as('of_user'),
      name: sql<string>`u.name`.as('person_name'),
      photoId: sql<string | null>`u.photo_id`.as('person_photo'),
      number: participantOf(sql`i.id`, sql`e.id`).as('participant'),
      submissionId: sql<string | null>`${own}`.as('own_work'),
      done: sql<number>`${mine('and p.done_at is not null')}`.as('done_reviews'),
      asked: sql<number>`${mine('')}`.as('asked_reviews'),
      received: sql<number>`${theirs('and p.done_at is not null and p.excluded_at is null')}`.as('received_reviews'),
      expected: sql<number>`${theirs('and p.excluded_at is null')}`.as('expected_reviews'),
      open: sql<number>`${open}`.as('sorted_by'),
    })
    .from(
      sql`(select e.id as chosen ${people(itemId, page)}) page join enrollments e on e.id = page.chosen
        join items i on i.id = ${itemId} join users u on u.id = e.user_id`,
    )
    .orderBy(open, sql`e.id`)
}

/** Points of the works of these people, and of those that they have reviewed. */
const givenQuery = (db: Database, itemId: string, page: PageAsked) =>
  db
    .select({
      reviewer: sql<string>`p.reviewer_id`.as('of_reviewer'),
      work: sql<string>`p.submission_id`.as('of_work'),
      points: sql<number>`p.points`.as('given_points'),
    })
    .from(sql`peer_reviews p`)
    .where(
      sql`p.item_id = ${itemId} and ${countsNow} and p.points is not null
        and (p.submission_id in (select ${own} ${people(itemId, page)})
          or p.submission_id in (select o.submission_id from peer_reviews o where o.item_id = ${itemId}
            and o.reviewer_id in (select e.id ${people(itemId, page)})))`,
    )
    .limit(20_000)
