import type { Tenant } from '../../../tenants/tenant'
import { bulkActs } from '../../db/schema'
import type { Actor } from '../policy'

/** What to put back; `mediaId` and `objects` (keys of stored files) stay for as long as that may happen. */
type Before = Record<string, unknown> & { mediaId?: string | null; objects?: string[] }

/**
 * In the batch of an act that loses something: its way back, for a day. `at` is the moment that the act writes, by which its
 * reversal knows its own work.
 */
export const keepWayBack = (
  tenant: Tenant,
  actor: Actor,
  way: { id: string; kind: string; before: Before; at: number },
) => tenant.db.insert(bulkActs).values({ ...way, actorId: actor.id, count: 1 })
