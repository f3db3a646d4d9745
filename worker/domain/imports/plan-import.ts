import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, importRuns } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import type { ArchiveEntry } from '../../lib/archive'
import { newId } from '../../lib/ids'
import { findCourseToEdit, most } from '../courses'
import { findMedia } from '../media'
import { readOrganization } from '../organization'
import { type Actor, authorize } from '../policy'
import { readToCompare } from './course/as-exported'
import { banksIn } from './course/banks-in'
import { compareWithStored } from './course/compare'
import type { Stored } from './course/read-stored'
import { readReferences, unresolvedIn } from './course/references'
import { missingRubrics } from './course/rubrics-in'
import { hasDraft, waitingDrafts } from './course/waiting-drafts'
import { foreignSentence } from './foreign'
import { formatOf } from './formats'
import { type CoursePlan, type ReportLine, withoutTopFolder } from './markdown'
import { openArchive } from './open-archive'
import { type ImportRun, type ImportSummary, reportOf } from './run'

type Given = {
  /** The uploaded archive, the actor's own. */
  mediaId: string
  /** To import again into a course; null makes a new one. */
  courseId: string | null
}

/** Reads an uploaded archive and remembers what importing it would do. Nothing of the course is written. */
export async function planImport(tenant: Tenant, actor: Actor, { mediaId, courseId }: Given): Promise<ImportRun> {
  if (courseId) await findCourseToEdit(tenant, actor, courseId)
  else authorize(actor, 'course.create')
  const archive = await findMedia(tenant, mediaId)
  if (archive.ownerId !== actor.id || archive.purpose !== 'import') throw new NotFound()
  const [read, stored] = await Promise.all([
    readPlan(tenant, { key: archive.key, name: archive.name, courseId }),
    courseId ? readToCompare(tenant, courseId) : null,
  ])
  const references = await readReferences(tenant, actor, read.plan, courseId)
  const run: ImportRun = {
    id: newId(),
    format: read.format,
    fileName: archive.name,
    fileKey: archive.key,
    courseId,
    itemId: null,
    bankId: null,
    questions: null,
    state: 'planned',
    plan: summaryOf(read.plan, stored),
    report: reportOf([
      ...waitingDrafts(read.plan, stored),
      ...unresolvedIn(read.plan, references),
      ...banksIn(read.plan, stored, references),
      ...missingRubrics(read.plan, stored),
      ...read.report,
    ]),
    stepsDone: 0,
    stepsAll: read.plan.media.length + 2,
    made: null,
    error: null,
    createdBy: actor.id,
    createdAt: tenant.now(),
    appliedBy: null,
    startedAt: null,
    finishedAt: null,
  }
  await tenant.db.insert(importRuns).values(run)
  return run
}

export type ReadPlan = { format: string; plan: CoursePlan; entries: ArchiveEntry[]; report: ReportLine[] }

type Kept = { key: string; name: string; courseId: string | null }

/** The same archive gives the same plan each time, so that it need not be kept. */
export async function readPlan(tenant: Tenant, { key, name: fileName, courseId }: Kept): Promise<ReadPlan> {
  const { entries: packed, skipped } = await openArchive(tenant, key)
  const entries = withoutTopFolder(packed)
  const foreign = await foreignSentence(entries)
  if (foreign) throw new Invalid('file', foreign)
  const format = formatOf(entries)
  if (!format) throw new Invalid('file', 'imports.notACourse')
  const { embedHosts, zone } = await readOrganization(tenant)
  const [course] = courseId
    ? await tenant.db.select({ zone: courses.zone }).from(courses).where(eq(courses.id, courseId)).limit(1)
    : []
  const plan = await format.plan(entries, {
    name: fileName.replace(/\.zip$/i, ''),
    zone: course?.zone || zone,
    ...(embedHosts.length ? { embedHosts } : {}),
  })
  const items = plan.modules.flatMap((module) => module.items)
  if (items.length === 0) throw new Invalid('file', 'imports.notACourse')
  if (items.length > most.items) throw new Invalid('file', 'imports.tooManyItems', { most: most.items })
  if (plan.modules.length > most.modules) throw new Invalid('file', 'imports.tooManyModules', { most: most.modules })
  const left = skipped
    .filter(({ reason }) => reason !== 'system')
    .map(({ path }): ReportLine => ({ level: 'left-out', path, line: null, key: 'skipped', values: {} }))
  return { format: format.name, plan, entries, report: [...plan.report, ...left] }
}

function summaryOf(plan: CoursePlan, stored: Stored | null): ImportSummary {
  const { changeOf, storedOf, removed } = compareWithStored(plan, stored)
  return {
    title: plan.course.title,
    summary: plan.course.summary,
    modules: plan.modules.map(({ title, items }) => ({
      title,
      items: items.map((item) => ({
        title: item.title,
        path: item.path,
        kind: item.kind,
        minutes: item.minutes,
        published: item.published,
        change: changeOf(item),
        hasDraft: hasDraft(stored, storedOf(item)),
      })),
    })),
    removed: removed.map(({ item, path }) => ({
      title: item.title,
      path,
      hasDraft: hasDraft(stored, item),
    })),
    files: plan.media.length,
    bytes: plan.media.reduce((sum, { size }) => sum + size, 0),
  }
}

/** The run as it stands, for jobs. */
export async function readRun(tenant: Tenant, id: string): Promise<ImportRun | null> {
  const [run] = await tenant.db.select().from(importRuns).where(eq(importRuns.id, id)).limit(1)
  return run ?? null
}
