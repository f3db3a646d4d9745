import type { Tenant } from '../../../../tenants/tenant'
import { readOrganization } from '../../organization'
import { exportCourse, planCourse } from '../markdown'
import { exportable } from './exportable'
import { readStored, type Stored } from './read-stored'

type Settings = { zone: string; embedHosts: string[] }

/** A stored course to hold a plan against, with what its export would say now. */
export async function readToCompare(tenant: Tenant, courseId: string): Promise<Stored> {
  const [stored, organization] = await Promise.all([readStored(tenant, courseId), readOrganization(tenant)])
  return { ...stored, exported: await asExported(stored, organization) }
}

/** Items have the hash that reading the export again would give them. */
async function asExported(stored: Stored, { zone, embedHosts }: Settings): Promise<Stored['exported']> {
  const { files, media, captions } = exportCourse(exportable(stored, zone))
  const none = new Uint8Array()
  const entries = [
    ...files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) })),
    ...[...media, ...captions].map(({ path }) => ({ path, bytes: none })),
  ].map(({ path, bytes }) => ({ path, size: bytes.length, bytes: async () => bytes }))
  const options = { zone: stored.course.zone || zone, ...(embedHosts.length ? { embedHosts } : {}) }
  const { modules } = await planCourse(entries, options)
  return {
    items: new Map(modules.flatMap(({ items }) => items).flatMap(({ id, hash }) => (id ? [[id, hash] as const] : []))),
    media: new Map(media.map(({ id, path }) => [path, id])),
    captions: new Map(captions.map(({ key, path }) => [path, key])),
  }
}
