import { eq } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { type ItemKind, items } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { indexEntry } from '../search'
import { moduleRow } from './create-course'
import { findCourseToEdit, findModuleToEdit } from './find-course'
import { itemKinds, sideRows } from './item-kinds'
import { atFreePosition, itemSiblings, moduleSiblings, type Place, positionIn } from './positions'
import { requireTitle } from './titles'

/** Bounds of one course: what its outline shows on one page. */
export const most = { modules: 100, items: 300 }

/** A module at the end of the course, or where `place` says. */
export async function createModule(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  given: { title: string; id?: string } & Place,
): Promise<{ id: string }> {
  await findCourseToEdit(tenant, actor, courseId)
  const title = requireTitle(given.title)
  const { id = newId() } = given
  await atFreePosition(async () => {
    const siblings = await moduleSiblings(tenant, courseId)
    if (siblings.some((one) => one.id === id)) return
    if (siblings.length >= most.modules) throw new Invalid('title', 'courses.tooManyModules', { most: most.modules })
    await tenant.db.batch([
      moduleRow(tenant, { id, courseId, title, position: positionIn(siblings, given) }),
      recordEvent(tenant.db, 'module.created', id, {
        actorId: actor.id,
        payload: { courseId },
        at: tenant.now(),
      }),
      recordAudit(tenant, actor, 'module.create', { kind: 'module', id, after: { title } }),
    ])
  })
  return { id }
}

type NewItem = {
  kind: ItemKind
  title: string
  /** Made with the form, so that a second click adds nothing. */
  id?: string
} & Place

/** What is said of it at once, in the same batch: its columns, and what follows from them. */
type Begun = {
  set: Partial<typeof items.$inferInsert>
  statements: (id: string, at: number) => readonly BatchItem<'sqlite'>[]
}

/** A draft at the end of a module, or where `place` says, with the empty rows of its kind. */
export async function createItem(
  tenant: Tenant,
  actor: Actor,
  moduleId: string,
  given: NewItem,
  begun: Begun = { set: {}, statements: () => [] },
): Promise<{ id: string; courseId: string }> {
  const { db } = tenant
  const { module } = await findModuleToEdit(tenant, actor, moduleId)
  const title = requireTitle(given.title)
  const { id = newId(), kind } = given
  const at = tenant.now()
  const { completion, maxPoints } = itemKinds[kind]
  try {
    await atFreePosition(async () => {
      const [siblings, inCourse] = await db.batch([
        itemSiblings(tenant, moduleId),
        db.select({ id: items.id }).from(items).where(eq(items.courseId, module.courseId)).limit(most.items),
      ])
      if (inCourse.length >= most.items) throw new Invalid('title', 'courses.tooManyItems', { most: most.items })
      await db.batch([
        recordEvent(db, 'item.created', id, { actorId: actor.id, payload: { courseId: module.courseId, kind }, at }),
        db.insert(items).values({
          id,
          courseId: module.courseId,
          moduleId,
          kind,
          title,
          position: positionIn(siblings, given),
          completion,
          maxPoints,
          createdAt: at,
          updatedAt: at,
          ...begun.set,
        }),
        ...sideRows(tenant, actor, kind, id),
        indexEntry(db, { kind, subjectId: id, courseId: module.courseId, title }),
        ...begun.statements(id, at),
        recordAudit(tenant, actor, 'item.create', { kind: 'item', id, after: { title } }),
      ])
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
  return { id, courseId: module.courseId }
}
