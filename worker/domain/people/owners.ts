import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insist } from '../../db/insist'
import { users } from '../../db/schema'

/** At the end of a batch that takes owners away: breaks it where nobody would be left to own the organization. */
export const keepAnOwner = ({ db }: Tenant) =>
  insist(db, sql`exists (select 1 from users where role = 'owner' and state = 'active' and deleted_at is null)`)

/** Everybody who owns the organization, for a mail: unexecuted. */
export const ownersForMailQuery = ({ db }: Tenant) =>
  db
    .select({ id: users.id, name: users.name, email: users.email, locale: users.locale })
    .from(users)
    .where(and(eq(users.role, 'owner'), eq(users.state, 'active'), isNull(users.deletedAt)))
    .limit(100)
