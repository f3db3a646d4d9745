import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { notifications } from '../../db/schema'
import { NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { linesQuery, unreadQuery } from './list-notifications'

/** One is looked at, or new again. Gives it as it is then, and how much is still new. */
export async function markRead({ db, now }: Tenant, actor: Actor, id: string, isRead: boolean) {
  const own = and(eq(notifications.id, id), eq(notifications.userId, actor.id), eq(notifications.inBell, true))
  const [, [line], [counted]] = await db.batch([
    db
      .update(notifications)
      .set({ readAt: isRead ? sql`coalesce(${notifications.readAt}, ${now()})` : null })
      .where(own),
    linesQuery(db, own, 1),
    unreadQuery(db, actor.id),
  ])
  if (!line) throw new NotFound()
  return { line, unread: counted?.unread ?? 0 }
}

/** All of them at once. Gives the act's id, by which it is taken back; null where none was new. */
export async function markAllRead(tenant: Tenant, actor: Actor): Promise<string | null> {
  const { db } = tenant
  const at = tenant.now()
  const actId = newId()
  const unread = and(eq(notifications.userId, actor.id), isNull(notifications.readAt), eq(notifications.inBell, true))
  const [one] = await db.select({ id: notifications.id }).from(notifications).where(unread).limit(1)
  if (!one) return null
  await db.batch([
    keepWayBack(tenant, actor, { id: actId, kind: 'notifications.read', before: { userId: actor.id }, at }),
    db.update(notifications).set({ readAt: at }).where(unread),
  ])
  return actId
}

/** Those that this one act marked are new again. */
export const readBack = reversal<{ userId: string }>({
  subject: ({ userId }) => ({ kind: 'person', id: userId }),
  async prepare({ db }, actor, _, at) {
    const ours = and(eq(notifications.userId, actor.id), eq(notifications.readAt, at))
    return [db.update(notifications).set({ readAt: null }).where(ours)]
  },
})
