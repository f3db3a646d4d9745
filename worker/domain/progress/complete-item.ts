import type { SQL } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { ItemCompletion } from '../../db/schema'
import { Invalid } from '../../errors'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import { type Actor, authorize } from '../policy'
import { recordCompletion, recordPresence, recordReopening, recordStart } from './record-progress'
import { refreshEnrollment } from './refresh-enrollment'
import { meets } from './requirement'

/** The learner's enrollment, as far as progress needs it. */
export type Learner = { id: string; courseId: string }
/** The item, as far as progress needs it. */
export type Completable = { id: string; courseId: string; completion: ItemCompletion }

const REASON = 500

/** The learner opened the item; one that is complete when viewed is complete now. */
export async function startItem(tenant: Tenant, actor: Actor, enrollment: Learner, item: Completable): Promise<void> {
  const { db } = tenant
  const at = tenant.now()
  const place = { enrollmentId: enrollment.id, itemId: item.id }
  if (!meets(item.completion, { viewed: true })) {
    await db.batch([recordStart(db, place, at), recordPresence(db, place, at)])
    return
  }
  const [completed] = await db.batch([
    ...completionStatements(tenant, actor, enrollment, item, { requirement: item.completion }),
    recordStart(db, place, at),
    recordPresence(db, place, at),
  ])
  if (completed.meta.changes > 0) await tenant.queue.send('drain')
}

type How = {
  requirement: ItemCompletion
  overriddenBy?: string
  reason?: string
  /** Now, where nothing says otherwise. */
  at?: number
  /** Only where this holds at that point of the batch. */
  when?: SQL
}

/** For the batch of another act: the item is done and the enrollment's numbers follow. */
export function completionStatements(
  tenant: Tenant,
  actor: Pick<Actor, 'id'> | null,
  enrollment: Learner,
  item: Completable,
  { requirement, overriddenBy, reason, at = tenant.now(), when }: How,
) {
  const { db } = tenant
  return [
    ...recordCompletion(db, {
      enrollmentId: enrollment.id,
      itemId: item.id,
      courseId: item.courseId,
      actorId: actor?.id ?? null,
      at,
      requirement,
      overriddenBy,
      reason,
      when,
    }),
    refreshEnrollment(tenant, enrollment.id),
  ] as const
}

/**
 * The item is done, once. With `overriddenBy` a marker does it for the learner and says why. `actor` is null where
 * the product itself finds out.
 */
export async function completeItem(
  tenant: Tenant,
  actor: Actor | null,
  enrollment: Learner,
  item: Completable,
  how: How,
): Promise<void> {
  const reason = how.overriddenBy ? requireReason(how.reason) : undefined
  if (how.overriddenBy) authorize(actor, 'course.mark', item)
  const statements = completionStatements(tenant, actor, enrollment, item, { ...how, reason })
  const audit = how.overriddenBy
    ? [recordAudit(tenant, actor, 'item.complete', { kind: 'item', id: item.id, after: { enrollment, reason } })]
    : []
  await tenant.db.batch([...statements, ...audit])
  await tenant.queue.send('drain')
}

/** A marker opens a completed item again for one learner. What the course or a module gave before stays given. */
export async function reopenItem(
  tenant: Tenant,
  actor: Actor,
  enrollment: Learner,
  item: Completable,
  given: { reason: string },
): Promise<void> {
  authorize(actor, 'course.mark', item)
  const reason = requireReason(given.reason)
  const { db } = tenant
  const at = tenant.now()
  const place = { enrollmentId: enrollment.id, itemId: item.id }
  await db.batch([
    recordEvent(db, 'item.reopened', item.id, {
      key: `${enrollment.id}:${at}`,
      actorId: actor.id,
      payload: { enrollmentId: enrollment.id, itemId: item.id, courseId: item.courseId, reason },
      at,
    }).onConflictDoNothing(),
    recordReopening(db, place, actor.id, reason),
    refreshEnrollment(tenant, enrollment.id),
    recordAudit(tenant, actor, 'item.reopen', { kind: 'item', id: item.id, after: { enrollment, reason } }),
  ])
  await tenant.queue.send('drain')
}

function requireReason(reason: string | undefined): string {
  const said = cleanText(reason ?? '', REASON)
  if (!said) throw new Invalid('reason', 'progress.reasonMissing')
  return said
}
