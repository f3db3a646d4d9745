import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf, insertMany } from '../../db/insert-many'
import { bankCategories } from '../../db/schema'
import { newId } from '../../lib/ids'
import {
  bankQuestionRows,
  findBankToEdit,
  mostCategories,
  mostTags,
  readTag,
  retireStatements,
  roomFor,
  spreadPictures,
} from '../banks'
import type { Actor } from '../policy'
import type { Brought, Coming } from './apply-questions'
import type { QuestionRun } from './find-questions'

/** Questions of a file into a bank, each in its category, which is made where there is none of that name; with its tags. */
export async function bringToBank(
  tenant: Tenant,
  actor: Actor,
  { place }: QuestionRun,
  questions: Coming[],
): Promise<Brought> {
  const { db } = tenant
  const bank = await findBankToEdit(tenant, actor, place.id)
  const byPlace = new Map(bank.categories.map(({ id, parentId, title }) => [keyOf(parentId, title), id]))
  const made: (typeof bankCategories.$inferInsert)[] = []
  const categoryOf = (titles: string[] = []): string | null => {
    let parentId = ''
    for (const title of titles) {
      const known = byPlace.get(keyOf(parentId, title))
      if (!known && bank.categories.length + made.length >= mostCategories) break // it stands on the level above
      const id = known ?? newId()
      if (!known) made.push({ id, bankId: bank.id, parentId, title, createdAt: tenant.now() })
      byPlace.set(keyOf(parentId, title), id)
      parentId = id
    }
    return parentId || null
  }
  const rows = questions.map(({ id, question, points, category, tags = [] }) => ({
    id,
    question,
    points,
    categoryId: categoryOf(category),
    tags: [...new Set(tags.map(readTag).filter(Boolean))].slice(0, mostTags).toSorted(),
  }))
  return {
    statements: [
      roomFor(db, bank.id, rows.length),
      ...(made.length ? [insertMany(db, bankCategories, made)] : []),
      ...bankQuestionRows(tenant, actor, bank, rows),
      spreadPictures(db, bank.id),
    ],
    categories: made.map(({ id }) => id!),
  }
}

const keyOf = (parentId: string, title: string) => `${parentId}/${title}`

/** Statements: into the bank's bin with them, and away with the categories that came with them and hold nothing else. */
export const takeFromBank = (tenant: Tenant, bankId: string, questionIds: string[], categories: string[]) => [
  ...retireStatements(tenant, bankId, questionIds),
  // Deepest first; one that something stands in stays.
  ...categories.toReversed().map((id) =>
    tenant.db.delete(bankCategories).where(
      sql`${eq(bankCategories.id, id)} and not exists (select 1 from bank_questions b where b.category_id = ${id} and b.retired_at is null)
        and not exists (select 1 from bank_categories c where c.parent_id = ${id})
        and not exists (select 1 from quiz_draws d where d.category_id = ${id})`,
    ),
  ),
  tenant.db.run(sql`update bank_questions set category_id = null where category_id in ${anyOf(categories)}
    and not exists (select 1 from bank_categories c where c.id = bank_questions.category_id)`),
]
