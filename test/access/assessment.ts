import { and, desc, eq, ne } from 'drizzle-orm'
import type { Tenant } from '../../tenants/tenant'
import {
  accommodations,
  annotations,
  attempts,
  deadlineOverrides,
  enrollments,
  gradeInquiries,
  inquiryEntries,
  items,
  marks,
  peerReviews,
  peerRounds,
  questions,
  questionVersions,
  quizzes,
  responses,
  rulings,
  submissions,
} from '../../worker/db/schema'
import { createAssignment } from '../../worker/domain/assignments'
import { planQuestions } from '../../worker/domain/imports'
import { makeRubric } from '../../worker/domain/rubrics'
import { utf8 } from '../../worker/lib/bytes'
import { newId } from '../../worker/lib/ids'
import { newPeerSettings } from '../../worker/lib/peer-review'
import { positionAfter } from '../../worker/lib/position'
import type { Actor } from '../support/actors'
import { monday } from '../support/platform'
import { versionsOf } from '../support/quiz'

export type AssessmentObjects = Record<
  | 'assignment'
  | 'survey'
  | 'peered'
  | 'review'
  | 'given'
  | 'handed'
  | 'written'
  | 'submission'
  | 'deadline'
  | 'version'
  | 'questionRun'
  | 'rubric'
  | 'ruling'
  | 'annotation'
  | 'gone',
  string
>

type Given = { course: string; quiz: string; attempt: string; enrollmentId: string; userId: string; teacher: Actor }

const HOUR = 3_600_000

/** An assignment with work that was handed in, an attempt with an essay that waits, a date of Lena's own, a question that her attempt asks, and that everyone gets the points of, a clock that may stand still for her, and a file of questions. */
export async function makeAssessmentObjects(
  tenant: Tenant,
  { course, quiz, attempt, enrollmentId, userId, teacher }: Given,
): Promise<AssessmentObjects> {
  const { db } = tenant
  const [submission, deadline, ruling, handed, written] = [newId(), newId(), newId(), newId(), newId()]
  const [annotation, gone] = [newId(), newId()]
  const assignment = `${quiz}-essay`
  const [first] = await versionsOf(tenant, quiz)
  const version = first!.versionId
  const asked = { enrollmentId, itemId: assignment }
  await db.batch([
    createAssignment(db, assignment, { instructions: 'Write half a page.' }),
    db.insert(submissions).values({
      id: submission,
      enrollmentId,
      itemId: assignment,
      number: 1,
      text: 'Half a page.',
      draft: false,
      createdAt: monday,
      submittedAt: monday,
    }),
    db.insert(gradeInquiries).values({ ...asked, courseId: course, state: 'waiting', changedAt: monday }),
    db.insert(inquiryEntries).values({
      id: newId(),
      ...asked,
      kind: 'asked',
      text: 'Where did I lose the points?',
      authorId: userId,
      at: monday,
    }),
    db.insert(annotations).values(
      [annotation, gone].map((id) => ({
        id,
        subjectKind: 'submission' as const,
        subjectId: submission,
        place: { kind: 'text' as const, start: 0, end: 4, exact: 'Half', prefix: '', suffix: ' a page.' },
        comment: 'Which half?',
        createdBy: teacher.id,
        createdAt: monday,
        updatedBy: teacher.id,
        updatedAt: monday,
      })),
    ),
    db.insert(deadlineOverrides).values({
      id: deadline,
      itemId: assignment,
      userId,
      dueAt: monday,
      createdBy: 'nobody',
      createdAt: monday,
    }),
    db
      .update(attempts)
      .set({ asked: [{ versionId: version, points: 1 }], endsAt: monday + HOUR, takenUntil: monday + HOUR })
      .where(eq(attempts.id, attempt)),
    db.insert(rulings).values({
      id: ruling,
      itemId: quiz,
      versionId: version,
      kind: 'credit',
      createdBy: 'nobody',
      createdAt: monday,
    }),
    db.insert(questions).values({ id: written, courseId: course, createdAt: monday }),
    db.insert(questionVersions).values({
      id: written,
      questionId: written,
      number: 1,
      kind: 'essay',
      body: { prompt: 'Why bees?', explanation: '', minWords: null, maxWords: null, guide: '', model: '' },
      createdBy: 'nobody',
      createdAt: monday,
    }),
    db.insert(attempts).values({
      id: handed,
      enrollmentId,
      itemId: quiz,
      number: 2,
      asked: [{ versionId: written, points: 10 }],
      startedAt: monday,
      submittedAt: monday,
      maxScore: 10,
      toMark: 1,
    }),
    db.insert(responses).values({
      attemptId: handed,
      versionId: written,
      revision: 1,
      response: { text: 'For the honey.' },
      savedAt: monday,
    }),
    db.update(quizzes).set({ timeLimitMinutes: 60 }).where(eq(quizzes.itemId, quiz)),
    db.insert(accommodations).values({ userId, breakMinutes: 10, setBy: 'nobody', setAt: monday }),
  ])
  const file = { name: 'bees.gift', bytes: utf8('Bees have six legs.{T}') }
  const { id: questionRun } = await planQuestions(tenant, teacher, { kind: 'quiz', id: quiz }, file)
  const levels = [
    { title: 'All of it', description: '', points: 2 },
    { title: 'None', description: '', points: 0 },
  ]
  const { id: rubric } = await makeRubric(tenant, teacher, course, {
    title: 'Bees',
    scored: true,
    criteria: [{ title: 'Legs', description: '', levels }],
  })
  const { peered, review, given } = await makeReviews(tenant, { course, quiz, enrollmentId })
  return {
    assignment,
    peered,
    review,
    given,
    survey: `${quiz}-survey`,
    handed,
    written,
    submission,
    deadline,
    version,
    questionRun,
    rubric,
    ruling,
    annotation,
    gone,
  }
}

