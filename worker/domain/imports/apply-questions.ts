import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { importRuns } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { linkMedia } from '../media'
import type { Actor } from '../policy'
import { bringQuestions, findQuizToEdit, mostQuestions, takeQuestions } from '../quizzes'
import { findQuestionRun } from './find-questions'

/** Stored pictures that nothing shows are swept after a day. */
const PICTURES_KEPT_MS = 20 * 3_600_000

/**
 * Puts the questions of a plan behind those that the quiz has; `take` are places in the plan, all of them where it is null. A second click,
 * also at once, does nothing more.
 */
export async function applyQuestions(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  runId: string,
  take: readonly number[] | null = null,
): Promise<void> {
  const run = await findQuestionRun(tenant, actor, itemId, runId)
  if (run.state === 'done') return
  if (run.state === 'undone') throw new Conflict('imports.isUndone')
  const chosen = run.questions.questions.filter((_, i) => take === null || take.includes(i))
  if (chosen.length === 0) throw new Invalid('take', 'imports.chooseQuestions')
  const media = run.made?.media ?? []
  const at = tenant.now()
  if (media.length && at - run.createdAt > PICTURES_KEPT_MS) throw new Conflict('imports.archiveGone')
  const { course, size, last } = await findQuizToEdit(tenant, actor, itemId)
  if (size + chosen.length > mostQuestions) throw new Invalid('take', 'quizzes.tooMany', { most: mostQuestions })
  const questions = chosen.map(({ points, question }) => ({ id: newId(), points, question }))
  const { db } = tenant
  try {
    await db.batch([
      recordEvent(db, 'import.applied', runId, { actorId: actor.id, payload: { courseId: course.id, itemId }, at }),
      ...bringQuestions(db, {
        itemId,
        courseId: course.id,
        createdBy: actor.id,
        at,
        last,
        questions,
      }),
      linkMedia(db, 'item', itemId, media),
      recordAudit(tenant, actor, 'quiz.import', {
        kind: 'item',
        id: itemId,
        after: { file: run.fileName, run: runId, questions: questions.length },
      }),
      db
        .update(importRuns)
        .set({
          state: 'done',
          appliedBy: actor.id,
          startedAt: at,
          finishedAt: at,
          stepsDone: 1,
          made: { isNew: false, added: questions.map(({ id }) => id), changed: [], removed: [], media },
        })
        .where(eq(importRuns.id, runId)),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    // Another click was faster, or a question was added at this moment: that one is seen on a second try.
    const now = await findQuestionRun(tenant, actor, itemId, runId)
    if (now.state !== 'done') throw new Conflict('error.conflict')
    return
  }
  await tenant.queue.send('drain')
}

/** Takes the questions of an import out of the quiz; they can be put back one by one, and attempts keep them. */
export async function undoQuestions(tenant: Tenant, actor: Actor, itemId: string, runId: string): Promise<void> {
  const run = await findQuestionRun(tenant, actor, itemId, runId)
  if (run.state === 'undone') return
  if (run.state !== 'done' || !run.made) throw new Conflict('imports.notDone')
  const { db } = tenant
  const at = tenant.now()
  await db
    .batch([
      recordEvent(db, 'import.undone', runId, { actorId: actor.id, payload: { itemId }, at }),
      ...takeQuestions(db, itemId, run.made.added, at),
      recordAudit(tenant, actor, 'quiz.import-undo', { kind: 'item', id: itemId, after: { run: runId } }),
      db
        .update(importRuns)
        .set({ state: 'undone' })
        .where(and(eq(importRuns.id, runId), eq(importRuns.state, 'done'))),
    ])
    .catch(orConflict())
  await tenant.queue.send('drain')
}
