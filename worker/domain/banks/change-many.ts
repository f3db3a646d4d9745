import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { bankQuestions, bankQuestionTags } from '../../db/schema'
import { Invalid, NotFound } from '../../errors'
import { newId } from '../../lib/ids'
import { recordAudit } from '../audit'
import type { Actor } from '../policy'
import { keepWayBack, reversal, type Statement } from '../undo'
import { bankQuery } from './bank-queries'
import { indexBank } from './entries'
import { type BankHead, findBankToEdit } from './find-bank'
import { type Moved, moveBack, retireStatements } from './place-questions'
import { readTag } from './tags'
import { tagRows } from './write-questions'

export type BulkAct =
  | { act: 'retire' }
  | { act: 'restore' }
  | { act: 'category'; categoryId: string | null }
  | { act: 'tag'; tag: string }
  | { act: 'untag'; tag: string }

const mostAtOnce = 200

/**
 * The same for several questions of one bank; one that is not in it refuses them all. Gives the act by which it is taken back; null
 * where it changed nothing.
 */
export async function changeManyQuestions(
  tenant: Tenant,
  actor: Actor,
  bankId: string,
  ids: readonly string[],
  act: BulkAct,
): Promise<string | null> {
  const bank = await findBankToEdit(tenant, actor, bankId)
  const plan = planOf(bank, await readChosen(tenant, bankId, ids, act), act)
  if (plan.ids.length === 0) return null
  const id = newId()
  const before = { bankId, ...plan }
  await tenant.db.batch([
    keepWayBack(tenant, actor, { id, kind: plan.word, before, at: tenant.now() }),
    ...statementsOf(tenant, before),
    recordAudit(tenant, actor, plan.word, {
      kind: 'bank',
      id: bankId,
      after: { ...plan.to, questions: plan.ids.length },
    }),
  ])
  if (plan.word === 'bank.tag' || plan.word === 'bank.bring-back') await indexBank(tenant, bank, plan.ids)
  return id
}

type Chosen = { id: string; categoryId: string | null; isRetired: boolean; isTagged: boolean }

async function readChosen({ db }: Tenant, bankId: string, ids: readonly string[], act: BulkAct): Promise<Chosen[]> {
  const asked = [...new Set(ids)]
  if (asked.length === 0) throw new Invalid('question', 'banks.chooseQuestions')
  if (asked.length > mostAtOnce) throw new Invalid('question', 'banks.tooManyAtOnce', { most: mostAtOnce })
  const found = await db
    .select({
      id: bankQuestions.questionId,
      categoryId: bankQuestions.categoryId,
      isRetired: sql<boolean>`${bankQuestions.retiredAt} is not null`.mapWith(Boolean).as('is_retired'),
      isTagged: sql<boolean>`exists (select 1 from ${bankQuestionTags} t
        where t.question_id = bank_questions.question_id and t.tag = ${'tag' in act ? readTag(act.tag) : ''})`
        .mapWith(Boolean)
        .as('is_tagged'),
    })
    .from(bankQuestions)
    .where(and(eq(bankQuestions.bankId, bankId), sql`${bankQuestions.questionId} in ${anyOf(asked)}`))
  if (found.length !== asked.length) throw new NotFound()
  return found
}

/** Which questions an act changes, and how they are after it. */
type Plan = { ids: string[] } & (
  | { word: 'bank.retire' | 'bank.bring-back'; to: Record<never, never> }
  | { word: 'bank.move'; to: { category: string | null }; from: (string | null)[] }
  | { word: 'bank.tag'; to: { tag: string; isAdded: boolean } }
)

