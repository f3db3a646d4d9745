import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf, fromNewRow, insertAll } from '../../../db/insert-many'
import {
  bankCategories,
  bankQuestions,
  bankQuestionTags,
  questionBanks,
  questionVersions,
  searchEntries,
} from '../../../db/schema'
import { questionEntry, titleOf } from '../../banks'
import type { Question } from '../../quizzes/questions'
import { indexEntries } from '../../search'
import type { ImportRun } from '../run'
import type { StoredBank, StoredBankQuestion } from './read-banks'
import type { Stored } from './read-stored'
import type { Settled } from './settle'

/** What an import changed in banks, as it was, and the ids of what it made. */
export type BanksBefore = {
  banks: StoredBank[]
  questions: Omit<StoredBankQuestion, 'body' | 'kind' | 'newest'>[]
  added: { banks: string[]; categories: string[]; questions: string[] }
}

export function banksBefore(stored: Stored, { banks }: Settled): BanksBefore {
  const settled = banks.flatMap(({ questions }) => questions)
  const changed = new Set(
    settled.filter(({ change, older }) => change === 'changed' || older.length > 0).map(({ id }) => id),
  )
  const touched = new Set(banks.map(({ id }) => id))
  return {
    banks: stored.banks.filter(({ id }) => touched.has(id)),
    questions: stored.bankQuestions
      .filter(({ questionId }) => changed.has(questionId))
      .map(({ body: _, kind: __, newest: ___, ...row }) => row),
    added: {
      banks: banks.filter(({ stored: before }) => !before).map(({ id }) => id),
      categories: banks.flatMap(({ newCategories }) => newCategories.map(({ id }) => id)),
      questions: settled.filter(({ stored: before }) => !before).map(({ id }) => id),
    },
  }
}

/**
 * Banks as they were before an import, after its quizzes are. What it added lies in the bin then; what somebody has changed since, or
 * asks from since, stays.
 */
export async function bankStatements(tenant: Tenant, run: ImportRun, before: BanksBefore | undefined, stored: Stored) {
  if (!before) return []
  const { db } = tenant
  const at = tenant.now()
  const isUntouched = ({ updatedAt }: { updatedAt: number }) => updatedAt <= (run.finishedAt ?? 0)
  const now = new Map(stored.bankQuestions.map((one) => [one.questionId, one]))
  const back = before.questions.filter(({ questionId }) => {
    const one = now.get(questionId)
    return one && isUntouched(one)
  })
  const backIds = back.map(({ questionId }) => questionId)
  const bankNow = new Map(stored.banks.map((bank) => [bank.id, bank]))
  const banks = before.banks.filter(({ id }) => bankNow.has(id) && isUntouched(bankNow.get(id)!))
  const versions = await db
    .select({ id: questionVersions.id, kind: questionVersions.kind, body: questionVersions.body })
    .from(questionVersions)
    .where(sql`${questionVersions.id} in ${anyOf(back.map(({ versionId }) => versionId))}`)
  const texts = new Map(versions.map(({ id, kind, body }) => [id, { kind, body } as Question]))
  const rows = back.map((row) => ({ ...row, question: texts.get(row.versionId)! }))
  const entries = rows
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ questionId, question, tags }) =>
      questionEntry({ id: questionId, courseId: stored.course.id, question, tags }),
    )
  const added = before.added.questions.filter((id) => now.has(id) && isUntouched(now.get(id)!))
  const free = sql`${bankQuestions.questionId} in ${anyOf(added)} and not exists (
    select 1 from quiz_questions q join items i on i.id = q.item_id
    where q.question_id = ${bankQuestions.questionId} and i.deleted_at is null)`
  const unused = sql`${questionBanks.id} in ${anyOf(before.added.banks)}
    and not exists (select 1 from quiz_draws d join items i on i.id = d.item_id
      where d.bank_id = ${questionBanks.id} and i.deleted_at is null)
    and not exists (select 1 from bank_questions b where b.bank_id = ${questionBanks.id} and b.retired_at is null)`
  return [
    db.update(bankQuestions).set({ retiredAt: at }).where(free),
    db.update(questionBanks).set({ deletedAt: at }).where(unused),
    ...insertAll(
      db,
      bankQuestions,
      rows.map(({ tags: _, question, ...row }) => ({ ...row, kind: question.kind, title: titleOf(question) })),
      (insert) =>
        insert.onConflictDoUpdate({
          target: bankQuestions.questionId,
          set: fromNewRow(bankQuestions, ['categoryId', 'versionId', 'kind', 'title', 'points', 'retiredAt']),
        }),
    ),
    db.delete(bankQuestionTags).where(sql`${bankQuestionTags.questionId} in ${anyOf(backIds)}`),
    ...insertAll(
      db,
      bankQuestionTags,
      rows.flatMap(({ questionId, tags }: { questionId: string; tags: string[] }) =>
        tags.map((tag) => ({ questionId, tag })),
      ),
    ),
    ...insertAll(db, questionBanks, banks, (insert) =>
      insert.onConflictDoUpdate({
        target: questionBanks.id,
        set: fromNewRow(questionBanks, ['title', 'description', 'deletedAt']),
      }),
    ),
    // Deepest first; one that something stands in stays.
    ...before.added.categories.toReversed().map((id) =>
      db.delete(bankCategories).where(
        sql`${bankCategories.id} = ${id}
          and not exists (select 1 from bank_questions b where b.category_id = ${id} and b.retired_at is null)
          and not exists (select 1 from bank_categories c where c.parent_id = ${id})
          and not exists (select 1 from quiz_draws d where d.category_id = ${id})`,
      ),
    ),
    db
      .update(bankQuestions)
      .set({ categoryId: null })
      .where(
        sql`${bankQuestions.categoryId} in ${anyOf(before.added.categories)}
          and not exists (select 1 from bank_categories c where c.id = ${bankQuestions.categoryId})`,
      ),
    db.delete(searchEntries).where(
      and(
        eq(searchEntries.kind, 'question'),
        sql`(${searchEntries.subjectId} in ${anyOf(backIds)} or ${searchEntries.subjectId} in (
            select question_id from bank_questions b where b.question_id in ${anyOf(added)} and b.retired_at is not null))`,
      ),
    ),
    ...(entries.length ? [indexEntries(db, entries)] : []),
  ]
}
