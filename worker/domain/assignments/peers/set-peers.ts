import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { assignments } from '../../../db/schema'
import { Invalid, refuseWrong } from '../../../errors'
import { isByHand } from '../../../lib/by-hand'
import { newId } from '../../../lib/ids'
import { mostPeer, type PeerSettings } from '../../../lib/peer-review'
import { recordAudit } from '../../audit'
import { recordEvent } from '../../events'
import type { Actor } from '../../policy'
import { findAssignmentToEdit } from '../edit-assignment'

/** How learners review each other's work on an assignment; null: they do not, and what they wrote stays unseen. */
export async function setPeers(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  settings: PeerSettings | null,
): Promise<void> {
  const { assignment, item } = await findAssignmentToEdit(tenant, actor, itemId)
  if (settings) {
    const within = (n: number, least: number, most: number) => Number.isInteger(n) && n >= least && n <= most
    const { reviews, days, opensAt, reviewingPercent } = settings
    refuseWrong(
      isByHand(assignment) && new Invalid('reviews', 'peers.nothingToReview'),
      !within(reviews, 1, mostPeer.reviews) && new Invalid('reviews', 'peers.reviewsWrong', { most: mostPeer.reviews }),
      opensAt === null && item.dueAt === null && new Invalid('opensAt', 'peers.needsDate'),
      opensAt !== null && item.dueAt !== null && opensAt < item.dueAt && new Invalid('opensAt', 'peers.opensBeforeDue'),
      !within(days, 1, mostPeer.days) && new Invalid('days', 'peers.daysWrong', { most: mostPeer.days }),
      !within(reviewingPercent, 0, 100) && new Invalid('reviewingPercent', 'peers.percentWrong'),
    )
  }
  if (JSON.stringify(assignment.peers) === JSON.stringify(settings)) return
  const { db } = tenant
  await db.batch([
    recordEvent(db, 'peers.set', itemId, {
      key: newId(),
      actorId: actor.id,
      payload: { itemId, courseId: item.courseId },
      at: tenant.now(),
    }),
    db.update(assignments).set({ peers: settings }).where(eq(assignments.itemId, itemId)),
    recordAudit(tenant, actor, 'assignment.peers', {
      kind: 'item',
      id: itemId,
      before: assignment.peers,
      after: settings,
    }),
  ])
  await tenant.queue.send('drain')
}
