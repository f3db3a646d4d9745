import { and, eq, isNull } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { media } from '../../db/schema'
import { NotFound } from '../../errors'

export type Media = typeof media.$inferSelect

/** A file by its id, for acts that have decided already who may. */
export async function findMedia(tenant: Tenant, id: string): Promise<Media> {
  const [row] = await tenant.db
    .select()
    .from(media)
    .where(and(eq(media.id, id), isNull(media.deletedAt)))
    .limit(1)
  if (!row) throw new NotFound()
  return row
}
