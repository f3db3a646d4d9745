import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf, insertAll } from '../../../db/insert-many'
import {
  assignments,
  courseModules,
  courseSources,
  courses,
  items,
  mediaLinks,
  searchEntries,
} from '../../../db/schema'
import { sha256Hex } from '../../../lib/ids'
import { renderMarkdown } from '../../../lib/markdown'
import { cleanLine, cleanText } from '../../../lib/text'
import { addGradeRows, authorRows } from '../../courses'
import { createForum } from '../../forums'
import type { Actor } from '../../policy'
import { courseChanged } from '../../progress'
import { indexEntries, indexEntry } from '../../search'
import { type CoursePlan, unsaid } from '../markdown'
import { conditionStatements } from './course-conditions'
import { itemRow, mediaIdsOfItem, searchTextOfItem } from './item-rows'
import type { Stored } from './read-stored'
import { rulesOf, writeRubricsIn } from './rubrics-in'
import type { Settled, SettledItem } from './settle'
import { sourceOf } from './settle-banks'
import type { StoredFiles } from './store-files'
import { parkAll, upsertAssignments, upsertItems, upsertModules } from './upserts'
import { picturesOfBanks, writeBanks } from './write-banks'
import { writeLessons } from './write-lessons'
import { writeQuizzes } from './write-quizzes'

type Given = { plan: CoursePlan; settled: Settled; stored: Stored | null; files: StoredFiles; publish: boolean }

/** Every statement of an import, in an order that keeps each unique place free; the caller puts its guard before them. */
export async function writeCourse(tenant: Tenant, actor: Actor, given: Given) {
  const { db } = tenant
  const { plan, settled, stored, files } = given
  const { courseId } = settled
  const touched = settled.items.filter(({ change }) => change !== 'same')
  const rubrics = writeRubricsIn(tenant, actor, courseId, plan, stored)
  return [
    ...(await courseStatements(tenant, actor, given)),
    ...conditionStatements(tenant, given, await isSameCourse(given)),
    ...(stored ? [...binRemoved(tenant, settled), ...parkAll(tenant.db, courseId)] : []),
    ...moduleStatements(tenant, settled, stored),
    ...itemStatements(tenant, given),
    ...(await writeLessons(tenant, actor, touched, stored)),
    ...writeBanks(tenant, actor, settled, stored, files),
    ...writeQuizzes(tenant, actor, courseId, touched, stored, rubrics.idOf),
    ...rubrics.statements,
    ...writeAssignments(tenant, touched, stored, rubrics.idOf),
    ...writeForums(tenant, touched, stored),
    ...linkStatements(tenant, touched, stored, files),
    ...picturesOfBanks(tenant, settled, touched, stored),
    ...searchStatements(tenant, courseId, touched, files, stored ? stored.course.publishedAt !== null : given.publish),
    ...sourceStatements(tenant, plan, settled, stored, files, await metaHash(plan)),
    addGradeRows(db, courseId),
    ...courseChanged(tenant, courseId),
  ]
}

const metaHash = async ({ course }: CoursePlan) => (await sha256Hex(JSON.stringify(course))).slice(0, 32)

/** Whether the course itself was imported so before: what was set here since stays. */
const isSameCourse = async ({ plan, stored }: Given) =>
  stored?.sources.find(({ kind }) => kind === 'course')?.hash === (await metaHash(plan))

async function courseStatements(tenant: Tenant, actor: Actor, { plan, settled, stored, files, publish }: Given) {
  const { db } = tenant
  const at = tenant.now()
  const meta = {
    title: cleanLine(plan.course.title, 200) || 'Course',
    summary: cleanText(plan.course.summary, 2_000),
    locale: plan.course.language,
    tags: plan.course.tags.map((tag) => cleanLine(tag, 40)).filter(Boolean),
    licence: cleanLine(plan.course.licence, 200),
    expectedHours: plan.course.expectedHours === null ? null : Math.round(plan.course.expectedHours),
  }
  if (stored) {
    const { summary, locale, tags, licence, expectedHours } = stored.course
    meta.summary ||= summary
    meta.locale ||= locale
    if (!meta.tags.length) meta.tags = tags
    meta.licence ||= licence
    meta.expectedHours ??= expectedHours
  }
  const entry = indexEntry(db, {
    kind: 'course',
    subjectId: settled.courseId,
    title: meta.title,
    body: [meta.summary, ...meta.tags].join('\n'),
  })
  if (!stored)
    return [
      db.insert(courses).values({
        id: settled.courseId,
        ...meta,
        publishedAt: publish ? at : null,
        createdBy: actor.id,
        createdAt: at,
        updatedAt: at,
      }),
      ...authorRows(tenant, actor, settled.courseId),
      entry,
    ]
  if (await isSameCourse({ plan, settled, stored, files, publish })) return []
  return [
    db
      .update(courses)
      .set({ ...meta, updatedAt: at })
      .where(eq(courses.id, settled.courseId)),
    entry,
  ]
}

