import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { events, type ImportMade, importRuns, organization } from '../../db/schema'
import { Conflict, Invalid, TurnedAway } from '../../errors'
import type { Message } from '../../lib/message'
import { recordAudit } from '../audit'
import { syncPublishTimers, wakeToPublish } from '../courses'
import { recordEvent } from '../events'
import { discardMedia } from '../media'
import { findActor } from '../people'
import { type Actor, authorize } from '../policy'
import { wakeToClose } from '../quizzes'
import { readToCompare } from './course/as-exported'
import { banksIn } from './course/banks-in'
import { keepBefore } from './course/before'
import type { Stored } from './course/read-stored'
import { readReferences, unresolvedIn } from './course/references'
import { missingRubrics } from './course/rubrics-in'
import { type Settled, settle } from './course/settle'
import { noFiles, type StoredFiles, storeFiles } from './course/store-files'
import { waitingDrafts } from './course/waiting-drafts'
import { writeCourse } from './course/write'
import type { CoursePlan } from './markdown'
import { readPlan, readRun } from './plan-import'
import { type ImportRun, reportOf } from './run'

/** `sample`: the course is opened at once and remembered as the organization's sample. */
export type ApplyOptions = { sample?: boolean }

/**
 * Does what a run promises: files first, then one batch. Run twice, also at once, it does it once; what fails leaves nothing behind
 * but a sentence in the run.
 */
export async function applyImport(tenant: Tenant, runId: string, options: ApplyOptions = {}): Promise<void> {
  const run = await readRun(tenant, runId)
  if (run?.state !== 'running') return
  const files = noFiles()
  try {
    await apply(tenant, run, files, options)
  } catch (error) {
    if (await isApplied(tenant, runId)) {
      if (isUniqueViolation(error)) await discardMedia(tenant, files.added) // another run of this job was faster
      return
    }
    await discardMedia(tenant, files.added)
    await fail(tenant, runId, error)
  }
}

async function apply(tenant: Tenant, run: ImportRun, files: StoredFiles, { sample = false }: ApplyOptions) {
  const { db } = tenant
  const actor = await findActor(tenant, run.appliedBy ?? run.createdBy)
  if (run.courseId) authorize(actor, 'course.edit', { courseId: run.courseId })
  else authorize(actor, 'course.create')
  const { plan, entries, report } = await readPlan(tenant, {
    key: run.fileKey,
    name: run.fileName,
    courseId: run.courseId,
  })
  const stored = run.courseId ? await readToCompare(tenant, run.courseId) : null
  let done = 1
  const step = async () => {
    done += 1
    await db
      .update(importRuns)
      .set({ stepsDone: done })
      .where(and(eq(importRuns.id, run.id), eq(importRuns.state, 'running')))
  }
  await storeFiles(tenant, actor, { files: plan.media, entries, stored, onStep: step }, files)
  const references = await readReferences(tenant, actor, plan, run.courseId)
  const settled = settle(plan, stored, files, references)
  const statements = await writeCourse(tenant, actor, { plan, settled, stored, files, publish: sample })
  if (stored) await keepBefore(tenant, run.id, stored, settled)
  const at = tenant.now()
  await db.batch([
    recordEvent(db, 'import.applied', run.id, { actorId: actor.id, payload: { courseId: settled.courseId }, at }),
    ...statements,
    ...(stored
      ? []
      : [
          recordEvent(db, 'course.created', settled.courseId, {
            actorId: actor.id,
            payload: { title: plan.course.title },
            at,
          }),
        ]),
    ...syncPublishTimers(db, settled.courseId),
    ...(sample ? [sampleStatement(tenant, settled.courseId)] : []),
    auditOf(tenant, actor, run, settled),
    db
      .update(importRuns)
      .set({
        state: 'done',
        courseId: settled.courseId,
        report: reportOf([
          ...waitingDrafts(plan, stored),
          ...unresolvedIn(plan, references),
          ...banksIn(plan, stored, references),
          ...missingRubrics(plan, stored),
          ...report,
          ...files.report,
        ]),
        made: madeOf(settled, files, stored === null),
        stepsDone: sql`${importRuns.stepsAll}`,
        finishedAt: at,
        error: null,
      })
      .where(eq(importRuns.id, run.id)),
  ])
  await wakeToPublish(tenant, settled.courseId)
  if (stored)
    await wakeToClose(
      tenant,
      settled.items.filter(({ planned }) => planned.kind === 'quiz').map(({ id }) => id),
    )
  for (const given of newCertificates(plan, settled, stored)) await tenant.queue.send('issue-certificates', given)
  await tenant.queue.send('drain')
}

/** What gives a certificate from now on: those who have finished it already get theirs. */
function newCertificates({ course }: CoursePlan, { courseId, modules }: Settled, stored: Stored | null) {
  if (!stored) return []
  const had = new Map(stored.modules.map(({ id, certificate }) => [id, certificate]))
  return [
    ...(course.certificate && !stored.course.certificate ? [{ kind: 'course', subjectId: courseId }] : []),
    ...modules
      .filter(({ id, conditions }) => conditions.certificate && had.get(id) === false)
      .map(({ id }) => ({ kind: 'module', subjectId: id })),
  ]
}

const madeOf = ({ items, removed }: Settled, { added }: StoredFiles, isNew: boolean): ImportMade => ({
  isNew,
  added: items.filter(({ change }) => change === 'added').map(({ id }) => id),
  changed: items.filter(({ change }) => change === 'changed').map(({ id }) => id),
  removed: removed.map(({ id }) => id),
  media: added,
})

const auditOf = (tenant: Tenant, actor: Actor, run: ImportRun, { courseId }: Settled) =>
  recordAudit(tenant, actor, 'course.import', {
    kind: 'course',
    id: courseId,
    after: { file: run.fileName, run: run.id },
  })

const sampleStatement = ({ db }: Tenant, courseId: string) =>
  db.update(organization).set({ sampleCourseId: courseId }).where(eq(organization.id, 'own'))

/** A write may be there although its answer was lost. */
async function isApplied({ db }: Tenant, runId: string): Promise<boolean> {
  const [event] = await db
    .select({ seq: events.seq })
    .from(events)
    .where(and(eq(events.name, 'import.applied'), eq(events.subjectId, runId)))
    .limit(1)
  return event !== undefined
}

async function fail({ db }: Tenant, runId: string, error: unknown): Promise<void> {
  if (!(error instanceof TurnedAway)) console.error(JSON.stringify({ job: 'import', run: runId, error: String(error) }))
  await db
    .update(importRuns)
    .set({ state: 'failed', error: sentenceOf(error) })
    .where(and(eq(importRuns.id, runId), eq(importRuns.state, 'running')))
}

function sentenceOf(error: unknown): Message {
  if (error instanceof Invalid || error instanceof Conflict)
    return { key: error.reason as Message['key'], values: error.values }
  return { key: error instanceof TurnedAway ? 'imports.failed.notAllowed' : 'imports.failed.unexpected' }
}
