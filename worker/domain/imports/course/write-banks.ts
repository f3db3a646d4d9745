import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../../tenants/tenant'
import { anyOf, fromNewRow, insertAll } from '../../../db/insert-many'
import {
  bankCategories,
  bankQuestions,
  bankQuestionTags,
  mediaLinks,
  questionBanks,
  questions,
  questionVersions,
  searchEntries,
} from '../../../db/schema'
import { questionEntry, spreadPictures, titleOf } from '../../banks'
import type { Actor } from '../../policy'
import { picturesIn } from '../../quizzes/questions'
import { indexEntries } from '../../search'
import type { Stored } from './read-stored'
import type { Settled, SettledItem } from './settle'
import type { SettledBankQuestion } from './settle-banks'
import type { StoredFiles } from './store-files'

/** A bank's row, its categories, and of its questions those that are new or other than before. Nothing is taken out of a bank. */
export function writeBanks(
  tenant: Tenant,
  actor: Actor,
  { courseId, banks }: Settled,
  stored: Stored | null,
  files: StoredFiles,
) {
  const { db } = tenant
  const at = tenant.now()
  const touched = banks.flatMap(({ id, questions: list }) =>
    list.filter(({ change }) => change !== 'same').map((one) => ({ ...one, bankId: id })),
  )
  const written = banks.flatMap(({ questions: list }) => list.filter(hasNewVersions))
  const ownFiles = new Set([...files.ids.values(), ...(stored?.files.map(({ id }) => id) ?? [])])
  const touchedIds = anyOf(touched.map(({ id }) => id))
  const entries = touched.map(({ id, question, planned }) =>
    questionEntry({ id, courseId, question, tags: planned.tags }),
  )
  return [
    ...insertAll(
      db,
      questionBanks,
      banks.flatMap(({ id, planned: { title, description }, stored: before }) =>
        before?.title === title && before.description === description && before.deletedAt === null
          ? []
          : [
              {
                ...{ id, courseId, title, description, updatedAt: at, deletedAt: null },
                createdBy: before?.createdBy ?? actor.id,
                createdAt: before?.createdAt ?? at,
              },
            ],
      ),
      (insert) =>
        insert.onConflictDoUpdate({
          target: questionBanks.id,
          set: fromNewRow(questionBanks, ['title', 'description', 'updatedAt', 'deletedAt']),
        }),
    ),
    ...insertAll(
      db,
      bankCategories,
      banks.flatMap(({ id: bankId, newCategories }) =>
        newCategories.map((category) => ({ ...category, bankId, createdAt: at })),
      ),
    ),
    ...insertAll(
      db,
      questions,
      touched.filter(({ stored: before }) => !before).map(({ id }) => ({ id, courseId, createdAt: at })),
    ),
    ...insertAll(
      db,
      questionVersions,
      written.flatMap((one) => versionsOf(one).map((row) => ({ ...row, createdBy: actor.id, createdAt: at }))),
    ),
    ...insertAll(
      db,
      bankQuestions,
      touched.map(({ id, bankId, versionId, question, categoryId, planned }) => ({
        ...{ questionId: id, bankId, categoryId, versionId },
        ...{ kind: question.kind, title: titleOf(question), points: planned.points, updatedAt: at, retiredAt: null },
      })),
      (insert) =>
        insert.onConflictDoUpdate({
          target: bankQuestions.questionId,
          set: fromNewRow(bankQuestions, [
            'categoryId',
            'versionId',
            'kind',
            'title',
            'points',
            'updatedAt',
            'retiredAt',
          ]),
        }),
    ),
    // Those that got only an older text keep all but the number of their newest.
    ...written
      .filter(({ change }) => change === 'same')
      .map(({ id, versionId }) => db.update(bankQuestions).set({ versionId }).where(eq(bankQuestions.questionId, id))),
    db.delete(bankQuestionTags).where(sql`${bankQuestionTags.questionId} in ${touchedIds}`),
    ...insertAll(
      db,
      bankQuestionTags,
      touched.flatMap(({ id, planned }) => planned.tags.map((tag) => ({ questionId: id, tag }))),
    ),
    ...insertAll(
      db,
      mediaLinks,
      touched.flatMap(({ bankId, question }) =>
        picturesIn(question)
          .filter((id) => ownFiles.has(id))
          .map((mediaId) => ({ mediaId, kind: 'bank' as const, subjectId: bankId })),
      ),
      (insert) => insert.onConflictDoNothing(),
    ),
    db
      .delete(searchEntries)
      .where(and(eq(searchEntries.kind, 'question'), sql`${searchEntries.subjectId} in ${touchedIds}`)),
    ...(entries.length ? [indexEntries(db, entries)] : []),
  ]
}

const hasNewVersions = ({ hasNewText, older }: SettledBankQuestion) => hasNewText || older.length > 0

/** What quizzes ask of old comes before what the bank says now. */
function versionsOf({ id, versionId, question, older, stored }: SettledBankQuestion) {
  return [...older, { versionId, question }].map((one, index) => ({
    id: one.versionId,
    questionId: id,
    number: (stored?.newest ?? 0) + 1 + index,
    kind: one.question.kind,
    body: one.question.body,
  }))
}

/** What banks show, the quizzes that ask from them show too. */
export function picturesOfBanks({ db }: Tenant, { banks }: Settled, touched: SettledItem[], stored: Stored | null) {
  const own = [...banks.map(({ id }) => id), ...(stored?.banks ?? []).map(({ id }) => id)]
  const drawn = touched.flatMap(({ banked }) => banked.flatMap((one) => ('bankId' in one ? [one.bankId] : [])))
  return [...new Set([...own, ...drawn])].map((bankId) => spreadPictures(db, bankId))
}
