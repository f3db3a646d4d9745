import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { insist, orInsisted } from '../../db/insist'
import { questionBanks, searchEntries } from '../../db/schema'
import { Invalid } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanLine, cleanText } from '../../lib/text'
import { recordAudit } from '../audit'
import { findCourse, keepAfterAll, purgeLater, wakeTomorrow } from '../courses'
import { type Actor, authorize } from '../policy'
import { bankQuery } from './bank-queries'
import { indexBank } from './entries'
import { bankFor, findBankToEdit } from './find-bank'

export const mostBanks = 200

type Fields = { title: string; description?: string }

/** A new bank: of the organization where `courseId` is null. `id` is made with the form, so that a second click makes no second one. */
export async function makeBank(
  tenant: Tenant,
  actor: Actor,
  courseId: string | null,
  fields: Fields,
  id = newId(),
): Promise<{ id: string }> {
  if (courseId !== null) await findCourse(tenant, actor, courseId)
  authorize(actor, 'bank.edit', { courseId })
  const { db } = tenant
  const at = tenant.now()
  const said = clean(fields)
  const there = sql`(select count(*) from question_banks b where b.course_id is ${courseId} and b.deleted_at is null)`
  try {
    await db.batch([
      insist(db, sql`${there} < ${mostBanks}`),
      db.insert(questionBanks).values({ id, courseId, ...said, createdBy: actor.id, createdAt: at, updatedAt: at }),
      recordAudit(tenant, actor, 'bank.make', { kind: 'bank', id, after: { ...said, courseId } }),
    ])
  } catch (error) {
    if (!isUniqueViolation(error)) return orInsisted('banks.tooManyBanks')(error)
    const [same] = await bankQuery(db, id)
    bankFor(actor, same ? [same] : [])
  }
  return { id }
}

export async function editBank(tenant: Tenant, actor: Actor, bankId: string, fields: Fields): Promise<void> {
  const { title, description } = await findBankToEdit(tenant, actor, bankId)
  const said = clean({ description, ...fields })
  await tenant.db.batch([
    tenant.db
      .update(questionBanks)
      .set({ ...said, updatedAt: tenant.now() })
      .where(eq(questionBanks.id, bankId)),
    recordAudit(tenant, actor, 'bank.edit', { kind: 'bank', id: bankId, before: { title, description }, after: said }),
  ])
}

/** Into the bin with its questions. A bank that quizzes use stays where it is (Conflict). */
export async function binBank(tenant: Tenant, actor: Actor, bankId: string): Promise<{ courseId: string | null }> {
  const { db } = tenant
  const bank = bankFor(actor, await bankQuery(db, bankId), { binned: true })
  authorize(actor, 'bank.edit', bank)
  const { courseId, title, deletedAt } = bank
  if (deletedAt !== null) return { courseId }
  await db
    .batch([
      insist(db, sql`not exists ${usesOf(bankId)}`),
      db.update(questionBanks).set({ deletedAt: tenant.now() }).where(eq(questionBanks.id, bankId)),
      db
        .delete(searchEntries)
        .where(
          and(
            eq(searchEntries.kind, 'question'),
            sql`${searchEntries.subjectId} in (select question_id from bank_questions where bank_id = ${bankId})`,
          ),
        ),
      purgeLater(tenant, 'purge-bank', bankId),
      recordAudit(tenant, actor, 'bank.bin', { kind: 'bank', id: bankId, before: { title } }),
    ])
    .catch(orInsisted('banks.inUse'))
  await wakeTomorrow(tenant)
  return { courseId }
}

/** Quizzes outside the bin that ask its questions, or draw from it. */
const usesOf = (bankId: string) => sql`(
  select 1 from quiz_draws d join items i on i.id = d.item_id join courses c on c.id = i.course_id
  where d.bank_id = ${bankId} and i.deleted_at is null and c.deleted_at is null
  union all
  select 1 from bank_questions b join quiz_questions q on q.question_id = b.question_id
  join items i on i.id = q.item_id join courses c on c.id = i.course_id
  where b.bank_id = ${bankId} and i.deleted_at is null and c.deleted_at is null)`

export async function restoreBank(tenant: Tenant, actor: Actor, bankId: string): Promise<void> {
  const { db } = tenant
  const bank = bankFor(actor, await bankQuery(db, bankId), { binned: true })
  authorize(actor, 'bank.edit', bank)
  if (bank.deletedAt === null) return
  await db
    .batch([
      db.update(questionBanks).set({ deletedAt: null }).where(eq(questionBanks.id, bankId)),
      keepAfterAll(db, 'purge-bank', bankId),
      recordAudit(tenant, actor, 'bank.restore', { kind: 'bank', id: bankId, after: { title: bank.title } }),
    ])
    .catch(orConflict())
  await indexBank(tenant, bank)
}

function clean({ title, description = '' }: Fields) {
  const said = { title: cleanLine(title, 120), description: cleanText(description, 2_000) }
  if (!said.title) throw new Invalid('title', 'banks.titleMissing')
  return said
}
