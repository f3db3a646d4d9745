import { makeZip } from 'client-zip'
import type { Tenant } from '../../tenants/tenant'
import { applyImport, findRun, keepArchive, planImport, startImport } from '../../worker/domain/imports'
import type { Actor } from '../../worker/domain/policy'

export type Files = Record<string, string | Uint8Array<ArrayBuffer>>

export const zipOf = async (files: Files) =>
  new Uint8Array(
    await new Response(makeZip(Object.entries(files).map(([name, input]) => ({ name, input })))).arrayBuffer(),
  )

/** Uploads, plans and applies, as a person would click through it; the run as it stands then. */
export async function importArchive(
  tenant: Tenant,
  actor: Actor,
  bytes: Uint8Array<ArrayBuffer>,
  courseId: string | null = null,
  name = 'course.zip',
) {
  const kept = await keepArchive(tenant, actor, [{ path: name, bytes }])
  const { id } = await planImport(tenant, actor, { mediaId: kept.id, courseId })
  await startImport(tenant, actor, id)
  await applyImport(tenant, id)
  return findRun(tenant, actor, id)
}
