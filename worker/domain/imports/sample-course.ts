import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, organization } from '../../db/schema'
import { Conflict } from '../../errors'
import { binCourse, restoreCourse } from '../courses'
import { keepOrganization, organizationQuery } from '../organization'
import { type Actor, authorize } from '../policy'
import { applyImport } from './apply-import'
import { keepArchive } from './keep-archive'
import { planImport, readRun } from './plan-import'
import { claimRun } from './start-import'

const MOST = 20_000_000

/** Puts the sample course, an archive like any other, into the organization, open to be read. Done twice, it is there once. */
export async function installSampleCourse(
  tenant: Tenant,
  actor: Actor,
  archive: Uint8Array<ArrayBuffer>,
): Promise<string> {
  authorize(actor, 'organization.edit')
  const there = await sampleCourseId(tenant)
  if (there) return there
  const kept = await keepArchive(tenant, actor, [{ path: 'how-to-learn-online.zip', bytes: archive }], MOST)
  const { id } = await planImport(tenant, actor, { mediaId: kept.id, courseId: null })
  await claimRun(tenant, actor, id)
  await applyImport(tenant, id, { sample: true })
  const run = await readRun(tenant, id)
  if (run?.state !== 'done' || !run.courseId) throw new Conflict(run?.error?.key ?? 'imports.failed.unexpected')
  await rememberSettings(tenant)
  return run.courseId
}

/** Puts the sample course into the bin; gives its id, null where it had gone already. */
export async function removeSampleCourse(tenant: Tenant, actor: Actor): Promise<string | null> {
  authorize(actor, 'organization.edit')
  const id = await sampleCourseId(tenant)
  if (id) await binCourse(tenant, actor, id)
  await tenant.db.update(organization).set({ sampleCourseId: null }).where(eq(organization.id, 'own'))
  await rememberSettings(tenant)
  return id
}

/** Takes the sample course out of the bin again; it is the sample as before, unless there is another one by now. */
export async function restoreSampleCourse(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  authorize(actor, 'organization.edit')
  await restoreCourse(tenant, actor, courseId)
  if (await sampleCourseId(tenant)) return
  await tenant.db.update(organization).set({ sampleCourseId: courseId }).where(eq(organization.id, 'own'))
  await rememberSettings(tenant)
}

async function sampleCourseId({ db }: Tenant): Promise<string | null> {
  const [row] = await db
    .select({ id: courses.id, deletedAt: courses.deletedAt })
    .from(organization)
    .innerJoin(courses, eq(courses.id, organization.sampleCourseId))
    .limit(1)
  return row && row.deletedAt === null ? row.id : null
}

async function rememberSettings(tenant: Tenant) {
  const [settings] = await organizationQuery(tenant.db)
  if (settings) keepOrganization(tenant, settings)
}
