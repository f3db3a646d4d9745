import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf, fromNewRow, insertAll } from '../../../db/insert-many'
import {
  assignments,
  courseModules,
  courseSources,
  courses,
  items,
  itemVersions,
  lessons,
  mediaLinks,
  questions,
  quizDraws,
  quizQuestions,
  quizzes,
  searchEntries,
} from '../../../db/schema'
import { plainText } from '../../../lib/markdown'
import { addGradeRows, syncPublishTimers } from '../../courses'
import { createForum } from '../../forums'
import { type LessonContent, searchTextOf } from '../../lessons/blocks'
import { courseChanged } from '../../progress'
import { recountLater, refreshTimes } from '../../quizzes'
import { indexEntries, indexEntry } from '../../search'
import type { ImportRun } from '../run'
import type { Before } from './before'
import { mergeOrder, positionsFor } from './order'
import type { Stored, StoredItem } from './read-stored'
import { bankStatements } from './restore-banks'
import { rubricsBack } from './rubrics-in'
import { parkAll, upsertAssignments, upsertItems, upsertModules, upsertQuizzes } from './upserts'

/** Items that an import changed and nobody has touched since. */
export function untouchedSince(run: ImportRun, stored: Stored): Set<string> {
  const byId = new Map(stored.items.map((item) => [item.id, item]))
  const { changed = [], removed = [] } = run.made ?? {}
  return new Set([...changed, ...removed].filter((id) => (byId.get(id)?.updatedAt ?? 0) <= (run.finishedAt ?? 0)))
}

/** What makes a course again what it was before a run, but for what was edited or made since. */
export async function restoreStatements(tenant: Tenant, run: ImportRun, before: Before, stored: Stored) {
  const { db } = tenant
  const at = tenant.now()
  const courseId = before.course.id
  const added = run.made?.added ?? []
  const back = untouchedSince(run, stored)
  const backIds = anyOf([...back])
  const isBack = ({ itemId }: { itemId: string }) => back.has(itemId)
  const asked = before.questions.filter(isBack)
  const quizIds = before.quizzes.filter(isBack).map(({ itemId }) => itemId)
  const links = before.files
    .filter(isBack)
    .map(({ itemId, mediaId }) => ({ mediaId, kind: 'item' as const, subjectId: itemId }))
  return [
    db
      .update(items)
      .set({ deletedAt: at, updatedAt: at })
      .where(sql`${items.id} in ${anyOf(added)}`),
    ...parkAll(db, courseId),
    ...insertAll(db, courseModules, modulesBack(before, stored, new Set(added), at), upsertModules),
    ...insertAll(db, items, itemsBack(before, stored, back, new Set(added), at), upsertItems),
    ...courseBack(tenant, run, before, stored),
    ...insertAll(db, lessons, before.lessons.filter(isBack), (insert) =>
      insert.onConflictDoUpdate({ target: lessons.itemId, set: fromNewRow(lessons, ['versionId']) }),
    ),
    ...insertAll(db, quizzes, before.quizzes.filter(isBack), upsertQuizzes),
    ...refreshTimes(db, quizIds),
    recountLater(tenant, quizIds, null),
    db.delete(quizQuestions).where(sql`${quizQuestions.itemId} in ${backIds}`),
    db
      .update(questions)
      .set({ deletedAt: null, deletedFrom: null })
      .where(sql`${questions.id} in ${anyOf(asked.map(({ questionId }) => questionId))}`),
    ...insertAll(db, quizQuestions, asked),
    ...(before.draws ? [db.delete(quizDraws).where(sql`${quizDraws.itemId} in ${backIds}`)] : []),
    ...insertAll(db, quizDraws, before.draws?.filter(isBack) ?? []),
    ...(await bankStatements(tenant, run, before.banks, stored)),
    ...insertAll(db, assignments, before.assignments.filter(isBack), upsertAssignments),
    ...(before.forums ?? []).filter(isBack).map(({ itemId, settings }) => createForum(db, itemId, settings)),
    ...rubricsBack(tenant, run, before.rubrics, courseId),
    db.delete(mediaLinks).where(and(eq(mediaLinks.kind, 'item'), sql`${mediaLinks.subjectId} in ${backIds}`)),
    ...insertAll(db, mediaLinks, links, (insert) => insert.onConflictDoNothing()),
    ...(await searchBack(tenant, before, back, stored.course.publishedAt !== null)),
    ...syncPublishTimers(db, courseId),
    db.delete(courseSources).where(eq(courseSources.courseId, courseId)),
    ...insertAll(db, courseSources, before.sources),
    addGradeRows(db, courseId),
    ...courseChanged(tenant, courseId),
  ]
}

const alive = ({ deletedAt }: { deletedAt: number | null }) => deletedAt === null
const placeOf = <Row extends { id: string; position: string }>(rows: Row[]) =>
  new Map(rows.map(({ id, position }) => [id, position]))

