import { and, eq, isNull, sql } from 'drizzle-orm'
import { anyOf, insertMany } from '../../../db/insert-many'
import { groupMembers, groups } from '../../../db/schema'
import { Invalid } from '../../../errors'
import { recordMembersMoved } from '../../events'
import { authorize } from '../../policy'
import { act } from './act'

type Before = { groupId: string; ids: string[] }

/** Puts people into a group of the organization. */
export const addToGroup = act<Before>({
  async prepare(tenant, actor, people, { groupId = '' }) {
    const { db } = tenant
    const [[group], members] = await db.batch([
      db
        .select({ id: groups.id, courseId: groups.courseId })
        .from(groups)
        .where(and(eq(groups.id, groupId), isNull(groups.deletedAt), isNull(groups.courseId)))
        .limit(1),
      db
        .select({ userId: groupMembers.userId })
        .from(groupMembers)
        .where(
          and(eq(groupMembers.groupId, groupId), sql`${groupMembers.userId} in ${anyOf(people.map((p) => p.id))}`),
        ),
    ])
    if (!group) throw new Invalid('groupId', 'people.chooseGroup')
    authorize(actor, 'group.manage', group)
    const there = new Set(members.map(({ userId }) => userId))
    const ids = people.map(({ id }) => id).filter((id) => !there.has(id))
    const rows = ids.map((userId) => ({ groupId, userId, createdAt: tenant.now() }))
    return {
      before: { groupId, ids },
      changed: ids,
      statements: [
        insertMany(db, groupMembers, rows).onConflictDoNothing(),
        ...recordMembersMoved(db, { groupId, userIds: ids }, { actorId: actor.id, at: tenant.now() }),
      ],
    }
  },
  async undo(tenant, actor, { groupId, ids }) {
    return [
      tenant.db
        .delete(groupMembers)
        .where(and(eq(groupMembers.groupId, groupId), sql`${groupMembers.userId} in ${anyOf(ids)}`)),
      ...recordMembersMoved(tenant.db, { groupId, userIds: ids }, { actorId: actor.id, at: tenant.now() }),
    ]
  },
})
