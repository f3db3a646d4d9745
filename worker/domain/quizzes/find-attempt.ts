import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Answers, Database } from '../../db/client'
import {
  attempts,
  courseModules,
  courses,
  enrollments,
  items,
  type MarkContent,
  marks,
  questionVersions,
  quizzes,
  responses,
  rubricVersions,
  users,
} from '../../db/schema'
import { NotFound } from '../../errors'
import { isOnOpenPage, pagePlaces } from '../../lib/quiz-sections'
import type { RubricBody } from '../../lib/rubric'
import { type CourseCore, courseCore, standingIn } from '../courses'
import { type Actor, can } from '../policy'
import { type Annotation, givenAnnotations } from '../rubrics'
import { type AnswerFile, answerFiles } from './answer-files'
import {
  type AskedQuestion,
  askQuestion,
  type Drawn,
  isAnswered,
  type Question,
  responseValues,
  settled,
} from './questions'
import { type Attempt, type OwnMinutes, ownColumn, ownQuiz, type Quiz } from './quiz-queries'
import type { Ruling } from './ruled-marks'
import { rulingsOfAttempt, rulingsStamp, toRuling } from './rulings-queries'
import { triesOf } from './tries-of'

/** One question of an attempt as it was pinned, with what was answered. */
export type AttemptQuestion = {
  number: number
  versionId: string
  points: number
  /** What a wrong answer costs. */
  wrong: number
  /** How often its answer may be checked, and what each further try costs. */
  triesAllowed: number
  each: number
  /** Answers that were checked and could be tried again, in order. */
  tries: unknown[]
  /** What chance gave it; null where it is the same for everybody. */
  drawn: Drawn | null
  /** As it was asked, with what was drawn. */
  question: Question
  /** The same without anything that tells what is right, choices in their pinned order. */
  asked: AskedQuestion
  response: unknown
  /** The response as the values of its form fields. */
  values: string[]
  isAnswered: boolean
  /** What of it are files. */
  files: AnswerFile[]
  /** 0 before the first save. */
  revision: number
  /** Given by marking; null before, and while it waits for somebody to mark it. */
  given: number | null
  /** What its marker said with the points. */
  byHand: MarkContent | null
  /** The version of the rubric by which they chose. */
  rubric: RubricBody | null
  /** What was said at places of it; none before its mark is given. */
  annotations: Annotation[]
  /** Its learner has looked whether it is right, so it stays as it is. */
  isChecked: boolean
  /** The page (from 0) on which it stands, where one only goes forwards. */
  page: number
  /** It stands on the page that is open; what is left, or not reached yet, is neither seen nor changed while the attempt lasts. */
  isOpen: boolean
  /** Its page is not reached yet. */
  isAhead: boolean
  /** By which it is marked otherwise than it was asked. */
  rulings: Ruling[]
}

export type AttemptPage = OwnMinutes & {
  attempt: Attempt
  /** All of this learner's at this quiz, oldest first. */
  attempts: Attempt[]
  /** As it is for this learner. */
  quiz: Quiz
  item: typeof items.$inferSelect
  course: CourseCore
  enrollment: typeof enrollments.$inferSelect
  learner: { id: string; name: string }
  /** IANA zone in which the course says its dates. */
  zone: string
  questions: AttemptQuestion[]
  /** Which rulings its quiz had when it was read. */
  stamp: string
  as: 'learner' | 'marker'
  /** Milliseconds for which its clock may still stand still; breaks are for attempts with a limit. */
  breakLeft: number
  /** The course takes nothing any more. */
  isReadOnly: boolean
}

export type WholeAttempt = Omit<AttemptPage, 'as' | 'isReadOnly' | 'breakLeft'>

/** IANA zone in which a course says its dates. */
export const zoneOfCourse =
  sql<string>`coalesce(nullif(${courses.zone}, ''), (select zone from organization limit 1))`.as('own_zone')

/** Unexecuted: all that an attempt's pages and acts need, in one batch. */
export const attemptQueries = (db: Database, attemptId: string, evenBinned = false) =>
  [
    db
      .select({
        attempt: attempts,
        item: items,
        course: courseCore,
        enrollment: enrollments,
        learner: { id: users.id, name: users.name },
        zone: zoneOfCourse,
      })
      .from(attempts)
      .innerJoin(items, eq(items.id, attempts.itemId))
      .innerJoin(courseModules, eq(courseModules.id, items.moduleId))
      .innerJoin(courses, eq(courses.id, items.courseId))
      .innerJoin(enrollments, eq(enrollments.id, attempts.enrollmentId))
      .innerJoin(users, eq(users.id, enrollments.userId))
      .where(
        and(eq(attempts.id, attemptId), ...(evenBinned ? [] : [isNull(items.deletedAt), isNull(courses.deletedAt)])),
      )
      .limit(1),
    db
      .select({ id: questionVersions.id, kind: questionVersions.kind, body: questionVersions.body })
      .from(questionVersions)
      .where(
        sql`${questionVersions.id} in (select json_extract(j.value, '$.versionId') from attempts a, json_each(a.asked) j
          where a.id = ${attemptId})`,
      ),
    db
      .select({
        response: responses,
        byHand: marks.given,
        rubric: rubricVersions.body,
        annotations: givenAnnotations(responses.attemptId, responses.versionId).as('annotations'),
        files: answerFiles.as('files'),
        tries: triesOf(responses.attemptId, responses.versionId).as('tries'),
      })
      .from(responses)
      .leftJoin(
        marks,
        sql`${marks.subjectKind} = 'response' and ${marks.subjectId} = ${responses.attemptId} || ':' || ${responses.versionId}`,
      )
      .leftJoin(rubricVersions, sql`${rubricVersions.id} = json_extract(${marks.given}, '$.rubricVersionId')`)
      .where(eq(responses.attemptId, attemptId)),
    db
      .select()
      .from(attempts)
      .where(
        sql`(${attempts.enrollmentId}, ${attempts.itemId}) = (select a.enrollment_id, a.item_id from attempts a
          where a.id = ${attemptId})`,
      )
      .orderBy(asc(attempts.number))
      .limit(200),
    // By itself: a result has at most 100 columns.
    db
      .select({
        quiz: quizzes,
        own: ownColumn(sql`${quizzes.itemId}`, sql`${enrollments.userId}`),
        stamp: sql<string>`${rulingsStamp(sql`${quizzes.itemId}`)}`.as('stamp'),
      })
      .from(attempts)
      .innerJoin(quizzes, eq(quizzes.itemId, attempts.itemId))
      .innerJoin(enrollments, eq(enrollments.id, attempts.enrollmentId))
      .where(eq(attempts.id, attemptId))
      .limit(1),
    rulingsOfAttempt(db, attemptId),
  ] as const

