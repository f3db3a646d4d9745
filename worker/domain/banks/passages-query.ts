import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { bankQuestions, questionVersions } from '../../db/schema'

/** The text that a version is about; null where it is about none. */
export const passageOf = sql<string | null>`json_extract(${questionVersions.body}, '$.passage')`

/** Unexecuted: texts that questions of a bank are about, for whoever writes another one about them. */
export const passagesQuery = (db: Database, bankId: string | SQL) =>
  db
    .selectDistinct({ passage: passageOf.as('passage') })
    .from(bankQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, bankQuestions.versionId))
    .where(and(eq(bankQuestions.bankId, bankId), isNull(bankQuestions.retiredAt), isNotNull(passageOf)))
    .limit(50)

export const passagesIn = (rows: { passage: string | null }[]): string[] => rows.flatMap(({ passage }) => passage ?? [])
