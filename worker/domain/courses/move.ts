import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courseModules, items } from '../../db/schema'
import { Conflict } from '../../errors'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'
import { findItemToEdit, findModuleToEdit } from './find-course'
import { atFreePosition, itemSiblings, moduleSiblings, positionIn } from './positions'

/** Where to: before a sibling, at a place (0 is first), or one step up or down. */
export type Move = { before?: string | null; index?: number | null; step?: -1 | 1 | null }

/** Puts a module elsewhere in its course: one row is written. */
export async function moveModule(tenant: Tenant, actor: Actor, moduleId: string, move: Move): Promise<string> {
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  const { courseId } = module
  await atFreePosition(async () => {
    const all = await moduleSiblings(tenant, courseId)
    const place = placeOf(all, moduleId, move)
    if (!place) return
    const position = positionIn(
      all.filter(({ id }) => id !== moduleId),
      place,
    )
    await tenant.db.batch([
      tenant.db.update(courseModules).set({ position }).where(eq(courseModules.id, moduleId)),
      ...courseChanged(tenant, courseId),
      recordAudit(tenant, actor, 'module.move', { kind: 'module', id: moduleId }),
    ])
  })
  await wakeToSettle(tenant)
  return courseId
}

/**
 * Puts an item elsewhere, in its module or another one of the same course. A step over the edge of a module goes on in
 * the next one.
 */
export async function moveItem(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { moduleId, ...move }: Move & { moduleId?: string | null },
): Promise<string> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  const { courseId } = item
  let target = item.moduleId
  if (moduleId && moduleId !== target) {
    const { module } = await findModuleToEdit(tenant, actor, moduleId)
    if (module.courseId !== courseId) throw new Conflict('courses.otherCourse')
    target = moduleId
  }
  await atFreePosition(async () => {
    let all = await itemSiblings(tenant, target)
    let place = placeOf(all, itemId, move)
    if (!place && move.step) {
      const modules = await moduleSiblings(tenant, courseId)
      const next = modules[modules.findIndex(({ id }) => id === target) + move.step]
      if (!next) return
      target = next.id
      all = await itemSiblings(tenant, target)
      place = { index: move.step > 0 ? 0 : all.length }
    }
    if (!place) return
    const position = positionIn(
      all.filter(({ id }) => id !== itemId),
      place,
    )
    await tenant.db.batch([
      tenant.db.update(items).set({ position, moduleId: target, updatedAt: tenant.now() }).where(eq(items.id, itemId)),
      ...courseChanged(tenant, courseId),
      recordAudit(tenant, actor, 'item.move', { kind: 'item', id: itemId }),
    ])
  })
  await wakeToSettle(tenant)
  return courseId
}

/** The place among the others; null where a step would leave the list. */
function placeOf(all: { id: string }[], id: string, { before, index, step }: Move) {
  if (!step) return { before, index }
  const at = all.findIndex((one) => one.id === id)
  const to = at + step
  return at < 0 || to < 0 || to >= all.length ? null : { index: to }
}
