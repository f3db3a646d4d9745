import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { courses, importRuns, items, quizQuestions, quizzes } from '../../db/schema'
import { NotFound } from '../../errors'
import { findBankToEdit, mostInBank } from '../banks'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import { mostQuestions } from '../quizzes'

/** Where questions of a file come to, and where they come from. */
export type QuestionPlace = { kind: 'quiz' | 'bank'; id: string }

/** That place, for whoever may change it. `course` is null where it is a bank of the organization. */
export type PlaceHead = QuestionPlace & {
  title: string
  course: { id: string; title: string } | null
  questions: number
  /** How many it may hold. */
  most: number
}

/** NotFound for everybody but the course's staff, and those who may read the bank. */
export const findPlace = (tenant: Tenant, actor: Actor, place: QuestionPlace): Promise<PlaceHead> =>
  place.kind === 'quiz' ? findQuiz(tenant, actor, place.id) : findBank(tenant, actor, place.id)

/** Of `import_runs`: what came there. */
export const cameTo = ({ kind, id }: QuestionPlace) => eq(kind === 'quiz' ? importRuns.itemId : importRuns.bankId, id)

async function findQuiz({ db }: Tenant, actor: Actor, itemId: string): Promise<PlaceHead> {
  const [row] = await db
    .select({
      title: items.title,
      courseId: courses.id,
      courseTitle: courses.title,
      questions: sql<number>`(select count(*) from ${quizQuestions} where ${quizQuestions.itemId} = ${itemId})`,
    })
    .from(items)
    .innerJoin(quizzes, eq(quizzes.itemId, items.id))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .where(and(eq(items.id, itemId), isNull(items.deletedAt), isNull(courses.deletedAt)))
    .limit(1)
  if (!row || !(isAdmin(actor) || assists(actor, row.courseId))) throw new NotFound()
  const { title, courseId, courseTitle, questions } = row
  authorize(actor, 'course.edit', { courseId })
  const course = { id: courseId, title: courseTitle }
  return { kind: 'quiz', id: itemId, title, course, questions, most: mostQuestions }
}

async function findBank(tenant: Tenant, actor: Actor, bankId: string): Promise<PlaceHead> {
  const { title, courseId, courseTitle, questions } = await findBankToEdit(tenant, actor, bankId)
  const course = courseId === null ? null : { id: courseId, title: courseTitle ?? '' }
  return { kind: 'bank', id: bankId, title, course, questions, most: mostInBank }
}