/** Work of somebody else in the course that Lena is to review, and another that she has reviewed. */
async function makeReviews(
  { db }: Tenant,
  { course, quiz, enrollmentId }: Pick<Given, 'course' | 'quiz' | 'enrollmentId'>,
) {
  const [peered, review, given, first, second] = [`${quiz}-peers`, newId(), newId(), newId(), newId()]
  const [beside] = await db
    .select()
    .from(items)
    .where(eq(items.id, `${quiz}-essay`))
  const [last] = await db
    .select({ position: items.position })
    .from(items)
    .where(eq(items.moduleId, beside!.moduleId))
    .orderBy(desc(items.position))
    .limit(1)
  const [other] = await db
    .select({ id: enrollments.id })
    .from(enrollments)
    .where(and(eq(enrollments.courseId, course), ne(enrollments.id, enrollmentId)))
    .limit(1)
  const work = { enrollmentId: other!.id, itemId: peered, draft: false, createdAt: monday, submittedAt: monday }
  const asked = { itemId: peered, reviewerId: enrollmentId, createdAt: monday }
  await db.batch([
    db.insert(items).values({
      ...beside!,
      id: peered,
      title: 'A peered essay',
      position: positionAfter(last!.position),
      required: false,
    }),
    createAssignment(db, peered, { peers: { ...newPeerSettings, opensAt: monday } }),
    db.insert(submissions).values({ ...work, id: first, number: 1, text: 'On bees.' }),
    db.insert(submissions).values({ ...work, id: second, number: 2, text: 'On wasps.' }),
    db.insert(peerRounds).values({ itemId: peered, openedAt: monday, endsAt: monday + 7 * 24 * HOUR }),
    db.insert(peerReviews).values({ ...asked, id: review, submissionId: first }),
    db.insert(peerReviews).values({ ...asked, id: given, submissionId: second, doneAt: monday, points: 5 }),
    db.insert(marks).values({
      subjectKind: 'review',
      subjectId: given,
      revision: 1,
      given: { points: 5, comment: 'Buzzing.', rubricVersionId: null, choices: [] },
      givenBy: 'nobody',
      givenAt: monday,
    }),
  ])
  return { peered, review, given }
}
