import { and, asc, eq, ne, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../../db/client'
import { attempts, enrollments, questionVersions, quizDraws, quizQuestions, quizzes } from '../../db/schema'
import { surveySettings } from '../../lib/survey'
import { quizFor } from '../deadlines'
import { drawnCount, quizPoints, sourceOf } from '../draws'

export type Quiz = typeof quizzes.$inferSelect
export type Attempt = typeof attempts.$inferSelect

export const quizQuery = (db: Database, itemId: string) =>
  db.select().from(quizzes).where(eq(quizzes.itemId, itemId)).limit(1)

/** What is otherwise for one person: of the row `q` of `quizFor`. */
const ownTimes = sql`json_object('opensAt', q.opens_at, 'closesAt', q.closes_at, 'timeLimitMinutes', q.time_limit_minutes,
  'attemptsAllowed', q.attempts_allowed, 'extraMinutes', q.extra_minutes,
  'breakMinutes', q.break_minutes,
  'accessCode', q.access_code)`

/** When a quiz has closed for the last of those who learn in its course, the open attempts included; null is never. */
const lastClose = (itemId: SQL) => sql`(select case when z.closes_at is null then null else max(z.closes_at,
    coalesce((select max((select f.closes_at from ${quizFor(itemId, sql`e.user_id`)} f)) from items i
      join enrollments e on e.course_id = i.course_id and e.role = 'learner' and e.state <> 'withdrawn'
      where i.id = ${itemId} and (e.user_id in (select user_id from accommodations)
        or e.user_id in (select o.user_id from quiz_overrides o where o.item_id = ${itemId})
        or e.user_id in (select m.user_id from quiz_overrides o join group_members m on m.group_id = o.group_id
          where o.item_id = ${itemId}))), 0),
    coalesce((select max(o.taken_until) from attempts o where o.item_id = ${itemId} and o.submitted_at is null), 0)) end
  from quizzes z where z.item_id = ${itemId})`

/** That as a column, which `ownQuiz` reads. */
export const ownColumn = (itemId: SQL, userId: SQL) =>
  sql<string>`(select json_set(${ownTimes}, '$.closedAt',
      case when (select z.closes_together from quizzes z where z.item_id = q.item_id) then ${lastClose(itemId)}
        else q.closes_at end)
    from ${quizFor(itemId, userId)} q)`.as('own_times')

/** A quiz with what it is for one person. */
export const quizForQuery = (db: Database, itemId: string, userId: string) =>
  db
    .select({ quiz: quizzes, own: ownColumn(sql`${quizzes.itemId}`, sql`${userId}`) })
    .from(quizzes)
    .where(eq(quizzes.itemId, itemId))
    .limit(1)

/** What stands for one person in a quiz: minutes that are in its limit, minutes of breaks, and when it has closed. */
export type OwnMinutes = {
  extraMinutes: number
  breakMinutes: number
  /** From when on what is shown after the close is shown; null is never. */
  closedAt: number | null
}
type OwnTimes = Pick<Quiz, 'opensAt' | 'closesAt' | 'timeLimitMinutes' | 'attemptsAllowed' | 'accessCode'>

/** The quiz as it is for that person. */
export function ownQuiz({ quiz, own }: { quiz: Quiz; own: string }): { quiz: Quiz } & OwnMinutes {
  const { extraMinutes, breakMinutes, closedAt, ...times } = JSON.parse(own) as OwnTimes & OwnMinutes
  // What stands for somebody in exams gives nobody a second voice.
  return { quiz: { ...quiz, ...times, ...(quiz.survey && surveySettings) }, extraMinutes, breakMinutes, closedAt }
}

/** SQL: nothing in it is graded. */
export const isSurvey = (itemId: string) =>
  sql`exists (select 1 from quizzes z where z.item_id = ${itemId} and z.survey is not null)`

/** How many questions a quiz asks and what they are worth together. */
export const quizSizeQuery = (db: Database, itemId: string) =>
  db
    .select({
      questions: sql<number>`count(*) + ${drawnCount(itemId)}`.as('asked'),
      points: sql<number>`${quizPoints(itemId)}`.as('worth'),
    })
    .from(quizQuestions)
    .where(eq(quizQuestions.itemId, itemId))

/** What a quiz asks now, in the author's order. */
export const quizQuestionsQuery = (db: Database, itemId: string | SQL) =>
  db
    .select({
      questionId: quizQuestions.questionId,
      versionId: quizQuestions.versionId,
      position: quizQuestions.position,
      points: quizQuestions.points,
      rubricId: quizQuestions.rubricId,
      number: questionVersions.number,
      kind: questionVersions.kind,
      body: questionVersions.body,
    })
    .from(quizQuestions)
    .innerJoin(questionVersions, eq(questionVersions.id, quizQuestions.versionId))
    .where(eq(quizQuestions.itemId, itemId))
    .orderBy(asc(quizQuestions.position))

/** What a quiz draws for each attempt, in the author's order. */
export const quizDrawsQuery = (db: Database, itemId: string) =>
  db
    .select({
      id: quizDraws.id,
      itemId: quizDraws.itemId,
      bankId: quizDraws.bankId,
      categoryId: quizDraws.categoryId,
      tag: quizDraws.tag,
      count: quizDraws.count,
      points: quizDraws.points,
      rubricId: quizDraws.rubricId,
      position: quizDraws.position,
      source: sourceOf.as('source'),
    })
    .from(quizDraws)
    .where(eq(quizDraws.itemId, itemId))
    .orderBy(asc(quizDraws.position), asc(quizDraws.id))

/** Questions and draws in the author's order. */
export const inOrder = <Part extends { position: string }>(parts: Part[]): Part[] =>
  parts.toSorted((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0))

/** A learner's own attempts at a quiz, oldest first. */
export const attemptsQuery = (db: Database, userId: string, itemId: string) =>
  db
    .select({ attempt: attempts })
    .from(attempts)
    .innerJoin(enrollments, eq(enrollments.id, attempts.enrollmentId))
    .where(and(eq(attempts.itemId, itemId), eq(enrollments.userId, userId), ne(enrollments.state, 'withdrawn')))
    .orderBy(asc(attempts.number))
    .limit(200)

/** Percent of an attempt's points, 0-100; null until it is submitted and all of it is marked. */
export const percentOfAttempt = ({ submittedAt, score, maxScore }: Weighed): number | null =>
  submittedAt === null || score === null ? null : maxScore > 0 ? (score / maxScore) * 100 : 100

export const isPassing = (quiz: Quiz, percent: number): boolean => percent + 1e-9 >= quiz.passPercent

/** What is known of an attempt where it is weighed against others. */
export type Weighed = Pick<Attempt, 'id' | 'number' | 'submittedAt' | 'score' | 'maxScore'>

/** What the attempts of a learner are worth together. */
export type Counted<Of extends Weighed = Attempt> = {
  /** In points of `maxScore`. */
  score: number
  maxScore: number
  /** 0-100 */
  percent: number
  /** Null where all of them count. */
  attempt: Of | null
}

/**
 * What becomes the grade, by the quiz's rule, of attempts that are marked whole; null as long as none is, and where the first one
 * counts and waits.
 */
export function whatCounts<Of extends Weighed>(counts: Quiz['counts'], all: Of[]): Counted<Of> | null {
  const handedIn = all.filter(({ submittedAt }) => submittedAt !== null).toSorted((a, b) => a.number - b.number)
  const done = handedIn.filter(({ score }) => score !== null)
  const latest = done.at(-1)
  if (!latest || (counts === 'first' && done[0] !== handedIn[0])) return null
  if (counts === 'average') {
    const percent = done.reduce((sum, one) => sum + percentOfAttempt(one)!, 0) / done.length
    const { maxScore } = latest
    return { score: roundPoints((percent / 100) * maxScore), maxScore, percent, attempt: null }
  }
  const best = () => done.reduce((a, b) => (percentOfAttempt(a)! >= percentOfAttempt(b)! ? a : b))
  const attempt = counts === 'latest' ? latest : counts === 'first' ? done[0]! : best()
  return { score: attempt.score ?? 0, maxScore: attempt.maxScore, percent: percentOfAttempt(attempt)!, attempt }
}

/** Points have two decimals; binary sums of them have more. */
export const roundPoints = (points: number) => Math.round(points * 100) / 100

/** Whether its end has come. What is on its way is still taken for the grace; nobody begins anything in it. */
export const isOver = ({ endsAt }: Attempt, now: number): boolean => endsAt !== null && now >= endsAt

/** Whether nothing is taken for it any more at a moment of the server's clock. */
export const isTimeUp = ({ takenUntil }: Pick<Attempt, 'takenUntil'>, now: number): boolean =>
  takenUntil !== null && now >= takenUntil

/** Whether its clock stands still. */
export const isOnBreak = ({ breakUntil, submittedAt }: Attempt, now: number): boolean =>
  breakUntil !== null && submittedAt === null && now < breakUntil

/** Whether it was closed because its time was up, whoever rang. */
export const isByClock = ({ submittedAt, takenUntil }: Attempt): boolean =>
  submittedAt !== null && takenUntil !== null && submittedAt >= takenUntil
