import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { bankCategories, bankQuestions, mediaLinks, questionBanks, timers } from '../../db/schema'
import { recordAudit } from '../audit'
import { purgeLater } from '../courses'

/**
 * After the retention a bank in the bin goes for good, with its order, its tags and its links to files. What attempts were asked
 * outlives it (docs: data, 6 and 10). A quiz that lies in a bin itself and draws from it keeps it for another term.
 */
export async function purgeBank(tenant: Tenant, bankId: string): Promise<void> {
  const { db } = tenant
  const done = db
    .update(timers)
    .set({ doneAt: tenant.now() })
    .where(and(eq(timers.job, 'purge-bank'), eq(timers.subjectId, bankId)))
  const [bank] = await db
    .select({
      isBinned: sql<boolean>`${questionBanks.deletedAt} is not null`.mapWith(Boolean).as('is_binned'),
      isDrawn: sql<boolean>`exists (select 1 from quiz_draws d where d.bank_id = ${bankId})`
        .mapWith(Boolean)
        .as('is_drawn'),
    })
    .from(questionBanks)
    .where(eq(questionBanks.id, bankId))
    .limit(1)
  if (!bank?.isBinned) return void (await done)
  if (bank.isDrawn) return void (await purgeLater(tenant, 'purge-bank', bankId))
  await db.batch([
    recordAudit(tenant, null, 'bank.purge', { kind: 'bank', id: bankId }),
    db.delete(mediaLinks).where(and(eq(mediaLinks.kind, 'bank'), eq(mediaLinks.subjectId, bankId))),
    db.delete(bankQuestions).where(eq(bankQuestions.bankId, bankId)),
    db.delete(bankCategories).where(eq(bankCategories.bankId, bankId)),
    db.delete(questionBanks).where(eq(questionBanks.id, bankId)),
    done,
  ])
}
