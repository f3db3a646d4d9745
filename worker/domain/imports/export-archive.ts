import { makeZip } from 'client-zip'
import { asc, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { findCourseToEdit } from '../courses'
import { readOrganization } from '../organization'
import { type Actor, authorize } from '../policy'
import { exportable, filesOf } from './course/exportable'
import { readStored, type Stored } from './course/read-stored'
import { exportCourse, slug } from './markdown'

export type CourseArchive = { name: string; body: ReadableStream<Uint8Array> }

/** A course as a zip of Markdown and its files, written while it is sent. */
export async function exportArchive(tenant: Tenant, actor: Actor, courseId: string): Promise<CourseArchive> {
  const course = await findCourseToEdit(tenant, actor, courseId)
  const [stored, { zone }] = await Promise.all([readStored(tenant, courseId), readOrganization(tenant)])
  const entries = entriesOf(tenant, stored, zone)
  return { name: `${course.title}.zip`, body: makeZip(entries) }
}

/** So many courses stand in one archive: each is read in a trip of its own. */
export const COURSES_AN_ARCHIVE = 25

/** Every course of the organization, also drafts and archived ones, each in a folder of its own; `part` counts from 1. */
export async function exportCourses(tenant: Tenant, actor: Actor, part: number): Promise<ReadableStream<Uint8Array>> {
  authorize(actor, 'organization.takeaway')
  const from = (part - 1) * COURSES_AN_ARCHIVE
  const [chosen] = await tenant.db.batch([
    tenant.db
      .select({ id: courses.id, title: courses.title })
      .from(courses)
      .where(isNull(courses.deletedAt))
      .orderBy(asc(courses.id))
      .limit(COURSES_AN_ARCHIVE)
      .offset(from),
    recordAudit(tenant, actor, 'organization.take-courses', { kind: 'organization', id: 'own', after: { part } }),
  ])
  if (chosen.length === 0) throw new NotFound()
  const { zone } = await readOrganization(tenant)
  async function* entries() {
    for (const [i, { id, title }] of chosen.entries()) {
      const folder = `${String(from + i + 1).padStart(3, '0')}-${slug(title)}`
      for await (const entry of entriesOf(tenant, await readStored(tenant, id), zone))
        yield { ...entry, name: `${folder}/${entry.name}` }
    }
    tenant.close() // the file is written after the request was let go
  }
  return makeZip(entries())
}

/** The files of a course's archive, each read when its turn comes. */
async function* entriesOf(tenant: Tenant, stored: Stored, zone: string) {
  const files = filesOf(stored)
  const exported = exportCourse(exportable(stored, zone))
  const at = new Date(stored.course.updatedAt)
  const keys = new Map(files.map(({ id, key }) => [id, key]))
  for (const { path, text } of exported.files) yield { name: path, input: text, lastModified: at }
  const kept = [...exported.media.map(({ id, path }) => ({ path, key: keys.get(id)! })), ...exported.captions]
  for (const { path, key } of kept) {
    const object = await tenant.media.get(key)
    if (object && 'body' in object) yield { name: path, input: object.body, size: object.size, lastModified: at }
  }
}
