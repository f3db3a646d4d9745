import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { items, quizzes } from '../../db/schema'
import { cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import type { QuizSettings } from './create-quiz'
import { findQuizToEdit } from './find-quiz-to-edit'

export async function changeSettings(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  settings: QuizSettings,
): Promise<void> {
  const { quiz } = await findQuizToEdit(tenant, actor, itemId)
  const { db } = tenant
  const clean = { ...settings, introduction: cleanText(settings.introduction, 16_000) }
  await db.batch([
    db.update(quizzes).set(clean).where(eq(quizzes.itemId, itemId)),
    // "Passed" is one number, wherever it is set.
    db
      .update(items)
      .set({ completion: sql`json_set(completion, '$.percent', ${clean.passPercent})`, updatedAt: tenant.now() })
      .where(and(eq(items.id, itemId), sql`json_extract(completion, '$.kind') = 'passed'`)),
    recordAudit(tenant, actor, 'quiz.edit', { kind: 'item', id: itemId, before: quiz, after: clean }),
  ])
}
