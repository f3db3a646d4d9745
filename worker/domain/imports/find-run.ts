import { and, desc, eq, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { importRuns } from '../../db/schema'
import { NotFound } from '../../errors'
import { findCourseToEdit } from '../courses'
import { type Actor, can } from '../policy'
import type { ImportRun } from './run'

/** A run for whoever began it and whoever may change its course; NotFound for everybody else. */
export async function findRun(tenant: Tenant, actor: Actor, id: string): Promise<ImportRun> {
  const [run] = await tenant.db.select().from(importRuns).where(eq(importRuns.id, id)).limit(1)
  if (!run || !can(actor, 'import.see', run)) throw new NotFound()
  return run
}

/** What was imported into a course, newest first. */
export async function listRuns(tenant: Tenant, actor: Actor, courseId: string) {
  await findCourseToEdit(tenant, actor, courseId)
  return tenant.db
    .select({
      id: importRuns.id,
      fileName: importRuns.fileName,
      state: importRuns.state,
      createdAt: importRuns.createdAt,
      finishedAt: importRuns.finishedAt,
    })
    .from(importRuns)
    .where(and(eq(importRuns.courseId, courseId), ne(importRuns.state, 'planned')))
    .orderBy(desc(importRuns.createdAt))
    .limit(50)
}
