import { makeZip } from 'client-zip'
import { asc, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses } from '../../db/schema'
import { NotFound } from '../../errors'
import { recordAudit } from '../audit'
import { findCourseToEdit } from '../courses'
import type { LessonContent } from '../lessons/blocks'
import { type Actor, authorize } from '../policy'
import { readStored, type Stored, type StoredItem } from './course/read-stored'
import { type ExportableCourse, type ExportableItem, exportCourse, type PlannedQuestion, slug } from './markdown'

export type CourseArchive = { name: string; body: ReadableStream<Uint8Array> }

/** A course as a zip of Markdown and its files, written while it is sent. */
export async function exportArchive(tenant: Tenant, actor: Actor, courseId: string): Promise<CourseArchive> {
  const course = await findCourseToEdit(tenant, actor, courseId)
  const entries = entriesOf(tenant, await readStored(tenant, courseId))
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
  async function* entries() {
    for (const [i, { id, title }] of chosen.entries()) {
      const folder = `${String(from + i + 1).padStart(3, '0')}-${slug(title)}`
      for await (const entry of entriesOf(tenant, await readStored(tenant, id)))
        yield { ...entry, name: `${folder}/${entry.name}` }
    }
    tenant.close() // the file is written after the request was let go
  }
  return makeZip(entries())
}

/** The files of a course's archive, each read when its turn comes. */
async function* entriesOf(tenant: Tenant, stored: Stored) {
  const files = filesOf(stored)
  const exported = exportCourse(exportable(stored, files))
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

function exportable(stored: Stored, files: ReturnType<typeof filesOf>): ExportableCourse {
  const { course, modules, items, sources, tracks } = stored
  const pathOf = (kind: string, id: string) =>
    sources.find((source) => source.kind === kind && source.subjectId === id)?.path ?? ''
  const { title, summary, tags, licence, expectedHours } = course
  return {
    course: { title, summary, language: course.locale, tags, licence, expectedHours },
    modules: modules
      .filter(({ deletedAt }) => deletedAt === null)
      .map((module) => ({
        path: pathOf('module', module.id),
        title: module.title,
        items: items
          .filter(({ moduleId, deletedAt }) => moduleId === module.id && deletedAt === null)
          .flatMap((item) => exportableItem(stored, item, pathOf('item', item.id)) ?? []),
      })),
    media: files.map(({ id, name, type }) => ({
      id,
      path: pathOf('media', id),
      name,
      type,
      captions: tracks.filter(({ mediaId }) => mediaId === id).map(({ key, language }) => ({ key, language })),
    })),
  }
}

function exportableItem(stored: Stored, item: StoredItem, path: string): ExportableItem | null {
  const base = {
    id: item.id,
    path,
    title: item.title,
    minutes: item.expectedMinutes,
    published: item.publishedAt !== null,
    required: item.required,
    completion: item.completion,
  }
  if (item.kind === 'lesson') {
    const version = stored.lessons.get(item.id)
    return version ? { ...base, kind: 'lesson', content: JSON.parse(version.content) as LessonContent } : null
  }
  if (item.kind === 'assignment') {
    const row = stored.assignments.get(item.id)
    if (!row) return null
    const { instructions, takesText, takesFiles, maxFiles, fileKinds } = row
    const maxPoints = item.maxPoints ?? 0
    const assignment = { instructions, maxPoints, takesText, takesFiles, maxFiles, fileKinds }
    return { ...base, kind: 'assignment', assignment }
  }
  const row = stored.quizzes.get(item.id)
  if (!row) return null
  const { introduction, passPercent, attemptsAllowed, shuffleQuestions, showAnswers, answersAfter } = row
  const questions = (stored.questions.get(item.id) ?? []).map(
    ({ kind, body, points }) => ({ kind, body, points }) as PlannedQuestion,
  )
  const settings = { introduction, passPercent, attemptsAllowed, shuffleQuestions, showAnswers, answersAfter }
  return { ...base, kind: 'quiz', quiz: { ...settings, questions } }
}
