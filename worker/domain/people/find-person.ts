import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { users } from '../../db/schema'

export type PersonRow = typeof users.$inferSelect

/** The whole row of a person who is there: unexecuted. Not for pages of others: it holds the password's hash. */
export const personRowQuery = (tenant: Tenant, userId: string | SQL<string>) =>
  tenant.db
    .select()
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
    .limit(1)

/** Whether somebody here has this address: unexecuted. `email` as `readEmail` gave it. */
export const personWithEmailQuery = (tenant: Tenant, email: string) =>
  tenant.db
    .select({ id: users.id, name: users.name, locale: users.locale })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, email), isNull(users.deletedAt)))
    .limit(1)
