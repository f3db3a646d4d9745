import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { anyOf, insertAll } from '../../db/insert-many'
import { questions as questionRows, questionVersions, quizQuestions } from '../../db/schema'
import { newId } from '../../lib/ids'
import { nextPositions } from '../../lib/position'
import type { Question } from './questions'
import { sumPoints } from './sum-points'

type Brought = {
  itemId: string
  courseId: string
  createdBy: string
  at: number
  /** The position of the last question that is there. */
  last: string | null
  questions: { id: string; points: number; question: Question }[]
}

/** Statements that put questions behind those that a quiz has, for the batch of an import. */
export function bringQuestions(db: Database, { itemId, courseId, createdBy, at, last, questions }: Brought) {
  const positions = nextPositions(questions.length, last)
  const rows = questions.map(({ id, points, question }, i) => ({
    id,
    points,
    ...question,
    versionId: newId(),
    position: positions[i]!,
  }))
  const version = { number: 1, createdBy, createdAt: at }
  return [
    ...insertAll(
      db,
      questionRows,
      rows.map(({ id }) => ({ id, courseId, createdAt: at })),
    ),
    ...insertAll(
      db,
      questionVersions,
      rows.map(({ id, versionId, kind, body }) => ({ id: versionId, questionId: id, kind, body, ...version })),
    ),
    ...insertAll(
      db,
      quizQuestions,
      rows.map(({ id, versionId, position, points }) => ({ itemId, questionId: id, versionId, position, points })),
    ),
    ...sumPoints(db, itemId, at),
  ]
}

/** Of rows of `questions`: in no bank, which keeps its questions whatever quizzes do. */
export const isOwn = sql`not exists (select 1 from bank_questions b where b.question_id = questions.id)`

/** Statements that take questions out of a quiz again; attempts that asked them keep them. */
export const takeQuestions = (db: Database, itemId: string, questionIds: string[], at: number) =>
  [
    db
      .update(questionRows)
      .set({ deletedAt: at, deletedFrom: itemId })
      .where(
        and(
          sql`${questionRows.id} in ${anyOf(questionIds)}`,
          sql`exists (select 1 from quiz_questions q where q.question_id = questions.id and q.item_id = ${itemId})`,
          isOwn,
        ),
      ),
    db
      .delete(quizQuestions)
      .where(and(eq(quizQuestions.itemId, itemId), sql`${quizQuestions.questionId} in ${anyOf(questionIds)}`)),
    ...sumPoints(db, itemId, at),
  ] as const
