import type { Context } from 'hono'
import type { Room } from '../../tenants/rooms'
import type { AppEnv } from '../env'

/**
 * Passes a socket's upgrade on to its room, after the door has found that this person may hear what is said there: with
 * which eyes, and of what.
 */
export function join(
  c: Context<AppEnv>,
  room: Pick<Room<never>, 'join'>,
  { view, topics }: { view?: string; topics?: string[] } = {},
): Promise<Response> | Response {
  if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') return c.body(null, 426, { Upgrade: 'websocket' })
  return room.join({ userId: c.var.actor.id, name: c.var.actor.name, locale: c.var.view.locale, view, topics })
}
