import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { behind, cutPage, type PageAsked } from '../../db/page'
import { attempts, courses, enrollments, items, quizzes, users } from '../../db/schema'
import { NotFound } from '../../errors'
import { type Actor, assists, authorize, isAdmin } from '../policy'

/** Unexecuted: a survey with how many could answer it, and how many have. */
export const surveyQuery = (db: Database, itemId: string) => {
  const learners = sql`from enrollments e where e.course_id = ${courses.id} and e.role = 'learner' and e.state <> 'withdrawn'`
  return db
    .select({
      item: { id: items.id, title: items.title },
      course: {
        id: sql<string>`${courses.id}`.as('course_id'),
        title: sql<string>`${courses.title}`.as('course_title'),
      },
      quiz: { survey: quizzes.survey, closesAt: quizzes.closesAt, atCompletion: quizzes.atCompletion },
      people: sql<number>`(select count(*) ${learners})`.as('people'),
      answered: sql<number>`(select count(*) from attempts a where a.item_id = ${items.id}
        and a.submitted_at is not null)`.as('answered'),
    })
    .from(items)
    .innerJoin(courses, eq(courses.id, items.courseId))
    .innerJoin(quizzes, eq(quizzes.itemId, items.id))
    .where(
      and(eq(items.id, itemId), sql`${quizzes.survey} is not null`, isNull(items.deletedAt), isNull(courses.deletedAt)),
    )
    .limit(1)
}

/** NotFound for everybody but those who mark. */
export function findSurvey(actor: Actor, [found]: Awaited<ReturnType<typeof surveyQuery>>) {
  if (!found || !(isAdmin(actor) || assists(actor, found.course.id))) throw new NotFound()
  authorize(actor, 'course.mark', { courseId: found.course.id })
  return found
}

/** Who has answered, and who has not yet: of an anonymous survey nothing more is known of anybody. By name, page by page. */
export async function listSurveyPeople(
  tenant: Tenant,
  actor: Actor,
  itemId: string,
  { cursor, size }: PageAsked = { size: 50 },
) {
  const { db } = tenant
  const name = sql`lower(${users.name})`
  const [found, rows] = await db.batch([
    surveyQuery(db, itemId),
    db
      .select({
        id: users.id,
        name: users.name,
        key: sql<string>`lower(${users.name})`.as('name_key'),
        attemptId: attempts.id,
      })
      .from(enrollments)
      .innerJoin(users, eq(users.id, enrollments.userId))
      .leftJoin(
        attempts,
        sql`${attempts.enrollmentId} = ${enrollments.id} and ${attempts.itemId} = ${itemId}
          and ${attempts.submittedAt} is not null`,
      )
      .where(
        and(
          sql`${enrollments.courseId} = (select course_id from items where id = ${itemId})`,
          sql`${enrollments.role} = 'learner' and ${enrollments.state} <> 'withdrawn'`,
          behind([name, users.id], cursor, 'up'),
        ),
      )
      .orderBy(name, users.id)
      .limit(size + 1),
  ])
  const survey = findSurvey(actor, found)
  const { rows: shown, next } = cutPage(rows, size, ({ key, id }) => [key, id])
  return {
    ...survey,
    next,
    rows: shown.map(({ id, name, attemptId }) => ({
      id,
      name,
      hasAnswered: attemptId !== null,
      /** What they said, where the survey has names. */
      attemptId: survey.quiz.survey === 'named' ? attemptId : null,
    })),
  }
}

export type SurveyPeople = Awaited<ReturnType<typeof listSurveyPeople>>
