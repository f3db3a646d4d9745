import { and, eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { notes } from '../../db/schema'
import { Invalid } from '../../errors'
import { cleanText } from '../../lib/text'
import { findItemFor } from '../courses'
import type { Actor } from '../policy'

const LONGEST = 20_000

/** One's own note beside a lesson; nobody else reads it. An empty one is removed. */
export async function keepNote(tenant: Tenant, actor: Actor, itemId: string, typed: string): Promise<string> {
  await findItemFor(tenant, actor, itemId)
  const text = cleanText(typed)
  if (text.length > LONGEST) throw new Invalid('text', 'lessons.noteTooLong', { most: LONGEST })
  const { db } = tenant
  const updatedAt = tenant.now()
  if (!text) await db.delete(notes).where(and(eq(notes.userId, actor.id), eq(notes.itemId, itemId)))
  else
    await db
      .insert(notes)
      .values({ userId: actor.id, itemId, text, updatedAt })
      .onConflictDoUpdate({ target: [notes.userId, notes.itemId], set: { text, updatedAt } })
  return text
}