/** An attempt with all that belongs to it, whoever asks; null where it is gone. `evenBinned`: while its item lies in the bin too. */
export async function readAttempt(
  tenant: Tenant,
  attemptId: string,
  { evenBinned = false } = {},
): Promise<WholeAttempt | null> {
  return wholeAttempt(await tenant.db.batch(attemptQueries(tenant.db, attemptId, evenBinned)))
}

type Rows = Readonly<Answers<ReturnType<typeof attemptQueries>>>

/** What `attemptQueries` read, as one; null where it is gone. */
export function wholeAttempt([[found], versions, saved, all, [taken], ruled]: Rows): WholeAttempt | null {
  if (!found || !taken) return null
  const questions = questionsOf(found.attempt, versions, saved, ruled.map(toRuling))
  return { ...found, ...ownQuiz(taken), attempts: all, questions, stamp: taken.stamp }
}

/** An attempt: its own learner's, or a submitted one for those who mark. NotFound for everybody else. */
export async function findAttempt(tenant: Tenant, actor: Actor, attemptId: string): Promise<AttemptPage> {
  const found = await readAttempt(tenant, attemptId)
  if (!found) throw new NotFound()
  const way = wayTo(found, actor, tenant.now())
  // Whoever has answered an anonymous survey is named elsewhere; here would stand what they said.
  if (way.as === 'marker' && found.quiz.survey === 'anonymous') throw new NotFound()
  return { ...found, ...way, breakLeft: way.as === 'learner' ? breakLeft(found) : 0 }
}

type Whose = Pick<WholeAttempt, 'attempt' | 'course' | 'enrollment' | 'zone'>

/** As what somebody comes to an attempt. NotFound where it is not theirs to see. */
export function wayTo(
  { attempt, course, enrollment, zone }: Whose,
  actor: Actor,
  now: number,
): Pick<AttemptPage, 'as' | 'isReadOnly'> {
  const isOwn = enrollment.userId === actor.id && enrollment.state !== 'withdrawn'
  const mayMark = attempt.submittedAt !== null && can(actor, 'course.mark', { courseId: course.id })
  if (!isOwn && !mayMark) throw new NotFound()
  const standing = isOwn ? standingIn(course, enrollment, actor, { now, zone }) : null
  if (isOwn && (!standing || standing.closed)) throw new NotFound()
  return { as: isOwn ? 'learner' : 'marker', isReadOnly: standing?.isReadOnly ?? true }
}

const breakLeft = ({ quiz, breakMinutes, attempt }: WholeAttempt) =>
  quiz.timeLimitMinutes === null || attempt.endsAt === null ? 0 : Math.max(0, breakMinutes * 60_000 - attempt.breakTime)

type Saved = {
  response: typeof responses.$inferSelect
  byHand: MarkContent | null
  rubric: RubricBody | null
  annotations: Annotation[]
  files: AnswerFile[]
  tries: unknown[]
}
type Version = { id: string; kind: Question['kind']; body: unknown }

function questionsOf(attempt: Attempt, versions: Version[], saved: Saved[], rulings: Ruling[]): AttemptQuestion[] {
  const pages = pagePlaces(attempt)
  return attempt.asked.flatMap(
    ({ versionId, points, order, wrong = 0, tries: triesAllowed = 1, each = 0, drawn = null }, i) => {
      const version = versions.find(({ id }) => id === versionId)
      if (!version) return []
      const {
        response,
        byHand = null,
        rubric = null,
        annotations = [],
        files = [],
        tries = [],
      } = saved.find((one) => one.response.versionId === versionId) ?? {}
      const question = settled({ kind: version.kind, body: version.body } as Question, drawn)
      const asked = askQuestion(question, order)
      return [
        {
          number: i + 1,
          versionId,
          points,
          wrong,
          drawn,
          triesAllowed,
          each,
          tries,
          question,
          asked,
          response: response?.response ?? null,
          values: responseValues(asked, response?.response ?? null),
          isAnswered: isAnswered(question.kind, response?.response ?? null),
          revision: response?.revision ?? 0,
          given: response?.points ?? null,
          byHand,
          rubric,
          annotations,
          files,
          isChecked: response?.checkedAt != null,
          page: pages[i]!,
          isAhead: attempt.submittedAt === null && attempt.forwardBy !== null && pages[i]! > attempt.reached,
          isOpen: attempt.submittedAt !== null || isOnOpenPage(attempt, i),
          rulings: rulings.filter((one) => one.versionId === versionId),
        },
      ]
    },
  )
}
