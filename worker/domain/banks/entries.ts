import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { anyOf } from '../../db/insert-many'
import { bankQuestions, bankQuestionTags, questionVersions } from '../../db/schema'
import { plainText } from '../../lib/markdown'
import { excerpt } from '../../lib/text'
import type { Question } from '../quizzes'
import { indexEntry } from '../search'

/** The first line of what a question asks, as lists show it; '' where it is only a picture. */
export function titleOf({ body }: Question): string {
  const text = 'text' in body && !body.prompt.trim() ? body.text.replace(/\[\[\d+\]\]/g, '…') : body.prompt
  return excerpt(plainText(text).split('\n').find(Boolean) ?? '', 200)
}

/** Parts of a body that hold no words of the author's. */
const noWords = new Set(['id', 'kind', 'correct', 'credit', 'shuffle'])

/** Everything that stands in a question, answers too: what it is found by. */
export function wordsOf({ body }: Question): string {
  const words: string[] = []
  const walk = (value: unknown): void => {
    if (typeof value === 'string') words.push(plainText(value))
    else if (Array.isArray(value)) value.forEach(walk)
    else if (value && typeof value === 'object')
      for (const [name, part] of Object.entries(value)) if (!noWords.has(name) || Array.isArray(part)) walk(part)
  }
  walk(body)
  return words.filter(Boolean).join('\n')
}

type Entry = { id: string; courseId: string | null; question: Question; tags: string[] }

/** What search knows of a question. */
export const questionEntry = ({ id, courseId, question, tags }: Entry) => ({
  kind: 'question' as const,
  subjectId: id,
  courseId,
  title: titleOf(question),
  body: [wordsOf(question), ...tags].join('\n'),
})

/** Statement. */
export const indexQuestion = (db: Database, entry: Entry) => indexEntry(db, questionEntry(entry))

/** Statements for many. */
export const indexQuestions = (db: Database, entries: Entry[]) => entries.map((entry) => indexQuestion(db, entry))

const AT_ONCE = 200

/** Search knows the questions of a bank as they stand there, all or those named: so many at a time, none that is in the bin. */
export async function indexBank(
  { db }: Tenant,
  bank: { id: string; courseId: string | null },
  ids?: readonly string[],
): Promise<void> {
  const those = ids ? sql`${bankQuestions.questionId} in ${anyOf(ids)}` : sql`1`
  for (let after = ''; ; ) {
    const rows = await db
      .select({
        id: bankQuestions.questionId,
        kind: questionVersions.kind,
        body: questionVersions.body,
        tags: sql<string[]>`(select json_group_array(t.tag) from ${bankQuestionTags} t
          where t.question_id = bank_questions.question_id)`.mapWith(JSON.parse),
      })
      .from(bankQuestions)
      .innerJoin(questionVersions, eq(questionVersions.id, bankQuestions.versionId))
      .where(
        sql`${bankQuestions.bankId} = ${bank.id} and ${bankQuestions.retiredAt} is null and ${bankQuestions.questionId} > ${after} and ${those}`,
      )
      .orderBy(bankQuestions.questionId)
      .limit(AT_ONCE)
    const [first, ...others] = indexQuestions(
      db,
      rows.map(({ id, kind, body, tags }) => ({
        id,
        courseId: bank.courseId,
        question: { kind, body } as Question,
        tags,
      })),
    )
    if (first) await db.batch([first, ...others])
    if (rows.length < AT_ONCE) return
    after = rows.at(-1)!.id
  }
}
