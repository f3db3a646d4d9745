import { and, asc, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { deadlineOverrides, groups, users } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import { itemToEdit, itemToEditQuery } from '../courses'
import { groupsToChooseQuery, learnersToChooseQuery, MOST_TO_CHOOSE } from '../enrollments'
import { recordDatesMoved } from '../events'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'

const REASON = 300

/** Whose date it is, and why. `for` is `user:<id>` or `group:<id>`. */
export type DeadlineGiven = { for: string; dueAt: number; reason: string }

/**
 * The dates that some have for themselves, page by page, the earliest first, and who could get one: those whom `find` names, and
 * the `chosen` ids.
 */
export async function findDeadlines(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  asked: { find?: string; chosen?: string[]; page?: PageAsked } = {},
) {
  const { db } = tenant
  const { cursor, size } = asked.page ?? { size: 50 }
  const courseId = sql`(select course_id from items where id = ${itemId})`
  const [rows, own, people, courseGroups] = await db.batch([
    itemToEditQuery(db, itemId),
    db
      .select({
        id: deadlineOverrides.id,
        dueAt: deadlineOverrides.dueAt,
        reason: deadlineOverrides.reason,
        userId: deadlineOverrides.userId,
        groupId: deadlineOverrides.groupId,
        person: users.name,
        group: groups.name,
      })
      .from(deadlineOverrides)
      .leftJoin(users, eq(users.id, deadlineOverrides.userId))
      .leftJoin(groups, eq(groups.id, deadlineOverrides.groupId))
      .where(
        and(
          eq(deadlineOverrides.itemId, itemId),
          behind([deadlineOverrides.dueAt, deadlineOverrides.id], cursor, 'up'),
        ),
      )
      .orderBy(asc(deadlineOverrides.dueAt), asc(deadlineOverrides.id))
      .limit(size + 1),
    learnersToChooseQuery(db, courseId, asked),
    groupsToChooseQuery(db, courseId),
  ])
  const find = asked.find ?? ''
  const hasMore = find !== '' || people.length >= MOST_TO_CHOOSE
  const { rows: shown, next } = cutPage(own, size, ({ dueAt, id }) => [dueAt, id])
  return { ...itemToEdit(actor, rows), own: shown, next, people, find, hasMore, groups: courseGroups }
}

export type DeadlinesPage = Awaited<ReturnType<typeof findDeadlines>>

/** Another date for one person or one group; the one they had before is replaced. Gives the act's id. */
export async function setDeadline(tenant: Tenant, actor: Actor, itemId: string, given: DeadlineGiven): Promise<string> {
  const [kind, id = ''] = given.for.split(':')
  const page = await findDeadlines(tenant, actor, itemId, { chosen: [id] })
  const list = kind === 'user' ? page.people : kind === 'group' ? page.groups : []
  if (!list.some((one) => one.id === id)) throw new Invalid('for', 'assignments.forWhom')
  const { db } = tenant
  const whose = kind === 'user' ? { userId: id } : { groupId: id }
  const row = { id: newId(), itemId, ...whose, dueAt: given.dueAt, reason: cleanLine(given.reason, REASON) }
  const same = and(
    eq(deadlineOverrides.itemId, itemId),
    kind === 'user' ? eq(deadlineOverrides.userId, id) : eq(deadlineOverrides.groupId, id),
  )
  const [replaced = null] = await db.select().from(deadlineOverrides).where(same).limit(1)
  const actId = newId()
  const before = { itemId, replaced, madeId: row.id }
  await db.batch([
    keepWayBack(tenant, actor, { id: actId, kind: 'deadline.set', before, at: tenant.now() }),
    db.delete(deadlineOverrides).where(same),
    db.insert(deadlineOverrides).values({ ...row, createdBy: actor.id, createdAt: tenant.now() }),
    recordDatesMoved(db, { itemId }, { actorId: actor.id, at: tenant.now() }),
    recordAudit(tenant, actor, 'deadline.set', { kind: 'item', id: itemId, after: row }),
  ])
  await tenant.queue.send('drain')
  return actId
}

/** The date of everyone holds again; done before, nothing happens (null). Gives the act's id. */
export async function removeDeadline(tenant: Tenant, actor: Actor, itemId: string, id: string): Promise<string | null> {
  const { db } = tenant
  const [rows, [replaced]] = await db.batch([
    itemToEditQuery(db, itemId),
    db
      .select()
      .from(deadlineOverrides)
      .where(and(eq(deadlineOverrides.id, id), eq(deadlineOverrides.itemId, itemId)))
      .limit(1),
  ])
  itemToEdit(actor, rows)
  if (!replaced) return null
  const actId = newId()
  const way = { id: actId, kind: 'deadline.remove', before: { itemId, replaced, madeId: null }, at: tenant.now() }
  await db.batch([
    keepWayBack(tenant, actor, way),
    db.delete(deadlineOverrides).where(eq(deadlineOverrides.id, id)),
    recordDatesMoved(db, { itemId }, { actorId: actor.id, at: tenant.now() }),
    recordAudit(tenant, actor, 'deadline.remove', { kind: 'item', id: itemId, before: replaced }),
  ])
  await tenant.queue.send('drain')
  return actId
}

type Changed = { itemId: string; replaced: typeof deadlineOverrides.$inferSelect | null; madeId: string | null }

/** The date they had for themselves, or none, unless somebody has given them another one since. */
export const deadlineBack = reversal<Changed>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, replaced, madeId }) {
    const { db } = tenant
    itemToEdit(actor, await itemToEditQuery(db, itemId))
    return [
      db.delete(deadlineOverrides).where(eq(deadlineOverrides.id, madeId ?? '')),
      ...(replaced ? [db.insert(deadlineOverrides).values(replaced)] : []),
      recordDatesMoved(db, { itemId }, { actorId: actor.id, at: tenant.now() }),
    ]
  },
})
