import { eq } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { items, quizzes } from '../../db/schema'
import { recordDatesMoved } from '../events'
import { courseChanged, wakeToSettle } from '../progress'
import { reversal } from '../undo'
import type { ItemSettings } from './edit-item'
import { findItemToEdit } from './find-course'
import { publishTimer } from './publish-timers'

type Settings = ItemSettings & { publishAt: number | null }
type Changed = { itemId: string; before: Settings; after: Settings; passPercent: number | null }

/** What was changed in an item's settings is as it was; what somebody has changed once more since stays. */
export const settingsBack = reversal<Changed>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, before, after, passPercent }) {
    const { db } = tenant
    const { item } = await findItemToEdit(tenant, actor, itemId)
    const isAsLeft = (name: keyof Settings) => isSame(item[name], after[name]) && !isSame(before[name], after[name])
    const { publishAt, ...settings } = Object.fromEntries(
      (Object.keys(before) as (keyof Settings)[]).filter(isAsLeft).map((name) => [name, before[name]]),
    ) as Partial<Settings>
    const isPlanned = publishAt !== undefined && !item.publishedAt
    return [
      db
        .update(items)
        .set({ ...settings, ...(isPlanned ? { publishAt } : {}), updatedAt: tenant.now() })
        .where(eq(items.id, itemId)),
      ...(settings.completion && passPercent !== null
        ? [db.update(quizzes).set({ passPercent }).where(eq(quizzes.itemId, itemId))]
        : []),
      ...(isPlanned ? [publishTimer(db, 'publish-item', itemId, publishAt)] : []),
      ...courseChanged(tenant, item.courseId),
      recordDatesMoved(db, { itemId }, { actorId: actor.id, at: tenant.now() }),
    ]
  },
  async after(tenant, { before }) {
    await wakeToSettle(tenant)
    if (before.publishAt !== null) await tenant.clock.wakeAt(before.publishAt)
  },
})

export const settingsOf = ({
  completion,
  required,
  expectedMinutes,
  dueAt,
  maxPoints,
}: ItemSettings): ItemSettings => ({
  completion,
  required,
  expectedMinutes,
  dueAt,
  maxPoints,
})

/** The share that passes a quiz, which its completion may change with it; null for everything else. */
export async function passPercentOf({ db }: Tenant, item: { id: string; kind: string }): Promise<number | null> {
  if (item.kind !== 'quiz') return null
  const [quiz] = await db
    .select({ passPercent: quizzes.passPercent })
    .from(quizzes)
    .where(eq(quizzes.itemId, item.id))
    .limit(1)
  return quiz?.passPercent ?? null
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)
