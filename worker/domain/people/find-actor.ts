import { and, eq, getTableColumns, isNull, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { apiTokens, enrollments, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { organizationQuery } from '../organization'
import type { Actor } from '../policy'
import { organizationsOwn, ownerVerified } from './api-tokens'
import { actorColumns, toActor } from './session-rows'

/** The person (or the organization's own token) for whom a job goes on with what they began, with the rights they have now; NotFound once they have gone. */
export async function findActor(tenant: Tenant, id: string): Promise<Actor> {
  const { db } = tenant
  const [[user], [token], [settings], courseRows] = await db.batch([
    db
      .select(actorColumns)
      .from(users)
      .where(and(eq(users.id, id), eq(users.state, 'active'), isNull(users.deletedAt)))
      .limit(1),
    db
      .select({ ...getTableColumns(apiTokens), ownerVerified })
      .from(apiTokens)
      .where(
        and(eq(apiTokens.prefix, id.replace(/^token:/, '')), isNull(apiTokens.userId), isNull(apiTokens.revokedAt)),
      )
      .limit(1),
    organizationQuery(db),
    db
      .select({ courseId: enrollments.courseId, role: enrollments.role })
      .from(enrollments)
      .where(and(eq(enrollments.userId, id), ne(enrollments.role, 'learner'), eq(enrollments.state, 'active'))),
  ])
  if (settings && user) return toActor(user, courseRows, settings)
  if (settings && token && id.startsWith('token:')) return organizationsOwn(token, settings, token.ownerVerified)
  throw new NotFound()
}
