import { eq } from 'drizzle-orm'
import type { Tenant } from '../../tenants/tenant'
import {
  accommodations,
  annotations,
  attempts,
  deadlineOverrides,
  gradeInquiries,
  inquiryEntries,
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
import type { Actor } from '../support/actors'
import { monday } from '../support/platform'
import { versionsOf } from '../support/quiz'

export type AssessmentObjects = Record<
  | 'assignment'
  | 'survey'
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
  return {
    assignment,
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
