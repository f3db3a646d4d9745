import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import {
  attempts,
  bankQuestions,
  courses,
  items,
  questionBanks,
  questions,
  questionVersions,
  quizQuestions,
} from '../../db/schema'
import { NotFound } from '../../errors'
import { candidatesQuery, shortagesOf } from '../draws'
import { linkedPicturesQuery } from '../media'
import { type Actor, assists, authorize, isAdmin } from '../policy'
import { rubricsOfCourseQuery } from '../rubrics'
import { partsOf } from './parts'
import type { Question } from './questions'
import { inOrder, quizDrawsQuery, quizQuery, quizQuestionsQuery } from './quiz-queries'

/** A quiz as its authors find it: drafts too. NotFound for everybody but the course's staff. */
export async function findQuizToEdit(tenant: Tenant, actor: Actor, itemId: string) {
  const { db } = tenant
  const [[found], [quiz], asked, draws, candidates, banked, [begun], removed, pictures, rubrics] = await db.batch([
    db
      .select({
        item: items,
        course: courses,
        zone: sql<string>`coalesce(nullif(${courses.zone}, ''), (select zone from organization limit 1))`.as(
          'own_zone',
        ),
      })
      .from(items)
      .innerJoin(courses, eq(courses.id, items.courseId))
      .where(and(eq(items.id, itemId), sql`${items.deletedAt} is null`, sql`${courses.deletedAt} is null`))
      .limit(1),
    quizQuery(db, itemId),
    quizQuestionsQuery(db, itemId),
    quizDrawsQuery(db, itemId),
    candidatesQuery(db, [itemId]),
    bankedQuery(db, itemId),
    db.select({ count: sql<number>`count(*)` }).from(attempts).where(eq(attempts.itemId, itemId)),
    removedQuery(db, itemId),
    linkedPicturesQuery(db, 'item', itemId, 500), // that its questions show
    rubricsOfCourseQuery(db, sql`(select course_id from items where id = ${itemId})`),
  ])
  if (!found || !quiz || !(isAdmin(actor) || assists(actor, found.course.id))) throw new NotFound()
  authorize(actor, 'course.edit', { courseId: found.course.id })
  const banks = new Map(banked.map((row) => [row.questionId, row]))
  const rows = asked.map((row) => ({
    ...row,
    question: { kind: row.kind, body: row.body } as Question,
    bank: banks.get(row.questionId) ?? null,
  }))
  const places = partsOf({ questions: rows, draws, sections: quiz.sections }).map(({ id }) => id)
  const questions = rows.toSorted((a, b) => places.indexOf(a.questionId) - places.indexOf(b.questionId))
  const short = new Map(shortagesOf(draws, candidates).map((one) => [one.drawId, one]))
  return {
    ...found,
    quiz,
    questions,
    draws: draws.map((draw) => ({ ...draw, shortage: short.get(draw.id) ?? null })),
    /** How many an attempt asks. */
    size: questions.length + draws.reduce((sum, { count }) => sum + count, 0),
    /** Of whatever stands last. */
    last: inOrder<{ position: string }>([...questions, ...draws, ...quiz.sections]).at(-1)?.position ?? null,
    sections: inOrder(quiz.sections),
    attempts: begun?.count ?? 0,
    removed,
    pictures,
    /** By which answers can be marked. */
    rubrics,
  }
}

export type QuizToEdit = Awaited<ReturnType<typeof findQuizToEdit>>

/** Which of its questions were chosen from a bank, and whether the bank has a newer version. */
const bankedQuery = (db: Database, itemId: string) =>
  db
    .select({
      questionId: quizQuestions.questionId,
      id: sql<string>`${questionBanks.id}`.as('bank_id'),
      title: questionBanks.title,
      courseId: questionBanks.courseId,
      hasNewer: sql<boolean>`${bankQuestions.versionId} <> ${quizQuestions.versionId}`.mapWith(Boolean).as('has_newer'),
    })
    .from(quizQuestions)
    .innerJoin(bankQuestions, eq(bankQuestions.questionId, quizQuestions.questionId))
    .innerJoin(questionBanks, eq(questionBanks.id, bankQuestions.bankId))
    .where(eq(quizQuestions.itemId, itemId))

const removedQuery = (db: Database, itemId: string) =>
  db
    .select({
      questionId: questions.id,
      versionId: questionVersions.id,
      kind: questionVersions.kind,
      body: questionVersions.body,
    })
    .from(questions)
    .innerJoin(questionVersions, eq(questionVersions.questionId, questions.id))
    .where(
      and(
        eq(questions.deletedFrom, itemId),
        isNotNull(questions.deletedAt),
        sql`${questionVersions.number} = (select max(v.number) from question_versions v where v.question_id = ${questions.id})`,
      ),
    )
    .orderBy(desc(questions.deletedAt), asc(questions.id))
    .limit(20)
