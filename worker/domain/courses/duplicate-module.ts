import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { insertMany } from '../../db/insert-many'
import { courseModules, items } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { carryRule } from '../rules'
import { indexEntries } from '../search'
import { sideCopies, unlocked } from './copy-items'
import { most } from './create-item'
import { findModuleToEdit } from './find-course'
import { atFreePosition, moduleSiblings, positionIn } from './positions'
import { relinkLessons } from './relink-lessons'
import { requireTitle } from './titles'

/** Beside its original with all that is in it, as drafts: "Week 1 (copy)". Its rules speak of its own items. */
export async function duplicateModule(
  tenant: Tenant,
  actor: Actor,
  moduleId: string,
  title: string,
): Promise<{ id: string; courseId: string }> {
  const { db } = tenant
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  const { courseId } = module
  const inCourse = await db
    .select()
    .from(items)
    .where(and(eq(items.courseId, courseId), isNull(items.deletedAt)))
  const copied = inCourse.filter((item) => item.moduleId === moduleId)
  if (inCourse.length + copied.length > most.items)
    throw new Invalid('title', 'courses.tooManyItems', { most: most.items })
  const id = newId()
  const at = tenant.now()
  const newItems = new Map(copied.map((item) => [item.id, newId()]))
  const known = new Map([...inCourse.map((item) => [item.id, item.id] as const), ...newItems])
  const sides = await sideCopies(tenant, actor, courseId, newItems)
  const copy = {
    ...module,
    id,
    title: requireTitle(title),
    publishedAt: null,
    publishAt: null,
    externalId: null,
    createdAt: at,
  }
  await atFreePosition(async () => {
    const siblings = await moduleSiblings(tenant, courseId)
    if (siblings.length >= most.modules) throw new Invalid('title', 'courses.tooManyModules', { most: most.modules })
    const before = siblings[siblings.findIndex((one) => one.id === moduleId) + 1]?.id ?? null
    await db.batch([
      recordEvent(db, 'module.created', id, { actorId: actor.id, payload: { courseId, from: moduleId }, at }),
      db.insert(courseModules).values({ ...copy, position: positionIn(siblings, { before }) }),
      insertMany(
        db,
        items,
        copied.map((item) => ({
          ...item,
          id: newItems.get(item.id)!,
          moduleId: id,
          publishedAt: null,
          publishAt: null,
          availability: item.availability && carryRule(item.availability, known, 0, 'UTC'),
          externalId: null,
          ...unlocked,
          createdAt: at,
          updatedAt: at,
        })),
      ),
      ...sides,
      indexEntries(
        db,
        copied.map((item) => ({ kind: item.kind, subjectId: newItems.get(item.id)!, courseId, title: item.title })),
      ),
      recordAudit(tenant, actor, 'module.create', {
        kind: 'module',
        id,
        after: { title: copy.title, from: moduleId, items: copied.length },
      }),
    ])
  })
  await relinkLessons(tenant, newItems)
  return { id, courseId }
}
