import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courseModules, courses, items } from '../../db/schema'
import { recordAudit } from '../audit'
import { type Actor, authorize } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'
import { findCourseToEdit, findItemToEdit, findModuleToEdit } from './find-course'
import { addGradeRows } from './grade-rows'
import { atFreePosition, itemSiblings, moduleSiblings, positionIn } from './positions'
import { syncPublishTimers, wakeToPublish } from './publish-timers'
import { keepAfterAll, purgeLater, wakeTomorrow } from './retention'

/** Puts an item into the bin: learners and search no longer see it, all that was done in it is kept. */
export async function binItem(tenant: Tenant, actor: Actor, itemId: string): Promise<string> {
  const { db } = tenant
  const { item } = await findItemToEdit(tenant, actor, itemId, { binned: true })
  if (item.deletedAt) return item.courseId // a second click
  await db.batch([
    db.update(items).set({ deletedAt: tenant.now() }).where(eq(items.id, itemId)),
    purgeLater(tenant, 'purge-item', itemId),
    ...courseChanged(tenant, item.courseId),
    recordAudit(tenant, actor, 'item.bin', { kind: 'item', id: itemId, before: { title: item.title } }),
  ])
  await wakeToSettle(tenant) // which sets the alarm to the next due thing, however long the retention is
  return item.courseId
}

/** Takes an item out of the bin, to where it was; to the end where its place is taken. */
export async function restoreItem(tenant: Tenant, actor: Actor, itemId: string): Promise<string> {
  const { db } = tenant
  const { item, module } = await findItemToEdit(tenant, actor, itemId, { binned: true })
  if (!item.deletedAt) return item.courseId
  await atFreePosition(async () => {
    const siblings = await itemSiblings(tenant, item.moduleId)
    await db.batch([
      db
        .update(items)
        .set({ deletedAt: null, position: freeOf(siblings, item.position) })
        .where(eq(items.id, itemId)),
      ...(module.deletedAt
        ? [db.update(courseModules).set({ deletedAt: null }).where(eq(courseModules.id, module.id))]
        : []),
      keepAfterAll(db, 'purge-item', itemId),
      recordAudit(tenant, actor, 'item.restore', { kind: 'item', id: itemId }),
      addGradeRows(db, item.courseId),
      ...syncPublishTimers(db, item.courseId),
      ...courseChanged(tenant, item.courseId),
    ])
  })
  await wakeToPublish(tenant, item.courseId)
  await wakeToSettle(tenant)
  return item.courseId
}

/** Puts a module with all that is in it into the bin. */
export async function binModule(tenant: Tenant, actor: Actor, moduleId: string): Promise<string> {
  const { db } = tenant
  const { module } = await findModuleToEdit(tenant, actor, moduleId, { binned: true })
  if (module.deletedAt) return module.courseId
  await db.batch([
    db.update(courseModules).set({ deletedAt: tenant.now() }).where(eq(courseModules.id, moduleId)),
    purgeLater(tenant, 'purge-module', moduleId),
    ...courseChanged(tenant, module.courseId),
    recordAudit(tenant, actor, 'module.bin', { kind: 'module', id: moduleId, before: { title: module.title } }),
  ])
  await wakeToSettle(tenant)
  return module.courseId
}

export async function restoreModule(tenant: Tenant, actor: Actor, moduleId: string): Promise<string> {
  const { db } = tenant
  const { module } = await findModuleToEdit(tenant, actor, moduleId, { binned: true })
  if (!module.deletedAt) return module.courseId
  await atFreePosition(async () => {
    const position = freeOf(await moduleSiblings(tenant, module.courseId), module.position)
    await db.batch([
      db.update(courseModules).set({ deletedAt: null, position }).where(eq(courseModules.id, moduleId)),
      keepAfterAll(db, 'purge-module', moduleId),
      recordAudit(tenant, actor, 'module.restore', { kind: 'module', id: moduleId }),
      addGradeRows(db, module.courseId),
      ...syncPublishTimers(db, module.courseId),
      ...courseChanged(tenant, module.courseId),
    ])
  })
  await wakeToPublish(tenant, module.courseId)
  await wakeToSettle(tenant)
  return module.courseId
}

/** Puts a whole course into the bin. */
export async function binCourse(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  const course = await findCourseToEdit(tenant, actor, courseId, { binned: true })
  if (course.deletedAt) return
  await tenant.db.batch([
    tenant.db.update(courses).set({ deletedAt: tenant.now() }).where(eq(courses.id, courseId)),
    purgeLater(tenant, 'purge-course', courseId),
    recordAudit(tenant, actor, 'course.bin', { kind: 'course', id: courseId, before: { title: course.title } }),
  ])
  await wakeTomorrow(tenant)
}

export async function restoreCourse(tenant: Tenant, actor: Actor, courseId: string): Promise<void> {
  const course = await findCourseToEdit(tenant, actor, courseId, { binned: true })
  authorize(actor, 'course.edit', { courseId })
  if (!course.deletedAt) return
  await tenant.db.batch([
    tenant.db.update(courses).set({ deletedAt: null, updatedAt: tenant.now() }).where(eq(courses.id, courseId)),
    keepAfterAll(tenant.db, 'purge-course', courseId),
    recordAudit(tenant, actor, 'course.restore', { kind: 'course', id: courseId }),
  ])
}

/** Unexecuted: what lies in a course's bin, newest first. An item whose module lies there too goes with it. */
export const binQueries = (db: Database, courseId: string) =>
  [
    db
      .select({ id: courseModules.id, title: courseModules.title, deletedAt: courseModules.deletedAt })
      .from(courseModules)
      .where(and(eq(courseModules.courseId, courseId), isNotNull(courseModules.deletedAt)))
      .orderBy(desc(courseModules.deletedAt))
      .limit(50),
    db
      .select({ id: items.id, title: items.title, kind: items.kind, deletedAt: items.deletedAt })
      .from(items)
      .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
      .where(and(eq(items.courseId, courseId), isNotNull(items.deletedAt), isNull(courseModules.deletedAt)))
      .orderBy(desc(items.deletedAt))
      .limit(100),
  ] as const

const freeOf = (siblings: { id: string; position: string }[], position: string) =>
  siblings.some((one) => one.position === position) ? positionIn(siblings, {}) : position
