import { sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { NotFound } from '../../errors'
import { encodeCursor } from '../../lib/cursor'
import type { Actor } from '../policy'
import { findWords } from './change-words'
import { PAGE } from './find-thread'

/** Where something written stands: its thread, and the cursor of the page there; null is the first. */
export async function findReplyPlace(tenant: Tenant, actor: Actor, itemId: string, replyId: string) {
  const { reply, thread } = await findWords(tenant, actor, itemId, replyId)
  if (reply.path === '') return { threadId: thread.id, cursor: null }
  const [place] = await tenant.db
    .select({ before: sql<number>`count(*)`.as('n') })
    .from(sql`replies`)
    .where(sql`thread_id = ${thread.id} and path <> '' and path < ${reply.path}`)
  const whole = Math.floor((place?.before ?? 0) / PAGE) * PAGE
  if (whole === 0) return { threadId: thread.id, cursor: null }
  const [last] = await tenant.db
    .select({ path: sql<string>`path`.as('path') })
    .from(sql`replies`)
    .where(sql`thread_id = ${thread.id} and path <> ''`)
    .orderBy(sql`path`)
    .limit(1)
    .offset(whole - 1)
  if (!last) throw new NotFound()
  return { threadId: thread.id, cursor: encodeCursor([last.path]) }
}
