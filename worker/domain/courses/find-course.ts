import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courseModules, courses, items } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import { readOutlineRows } from './outline-queries'
import { type Outline, readOutline } from './read-outline'
import type { Course } from './standing'

type Options = { binned?: boolean }

/** A course as its staff find it, drafts included; NotFound for everybody else. */
export const findCourse = async (
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  options: Options = {},
): Promise<Course> => courseOfStaff(actor, await courseQuery(tenant.db, courseId, options))

/** Unexecuted, for the one batch of a page; `courseOfStaff` decides about its answer. */
export const courseQuery = (db: Database, courseId: string, { binned }: Options = {}) =>
  db
    .select()
    .from(courses)
    .where(and(eq(courses.id, courseId), binned ? undefined : isNull(courses.deletedAt)))
    .limit(1)

export function courseOfStaff(actor: Actor, [course]: Course[]): Course {
  if (!course || !(isAdmin(actor) || assists(actor, course.id))) throw new NotFound()
  return course
}

/** A course that the actor may change. */
export async function findCourseToEdit(tenant: Tenant, actor: Actor, courseId: string, options = { binned: false }) {
  const course = await findCourse(tenant, actor, courseId, options)
  authorize(actor, 'course.edit', { courseId })
  return course
}

/** A course with its path as this reader sees it, in one trip; NotFound for strangers. `actor` is null for those not signed in. */
export async function findCourseFor(
  tenant: Tenant,
  actor: Actor | null,
  courseId: string,
  { asLearner = false } = {},
): Promise<Outline> {
  const rows = await readOutlineRows(tenant, actor?.id ?? null, courseId)
  const outline = readOutline(rows, actor, { now: tenant.now(), asLearner })
  if (!outline) throw new NotFound()
  return outline
}

/** A module that the actor may change, with its siblings' positions in order. */
export async function findModuleToEdit(tenant: Tenant, actor: Actor, moduleId: string, { binned = false } = {}) {
  const [found] = await tenant.db
    .select({ module: courseModules, course: courses })
    .from(courseModules)
    .innerJoin(courses, eq(courses.id, courseModules.courseId))
    .where(
      and(
        eq(courseModules.id, moduleId),
        isNull(courses.deletedAt),
        binned ? undefined : isNull(courseModules.deletedAt),
      ),
    )
    .limit(1)
  if (!found || !(isAdmin(actor) || assists(actor, found.course.id))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId: found.course.id })
  return found
}

/** An item that the actor may change. */
export const findItemToEdit = async (tenant: Tenant, actor: Actor, itemId: string, options: Options = {}) =>
  itemToEdit(actor, await itemToEditQuery(tenant.db, itemId, options))

/** Unexecuted, for the one batch of a page; `itemToEdit` decides about its answer. */
export const itemToEditQuery = (db: Database, itemId: string, { binned }: Options = {}) =>
  db
    .select({ item: items, module: courseModules, course: courses })
    .from(items)
    .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(and(eq(items.id, itemId), isNull(courses.deletedAt), binned ? undefined : isNull(items.deletedAt)))
    .limit(1)

export function itemToEdit(actor: Actor, [found]: Awaited<ReturnType<typeof itemToEditQuery>>) {
  if (!found || !(isAdmin(actor) || assists(actor, found.course.id))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId: found.course.id })
  return found
}
