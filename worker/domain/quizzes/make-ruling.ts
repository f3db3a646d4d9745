import { eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation } from '../../db/conflict'
import { insist, isInsisted } from '../../db/insist'
import { rulings } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import { itemToEdit, itemToEditQuery } from '../courses'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { checkedRuling } from './checked-ruling'
import { findRegrade, type RulingDraft } from './find-regrade'
import { recountLater } from './recount-grades'

/** The word in the history of a grade that follows. */
const REASON = 'rulings'

type Row = typeof rulings.$inferSelect

/**
 * From now on a question is marked otherwise in every attempt that asks this version: those that are handed in follow, page by
 * page, and those that come later are marked so. What was answered stays. Gives the act's id, which is the ruling's; `id` is made
 * with the form, so that a second click rules nothing more.
 */
export async function makeRuling(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { id = newId(), ...draft }: RulingDraft & { id?: string },
): Promise<string> {
  const page = await findRegrade(tenant, actor, itemId, { versionId: draft.versionId })
  if (page.rulings.some((one) => one.id === id)) return id
  const inForce = page.questions.flatMap((one) => one.rulings)
  const { data } = checkedRuling(page.questions, inForce, draft)
  const { db } = tenant
  const at = tenant.now()
  const { versionId, kind } = draft
  const row = { id, itemId, versionId, kind, data, createdBy: actor.id, createdAt: at }
  try {
    await db.batch([
      db.insert(rulings).values(row),
      keepWayBack(tenant, actor, { id, kind: 'quiz.rule', before: { itemId, rulingId: id }, at }),
      recountLater(tenant, [itemId], actor.id, REASON),
      recordAudit(tenant, actor, 'quiz.rule', { kind: 'item', id: itemId, after: { versionId, kind, ...data } }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    const [same] = await db.select({ id: rulings.id }).from(rulings).where(eq(rulings.id, id)).limit(1)
    if (!same) throw new Conflict('quizzes.regrade.already')
  }
  await tenant.queue.send('drain')
  return id
}

/** It holds no more, and what it changed is marked as before. Gives the act's id; null where it was taken back already. */
export async function revokeRuling(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  rulingId: string,
): Promise<string | null> {
  const { db } = tenant
  const ruling = await findRuling(tenant, actor, itemId, rulingId)
  if (ruling.revokedAt !== null) return null
  const actId = newId()
  const { revokedBy: _, revokedAt: __, ...before } = ruling
  try {
    await db.batch([
      ...revocation(tenant, actor, ruling),
      keepWayBack(tenant, actor, {
        id: actId,
        kind: 'quiz.revoke-ruling',
        before: { itemId, ruling: before },
        at: tenant.now(),
      }),
      recordAudit(tenant, actor, 'quiz.revoke-ruling', { kind: 'item', id: itemId, before }),
    ])
  } catch (error) {
    if (isInsisted(error)) return null // somebody else was as quick
    throw error
  }
  await tenant.queue.send('drain')
  return actId
}

async function findRuling({ db }: Tenant, actor: Actor, itemId: string, rulingId: string): Promise<Row> {
  const [rows, [ruling]] = await db.batch([
    itemToEditQuery(db, itemId),
    db.select().from(rulings).where(sql`${rulings.id} = ${rulingId} and ${rulings.itemId} = ${itemId}`).limit(1),
  ])
  itemToEdit(actor, rows)
  if (!ruling) throw new NotFound()
  return ruling
}

const revocation = (tenant: Tenant, actor: Actor, { id, itemId }: Pick<Row, 'id' | 'itemId'>) =>
  [
    insist(tenant.db, sql`exists (select 1 from rulings where id = ${id} and ${isNull(rulings.revokedAt)})`),
    tenant.db.update(rulings).set({ revokedBy: actor.id, revokedAt: tenant.now() }).where(eq(rulings.id, id)),
    recountLater(tenant, [itemId], actor.id, REASON),
  ] as const

/** The ruling holds no more. */
export const rulingBack = reversal<{ itemId: string; rulingId: string }>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, rulingId }) {
    const ruling = await findRuling(tenant, actor, itemId, rulingId)
    if (ruling.revokedAt !== null) throw new Conflict('people.undoTaken')
    return [...revocation(tenant, actor, ruling)]
  },
})

/** What was taken back holds again, as a ruling of whoever says so. */
export const revocationBack = reversal<{ itemId: string; ruling: Row }>({
  subject: ({ itemId }) => ({ kind: 'item', id: itemId }),
  async prepare(tenant, actor, { itemId, ruling }) {
    await findRuling(tenant, actor, itemId, ruling.id)
    const again = { ...ruling, id: newId(), createdBy: actor.id, createdAt: tenant.now() }
    return [tenant.db.insert(rulings).values(again), recountLater(tenant, [itemId], actor.id, REASON)]
  },
})
