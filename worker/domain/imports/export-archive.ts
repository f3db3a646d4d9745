import { makeZip } from 'client-zip'
import { asc, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { findCourseToEdit } from '../courses'
import type { LessonContent } from '../lessons/blocks'
import { readOrganization } from '../organization'
import { type Actor, authorize } from '../policy'
import { exportableBanks, exportedBanked } from './course/export-banks'
import { readStored, type Stored, type StoredItem } from './course/read-stored'
import { exportedRubrics } from './course/rubrics-in'
import { type ExportableCourse, type ExportableItem, exportCourse, slug } from './markdown'

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
  const exported = exportCourse(exportable(stored, files, zone))
  const at = new Date(stored.course.updatedAt)
  const keys = new Map(files.map(({ id, key }) => [id, key]))
  for (const { path, text } of exported.files) yield { name: path, input: text, lastModified: at }
  const kept = [...exported.media.map(({ id, path }) => ({ path, key: keys.get(id)! })), ...exported.captions]
  for (const { path, key } of kept) {
    const object = await tenant.media.get(key)
    if (object && 'body' in object) yield { name: path, input: object.body, size: object.size, lastModified: at }
  }
}

/** Each file once, in the order of its id, so that the same course gives the same names. */
const filesOf = ({ files }: Stored) =>
  [...new Map(files.map((file) => [file.id, file])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))

function exportable(stored: Stored, files: ReturnType<typeof filesOf>, zone: string): ExportableCourse {
  const { course, modules, items, sources, tracks } = stored
  const pathOf = (kind: string, id: string) =>
    sources.find((source) => source.kind === kind && source.subjectId === id)?.path ?? ''
  const { title, summary, tags, licence, expectedHours } = course
  const rubrics = exportedRubrics(stored)
  const { startsAt, endsAt, afterEnd, inOrder, visibility, joining, completion, certificate, grading } = course
  return {
    course: {
      ...{ title, summary, language: course.locale, tags, licence, expectedHours },
      ...{ startsAt, endsAt, afterEnd, inOrder, visibility, joining, completion, certificate, grading },
      zone: course.zone,
      rubrics: rubrics.list,
      category: stored.category,
      picture: course.pictureId,
    },
    clock: course.zone || zone,
    groups: namesOf(stored.groups),
    modules: modules
      .filter(({ deletedAt }) => deletedAt === null)
      .map((module) => ({
        path: pathOf('module', module.id),
        title: module.title,
        published: module.publishedAt !== null,
        publishAt: module.publishAt,
        availability: module.availability,
        certificate: module.certificate,
        items: items
          .filter(({ moduleId, deletedAt }) => moduleId === module.id && deletedAt === null)
          .flatMap((item) => exportableItem(stored, item, pathOf('item', item.id), rubrics.titleOf) ?? []),
      })),
    banks: exportableBanks(stored),
    media: files.map(({ id, name, type }) => ({
      id,
      path: pathOf('media', id),
      name,
      type,
      captions: tracks.filter(({ mediaId }) => mediaId === id).map(({ key, language }) => ({ key, language })),
    })),
  }
}

/** A name that two groups share says neither: they go by their ids. */
function namesOf(groups: Stored['groups']): Map<string, string> {
  const sharing = Map.groupBy(groups, ({ name }) => name.toLowerCase())
  return new Map(groups.map(({ id, name }) => [id, sharing.get(name.toLowerCase())!.length > 1 ? id : name]))
}

function exportableItem(
  stored: Stored,
  item: StoredItem,
  path: string,
  rubricTitle: (id: string | null) => string | null,
): ExportableItem | null {
  const base = {
    id: item.id,
    path,
    title: item.title,
    minutes: item.expectedMinutes,
    published: item.publishedAt !== null,
    required: item.required,
    completion: item.completion,
    dueAt: item.dueAt,
    publishAt: item.publishAt,
    availability: item.availability,
    gradeCategoryId: item.gradeCategoryId,
    extraCredit: item.extraCredit,
    holdGrades: item.holdGrades,
  }
  if (item.kind === 'lesson') {
    const version = stored.lessons.get(item.id)
    return version ? { ...base, kind: 'lesson', content: JSON.parse(version.content) as LessonContent } : null
  }
  if (item.kind === 'assignment') {
    const row = stored.assignments.get(item.id)
    if (!row) return null
    const { itemId: _, instructionsHtml: __, rubricId, ...settings } = row
    const assignment = { ...settings, maxPoints: item.maxPoints ?? 0, rubric: rubricTitle(rubricId) }
    return { ...base, kind: 'assignment', assignment }
  }
  const row = stored.quizzes.get(item.id)
  if (!row) return null
  const { itemId: _, ...settings } = row
  return { ...base, kind: 'quiz', quiz: { ...settings, ...exportedBanked(stored, item.id) } }
}