/** Modules as they were; those that the import made go with what it made, unless something else stands in them now. */
function modulesBack(before: Before, stored: Stored, added: Set<string>, at: number) {
  const known = new Map(before.modules.map((module) => [module.id, module]))
  const used = new Set(
    stored.items.filter((item) => alive(item) && !added.has(item.id)).map(({ moduleId }) => moduleId),
  )
  const rows = stored.modules.map((module) => {
    const old = known.get(module.id)
    if (old)
      return {
        ...module,
        ...conditionsBack(old, module, before.said?.[module.id] ?? {}),
        title: old.title,
        position: old.position,
        deletedAt: old.deletedAt,
      }
    return { ...module, deletedAt: module.deletedAt ?? (used.has(module.id) ? null : at) }
  })
  const open = rows.filter(alive)
  const order = mergeOrder(
    before.modules.filter(alive).map(({ id }) => id),
    open.map(({ id }) => id),
  )
  const positions = positionsFor(order, placeOf(open))
  return rows.map((row) => ({ ...row, position: positions.get(row.id) ?? row.position }))
}

type Module = Stored['modules'][number]

/** Each condition that the import set and that still is as it set it. */
function conditionsBack(old: Module, now: Module, said: NonNullable<Before['said']>[string]): Partial<Module> {
  const isAsSaid = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
  return {
    ...(said.published !== undefined &&
      said.published === (now.publishedAt !== null) && { publishedAt: old.publishedAt }),
    ...(said.publishAt !== undefined && said.publishAt === now.publishAt && { publishAt: old.publishAt }),
    ...(said.availability !== undefined &&
      isAsSaid(said.availability, now.availability) && { availability: old.availability }),
    ...(said.certificate === now.certificate && { certificate: old.certificate }),
  }
}

/** What is alive, each in its old place where it has one. */
function itemsBack(before: Before, stored: Stored, back: Set<string>, added: Set<string>, at: number): StoredItem[] {
  const known = new Map(before.items.map((item) => [item.id, item]))
  const rows = stored.items
    .filter(({ id }) => !added.has(id))
    .map((item) => (back.has(item.id) ? { ...known.get(item.id)!, updatedAt: at } : item))
  const open = rows.filter(alive)
  const placed = [...Map.groupBy(open, ({ moduleId }) => moduleId)].flatMap(([moduleId, inside]) => {
    const ids = new Set(inside.map(({ id }) => id))
    const old = before.items.filter((item) => alive(item) && item.moduleId === moduleId && ids.has(item.id))
    const order = mergeOrder(
      old.map(({ id }) => id),
      inside.map(({ id }) => id),
    )
    const positions = positionsFor(order, placeOf([...inside, ...old]))
    return inside.map((item) => ({ ...item, position: positions.get(item.id)! }))
  })
  return [...placed, ...rows.filter((row) => !alive(row) && back.has(row.id))]
}

/** Title and the like, unless somebody has changed them since. */
function courseBack({ db, now }: Tenant, run: ImportRun, { course }: Before, stored: Stored) {
  if (stored.course.updatedAt > (run.finishedAt ?? 0)) return []
  const { title, summary, locale, tags, licence, expectedHours } = course
  const { pictureId, zone, categoryId, startsAt, endsAt, afterEnd, inOrder } = course
  const { visibility, joining, joinCode, joinEndsAt, joinMost, completion, certificate, chat } = course
  const conditions = {
    zone,
    categoryId,
    startsAt,
    endsAt,
    afterEnd,
    inOrder,
    visibility,
    joining,
    joinCode,
    joinEndsAt,
    joinMost,
    completion,
    chat,
  }
  return [
    db
      .update(courses)
      .set({
        title,
        summary,
        locale,
        tags,
        licence,
        expectedHours,
        pictureId,
        certificate,
        ...conditions,
        updatedAt: now(),
      })
      .where(eq(courses.id, course.id)),
    db.delete(mediaLinks).where(and(eq(mediaLinks.kind, 'course'), eq(mediaLinks.subjectId, course.id))),
    ...(pictureId
      ? [db.insert(mediaLinks).values({ mediaId: pictureId, kind: 'course' as const, subjectId: course.id })]
      : []),
    indexEntry(db, { kind: 'course', subjectId: course.id, title, body: [summary, ...tags].join('\n') }),
  ]
}

async function searchBack({ db }: Tenant, before: Before, back: Set<string>, isOpen: boolean) {
  const versions = await db
    .select({ itemId: itemVersions.itemId, content: itemVersions.content })
    .from(itemVersions)
    .where(
      sql`${itemVersions.id} in ${anyOf(before.lessons.filter(({ itemId }) => back.has(itemId)).map(({ versionId }) => versionId))}`,
    )
  const bodies = new Map([
    ...versions.map(({ itemId, content }) => [itemId, searchTextOf(JSON.parse(content) as LessonContent)] as const),
    ...before.quizzes.map(({ itemId, introduction }) => [itemId, plainText(introduction)] as const),
    ...before.assignments.map(({ itemId, instructions }) => [itemId, plainText(instructions)] as const),
    ...(before.forums ?? []).map(({ itemId, settings }) => [itemId, plainText(settings.intro)] as const),
  ])
  const entries = before.items
    .filter(({ id }) => back.has(id))
    .map(({ id, courseId, kind, title, publishedAt }) => ({
      kind,
      subjectId: id,
      courseId,
      title,
      body: bodies.get(id) ?? '',
      published: isOpen && publishedAt !== null,
    }))
  if (entries.length === 0) return []
  return [
    db
      .delete(searchEntries)
      .where(and(sql`${searchEntries.subjectId} in ${anyOf([...back])}`, sql`${searchEntries.kind} <> 'caption'`)),
    indexEntries(db, entries),
  ]
}
