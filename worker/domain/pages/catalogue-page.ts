import type { Tenant } from '../../../tenants/tenant'
import { Forbidden } from '../../errors'
import {
  type CatalogueFilter,
  type CourseFilter,
  catalogueCategoriesQuery,
  cataloguePage,
  catalogueQuery,
  coursesQuery,
  pageOf,
} from '../courses'
import { type Actor, isStaff } from '../policy'
import { firstLearning } from './learning-lines'

/** The catalogue for this reader, null for strangers, with what they learn already where `own` asks for it: one trip. */
export async function readCatalogue(tenant: Tenant, actor: Actor | null, filter: CatalogueFilter, own = false) {
  const asked = [catalogueQuery(tenant, actor, filter), catalogueCategoriesQuery(tenant, actor)] as const
  const [rows, categories, learning = []] =
    own && actor
      ? await tenant.db.batch([...asked, firstLearning(tenant.db, actor.id, tenant.now())])
      : await tenant.db.batch(asked)
  const { rows: courses, next } = cataloguePage(rows, filter.size)
  return { courses, categories, learning, next }
}

/** The courses that staff run: one trip. */
export async function readCourses(tenant: Tenant, actor: Actor, filter: CourseFilter) {
  if (!isStaff(actor)) throw new Forbidden()
  const { rows, next } = pageOf(await coursesQuery(tenant, actor, filter), filter.size)
  return { courses: rows, next }
}
