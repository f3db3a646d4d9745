import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type ItemCompletion, items, quizzes, timers } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { recordEvent } from '../events'
import type { Actor } from '../policy'
import { refreshEnrollments } from '../progress'
import type { Rule } from '../rules'
import { retitleEntry } from '../search'
import { checkRule } from './check-rule'
import { findItemToEdit } from './find-course'
import { addGradeRows } from './grade-rows'
import { itemKinds } from './item-kinds'
import { requireTitle } from './titles'

export type ItemSettings = {
  completion: ItemCompletion
  required: boolean
  expectedMinutes: number | null
  dueAt: number | null
  /** Ignored for what is not graded. */
  maxPoints: number | null
}

export async function renameItem(tenant: Tenant, actor: Actor, itemId: string, typed: string): Promise<string> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  const title = requireTitle(typed)
  if (title === item.title) return item.courseId
  await tenant.db.batch([
    tenant.db.update(items).set({ title, updatedAt: tenant.now() }).where(eq(items.id, itemId)),
    retitleEntry(tenant.db, item.kind, itemId, title),
    recordAudit(tenant, actor, 'item.edit', {
      kind: 'item',
      id: itemId,
      before: { title: item.title },
      after: { title },
    }),
  ])
  return item.courseId
}

/** What completes an item, whether it counts, when it is due and how long it takes. */
export async function editItem(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { completion, required, expectedMinutes, dueAt, maxPoints }: ItemSettings,
): Promise<string> {
  const { db } = tenant
  const { item } = await findItemToEdit(tenant, actor, itemId)
  const kind = itemKinds[item.kind]
  if (!(kind.completions as readonly string[]).includes(completion.kind)) {
    throw new Invalid('completion', 'courses.completionKind')
  }
  const isGraded = kind.maxPoints !== null && !kind.isSummed
  if (isGraded && !maxPoints) throw new Invalid('maxPoints', 'courses.pointsMissing')
  await db.batch([
    db
      .update(items)
      .set({
        completion,
        required,
        expectedMinutes,
        dueAt,
        maxPoints: isGraded ? maxPoints : kind.isSummed ? questionPoints(itemId) : null,
        updatedAt: tenant.now(),
      })
      .where(eq(items.id, itemId)),
    // "Passed" is one number, wherever it is set.
    ...(item.kind === 'quiz' && completion.kind === 'passed'
      ? [db.update(quizzes).set({ passPercent: completion.percent }).where(eq(quizzes.itemId, itemId))]
      : []),
    refreshEnrollments(db, item.courseId),
    recordAudit(tenant, actor, 'item.edit', {
      kind: 'item',
      id: itemId,
      before: settingsOf(item),
      after: { completion, required, expectedMinutes, dueAt, maxPoints: isGraded ? maxPoints : item.maxPoints },
    }),
  ])
  return item.courseId
}

const settingsOf = ({ completion, required, expectedMinutes, dueAt, maxPoints }: ItemSettings): ItemSettings => ({
  completion,
  required,
  expectedMinutes,
  dueAt,
  maxPoints,
})

const questionPoints = (itemId: string) =>
  sql<number>`(select coalesce(round(sum(q.points), 2), 0) from quiz_questions q where q.item_id = ${itemId})`

/** Says when and for whom an item is open; null is always, for everybody. */
export async function setItemRule(tenant: Tenant, actor: Actor, itemId: string, rule: Rule | null): Promise<string> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  await checkRule(tenant, item.courseId, { itemId, moduleId: item.moduleId }, rule)
  await tenant.db.batch([
    tenant.db.update(items).set({ availability: rule, updatedAt: tenant.now() }).where(eq(items.id, itemId)),
    recordAudit(tenant, actor, 'item.rule', {
      kind: 'item',
      id: itemId,
      before: { availability: item.availability },
      after: { availability: rule },
    }),
  ])
  return item.courseId
}

/** Shows an item to learners. */
export async function publishItem(tenant: Tenant, actor: Actor, itemId: string): Promise<string> {
  const { item } = await findItemToEdit(tenant, actor, itemId)
  if (item.publishedAt) return item.courseId
  await tenant.db.batch(publishStatements(tenant, item, actor))
  await tenant.queue.send('drain')
  return item.courseId
}

/** Hides an item again; what learners did in it is kept. */
export async function unpublishItem(tenant: Tenant, actor: Actor, itemId: string): Promise<string> {
  const { db } = tenant
  const { item } = await findItemToEdit(tenant, actor, itemId)
  await db.batch([
    db.update(items).set({ publishedAt: null, publishAt: null, updatedAt: tenant.now() }).where(eq(items.id, itemId)),
    db.delete(timers).where(eq(timers.subjectId, itemId)),
    refreshEnrollments(db, item.courseId),
    recordAudit(tenant, actor, 'item.unpublish', { kind: 'item', id: itemId }),
  ])
  return item.courseId
}

/** Publishes an item by itself at a time; null takes the plan back. A time that has passed publishes at once. */
export async function scheduleItem(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  publishAt: number | null,
): Promise<string> {
  const { db } = tenant
  const { item } = await findItemToEdit(tenant, actor, itemId)
  if (item.publishedAt) return item.courseId
  if (publishAt !== null && publishAt <= tenant.now()) return publishItem(tenant, actor, itemId)
  await db.batch([
    db.update(items).set({ publishAt, updatedAt: tenant.now() }).where(eq(items.id, itemId)),
    publishAt === null
      ? db.delete(timers).where(eq(timers.subjectId, itemId))
      : db
          .insert(timers)
          .values({ id: newId(), job: 'publish-item', subjectId: itemId, dueAt: publishAt })
          .onConflictDoUpdate({ target: [timers.job, timers.subjectId], set: { dueAt: publishAt, doneAt: null } }),
    recordAudit(tenant, actor, 'item.schedule', {
      kind: 'item',
      id: itemId,
      before: { publishAt: item.publishAt },
      after: { publishAt },
    }),
  ])
  if (publishAt !== null) await tenant.clock.wakeAt(publishAt)
  return item.courseId
}

/** The clock's turn: publishes what was planned, unless the plan was changed meanwhile. */
export async function publishScheduled(tenant: Tenant, itemId: string): Promise<void> {
  const { db } = tenant
  const [item] = await db.select().from(items).where(eq(items.id, itemId)).limit(1)
  const done = db.update(timers).set({ doneAt: tenant.now() }).where(eq(timers.subjectId, itemId))
  const isDue =
    item && !item.deletedAt && !item.publishedAt && item.publishAt !== null && item.publishAt <= tenant.now()
  if (!isDue) {
    await done
    return
  }
  await db.batch([...publishStatements(tenant, item, null), done])
  await tenant.queue.send('drain')
}

function publishStatements(tenant: Tenant, item: typeof items.$inferSelect, actor: Actor | null) {
  const { db } = tenant
  const at = tenant.now()
  return [
    recordEvent(db, 'item.published', item.id, {
      key: String(at),
      actorId: actor?.id ?? null,
      payload: { courseId: item.courseId, kind: item.kind },
      at,
    }).onConflictDoNothing(),
    db.update(items).set({ publishedAt: at, publishAt: null, updatedAt: at }).where(eq(items.id, item.id)),
    addGradeRows(db, item.courseId),
    refreshEnrollments(db, item.courseId),
    recordAudit(tenant, actor, 'item.publish', { kind: 'item', id: item.id }),
  ] as const
}
