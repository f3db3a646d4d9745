import { and, eq, lt, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type OnceGuard, onceGuard } from '../../db/once'
import { idempotencyKeys } from '../../db/schema'

const KEEP_MS = 24 * 3_600_000

/** What is known of the request that used this key in the last 24 hours; `status` is null where its answer was lost or is under way. */
export async function readKey(tenant: Tenant, actorId: string, key: string) {
  const { db } = tenant
  const [, [known]] = await db.batch([
    db
      .delete(idempotencyKeys)
      .where(and(eq(idempotencyKeys.actorId, actorId), lt(idempotencyKeys.createdAt, tenant.now() - KEEP_MS))),
    db.select().from(idempotencyKeys).where(of(actorId, key)).limit(1),
  ])
  return known ?? null
}

/** Lets the act of this request happen once: the key is kept with it, in the same transaction. */
export function actOnce(tenant: Tenant, actorId: string, key: string, requestHash: string): OnceGuard {
  const guard = onceGuard(
    {
      sql: 'insert into idempotency_keys (actor_id, key, request_hash, created_at) values (?, ?, ?, ?)',
      params: [actorId, key, requestHash, tenant.now()],
    },
    'idempotency_keys',
  )
  tenant.once(guard)
  return guard
}

type Answered = { requestHash: string; status: number; response: string; undo: string | null }

/** Keeps the answer for whoever asks again; also of a request that did nothing. */
export async function keepAnswer(
  tenant: Tenant,
  actorId: string,
  key: string,
  { requestHash, status, response, undo }: Answered,
): Promise<void> {
  await tenant.db
    .insert(idempotencyKeys)
    .values({ actorId, key, requestHash, status, response, undo, createdAt: tenant.now() })
    .onConflictDoUpdate({
      target: [idempotencyKeys.actorId, idempotencyKeys.key],
      set: { status: sql`excluded.status`, response: sql`excluded.response`, undo },
    })
}

const of = (actorId: string, key: string) => and(eq(idempotencyKeys.actorId, actorId), eq(idempotencyKeys.key, key))
