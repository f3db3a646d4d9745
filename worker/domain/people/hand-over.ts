import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { codes, users } from '../../db/schema'
import { Gone } from '../../errors'
import { sha256Hex } from '../../lib/ids'
import { issueCode } from './codes'
import { startSession } from './sessions'

/** A way onto the organization's own host for whoever just founded it: 60 seconds, once. Lies in its database, so it opens no other. */
export async function handOverToOwner(tenant: Tenant): Promise<string> {
  const [owner] = await tenant.db
    .select({ id: users.id })
    .from(users)
    .where(eq(users.role, 'owner'))
    .orderBy(asc(users.createdAt))
    .limit(1)
  return issueCode(tenant, { purpose: 'hand-over', userId: owner!.id })
}

/** Takes a hand-over code and gives the cookie's value. Throws Gone where it was taken before or is over. */
export async function takeHandOver(tenant: Tenant, secret: string, device: string): Promise<string> {
  const now = tenant.now()
  const [taken] = await tenant.db
    .update(codes)
    .set({ usedAt: now })
    .where(
      and(
        eq(codes.id, await sha256Hex(secret)),
        eq(codes.purpose, 'hand-over'),
        isNull(codes.usedAt),
        gt(codes.expiresAt, now),
      ),
    )
    .returning({ userId: codes.userId })
  if (!taken?.userId) throw new Gone('handOver.over')
  return startSession(tenant, taken.userId, device)
}
