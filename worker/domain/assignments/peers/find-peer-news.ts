import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { countsNow, reviewsEndFor } from './round-queries'

/** What a learner is told of reviews: what they have to do until when, and what they have got; null where they learn there no more. */
export async function findPeerNews({ db }: Tenant, itemId: string, enrollmentId: string) {
  const [found] = await db
    .select({
      userId: sql<string>`u.id`.as('of_user'),
      courseId: sql<string>`c.id`.as('of_course'),
      endsAt: sql<number>`${reviewsEndFor(sql`e.user_id`)}`.as('own_end'),
      toDo: sql<number>`(select count(*) from peer_reviews p where p.reviewer_id = e.id and p.item_id = i.id
        and p.done_at is null and p.taken_at is null)`.as('open_reviews'),
      received:
        sql<number>`case when i.hold_grades or r.settled_at is null then 0 else (select count(*) from peer_reviews p
        where p.item_id = i.id and ${countsNow} and p.submission_id in (select coalesce(s.lead_id, s.id) from submissions s
          where s.enrollment_id = e.id and s.item_id = i.id and s.submitted_at is not null)) end`.as(
          'received_reviews',
        ),
    })
    .from(
      sql`items i join assignments a on a.item_id = i.id and a.peers is not null join courses c on c.id = i.course_id
        join peer_rounds r on r.item_id = i.id join enrollments e on e.id = ${enrollmentId} and e.course_id = c.id
        join users u on u.id = e.user_id and u.deleted_at is null`,
    )
    .where(
      sql`i.id = ${itemId} and i.deleted_at is null and c.deleted_at is null and e.state <> 'withdrawn' and e.role = 'learner'`,
    )
    .limit(1)
  return found ?? null
}
