import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type ItemCompletion, items, quizzes } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { quizPoints } from '../draws'
import { recordDatesMoved } from '../events'
import type { Actor } from '../policy'
import { courseChanged, wakeToSettle } from '../progress'
import type { Rule } from '../rules'
import { retitleEntry } from '../search'
import { keepWayBack } from '../undo'
import { checkRule } from './check-rule'
import { requireQuestions } from './empty-quiz'
import { isFilmless } from './film-needed'
import { findItemToEdit } from './find-course'
import { completionsOf, itemKinds } from './item-kinds'
import { scheduleItem } from './schedule'
import { passPercentOf, settingsOf } from './settings-back'
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

/**
 * What completes an item, whether it counts, when it is due and how long it takes; with `publishAt` also when a draft publishes
 * itself. Gives the act's id, by which it is taken back; null where nothing changed.
 */
export async function editItem(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { completion, required, expectedMinutes, dueAt, maxPoints, publishAt }: ItemSettings & { publishAt?: number | null },
): Promise<{ courseId: string; actId: string | null }> {
  const { db } = tenant
  const { item } = await findItemToEdit(tenant, actor, itemId)
  const kind = itemKinds[item.kind]
  if (!completionsOf(item).includes(completion.kind)) {
    throw new Invalid('completion', 'courses.completionKind')
  }
  const isGraded = kind.maxPoints !== null && !kind.isSummed
  if (isGraded && !maxPoints) throw new Invalid('maxPoints', 'courses.pointsMissing')
  const isPlanned = publishAt !== undefined && !item.publishedAt && publishAt !== item.publishAt
  if (isPlanned && publishAt !== null) await requireQuestions(tenant, item)
  const isShown = item.publishedAt !== null || (publishAt ?? item.publishAt) !== null
  const isNew = item.completion.kind !== 'video' || isPlanned
  if (isShown && isNew && (await isFilmless(tenant, { ...item, completion }))) {
    throw new Invalid('completion', 'courses.filmless')
  }
  const before = { ...settingsOf(item), publishAt: item.publishAt }
  const after = {
    ...{ completion, required, expectedMinutes, dueAt, maxPoints: isGraded ? maxPoints : item.maxPoints },
    publishAt: isPlanned ? publishAt : item.publishAt,
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return { courseId: item.courseId, actId: null }
  const actId = newId()
  const at = tenant.now()
  const passPercent = await passPercentOf(tenant, item)
  await db.batch([
    keepWayBack(tenant, actor, { id: actId, kind: 'item.edit', before: { itemId, before, after, passPercent }, at }),
    recordDatesMoved(
      db,
      { itemId },
      {
        actorId: actor.id,
        at,
        when: sql`exists (select 1 from items where id = ${itemId} and due_at is not ${dueAt})`,
      },
    ),
    db
      .update(items)
      .set({
        completion,
        required,
        expectedMinutes,
        dueAt,
        maxPoints: isGraded ? maxPoints : kind.isSummed ? quizPoints(itemId) : null,
        updatedAt: at,
      })
      .where(eq(items.id, itemId)),
    // "Passed" is one number, wherever it is set.
    ...(item.kind === 'quiz' && completion.kind === 'passed'
      ? [db.update(quizzes).set({ passPercent: completion.percent }).where(eq(quizzes.itemId, itemId))]
      : []),
    ...courseChanged(tenant, item.courseId),
    recordAudit(tenant, actor, 'item.edit', {
      kind: 'item',
      id: itemId,
      before: settingsOf(item),
      after: settingsOf(after),
    }),
  ])
  if (isPlanned) await scheduleItem(tenant, actor, itemId, publishAt)
  await wakeToSettle(tenant)
  await tenant.queue.send('drain')
  return { courseId: item.courseId, actId }
}

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
    ...courseChanged(tenant, item.courseId),
  ])
  await wakeToSettle(tenant)
  return item.courseId
}
