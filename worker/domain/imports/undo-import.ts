import { and, eq, gt, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { orConflict } from '../../db/conflict'
import { importRuns } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordAudit } from '../audit'
import { binCourse, wakeToPublish } from '../courses'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { wakeToClose } from '../quizzes'
import { readBefore } from './course/before'
import { readStored } from './course/read-stored'
import { restoreStatements } from './course/restore'
import { findRun } from './find-run'
import type { ImportRun } from './run'

/**
 * Takes an import back: a course that it made goes into the bin, one that it changed becomes what it was. What somebody has edited
 * since stays as they left it. A later import into the same course has to be taken back first.
 */
export async function undoImport(tenant: Tenant, actor: Actor, id: string): Promise<ImportRun> {
  const run = await findRun(tenant, actor, id)
  if (run.state === 'undone') return run
  if (run.state !== 'done' || !run.courseId || !run.made) throw new Conflict('imports.notDone')
  authorize(actor, 'course.edit', { courseId: run.courseId })
  await refuseIfLater(tenant, run)
  if (run.made.isNew) {
    await binCourse(tenant, actor, run.courseId)
    await tenant.db.update(importRuns).set({ state: 'undone' }).where(eq(importRuns.id, id))
    return { ...run, state: 'undone' }
  }
  const before = await readBefore(tenant, id)
  if (!before) throw new Conflict('imports.tooOldToUndo')
  const stored = await readStored(tenant, run.courseId)
  const { db } = tenant
  const statements = await restoreStatements(tenant, run, before, stored)
  await db
    .batch([
      recordEvent(db, 'import.undone', id, {
        actorId: actor.id,
        payload: { courseId: run.courseId },
        at: tenant.now(),
      }),
      ...statements,
      recordAudit(tenant, actor, 'course.import-undo', { kind: 'course', id: run.courseId, after: { run: id } }),
      db.update(importRuns).set({ state: 'undone' }).where(eq(importRuns.id, id)),
    ])
    .catch(orConflict())
  await wakeToPublish(tenant, run.courseId)
  await wakeToClose(
    tenant,
    before.quizzes.map(({ itemId }) => itemId),
  )
  await tenant.queue.send('drain')
  return { ...run, state: 'undone' }
}

async function refuseIfLater({ db }: Tenant, run: ImportRun): Promise<void> {
  const [later] = await db
    .select({ id: importRuns.id })
    .from(importRuns)
    .where(
      and(
        eq(importRuns.courseId, run.courseId!),
        eq(importRuns.state, 'done'),
        gt(importRuns.finishedAt, run.finishedAt ?? 0),
        sql`${importRuns.id} <> ${run.id}`,
      ),
    )
    .limit(1)
  if (later) throw new Conflict('imports.undoLaterFirst')
}
