import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { users } from '../../db/schema'

/** What a mail needs to know of its reader; null when the person is gone. */
export async function findPersonForMail(tenant: Tenant, userId: string) {
  const [person] = await tenant.db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      locale: users.locale,
      zone: users.zone,
      verifiedAt: users.emailVerifiedAt,
      /** Asked to come in and had to be let in by somebody. */
      wasRequested:
        sql<number>`exists (select 1 from events where name = 'person.requested' and subject_id = ${users.id})`.as(
          'was_requested',
        ),
    })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
    .limit(1)
  return person ?? null
}
