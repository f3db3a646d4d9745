import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { insist } from '../../db/insist'
import { courses, items, users } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { findCourseToEdit } from '../courses'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'

/** Whether nobody may change a grade of an item now: SQL for any statement. */
export const isLocked = (
  itemId: SQL | string,
) => sql`exists (select 1 from items li join courses lc on lc.id = li.course_id
  where li.id = ${itemId} and (li.grades_locked_at is not null or lc.grades_locked_at is not null))`

/** Statement: breaks the batch where the item's grades have been locked meanwhile; `.catch(orInsisted('grades.lockedMeanwhile'))`. */
export const insistUnlocked = (db: Database, itemId: string) => insist(db, sql`not ${isLocked(itemId)}`)

type Lock = { gradesLockedAt: number | null; gradesLockedBy: string | null }

/** Conflict where the grades of an item, or all of its course, are locked: the sentence says by whom, and how it ends. */
export async function refuseLocked(tenant: Tenant, item: Lock & { title: string }, course: Lock): Promise<void> {
  if (item.gradesLockedAt === null && course.gradesLockedAt === null) return
  const by = course.gradesLockedAt === null ? item.gradesLockedBy : course.gradesLockedBy
  const [person] = await tenant.db
    .select({ name: users.name })
    .from(users)
    .where(eq(users.id, by ?? ''))
    .limit(1)
  const name = person?.name ?? ''
  if (course.gradesLockedAt !== null) throw new Conflict('grades.allLocked', { name })
  throw new Conflict('grades.isLocked', { name, title: item.title })
}

/** The same for an item of which only the id is known; one trip. */
export async function refuseLockedItem(tenant: Tenant, itemId: string): Promise<void> {
  const [found] = await tenant.db
    .select({ item: items, course: courses })
    .from(items)
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(eq(items.id, itemId))
    .limit(1)
  if (found) await refuseLocked(tenant, found.item, found.course)
}

/** The grades of one item, or of the whole course where `itemId` is null. */
export type LockPlace = { courseId: string; itemId: string | null }

type Locking = LockPlace & { locked: boolean }

/**
 * Whoever edits the course locks grades, so that no door changes them, or opens them again. Gives the act's id, by which it is
 * taken back; null where nothing changed. Quizzes that were handed in meanwhile are counted once they are open.
 */
export async function lockGrades(
  tenant: Tenant,
  actor: Actor,
  place: LockPlace,
  locked: boolean,
): Promise<string | null> {
  const lock = await findLock(tenant, actor, place)
  if ((lock.gradesLockedAt !== null) === locked) return null
  const actId = newId()
  await tenant.db.batch([
    ...lockStatements(tenant, actor, actId, { ...place, locked }),
    keepWayBack(tenant, actor, {
      id: actId,
      kind: locked ? 'grades.lock' : 'grades.unlock',
      before: { ...place, locked } satisfies Locking,
      at: tenant.now(),
    }),
    recordAudit(tenant, actor, locked ? 'grades.lock' : 'grades.unlock', {
      kind: place.itemId === null ? 'course' : 'item',
      id: place.itemId ?? place.courseId,
    }),
  ])
  await tenant.queue.send('drain')
  return actId
}

/** Open, or locked, as before, unless somebody has turned it since. */
export const lockBack = reversal<Locking>({
  subject: ({ courseId, itemId }) => ({ kind: itemId === null ? 'course' : 'item', id: itemId ?? courseId }),
  async prepare(tenant, actor, { locked, ...place }) {
    const lock = await findLock(tenant, actor, place)
    if ((lock.gradesLockedAt !== null) !== locked) throw new Conflict('people.undoTaken')
    return [...lockStatements(tenant, actor, newId(), { ...place, locked: !locked })]
  },
})

async function findLock(tenant: Tenant, actor: Actor, { courseId, itemId }: LockPlace): Promise<Lock> {
  const course = await findCourseToEdit(tenant, actor, courseId)
  if (itemId === null) return course
  const [item] = await tenant.db
    .select()
    .from(items)
    .where(and(eq(items.id, itemId), eq(items.courseId, courseId), isNull(items.deletedAt)))
    .limit(1)
  if (!item || item.kind === 'lesson') throw new NotFound()
  return item
}

function lockStatements(tenant: Tenant, actor: Actor, actId: string, { courseId, itemId, locked }: Locking) {
  const { db } = tenant
  const at = tenant.now()
  const lock = { gradesLockedAt: locked ? at : null, gradesLockedBy: locked ? actor.id : null }
  return [
    recordEvent(db, locked ? 'grades.locked' : 'grades.unlocked', itemId ?? courseId, {
      key: actId,
      actorId: actor.id,
      payload: { courseId, itemId },
      at,
    }),
    itemId === null
      ? db.update(courses).set(lock).where(eq(courses.id, courseId))
      : db.update(items).set(lock).where(eq(items.id, itemId)),
  ] as const
}
