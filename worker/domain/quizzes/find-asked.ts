import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, prepared } from '../../db/prepared'
import { attempts, courses, enrollments, items, questionVersions } from '../../db/schema'
import { Conflict, NotFound } from '../../errors'
import { isOnOpenPage, pagePlaces } from '../../lib/quiz-sections'
import { courseCore } from '../courses'
import { type Actor, authorize } from '../policy'
import { type AttemptPage, type AttemptQuestion, wayTo, zoneOfCourse } from './find-attempt'
import { askQuestion, type Question, settled } from './questions'
import { isTimeUp } from './quiz-queries'

/** Of an attempt that takes answers, the one question. An exam saves more often than it does anything else: nothing more is read. */
export async function findAsked({ db, now }: Tenant, actor: Actor, attemptId: string, versionId: string) {
  const [found] = await askedQuery(db, attemptId, versionId)
  if (!found) throw new NotFound()
  const { attempt, enrollment, question } = found
  const { isReadOnly } = wayTo(found, actor, now())
  refuseClosed(actor, { attempt, enrollment, isReadOnly }, now())
  const place = attempt.asked.findIndex((one) => one.versionId === versionId)
  if (place < 0 || !question) throw new NotFound()
  const page = pagePlaces(attempt)[place]!
  insistOpen({ isOpen: isOnOpenPage(attempt, place), isAhead: page > attempt.reached })
  const { order, drawn = null } = attempt.asked[place]!
  const asked = askQuestion(settled(question as Question, drawn), order)
  return { attempt, asked, number: place + 1, page }
}

/** Conflict where an attempt takes no answers any more. */
export function refuseClosed(
  actor: Actor,
  { attempt, enrollment, isReadOnly }: Pick<AttemptPage, 'attempt' | 'enrollment' | 'isReadOnly'>,
  now: number,
): void {
  authorize(actor, 'attempt.answer', enrollment)
  if (attempt.submittedAt !== null) throw new Conflict('quizzes.alreadyHandedIn')
  if (isTimeUp(attempt, now)) throw new Conflict('quizzes.timeIsUp')
  if (isReadOnly) throw new Conflict('quizzes.isReadOnly')
}

/** Conflict where its page is left, or not reached yet. */
export function insistOpen({ isOpen, isAhead }: Pick<AttemptQuestion, 'isOpen' | 'isAhead'>): void {
  if (!isOpen) throw new Conflict(isAhead ? 'quizzes.pageAhead' : 'quizzes.pageLeft')
}

const askedQuery = prepared((db, attemptId: Given<string>, versionId: Given<string>) =>
  db
    .select({
      attempt: attempts,
      course: courseCore,
      enrollment: enrollments,
      zone: zoneOfCourse,
      question: { kind: questionVersions.kind, body: questionVersions.body },
    })
    .from(attempts)
    .innerJoin(items, eq(items.id, attempts.itemId))
    .innerJoin(courses, eq(courses.id, items.courseId))
    .innerJoin(enrollments, eq(enrollments.id, attempts.enrollmentId))
    .leftJoin(questionVersions, sql`${questionVersions.id} = ${versionId}`)
    .where(and(eq(attempts.id, attemptId), isNull(items.deletedAt), isNull(courses.deletedAt)))
    .limit(1),
)
