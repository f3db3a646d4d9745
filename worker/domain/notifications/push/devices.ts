import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import type { Database } from '../../../db/client'
import { pushSubscriptions, sessions } from '../../../db/schema'
import { Invalid, NotFound } from '../../../errors'
import { judgeUrl } from '../../../lib/guarded-fetch'
import { newId, sha256Hex } from '../../../lib/ids'
import type { KeyRing } from '../../../lib/key-ring'
import { seal, unseal } from '../../../lib/seal'
import { cleanLine } from '../../../lib/text'
import { arePushKeys, type PushKeys } from '../../../lib/web-push'
import type { Actor } from '../../policy'

/** Devices of one person; the one that was asked for first makes room. */
const MOST_DEVICES = 12
export const mostEndpoint = 1_000

export type Endpoint = PushKeys & { endpoint: string }
type Asked = Endpoint & { device: string; sessionId: string | null }

/** This browser shows what its reader is told, as long as they are signed in there. Asked twice it is there once; whose it was before, is told there no more. */
export async function addDevice(tenant: Tenant, actor: Actor, asked: Asked, keys: KeyRing): Promise<string> {
  const { db } = tenant
  const { endpoint, p256dh, auth, sessionId } = asked
  if (endpoint.length > mostEndpoint || judgeUrl(endpoint) !== null || !(await arePushKeys({ p256dh, auth })))
    throw new Invalid('endpoint', 'notifications.push.unreadable')
  const id = newId()
  const endpointHash = await sha256Hex(endpoint)
  const row = {
    userId: actor.id,
    sessionId,
    sealed: await seal(keys, JSON.stringify({ endpoint, p256dh, auth }), about(id)),
    device: cleanLine(asked.device, 80),
    createdAt: tenant.now(),
  }
  const kept = sql`select id from push_subscriptions where user_id = ${actor.id} order by created_at desc, id desc limit ${MOST_DEVICES}`
  await db.batch([
    db.delete(pushSubscriptions).where(eq(pushSubscriptions.endpointHash, endpointHash)),
    db.insert(pushSubscriptions).values({ id, endpointHash, ...row }),
    db
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.userId, actor.id), sql`${pushSubscriptions.id} not in (${kept})`)),
  ])
  return id
}

/** One's own devices, the first asked for first. */
export const listDevices = ({ db, now }: Tenant, actor: Actor) => devicesQuery(db, actor.id, now())

/** Nothing more is shown there. */
export async function removeDevice({ db }: Tenant, actor: Actor, id: string): Promise<void> {
  const gone = await db
    .delete(pushSubscriptions)
    .where(and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.userId, actor.id)))
    .returning({ id: pushSubscriptions.id })
  if (!gone.length) throw new NotFound()
}

const about = (id: string) => `push/${id}`

/** Unexecuted: the devices on which somebody is still signed in. */
export const devicesQuery = (db: Database, userId: string, now: number) =>
  db
    .select({
      id: pushSubscriptions.id,
      device: pushSubscriptions.device,
      endpointHash: pushSubscriptions.endpointHash,
      createdAt: pushSubscriptions.createdAt,
      sealed: pushSubscriptions.sealed,
    })
    .from(pushSubscriptions)
    .leftJoin(sessions, eq(sessions.id, pushSubscriptions.sessionId))
    .where(
      and(
        eq(pushSubscriptions.userId, userId),
        or(isNull(pushSubscriptions.sessionId), and(gt(sessions.expiresAt, now), gt(sessions.endsAt, now))),
      ),
    )
    .orderBy(asc(pushSubscriptions.createdAt), asc(pushSubscriptions.id))
    .limit(MOST_DEVICES)

export type Device = Awaited<ReturnType<typeof devicesQuery>>[number]

/** Where the messages of a device go, and what they are sealed with. */
export const openDevice = async ({ id, sealed }: Device, keys: KeyRing): Promise<Endpoint> =>
  JSON.parse(await unseal(keys, sealed, about(id))) as Endpoint
