import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { courseModules, courses, enrollmentSources, enrollments } from '../../db/schema'
import { Conflict } from '../../errors'
import { newId } from '../../lib/ids'
import { positionAfter } from '../../lib/position'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { type Actor, authorize, isPerson } from '../policy'
import { indexEntry } from '../search'
import { findCourse } from './find-course'
import { requireTitle } from './titles'

type NewCourse = {
  title: string
  /** Made with the form, so that a second click finds the first one's course. */
  id?: string
  /** Title of a first, empty module; none without it. */
  firstModule?: string
}

/** A course is made from its title; whoever makes it teaches it. */
export async function createCourse(tenant: Tenant, actor: Actor, given: NewCourse): Promise<{ id: string }> {
  authorize(actor, 'course.create')
  const { db } = tenant
  const { id = newId(), firstModule } = given
  const title = requireTitle(given.title)
  const at = tenant.now()
  try {
    await db.batch([
      recordEvent(db, 'course.created', id, { actorId: actor.id, payload: { title }, at }),
      db.insert(courses).values({ id, title, createdBy: actor.id, createdAt: at, updatedAt: at }),
      ...(firstModule ? [moduleRow(tenant, { courseId: id, title: firstModule, position: positionAfter(null) })] : []),
      ...authorRows(tenant, actor, id),
      indexEntry(db, { kind: 'course', subjectId: id, title }),
      recordAudit(tenant, actor, 'course.create', { kind: 'course', id, after: { title } }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const first = await findCourse(tenant, { ...actor, courseRoles: { ...actor.courseRoles, [id]: 'instructor' } }, id)
    if (first.createdBy !== actor.id) throw new Conflict('error.conflict')
    return { id }
  }
  await tenant.queue.send('drain')
  return { id }
}

/** The maker's enrollment: `author` is a source of its own, so that no group or link can take it away. */
export function authorRows(tenant: Tenant, actor: Actor, courseId: string) {
  if (!isPerson(actor)) return []
  const enrollmentId = newId()
  const createdAt = tenant.now()
  return [
    tenant.db
      .insert(enrollments)
      .values({ id: enrollmentId, userId: actor.id, courseId, role: 'instructor', createdAt }),
    tenant.db.insert(enrollmentSources).values({ enrollmentId, source: 'author', createdAt }),
  ]
}

type NewModule = { id?: string; courseId: string; title: string; position: string }

/** Modules are open from the start: publishing their items is what shows them. */
export function moduleRow(tenant: Tenant, { id = newId(), courseId, title, position }: NewModule) {
  const at = tenant.now()
  return tenant.db.insert(courseModules).values({ id, courseId, title, position, publishedAt: at, createdAt: at })
}
