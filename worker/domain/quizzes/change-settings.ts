import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { items, quizzes } from '../../db/schema'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { refreshTimes, wakeToClose } from './attempt-times'
import type { QuizSettings } from './create-quiz'
import { findQuizToEdit } from './find-quiz-to-edit'
import { recountLater } from './recount-grades'
import { checkedSettings } from './settings'

/** How a quiz is taken. Open attempts follow it, and nobody who has begun loses time; grades follow which attempt counts. */
export async function changeSettings(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  settings: QuizSettings,
): Promise<void> {
  const { quiz } = await findQuizToEdit(tenant, actor, itemId)
  const { db } = tenant
  const clean = checkedSettings({ ...settings, survey: quiz.survey })
  await db.batch([
    db.update(quizzes).set(clean).where(eq(quizzes.itemId, itemId)),
    ...refreshTimes(db, [itemId]),
    ...(clean.counts === quiz.counts ? [] : [recountLater(tenant, [itemId], actor.id)]),
    // "Passed" is one number, wherever it is set.
    db
      .update(items)
      .set({ completion: sql`json_set(completion, '$.percent', ${clean.passPercent})`, updatedAt: tenant.now() })
      .where(and(eq(items.id, itemId), sql`json_extract(completion, '$.kind') = 'passed'`)),
    recordAudit(tenant, actor, 'quiz.edit', { kind: 'item', id: itemId, before: quiz, after: clean }),
  ])
  await wakeToClose(tenant, [itemId])
  if (clean.counts !== quiz.counts) await tenant.queue.send('drain')
}
