import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, joinRequests, users } from '../../db/schema'

/** What the mail about a request to join says; null when the person or the course is gone. */
export async function readDecisionForMail({ db }: Tenant, requestId: string) {
  const [found] = await db
    .select({
      decision: joinRequests.decision,
      courseId: courses.id,
      title: courses.title,
      name: users.name,
      email: users.email,
      locale: users.locale,
    })
    .from(joinRequests)
    .innerJoin(courses, eq(courses.id, joinRequests.courseId))
    .innerJoin(users, eq(users.id, joinRequests.userId))
    .where(and(eq(joinRequests.id, requestId), isNull(courses.deletedAt), isNull(users.deletedAt)))
    .limit(1)
  return found ?? null
}
