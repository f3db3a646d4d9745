import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { insist, orInsisted } from '../../db/insist'
import { events, gradeEvents, grades, items } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { findCourseToEdit } from '../courses'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'

/** Whether an item keeps its grades from learners now: SQL for any statement. */
export const isHeld = (itemId: SQL | string) =>
  sql`exists (select 1 from items hi where hi.id = ${itemId} and hi.hold_grades)`

/** Statement: breaks the batch where somebody has begun to hold the grades of an item, or has given them out, since it was read. */
export const insistHeldAs = (db: Database, { id, holdGrades }: { id: string; holdGrades: boolean }) =>
  insist(db, sql`${isHeld(id)} = ${holdGrades ? 1 : 0}`)

type HoldPlace = { courseId: string; itemId: string }
type Holding = HoldPlace & { held: boolean }

/**
 * Whoever edits the course keeps the grades of an item from its learners, those they have seen as well, or gives all of them
 * out. Gives the act's id, by which it is taken back; null where nothing changed.
 */
export async function holdGrades(
  tenant: Tenant,
  actor: Actor,
  place: HoldPlace,
  held: boolean,
): Promise<string | null> {
  const item = await findHolding(tenant, actor, place)
  if (item.holdGrades === held) return null
  const actId = newId()
  const act = held ? 'grades.hold' : 'grades.release'
  await tenant.db
    .batch([
      ...holdStatements(tenant, actor, actId, { ...place, held }),
      keepWayBack(tenant, actor, {
        id: actId,
        kind: act,
        before: { ...place, held } satisfies Holding,
        at: tenant.now(),
      }),
      recordAudit(tenant, actor, act, { kind: 'item', id: place.itemId }),
    ])
    .catch(orInsisted('error.conflict'))
  await tenant.queue.send('drain')
  return actId
}

/** Kept back, or given out, as before, unless somebody has turned it since. What was completed by a grade stays completed. */
export const holdBack = reversal<Holding>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { held, ...place }) {
    const item = await findHolding(tenant, actor, place)
    if (item.holdGrades !== held) throw new Conflict('people.undoTaken')
    return [...holdStatements(tenant, actor, newId(), { ...place, held: !held })]
  },
})

async function findHolding(tenant: Tenant, actor: Actor, { courseId, itemId }: HoldPlace) {
  await findCourseToEdit(tenant, actor, courseId)
  const [item] = await tenant.db
    .select({ holdGrades: items.holdGrades, kind: items.kind })
    .from(items)
    .where(and(eq(items.id, itemId), eq(items.courseId, courseId), isNull(items.deletedAt)))
    .limit(1)
  if (!item || item.kind === 'lesson') throw new NotFound()
  return item
}

/** The events first: one a learner who gets to see a grade, so that what waits for it (completion, mails) follows. */
function holdStatements(tenant: Tenant, actor: Actor, actId: string, { courseId, itemId, held }: Holding) {
  const { db } = tenant
  const at = tenant.now()
  const told = sql`from grades g where g.item_id = ${itemId} and g.final is not null
    and g.released_at is ${held ? sql`not null` : sql`null`}`
  return [
    recordEvent(db, held ? 'grades.held' : 'grades.released', itemId, {
      key: actId,
      actorId: actor.id,
      payload: { courseId },
      at,
    }),
    insist(db, sql`${isHeld(itemId)} = ${held ? 0 : 1}`),
    ...(held
      ? []
      : [
          db.insert(events).select(
            sql`select null, 'grade.released', ${itemId}, ${actId} || ':' || g.enrollment_id, ${actor.id},
              json_object('enrollmentId', g.enrollment_id, 'itemId', g.item_id, 'courseId', ${courseId}), ${at} ${told}`,
          ),
        ]),
    db.insert(gradeEvents).select(
      // an id a row: time-ordered as a whole, told apart by whose it is
      sql`select ${actId} || ':' || g.enrollment_id, g.enrollment_id, g.item_id, ${held ? 'held' : 'released'},
        g.final, g.final, null, '', ${actor.id}, ${at} ${told}`,
    ),
    db
      .update(grades)
      .set({ releasedAt: held ? null : at })
      .where(sql`${grades.itemId} = ${itemId} and ${grades.final} is not null
        and ${grades.releasedAt} is ${held ? sql`not null` : sql`null`}`),
    db.update(items).set({ holdGrades: held }).where(eq(items.id, itemId)),
  ] as const
}