function planOf(bank: BankHead, chosen: Chosen[], act: BulkAct): Plan {
  const those = (changes: (one: Chosen) => boolean) => chosen.filter(changes).map(({ id }) => id)
  if (act.act === 'retire') return { word: 'bank.retire', ids: those((one) => !one.isRetired), to: {} }
  if (act.act === 'restore') return { word: 'bank.bring-back', ids: those((one) => one.isRetired), to: {} }
  if (act.act === 'category') {
    const category = act.categoryId
    if (category !== null && !bank.categories.some(({ id }) => id === category))
      throw new Invalid('category', 'banks.noSuchCategory')
    const moved = chosen.filter(({ categoryId }) => categoryId !== category)
    return {
      word: 'bank.move',
      ids: moved.map(({ id }) => id),
      from: moved.map(({ categoryId }) => categoryId),
      to: { category },
    }
  }
  const tag = readTag(act.tag)
  if (!tag) throw new Invalid('tag', 'banks.tagMissing')
  const isAdded = act.act === 'tag'
  return { word: 'bank.tag', ids: those((one) => one.isTagged !== isAdded), to: { tag, isAdded } }
}

type Change = Plan & { bankId: string }

function statementsOf(tenant: Tenant, change: Change): Statement[] {
  const { db } = tenant
  const these = ofBank(change)
  const updatedAt = tenant.now()
  switch (change.word) {
    case 'bank.retire':
      return [...retireStatements(tenant, change.bankId, change.ids)]
    case 'bank.bring-back':
      return [db.update(bankQuestions).set({ retiredAt: null }).where(these)]
    case 'bank.move':
      return [db.update(bankQuestions).set({ categoryId: change.to.category, updatedAt }).where(these)]
    case 'bank.tag':
      return [
        change.to.isAdded
          ? tagRows(
              db,
              change.ids.map((id) => ({ id, tags: [change.to.tag] })),
            )
          : db
              .delete(bankQuestionTags)
              .where(
                and(
                  sql`${bankQuestionTags.questionId} in ${anyOf(change.ids)}`,
                  eq(bankQuestionTags.tag, change.to.tag),
                ),
              ),
        db.update(bankQuestions).set({ updatedAt }).where(these),
      ]
  }
}

const ofBank = ({ bankId, ids }: Change) =>
  and(sql`${bankQuestions.questionId} in ${anyOf(ids)}`, eq(bankQuestions.bankId, bankId))

/** As they were, as far as they still are what the act made of them. */
export const manyBack = reversal<Change>({
  subject: ({ bankId }) => ({ kind: 'bank', id: bankId }),
  async prepare(tenant, actor, change, at) {
    await findBankToEdit(tenant, actor, change.bankId)
    const { db } = tenant
    switch (change.word) {
      case 'bank.retire':
        return [
          db
            .update(bankQuestions)
            .set({ retiredAt: null })
            .where(and(ofBank(change), eq(bankQuestions.retiredAt, at))),
        ]
      case 'bank.bring-back':
        return statementsOf(tenant, { ...change, word: 'bank.retire', to: {} })
      case 'bank.tag':
        return statementsOf(tenant, { ...change, to: { ...change.to, isAdded: !change.to.isAdded } })
      case 'bank.move': {
        const from = JSON.stringify(Object.fromEntries(change.ids.map((id, i) => [id, change.from[i]])))
        // A category that was removed meanwhile takes nothing back.
        const category = sql`(select c.id from json_each(${from}) j join bank_categories c on c.id = j.value
          where j.key = bank_questions.question_id)`
        return [
          db
            .update(bankQuestions)
            .set({ categoryId: category })
            .where(and(ofBank(change), sql`${bankQuestions.categoryId} is ${change.to.category}`)),
        ]
      }
    }
  },
  async after(tenant, { word, bankId, ids }) {
    const [bank] = await bankQuery(tenant.db, bankId)
    if (bank && (word === 'bank.retire' || word === 'bank.tag')) await indexBank(tenant, bank.bank, ids)
  },
})

/** A question that was moved from its page, or several that were sorted in the list. */
export const placeBack = reversal<Moved | Change>({
  subject: (before) => ('questionId' in before ? moveBack : manyBack).subject(before),
  prepare: (tenant, actor, before, at) =>
    ('questionId' in before ? moveBack : manyBack).prepare(tenant, actor, before, at),
})