function binRemoved({ db, now }: Tenant, { removed, removedModules }: Settled) {
  const at = now()
  return [
    db
      .update(items)
      .set({ deletedAt: at, updatedAt: at })
      .where(sql`${items.id} in ${anyOf(removed.map(({ id }) => id))}`),
    db
      .update(courseModules)
      .set({ deletedAt: at })
      .where(sql`${courseModules.id} in ${anyOf(removedModules)}`),
  ]
}

function moduleStatements({ db, now }: Tenant, settled: Settled, stored: Stored | null) {
  const at = now()
  const before = new Map(stored?.modules.map((module) => [module.id, module]))
  const rows = settled.modules.map(({ id, title, position, conditions }) => {
    const old = before.get(id)
    const { publishAt = old?.publishAt ?? null, published: saidOpen, ...said } = conditions
    const isDue = publishAt !== null && publishAt <= at
    const isOpen = isDue || (saidOpen ?? (old ? old.publishedAt !== null : publishAt === null))
    return {
      ...(old ?? { id, courseId: settled.courseId, createdAt: at }),
      ...said,
      publishedAt: isOpen ? (old?.publishedAt ?? at) : null,
      publishAt: isOpen ? null : publishAt,
      title: cleanLine(title, 200),
      position,
      deletedAt: null,
    }
  })
  return insertAll(db, courseModules, rows, upsertModules)
}

function itemStatements(tenant: Tenant, { settled }: Given) {
  const { db } = tenant
  const at = tenant.now()
  const rows = [
    ...settled.items.map((item) => itemRow(item, settled.courseId, at)),
    ...settled.kept.map(({ item, position }) => ({ ...item, position })),
  ]
  return insertAll(db, items, rows, upsertItems)
}

function writeAssignments(
  { db }: Tenant,
  touched: SettledItem[],
  stored: Stored | null,
  rubricOf: (title: string) => string | null,
) {
  const before = (id: string) => stored?.assignments.get(id)
  const rows = touched.flatMap(({ id, planned }) =>
    planned.kind === 'assignment'
      ? [
          {
            itemId: id,
            instructions: planned.assignment.instructions,
            instructionsHtml: renderMarkdown(planned.assignment.instructions),
            takesText: planned.assignment.takesText ?? before(id)?.takesText ?? unsaid.assignment.takesText,
            takesFiles: planned.assignment.takesFiles ?? before(id)?.takesFiles ?? unsaid.assignment.takesFiles,
            maxFiles: planned.assignment.maxFiles ?? before(id)?.maxFiles ?? unsaid.assignment.maxFiles,
            fileKinds: planned.assignment.fileKinds ?? before(id)?.fileKinds ?? 'any',
            ...rulesOf(planned.assignment, before(id), rubricOf),
          },
        ]
      : [],
  )
  return insertAll(db, assignments, rows, upsertAssignments)
}

/** What the file leaves out stays, or is as for a new one; names that were hidden stay hidden. */
function writeForums({ db }: Tenant, touched: SettledItem[], stored: Stored | null) {
  return touched.flatMap(({ id, planned }) => {
    if (planned.kind !== 'forum') return []
    const before = stored?.forums.get(id)
    const said = Object.fromEntries(Object.entries(planned.forum).filter(([, value]) => value !== undefined))
    const settings = { ...unsaid.forum, ...before, ...said }
    return [createForum(db, id, { ...settings, anonymous: settings.anonymous || (before?.anonymous ?? false) })]
  })
}

