import { and, asc, eq, isNull, ne } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { courseModules, items } from '../../db/schema'
import { Conflict } from '../../errors'
import { positionAt } from '../../lib/position'

/** Where a row goes: before another one, or at a place (0 is first); the end where neither is said. */
export type Place = { before?: string | null; index?: number | null }

/** Modules of a course in order, without one that is about to move. */
export const moduleSiblings = (tenant: Tenant, courseId: string, except = '') =>
  tenant.db
    .select({ id: courseModules.id, position: courseModules.position })
    .from(courseModules)
    .where(and(eq(courseModules.courseId, courseId), isNull(courseModules.deletedAt), ne(courseModules.id, except)))
    .orderBy(asc(courseModules.position))

/** Items of a module in order, without one that is about to move. */
export const itemSiblings = (tenant: Tenant, moduleId: string, except = '') =>
  tenant.db
    .select({ id: items.id, position: items.position })
    .from(items)
    .where(and(eq(items.moduleId, moduleId), isNull(items.deletedAt), ne(items.id, except)))
    .orderBy(asc(items.position))

export function positionIn(siblings: { id: string; position: string }[], { before, index }: Place): string {
  const keys = siblings.map(({ position }) => position)
  const at = before ? siblings.findIndex(({ id }) => id === before) : -1
  return positionAt(keys, at >= 0 ? at : (index ?? keys.length))
}

const TRIES = 6

/** Two who put something at the same place at once: whoever was later looks again. Gives up as a Conflict. */
export async function atFreePosition<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act()
    } catch (error) {
      if (!isPositionTaken(error)) throw error
      if (tries === TRIES) throw new Conflict('error.conflict')
    }
  }
}

function isPositionTaken(error: unknown): boolean {
  if (!isUniqueViolation(error)) return false
  for (let e = error; e instanceof Error; e = e.cause) if (/\.position\b/.test(e.message)) return true
  return false
}
