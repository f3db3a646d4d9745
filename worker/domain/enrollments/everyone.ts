import { and, asc, eq, gt, isNotNull, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, users } from '../../db/schema'
import { addGradeRows } from '../courses'
import { enrollStatements } from './enroll-statements'

const PAGE = 200
const ROWS = 500

const forEveryone = and(
  eq(courses.everyone, true),
  isNotNull(courses.publishedAt),
  isNull(courses.archivedAt),
  isNull(courses.deletedAt),
)

/** The job after "everyone gets this" was switched on: enrolls active people, a page a run; run again it changes nothing. */
export async function enrollEveryone(tenant: Tenant, courseId: string, after = ''): Promise<void> {
  const [[course], page] = await tenant.db.batch([
    tenant.db
      .select({ id: courses.id })
      .from(courses)
      .where(and(eq(courses.id, courseId), forEveryone))
      .limit(1),
    tenant.db
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.state, 'active'), isNull(users.deletedAt), gt(users.id, after)))
      .orderBy(asc(users.id))
      .limit(PAGE),
  ])
  if (!course || !page.length) return
  const userIds = page.map(({ id }) => id)
  await tenant.db.batch([...enrollStatements(tenant, { courseId, userIds, source: 'everyone', actor: null })])
  if (page.length === PAGE) await tenant.queue.send('enroll-everyone', { courseId, after: userIds.at(-1) })
  else await tenant.queue.send('grade-rows', { courseId })
  await tenant.queue.send('drain')
}

/** A new person gets what everyone gets. */
export async function enrollNewcomer(tenant: Tenant, userId: string): Promise<void> {
  const found = await tenant.db.select({ id: courses.id }).from(courses).where(forEveryone).limit(50)
  for (const { id } of found) {
    await tenant.db.batch([
      ...enrollStatements(tenant, { courseId: id, userIds: [userId], source: 'everyone', actor: null }),
    ])
  }
  if (found.length) await tenant.queue.send('drain')
}

/** The job that writes the grade rows of a course that are missing, until none is. */
export async function writeGradeRows(tenant: Tenant, courseId: string): Promise<void> {
  const written = await addGradeRows(tenant.db, courseId, { limit: ROWS })
  if (written.meta.changes === ROWS) await tenant.queue.send('grade-rows', { courseId })
}
