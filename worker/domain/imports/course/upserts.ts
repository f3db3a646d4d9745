import { and, eq, isNull, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database } from '../../../db/client'
import { fromNewRow, type insertMany } from '../../../db/insert-many'
import { assignments, courseModules, items, quizzes } from '../../../db/schema'

type Insert<Table extends SQLiteTable> = ReturnType<typeof insertMany<Table>>

export const upsertItems = (insert: Insert<typeof items>) =>
  insert.onConflictDoUpdate({
    target: items.id,
    set: fromNewRow(items, [
      'moduleId',
      'title',
      'position',
      'publishedAt',
      'publishAt',
      'dueAt',
      'availability',
      'completion',
      'required',
      'expectedMinutes',
      'maxPoints',
      'gradeCategoryId',
      'extraCredit',
      'holdGrades',
      'updatedAt',
      'deletedAt',
    ]),
  })

export const upsertModules = (insert: Insert<typeof courseModules>) =>
  insert.onConflictDoUpdate({
    target: courseModules.id,
    set: fromNewRow(courseModules, [
      'title',
      'position',
      'publishedAt',
      'publishAt',
      'availability',
      'certificate',
      'deletedAt',
    ]),
  })

export const upsertQuizzes = (insert: Insert<typeof quizzes>) =>
  insert.onConflictDoUpdate({
    target: quizzes.itemId,
    set: fromNewRow(quizzes, [
      'introduction',
      'attemptsAllowed',
      'passPercent',
      'shuffleQuestions',
      'shuffleOptions',
      'counts',
      'showAnswers',
      'answersAfter',
      'shows',
      'closesTogether',
      'survey',
      'atCompletion',
      'timeLimitMinutes',
      'graceSeconds',
      'opensAt',
      'closesAt',
      'delayMinutes',
      'accessCode',
      'networks',
      'wrongPercent',
      'onePage',
      'sectionPages',
      'navigation',
      'shuffleSections',
      'sections',
      'tries',
      'tryPercent',
    ]),
  })

export const upsertAssignments = (insert: Insert<typeof assignments>) =>
  insert.onConflictDoUpdate({
    target: assignments.itemId,
    set: fromNewRow(assignments, [
      'instructions',
      'instructionsHtml',
      'takesText',
      'takesFiles',
      'maxFiles',
      'fileKinds',
      'takesUrl',
      'maxMegabytes',
      'statement',
      'resubmission',
      'passPercent',
      'closesAt',
      'late',
      'missingPercent',
      'rubricId',
      'groupWork',
      'anonymous',
      'peers',
    ]),
  })

/** Out of the way for a moment, so that a new order never meets an old place. */
export const parkAll = (db: Database, courseId: string) => [
  db
    .update(items)
    .set({ position: sql`'~' || id` })
    .where(and(eq(items.courseId, courseId), isNull(items.deletedAt))),
  db
    .update(courseModules)
    .set({ position: sql`'~' || id` })
    .where(and(eq(courseModules.courseId, courseId), isNull(courseModules.deletedAt))),
]
