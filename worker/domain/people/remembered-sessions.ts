import type { Tenant } from '../../../tenants/tenant'
import type { Answers } from '../../db/client'
import { Unavailable } from '../../errors'
import { sha256Hex } from '../../lib/ids'
import { recollection } from '../../lib/remember'
import { needsPassword, type Resumed, sessionQueries, toActor } from './session-rows'

export const IDLE_MS = 30 * 86_400_000
export const SEEN_EVERY_MS = 3_600_000

type Found = Answers<ReturnType<typeof sessionQueries>>
type Kept = { found: Found; text: string }
const kept = recollection<Kept>(2_000)

/** What was believed of the session is no longer so: nothing more is read or written in its name. */
export class SessionMoved extends Unavailable {}

export type Recalled = Resumed & {
  /** Whether the database said the same again. False: the request is to be answered anew, from a session that is read first. */
  holds: () => Promise<boolean>
}

/**
 * The session as this isolate read it last, for a request that only looks: the same rows are asked for again along with
 * the page's own, so that a page costs one trip, and an answer made from a belief that no longer holds is thrown away.
 */
export async function recallSession(tenant: Tenant, token: string): Promise<Recalled | null> {
  const id = await sha256Hex(token)
  const key = keyOf(tenant, id)
  const now = tenant.now()
  const before = kept.get(key)
  const [row] = before?.found[0] ?? []
  const [settings] = before?.found[1] ?? []
  if (!before || !row || !settings) return null
  // Lucia puts the end off when half the time has passed, and an hour after the last time a person is seen again: both write.
  if (row.session.expiresAt - now < IDLE_MS / 2 || now - row.session.lastSeenAt > SEEN_EVERY_MS) return null
  let proven = false
  const settle = tenant.ride(sessionQueries(tenant.db, id, now), (found) => {
    proven = JSON.stringify(found) === before.text
    if (proven) return
    kept.delete(key)
    throw new SessionMoved()
  })
  return {
    actor: toActor(row.user, before.found[2], settings),
    organization: settings,
    sessionId: id,
    needsPassword: needsPassword(row.user),
    unread: row.unread,
    holds: () =>
      settle().then(
        () => proven,
        () => false,
      ),
  }
}

export function rememberSession(tenant: Tenant, id: string, found: Found): void {
  kept.set(keyOf(tenant, id), { found, text: JSON.stringify(found) })
}

const keyOf = (tenant: Tenant, id: string) => `${tenant.id} ${id}`
