import { eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { anyOf } from '../../db/insert-many'
import { rowsFor, sameAs } from '../../db/insert-select'
import {
  bankCategories,
  bankQuestions,
  bankQuestionTags,
  mediaLinks,
  questionBanks,
  questions,
  questionVersions,
  quizDraws,
  quizQuestions,
  searchEntries,
} from '../../db/schema'
import { newId } from '../../lib/ids'
import type { Actor } from '../policy'

type Ids = Record<string, string>

const j = (map: Ids) => sql`json_each(${JSON.stringify(map)})`
const fresh = (rows: { id: string }[]): Ids => Object.fromEntries(rows.map(({ id }) => [id, newId()]))

/**
 * What copies of quizzes need of question banks: those of another course come along whole, a copy each (`allOf`: all of that course's; `rubricOf`: SQL for what a copied draw `o` is marked by),
 * the organization's and those of the same course stay where they are. Gives the statements, and which question and version of
 * a bank a copied quiz asks.
 */
export async function bankCopies(
  tenant: Tenant,
  actor: Actor,
  courseId: string,
  copies: Map<string, string>,
  allOf: string | null,
  rubricOf: SQL,
) {
  const { db } = tenant
  const at = tenant.now()
  const originals = [...copies.keys()]
  const pairs = JSON.stringify(Object.fromEntries(copies))
  const used = sql`select d.bank_id from quiz_draws d where d.item_id in ${anyOf(originals)}
    union select b.bank_id from quiz_questions q join bank_questions b on b.question_id = q.question_id
      where q.item_id in ${anyOf(originals)}`
  const carried = sql`(select k.id from question_banks k where k.deleted_at is null and k.course_id is not null
    and k.course_id <> ${courseId} and (k.course_id = ${allOf} or k.id in (${used})))`
  const [banks, categories, inBanks, asked, draws] = await db.batch([
    db.select({ id: questionBanks.id }).from(questionBanks).where(sql`${questionBanks.id} in ${carried}`),
    db.select({ id: bankCategories.id }).from(bankCategories).where(sql`${bankCategories.bankId} in ${carried}`),
    db
      .select({ id: bankQuestions.questionId, versionId: bankQuestions.versionId })
      .from(bankQuestions)
      .where(sql`${bankQuestions.bankId} in ${carried} and ${isNull(bankQuestions.retiredAt)}`),
    db
      .select({ questionId: quizQuestions.questionId, versionId: quizQuestions.versionId })
      .from(quizQuestions)
      .innerJoin(bankQuestions, eq(bankQuestions.questionId, quizQuestions.questionId))
      .where(sql`${quizQuestions.itemId} in ${anyOf(originals)}`),
    db
      .select({ id: quizDraws.id })
      .from(quizDraws)
      .where(sql`${quizDraws.itemId} in ${anyOf(originals)}`),
  ])
  const bankIds = fresh(banks)
  const categoryIds = fresh(categories)
  const questionIds = fresh(inBanks)
  const pinned = asked.filter(({ questionId }) => questionIds[questionId])
  const versionIds = fresh([...inBanks, ...pinned].map(({ versionId }) => ({ id: versionId })))
  const drawIds = fresh(draws)
  const statements = [
    db
      .insert(questionBanks)
      .select(
        rowsFor(
          questionBanks,
          { ...sameAs(questionBanks), id: sql`m.value`, courseId, createdBy: actor.id, createdAt: at, updatedAt: at },
          sql`from question_banks o join ${j(bankIds)} m on m.key = o.id where true`,
        ),
      ),
    db.insert(bankCategories).select(
      rowsFor(
        bankCategories,
        {
          ...sameAs(bankCategories),
          id: sql`m.value`,
          bankId: sql`k.value`,
          parentId: sql`coalesce((select p.value from ${j(categoryIds)} p where p.key = o.parent_id), '')`,
        },
        sql`from bank_categories o join ${j(categoryIds)} m on m.key = o.id join ${j(bankIds)} k on k.key = o.bank_id where true`,
      ),
    ),
    db
      .insert(questions)
      .select(
        rowsFor(
          questions,
          { ...sameAs(questions), id: sql`q.value`, courseId, createdAt: at },
          sql`from questions o join ${j(questionIds)} q on q.key = o.id where true`,
        ),
      ),
    db
      .insert(questionVersions)
      .select(
        rowsFor(
          questionVersions,
          { ...sameAs(questionVersions), id: sql`w.value`, questionId: sql`q.value` },
          sql`from question_versions o join ${j(versionIds)} w on w.key = o.id join ${j(questionIds)} q on q.key = o.question_id where true`,
        ),
      ),
    db.insert(bankQuestions).select(
      rowsFor(
        bankQuestions,
        {
          ...sameAs(bankQuestions),
          questionId: sql`q.value`,
          bankId: sql`k.value`,
          categoryId: sql`(select c.value from ${j(categoryIds)} c where c.key = o.category_id)`,
          versionId: sql`w.value`,
          updatedAt: at,
        },
        sql`from bank_questions o join ${j(questionIds)} q on q.key = o.question_id join ${j(versionIds)} w on w.key = o.version_id
          join ${j(bankIds)} k on k.key = o.bank_id where true`,
      ),
    ),
    db
      .insert(bankQuestionTags)
      .select(
        rowsFor(
          bankQuestionTags,
          { ...sameAs(bankQuestionTags), questionId: sql`q.value` },
          sql`from bank_question_tags o join ${j(questionIds)} q on q.key = o.question_id where true`,
        ),
      ),
    db
      .insert(searchEntries)
      .select(
        rowsFor(
          searchEntries,
          { ...sameAs(searchEntries), rowid: null, subjectId: sql`q.value`, courseId },
          sql`from search_entries o join ${j(questionIds)} q on q.key = o.subject_id where o.kind = 'question'`,
        ),
      ),
    db
      .insert(mediaLinks)
      .select(
        rowsFor(
          mediaLinks,
          { ...sameAs(mediaLinks), subjectId: sql`k.value` },
          sql`from media_links o join ${j(bankIds)} k on k.key = o.subject_id where o.kind = 'bank'`,
        ),
      ),
    db.insert(quizDraws).select(
      rowsFor(
        quizDraws,
        {
          ...sameAs(quizDraws),
          id: sql`d.value`,
          itemId: sql`p.value`,
          bankId: sql`coalesce((select k.value from ${j(bankIds)} k where k.key = o.bank_id), o.bank_id)`,
          categoryId: sql`coalesce((select c.value from ${j(categoryIds)} c where c.key = o.category_id), o.category_id)`,
          rubricId: rubricOf,
        },
        sql`from quiz_draws o join ${j(drawIds)} d on d.key = o.id join json_each(${pairs}) p on p.key = o.item_id where true`,
      ),
    ),
  ] as const
  const asCopied = asked.map(({ questionId, versionId }) => ({
    questionId: [questionId, questionIds[questionId] ?? questionId] as const,
    versionId: [versionId, questionIds[questionId] ? versionIds[versionId]! : versionId] as const,
  }))
  return {
    statements,
    questions: new Map(asCopied.map((one) => one.questionId)),
    versions: new Map(asCopied.map((one) => one.versionId)),
  }
}
