import type { Tenant } from '../../../tenants/tenant'
import type { Answers } from '../../db/client'
import { Unavailable } from '../../errors'
import { sha256Hex } from '../../lib/ids'
import { recollection } from '../../lib/remember'
import { needsPassword, type Resumed, sessionQueries, toActor } from './session-rows'

export const IDLE_MS = 30 * 86_400_000
export const SEEN_EVERY_MS = 3_600_000

type Found = Answers<ReturnType<typeof sessionQueries>>
/** `text` is what is proven: all of what was found, and without the bell, whose count decides about nobody. */
type Kept = { found: Found; text: string; unbelled: string }
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
 * @param showsBell whether what is unread must be the same, too; something that was told meanwhile keeps nobody from saving
 */
export async function recallSession(tenant: Tenant, token: string, showsBell: boolean): Promise<Recalled | null> {
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
    proven = showsBell ? JSON.stringify(found) === before.text : withoutBell(found) === before.unbelled
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
    inbox: row.inbox,
    holds: () =>
      settle().then(
        () => proven,
        () => false,
      ),
  }
}

export function rememberSession(tenant: Tenant, id: string, found: Found): void {
  kept.set(keyOf(tenant, id), { found, text: JSON.stringify(found), unbelled: withoutBell(found) })
}

const withoutBell = ([rows, ...others]: Found) =>
  JSON.stringify([rows.map((row) => ({ ...row, unread: 0, inbox: 0 })), ...others])

const keyOf = (tenant: Tenant, id: string) => `${tenant.id} ${id}`
