import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { isUniqueViolation, orConflict } from '../../db/conflict'
import { anyOf } from '../../db/insert-many'
import { bankCategories, bankQuestions, quizDraws } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { cleanLine } from '../../lib/text'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { keepWayBack, reversal } from '../undo'
import { deepest } from './categories-tree'
import { findBankToEdit } from './find-bank'

export const mostCategories = 200

/** `parentId` is '' at the top. */
export async function addCategory(
  tenant: Tenant,
  actor: Actor,
  bankId: string,
  given: { title: string; parentId: string; id?: string },
): Promise<{ id: string }> {
  const bank = await findBankToEdit(tenant, actor, bankId)
  if (bank.categories.length >= mostCategories)
    throw new Invalid('title', 'banks.tooManyCategories', { most: mostCategories })
  const title = titleFrom(given.title)
  const { parentId, id = newId() } = given
  const parent = bank.categories.find((one) => one.id === parentId)
  if (parentId && !parent) throw new NotFound()
  if (parent && parent.depth + 1 >= deepest) throw new Invalid('parentId', 'banks.tooDeep', { most: deepest })
  await tenant.db
    .batch([
      tenant.db.insert(bankCategories).values({ id, bankId, parentId, title, createdAt: tenant.now() }),
      recordAudit(tenant, actor, 'bank.category', { kind: 'bank', id: bankId, after: { category: title } }),
    ])
    .catch(asTaken)
  return { id }
}

export async function renameCategory(
  tenant: Tenant,
  actor: Actor,
  bankId: string,
  categoryId: string,
  typed: string,
): Promise<void> {
  const { categories } = await findBankToEdit(tenant, actor, bankId)
  const before = categories.find(({ id }) => id === categoryId)
  if (!before) throw new NotFound()
  const title = titleFrom(typed)
  await tenant.db
    .batch([
      tenant.db.update(bankCategories).set({ title }).where(eq(bankCategories.id, categoryId)),
      recordAudit(tenant, actor, 'bank.category', {
        kind: 'bank',
        id: bankId,
        before: { category: before.title },
        after: { category: title },
      }),
    ])
    .catch(asTaken)
}

type Removed = {
  bankId: string
  row: typeof bankCategories.$inferSelect
  questions: string[]
  children: string[]
}

/** Its questions and what is below it go up by one level. One that a quiz draws from stays (Conflict). Gives the act by which it is taken back. */
export async function removeCategory(
  tenant: Tenant,
  actor: Actor,
  bankId: string,
  categoryId: string,
): Promise<string> {
  await findBankToEdit(tenant, actor, bankId)
  const { db } = tenant
  const here = eq(bankCategories.id, categoryId)
  const [[row], inside, children, [drawn]] = await db.batch([
    db
      .select()
      .from(bankCategories)
      .where(and(here, eq(bankCategories.bankId, bankId)))
      .limit(1),
    db.select({ id: bankQuestions.questionId }).from(bankQuestions).where(eq(bankQuestions.categoryId, categoryId)),
    db.select({ id: bankCategories.id }).from(bankCategories).where(eq(bankCategories.parentId, categoryId)),
    db.select({ id: quizDraws.id }).from(quizDraws).where(eq(quizDraws.categoryId, categoryId)).limit(1),
  ])
  if (!row) throw new NotFound()
  if (drawn) throw new Conflict('banks.categoryDrawn')
  const before: Removed = {
    bankId,
    row,
    questions: inside.map(({ id }) => id),
    children: children.map(({ id }) => id),
  }
  const act = newId()
  await db
    .batch([
      keepWayBack(tenant, actor, { id: act, kind: 'bank.category-remove', before, at: tenant.now() }),
      db
        .update(bankQuestions)
        .set({ categoryId: row.parentId || null })
        .where(eq(bankQuestions.categoryId, categoryId)),
      db.update(bankCategories).set({ parentId: row.parentId }).where(eq(bankCategories.parentId, categoryId)),
      db.delete(bankCategories).where(here),
      recordAudit(tenant, actor, 'bank.category-remove', {
        kind: 'bank',
        id: bankId,
        before: { category: row.title, questions: inside.length },
      }),
    ])
    .catch(orConflict('banks.categoryTwice'))
  return act
}

/** Back with what stood in it, as far as that still stands where it went. */
export const categoryBack = reversal<Removed>({
  subject: ({ bankId }) => ({ kind: 'bank', id: bankId }),
  async prepare(tenant, actor, { bankId, row, questions, children }) {
    await findBankToEdit(tenant, actor, bankId)
    const { db } = tenant
    return [
      db.insert(bankCategories).values(row),
      db
        .update(bankQuestions)
        .set({ categoryId: row.id })
        .where(
          and(
            sql`${bankQuestions.questionId} in ${anyOf(questions)}`,
            eq(bankQuestions.bankId, bankId),
            sql`${bankQuestions.categoryId} is ${row.parentId || null}`,
          ),
        ),
      db
        .update(bankCategories)
        .set({ parentId: row.id })
        .where(and(sql`${bankCategories.id} in ${anyOf(children)}`, eq(bankCategories.parentId, row.parentId))),
    ]
  },
})

function titleFrom(typed: string): string {
  const title = cleanLine(typed, 100)
  if (!title) throw new Invalid('title', 'banks.categoryMissing')
  return title
}

const asTaken = (error: unknown): never => {
  throw isUniqueViolation(error) ? new Invalid('title', 'banks.categoryTwice') : error
}
