import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, items, submissions } from '../../db/schema'
import { zoneOfItem } from '../deadlines'

/** What a receipt says of work that was handed in; null where the work or its course is gone. For jobs. */
export async function findReceipt({ db }: Tenant, submissionId: string) {
  const [found] = await db
    .select({
      id: submissions.id,
      number: submissions.number,
      late: submissions.late,
      submittedAt: submissions.submittedAt,
      itemId: items.id,
      title: items.title,
      userId: enrollments.userId,
      zone: zoneOfItem(sql`${submissions.itemId}`).as('own_zone'),
    })
    .from(submissions)
    .innerJoin(items, eq(items.id, submissions.itemId))
    .innerJoin(enrollments, eq(enrollments.id, submissions.enrollmentId))
    .where(and(eq(submissions.id, submissionId), isNotNull(submissions.submittedAt), isNull(items.deletedAt)))
    .limit(1)
  return found ? { ...found, submittedAt: found.submittedAt! } : null
}
