import { and, eq, isNull, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { enrollments, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { organizationQuery } from '../organization'
import type { Actor } from '../policy'
import { actorColumns, toActor } from './sessions'

/** The person for whom a job goes on with what they began, with the rights they have now; NotFound once they have gone. */
export async function findActor(tenant: Tenant, userId: string): Promise<Actor> {
  const { db } = tenant
  const [[user], [settings], courseRows] = await db.batch([
    db
      .select(actorColumns)
      .from(users)
      .where(and(eq(users.id, userId), eq(users.state, 'active'), isNull(users.deletedAt)))
      .limit(1),
    organizationQuery(db),
    db
      .select({ courseId: enrollments.courseId, role: enrollments.role })
      .from(enrollments)
      .where(and(eq(enrollments.userId, userId), ne(enrollments.role, 'learner'), eq(enrollments.state, 'active'))),
  ])
  if (!user || !settings) throw new NotFound()
  return toActor(user, courseRows, settings)
}
