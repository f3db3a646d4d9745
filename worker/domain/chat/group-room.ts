import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { chatRooms } from '../../db/schema'
import { recordAudit } from '../audit'
import { findGroup } from '../groups'
import { type Actor, authorize } from '../policy'

/** Unexecuted: whether a group has a chat room. */
export const groupRoomQuery = ({ db }: Tenant, groupId: string) =>
  db
    .select({ id: chatRooms.id, closedAt: chatRooms.closedAt })
    .from(chatRooms)
    .where(eq(chatRooms.id, groupId))
    .limit(1)

/** Who runs a group gives its people a chat room, or closes it: what was said stays to be read. */
export async function setGroupRoom(tenant: Tenant, actor: Actor, groupId: string, isOpen: boolean): Promise<void> {
  const { db } = tenant
  const { group, managerIds } = await findGroup(tenant, actor, groupId)
  authorize(actor, 'group.fill', { ...group, managerIds })
  const at = tenant.now()
  const closedAt = isOpen ? null : at
  await db.batch([
    db
      .insert(chatRooms)
      .values({
        id: groupId,
        kind: 'group',
        groupId,
        courseId: group.courseId,
        lastAt: at,
        createdBy: actor.id,
        createdAt: at,
        closedAt,
      })
      .onConflictDoUpdate({ target: chatRooms.id, set: { closedAt } }),
    recordAudit(tenant, actor, isOpen ? 'chat.open' : 'chat.close', { kind: 'group', id: groupId }),
  ])
}
