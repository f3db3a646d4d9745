import { and, desc, eq, isNotNull, isNull, ne, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courses, importRuns, items, quizQuestions, quizzes } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import type { ImportRun, QuestionPlan } from './run'

/** The quiz that questions come into. */
export type QuizHead = { item: { id: string; title: string }; course: { id: string; title: string }; questions: number }

/** An import of questions; its plan is there. */
export type QuestionRun = Omit<ImportRun, 'questions'> & { questions: QuestionPlan; quiz: QuizHead }

const headQuery = (db: Database, itemId: string) =>
  db
    .select({
      itemId: items.id,
      itemTitle: items.title,
      courseId: courses.id,
      courseTitle: courses.title,
      questions: sql<number>`(select count(*) from ${quizQuestions} where ${quizQuestions.itemId} = ${itemId})`,
    })
    .from(items)
    .innerJoin(quizzes, eq(quizzes.itemId, items.id))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(and(eq(items.id, itemId), isNull(items.deletedAt), isNull(courses.deletedAt)))
    .limit(1)

/** NotFound for everybody but the course's staff. */
function headFor(actor: Actor, [row]: Awaited<ReturnType<typeof headQuery>>): QuizHead {
  if (!row || !(isAdmin(actor) || assists(actor, row.courseId))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId: row.courseId })
  return {
    item: { id: row.itemId, title: row.itemTitle },
    course: { id: row.courseId, title: row.courseTitle },
    questions: row.questions,
  }
}

/** A quiz with what was imported into it, newest first: one trip. */
export async function findQuestionImports(tenant: Tenant, actor: Actor, itemId: string) {
  const { db } = tenant
  const [rows, runs] = await db.batch([
    headQuery(db, itemId),
    db
      .select({
        id: importRuns.id,
        fileName: importRuns.fileName,
        state: importRuns.state,
        createdAt: importRuns.createdAt,
      })
      .from(importRuns)
      .where(and(eq(importRuns.itemId, itemId), ne(importRuns.state, 'planned')))
      .orderBy(desc(importRuns.createdAt), desc(importRuns.id))
      .limit(50),
  ])
  return { quiz: headFor(actor, rows), runs }
}

export async function findQuestionRun(tenant: Tenant, actor: Actor, itemId: string, id: string): Promise<QuestionRun> {
  const { db } = tenant
  const [rows, [run]] = await db.batch([
    headQuery(db, itemId),
    db
      .select()
      .from(importRuns)
      .where(and(eq(importRuns.id, id), eq(importRuns.itemId, itemId), isNotNull(importRuns.questions)))
      .limit(1),
  ])
  const quiz = headFor(actor, rows)
  if (!run?.questions) throw new NotFound()
  return { ...run, questions: run.questions, quiz }
}
