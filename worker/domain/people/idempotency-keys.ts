import { and, eq, lt } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { idempotencyKeys } from '../../db/schema'
import type { Actor } from '../policy'

const KEEP_MS = 24 * 3_600_000

/** Takes a key for this request; null when it was free, otherwise what is known of the request that had it first. */
export async function takeKey(tenant: Tenant, actor: Actor, key: string, requestHash: string) {
  const { db } = tenant
  const now = tenant.now()
  const mine = of(actor, key)
  const [, taken, [known]] = await db.batch([
    db.delete(idempotencyKeys).where(and(mine, lt(idempotencyKeys.createdAt, now - KEEP_MS))),
    db
      .insert(idempotencyKeys)
      .values({ actorId: actor.id, key, requestHash, createdAt: now })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key }),
    db.select().from(idempotencyKeys).where(mine).limit(1),
  ])
  return taken.length ? null : known!
}

export async function keepAnswer(
  tenant: Tenant,
  actor: Actor,
  key: string,
  status: number,
  response: string,
): Promise<void> {
  await tenant.db.update(idempotencyKeys).set({ status, response }).where(of(actor, key))
}

/** After a failure of ours the same key may try again. */
export async function forgetAnswer(tenant: Tenant, actor: Actor, key: string): Promise<void> {
  await tenant.db.delete(idempotencyKeys).where(of(actor, key))
}

const of = (actor: Actor, key: string) => and(eq(idempotencyKeys.actorId, actor.id), eq(idempotencyKeys.key, key))
