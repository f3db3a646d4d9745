import { and, eq, isNull, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { courses, importRuns, items, quizQuestions, quizzes } from '../../db/schema'
import { NotFound } from '../../errors'
import { type BankHead, bankHeadFor, bankHeadQueries, mostInBank } from '../banks'
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

/** Of `import_runs`: what came there. */
export const cameTo = ({ kind, id }: QuestionPlace) => eq(kind === 'quiz' ? importRuns.itemId : importRuns.bankId, id)

/** The place and the answer of a query about it, in one trip. NotFound for everybody but those who may change it. */
export async function findPlaceWith<Query extends BatchItem<'sqlite'>>(
  tenant: Tenant,
  actor: Actor,
  { kind, id }: QuestionPlace,
  query: Query,
): Promise<{ place: PlaceHead; rows: Awaited<Query> }> {
  if (kind === 'quiz') {
    const [found, rows] = await tenant.db.batch([quizQuery(tenant.db, id), query])
    return { place: quizHead(actor, found), rows: rows as Awaited<Query> }
  }
  const [bank, categories, tags, size, rows] = await tenant.db.batch([...bankHeadQueries(tenant, id), query])
  const head = bankHeadFor(actor, [bank, categories, tags, size])
  authorize(actor, 'bank.edit', head)
  return { place: placeOfBank(head), rows: rows as Awaited<Query> }
}

export async function findPlace(tenant: Tenant, actor: Actor, place: QuestionPlace): Promise<PlaceHead> {
  const nothing = tenant.db.select({ id: importRuns.id }).from(importRuns).limit(0)
  return (await findPlaceWith(tenant, actor, place, nothing)).place
}

export function placeOfBank({ id, title, courseId, courseTitle, questions }: BankHead): PlaceHead {
  const course = courseId === null ? null : { id: courseId, title: courseTitle ?? '' }
  return { kind: 'bank', id, title, course, questions, most: mostInBank }
}

const quizQuery = (db: Database, itemId: string) =>
  db
    .select({
      id: items.id,
      title: sql<string>`${items.title}`.as('item_title'),
      courseId: courses.id,
      courseTitle: sql<string>`${courses.title}`.as('course_title'),
      questions: sql<number>`(select count(*) from ${quizQuestions} where ${quizQuestions.itemId} = ${itemId})`.as(
        'asked',
      ),
    })
    .from(items)
    .innerJoin(quizzes, eq(quizzes.itemId, items.id))
    .innerJoin(courses, eq(courses.id, items.courseId))
    // A survey has questions of its own kinds.
    .where(and(eq(items.id, itemId), isNull(quizzes.survey), isNull(items.deletedAt), isNull(courses.deletedAt)))
    .limit(1)

function quizHead(actor: Actor, [row]: Awaited<ReturnType<typeof quizQuery>>): PlaceHead {
  if (!row || !(isAdmin(actor) || assists(actor, row.courseId))) throw new NotFound()
  const { id, title, courseId, courseTitle, questions } = row
  authorize(actor, 'course.edit', { courseId })
  return { kind: 'quiz', id, title, course: { id: courseId, title: courseTitle }, questions, most: mostQuestions }
}