/** Only files of this import or of this course: naming another's id in a file opens nothing. */
function linkStatements({ db }: Tenant, touched: SettledItem[], stored: Stored | null, files: StoredFiles) {
  const own = new Set([...files.ids.values(), ...(stored?.files.map(({ id }) => id) ?? [])])
  const linked = touched.map((item) => ({
    id: item.id,
    media: mediaIdsOfItem(item.planned).filter((id) => own.has(id)),
  }))
  const before = Map.groupBy(stored?.files ?? [], ({ itemId }) => itemId)
  const rows = linked.flatMap(({ id, media }) => [
    ...media.map((mediaId) => ({ mediaId, kind: 'item' as const, subjectId: id })),
    // What an older version shows stays, as that version may come back.
    ...(before.get(id) ?? [])
      .filter((file) => !media.includes(file.id))
      .map((file) => ({ mediaId: file.id, kind: 'history' as const, subjectId: id })),
  ])
  return [
    db
      .delete(mediaLinks)
      .where(and(eq(mediaLinks.kind, 'item'), sql`${mediaLinks.subjectId} in ${anyOf(linked.map(({ id }) => id))}`)),
    ...insertAll(db, mediaLinks, rows, (insert) => insert.onConflictDoNothing()),
  ]
}

function searchStatements(
  { db }: Tenant,
  courseId: string,
  touched: SettledItem[],
  { transcripts }: StoredFiles,
  isOpen: boolean,
) {
  const entries = touched.flatMap(({ id, planned, stored }) => {
    const common = {
      subjectId: id,
      courseId,
      title: planned.title,
      published: isOpen && planned.published && (!stored || stored.publishedAt !== null),
    }
    const said = mediaIdsOfItem(planned)
      .map((mediaId) => transcripts.get(mediaId))
      .filter(Boolean)
      .join('\n')
    return [
      { ...common, kind: planned.kind, body: searchTextOfItem(planned) },
      ...(said ? [{ ...common, kind: 'caption' as const, body: said }] : []),
    ]
  })
  return [
    db.delete(searchEntries).where(sql`${searchEntries.subjectId} in ${anyOf(touched.map(({ id }) => id))}`),
    ...(entries.length ? [indexEntries(db, entries)] : []),
  ]
}

/** Where banks and their questions came from; those that the folder does not have stay known. */
function bankSources({ courseId, banks }: Settled, stored: Stored | null) {
  const rows = banks.flatMap(({ id, planned: { path }, questions }) => [
    { courseId, kind: 'bank' as const, path, subjectId: id, hash: '' },
    ...questions
      .filter(({ planned }) => planned.key)
      .map(({ id: subjectId, planned: { key, hash } }) => ({
        courseId,
        kind: 'question' as const,
        path: sourceOf(path, key),
        subjectId,
        hash,
      })),
  ])
  const named = new Set(rows.map(({ kind, path }) => `${kind} ${path}`))
  const settled = new Set(rows.map(({ subjectId }) => subjectId))
  const absent = (stored?.sources ?? []).filter(
    ({ kind, path, subjectId }) =>
      (kind === 'bank' || kind === 'question') && !named.has(`${kind} ${path}`) && !settled.has(subjectId),
  )
  return [...rows, ...absent]
}

function sourceStatements(
  { db }: Tenant,
  plan: CoursePlan,
  settled: Settled,
  stored: Stored | null,
  files: StoredFiles,
  hash: string,
) {
  const { courseId } = settled
  const named = new Set(settled.items.map(({ planned }) => planned.path))
  // Where a removed item came from stays known: when its file is there again, it comes back with everybody's progress.
  const absent = (stored?.sources ?? []).filter(
    ({ kind, path, subjectId }) =>
      kind === 'item' && !named.has(path) && !settled.items.some(({ id }) => id === subjectId),
  )
  const rows = [
    { courseId, kind: 'course' as const, path: '', subjectId: courseId, hash },
    ...settled.modules
      .slice(0, plan.modules.length)
      .map(({ id, path }) => ({ courseId, kind: 'module' as const, path, subjectId: id, hash: '' })),
    ...settled.items.map(({ id, planned }) => ({
      courseId,
      kind: 'item' as const,
      path: planned.path,
      subjectId: id,
      hash: planned.hash,
    })),
    ...[...files.ids].map(([path, subjectId]) => ({
      courseId,
      kind: 'media' as const,
      path,
      subjectId,
      hash: files.hashes.get(path) ?? '',
    })),
    ...bankSources(settled, stored),
    ...absent,
  ]
  return [
    ...(stored ? [db.delete(courseSources).where(eq(courseSources.courseId, courseId))] : []),
    ...insertAll(db, courseSources, rows, (insert) => insert.onConflictDoNothing()),
  ]
}
