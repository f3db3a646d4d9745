import { and, eq, inArray, lt, or } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { importRuns } from '../../db/schema'
import { Conflict } from '../../errors'
import { findCourseToEdit } from '../courses'
import { type Actor, authorize } from '../policy'
import { findRun } from './find-run'

/** After this a run that says nothing more may be started again: applying twice does it once. */
export const STUCK_MS = 120_000

/** Says go: the job does the rest. A second click finds the first one's run under way. */
export async function startImport(tenant: Tenant, actor: Actor, id: string): Promise<void> {
  if (await claimRun(tenant, actor, id)) await tenant.queue.send('import', { run: id })
}

/** Puts a run into the actor's hands; false where it is under way or done already. */
export async function claimRun(tenant: Tenant, actor: Actor, id: string): Promise<boolean> {
  const run = await findRun(tenant, actor, id)
  if (run.courseId) await findCourseToEdit(tenant, actor, run.courseId)
  else authorize(actor, 'course.create')
  if (run.state === 'undone') throw new Conflict('imports.isUndone')
  const now = tenant.now()
  const claimed = await tenant.db
    .update(importRuns)
    .set({ state: 'running', appliedBy: actor.id, startedAt: now, stepsDone: 0, error: null })
    .where(
      and(
        eq(importRuns.id, id),
        or(
          inArray(importRuns.state, ['planned', 'failed']),
          and(eq(importRuns.state, 'running'), lt(importRuns.startedAt, now - STUCK_MS)),
        ),
      ),
    )
    .returning({ id: importRuns.id })
  return claimed.length > 0
}
