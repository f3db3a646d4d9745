import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, importRuns, items } from '../../db/schema'
import { archiveCourse, binCourse, createCourse, editCourse, publishCourse } from '../../domain/courses'
import { applyImport, installSampleCourse, keepArchive, planImport, startImport } from '../../domain/imports'
import { editAdmission } from '../../domain/organization'
import type { Actor } from '../../domain/policy'
import { utf8 } from '../../lib/bytes'
import { fireSafety } from './courses/fire-safety'
import { firstDay } from './courses/first-day'
import { photographs } from './courses/photographs'
import { spreadsheets } from './courses/spreadsheets'
import type { SeedPeople } from './people'

export type SeedCourses = { learning: string; spreadsheets: string; photographs: string; fireSafety: string }

/** From the first of the twelve weeks to the last but one. */
const PUT_AWAY_AFTER = 11 * 7 * 86_400_000

/** Four courses: one that most have finished, one half-way, one that is a draft, one that everybody may join. */
export async function makeCourses(
  tenant: Tenant,
  { olga, ivy, ian }: SeedPeople,
  sample: Uint8Array<ArrayBuffer>,
): Promise<SeedCourses> {
  const learning = await installSampleCourse(tenant, olga, sample)
  const made = {
    learning,
    spreadsheets: await importCourse(tenant, ivy, spreadsheets),
    photographs: await importCourse(tenant, ian, photographs),
    fireSafety: await importCourse(tenant, ian, fireSafety),
  }
  await editCourse(tenant, olga, learning, {
    category: 'Learning',
    certificate: true,
    visibility: 'public',
    joining: 'request',
  })
  const teaching = (actor: Actor, courseId: string): Actor => ({ ...actor, courseRoles: { [courseId]: 'instructor' } })
  await editCourse(tenant, teaching(ivy, made.spreadsheets), made.spreadsheets, {
    category: 'Office',
    certificate: true,
    inOrder: true,
  })
  await editCourse(tenant, teaching(ian, made.fireSafety), made.fireSafety, {
    category: 'Safety',
    certificate: true,
    visibility: 'public',
    joining: 'open',
  })
  await publishCourse(tenant, teaching(ivy, made.spreadsheets), made.spreadsheets)
  await publishCourse(tenant, teaching(ian, made.fireSafety), made.fireSafety)
  await putAway(tenant, { olga, ian }, teaching)
  await editAdmission(tenant, olga, { registration: 'closed', registrationDomains: [], publicCatalogue: true })
  return made
}

type Teaching = (actor: Actor, courseId: string) => Actor

/** One course that had its time and is archived, and one that was begun and thrown away last week. */
async function putAway(tenant: Tenant, { olga, ian }: Pick<SeedPeople, 'olga' | 'ian'>, teaching: Teaching) {
  const old = await importCourse(tenant, ian, firstDay)
  await publishCourse(tenant, teaching(ian, old), old)
  await archiveCourse(tenant, teaching(ian, old), old, true)
  const { id } = await createCourse(tenant, olga, { title: 'Untitled ideas', firstModule: 'First module' })
  await binCourse({ ...tenant, now: () => tenant.now() + PUT_AWAY_AFTER }, olga, id)
}

async function importCourse(tenant: Tenant, actor: Actor, files: Record<string, string>): Promise<string> {
  const given = Object.entries(files).map(([path, text]) => ({ path, bytes: utf8(text) }))
  const kept = await keepArchive(tenant, actor, given)
  const { id } = await planImport(tenant, actor, { mediaId: kept.id, courseId: null })
  await startImport(tenant, actor, id)
  await applyImport(tenant, id)
  const [run] = await tenant.db.select().from(importRuns).where(eq(importRuns.id, id)).limit(1)
  if (!run?.courseId) throw new Error(`The course did not come in: ${JSON.stringify(run?.error)}`)
  return run.courseId
}

/** The course's items in the order of its outline. */
export const itemsOf = ({ db }: Tenant, courseId: string) =>
  db
    .select({ id: items.id, kind: items.kind, completion: items.completion })
    .from(items)
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .where(eq(items.courseId, courseId))
    .orderBy(courseModules.position, items.position)

export type SeedItem = Awaited<ReturnType<typeof itemsOf>>[number]
