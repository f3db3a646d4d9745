import { and, eq } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { isInsisted } from '../../db/insist'
import { type ImportMade, importRuns } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { linkMedia } from '../media'
import type { Actor } from '../policy'
import { bringQuestions, findQuizToEdit, takeQuestions } from '../quizzes'
import { bringToBank, takeFromBank } from './bank-statements'
import { findQuestionRun, type QuestionRun } from './find-questions'
import type { QuestionPlace } from './question-place'
import type { FoundQuestion } from './questions'
import { setTries, unsetTries } from './tries'

/** Stored pictures that nothing shows are swept after a day. */
const PICTURES_KEPT_MS = 20 * 3_600_000

/**
 * Puts the questions of a plan behind those that the quiz has, or into the bank; `take` are places in the plan, all of them where it is
 * null. `tries`: the quiz lets one try again, as their hints ask. A second click, also at once, does nothing more.
 */
export async function applyQuestions(
  tenant: Tenant,
  actor: Actor,
  to: QuestionPlace,
  runId: string,
  take: readonly number[] | null = null,
  { tries = false } = {},
): Promise<void> {
  const run = await findQuestionRun(tenant, actor, to, runId)
  if (run.state === 'done') return
  if (run.state === 'undone') throw new Conflict('imports.isUndone')
  const chosen = run.questions.questions.filter((_, i) => take === null || take.includes(i))
  if (chosen.length === 0) throw new Invalid('take', 'imports.chooseQuestions')
  const media = run.made?.media ?? []
  const at = tenant.now()
  if (media.length && at - run.createdAt > PICTURES_KEPT_MS) throw new Conflict('imports.archiveGone')
  const { most, questions: there, course } = run.place
  const full = new Invalid('take', to.kind === 'quiz' ? 'quizzes.tooMany' : 'banks.full', { most })
  if (there + chosen.length > most) throw full
  const questions = chosen.map((one) => ({ ...one, id: newId() }))
  const brought =
    to.kind === 'quiz'
      ? await bringToQuiz(tenant, actor, run, questions, tries)
      : await bringToBank(tenant, actor, run, questions)
  const { statements, categories } = brought
  const { db } = tenant
  const payload = to.kind === 'quiz' ? { courseId: course?.id, itemId: to.id } : { bankId: to.id }
  try {
    await db.batch([
      recordEvent(db, 'import.applied', runId, { actorId: actor.id, payload, at }),
      ...statements,
      linkMedia(db, to.kind === 'quiz' ? 'item' : 'bank', to.id, media),
      recordAudit(tenant, actor, `${to.kind}.import`, {
        kind: to.kind === 'quiz' ? 'item' : 'bank',
        id: to.id,
        after: { file: run.fileName, run: runId, questions: questions.length, ...brought.tries?.after },
      }),
      db
        .update(importRuns)
        .set({
          state: 'done',
          appliedBy: actor.id,
          startedAt: at,
          finishedAt: at,
          stepsDone: 1,
          made: {
            isNew: false,
            added: questions.map(({ id }) => id),
            changed: [],
            removed: [],
            media,
            categories,
            tries: brought.tries,
          },
        })
        .where(eq(importRuns.id, runId)),
    ])
  } catch (error) {
    if (isInsisted(error)) throw full
    if (!isUniqueViolation(error)) throw error
    // Another click was faster, or a question was added at this moment: that one is seen on a second try.
    const now = await findQuestionRun(tenant, actor, to, runId)
    if (now.state !== 'done') throw new Conflict('error.conflict')
    return
  }
  await tenant.queue.send('drain')
}

/** What comes, with the id that it gets. */
export type Coming = FoundQuestion & { id: string }
export type Brought = { statements: BatchItem<'sqlite'>[]; categories?: string[]; tries?: ImportMade['tries'] }

async function bringToQuiz(
  tenant: Tenant,
  actor: Actor,
  { place, questions: { tries: asked } }: QuestionRun,
  questions: Coming[],
  isTried: boolean,
): Promise<Brought> {
  const { course, last, quiz } = await findQuizToEdit(tenant, actor, place.id)
  const made = { itemId: place.id, courseId: course.id, createdBy: actor.id, at: tenant.now(), last, questions }
  const statements = bringQuestions(tenant.db, made)
  if (!isTried || !asked) return { statements }
  const { statement, made: tries } = setTries(tenant.db, place.id, quiz, asked)
  return { statements: [...statements, statement], tries }
}

/** Takes the questions of an import out again: of a quiz, back one by one, of a bank into its bin. Attempts keep them. */
export async function undoQuestions(tenant: Tenant, actor: Actor, to: QuestionPlace, runId: string): Promise<void> {
  const run = await findQuestionRun(tenant, actor, to, runId)
  if (run.state === 'undone') return
  if (run.state !== 'done' || !run.made) throw new Conflict('imports.notDone')
  const { db } = tenant
  const at = tenant.now()
  const { added, categories = [], tries } = run.made
  await db
    .batch([
      recordEvent(db, 'import.undone', runId, { actorId: actor.id, payload: { placeId: to.id }, at }),
      ...(to.kind === 'quiz' ? takeQuestions(db, to.id, added, at) : takeFromBank(tenant, to.id, added, categories)),
      ...unsetTries(db, to.id, tries),
      recordAudit(tenant, actor, `${to.kind}.import-undo`, {
        kind: to.kind === 'quiz' ? 'item' : 'bank',
        id: to.id,
        after: { run: runId },
      }),
      db
        .update(importRuns)
        .set({ state: 'undone' })
        .where(and(eq(importRuns.id, runId), eq(importRuns.state, 'done'))),
    ])
    .catch(orConflict())
  await tenant.queue.send('drain')
}
