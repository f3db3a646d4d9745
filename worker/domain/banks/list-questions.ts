import { and, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { bankQuestions, bankQuestionTags } from '../../db/schema'
import { inCategory } from '../draws'
import type { Actor } from '../policy'
import type { QuestionKindName } from '../quizzes'
import { questionIdsNamed } from '../search'
import { type BankHead, headFor, headQueries } from './find-bank'

const PAGE = 50

export type QuestionFilter = {
  words?: string
  /** An id, 'none' for those in no category, '' for all. */
  category?: string
  tag?: string
  kind?: QuestionKindName | null
  /** Those in the bin. */
  retired?: boolean
  /** The id after which the page begins. */
  after?: string | null
  size?: number
}

export type QuestionLine = {
  id: string
  title: string
  kind: QuestionKindName
  points: number
  categoryId: string | null
  tags: string[]
  updatedAt: number
  retiredAt: number | null
  /** In how many quizzes it was chosen; draws not counted. */
  quizzes: number
}

export type QuestionList = { lines: QuestionLine[]; next: string | null }

/** A bank with a page of its questions, newest first: one trip. */
export async function listQuestions(
  tenant: Tenant,
  actor: Actor,
  bankId: string,
  filter: QuestionFilter,
): Promise<{ bank: BankHead; list: QuestionList }> {
  const [rows, ...head] = await tenant.db.batch([linesQuery(tenant, bankId, filter), ...headQueries(tenant, bankId)])
  return { bank: headFor(actor, head), list: listOf(rows, filter) }
}

/** Unexecuted; one row more than a page tells that there is another. */
export const linesQuery = ({ db }: Tenant, bankId: string | SQL, filter: QuestionFilter) =>
  db
    .select({
      id: bankQuestions.questionId,
      title: bankQuestions.title,
      kind: bankQuestions.kind,
      points: bankQuestions.points,
      categoryId: bankQuestions.categoryId,
      tags: tagsOf.as('own_tags'),
      updatedAt: bankQuestions.updatedAt,
      retiredAt: bankQuestions.retiredAt,
      quizzes: sql<number>`(select count(*) from quiz_questions q join items i on i.id = q.item_id
        where q.question_id = bank_questions.question_id and i.deleted_at is null)`.as('in_quizzes'),
    })
    .from(bankQuestions)
    .where(and(eq(bankQuestions.bankId, bankId), ...conditions(filter)))
    .orderBy(desc(bankQuestions.questionId))
    .limit((filter.size ?? PAGE) + 1)

/** Of the row of `bank_questions` around it. */
export const tagsOf = sql<string[]>`(select json_group_array(t.tag order by t.tag) from ${bankQuestionTags} t
  where t.question_id = bank_questions.question_id)`.mapWith(JSON.parse)

export function listOf(rows: QuestionLine[], { size = PAGE }: QuestionFilter): QuestionList {
  const lines = rows.slice(0, size)
  return { lines, next: rows.length > size ? lines.at(-1)!.id : null }
}

function conditions({ words = '', category = '', tag = '', kind, retired, after }: QuestionFilter): SQL[] {
  const named = questionIdsNamed(words)
  const all = [
    retired ? isNotNull(bankQuestions.retiredAt) : isNull(bankQuestions.retiredAt),
    named && sql`${bankQuestions.questionId} in ${named}`,
    category === 'none' && isNull(bankQuestions.categoryId),
    category && category !== 'none' && inCategory(bankQuestions.categoryId, category),
    tag &&
      sql`exists (select 1 from ${bankQuestionTags} t where t.question_id = bank_questions.question_id and t.tag = ${tag})`,
    kind && eq(bankQuestions.kind, kind),
    after && lt(bankQuestions.questionId, after),
  ]
  return all.filter((one) => one instanceof Object) as SQL[]
}
