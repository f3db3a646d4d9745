import { z } from 'zod'
import { type SubmissionPage, versionToMark } from '../../domain/assignments'
import { shownGrade } from '../../domain/grades'
import { MOST_COMMENT } from '../../domain/rubrics'
import { mostRubric } from '../../lib/rubric'
import { annotationJson, toAnnotation } from './annotation-json'
import { choiceJson, rubricVersionJson, toRubricVersion } from './rubric-json'
import { time, toTimeOrNull } from './shapes'

export const draftMarkJson = z.object({
  points: z.number().nullable(),
  comment: z.string(),
  choices: z.array(choiceJson),
  by: z.string().nullable(),
})

export const learnerJson = z
  .object({ id: z.string(), name: z.string() })
  .nullable()
  .describe('Null while it is marked without names.')
export const participants = z
  .array(z.number())
  .nullable()
  .describe('The numbers of its learners while it is marked without names; moments are days then.')

export const submissionJson = z.object({
  id: z.string(),
  assignmentId: z.string(),
  courseId: z.string(),
  learner: learnerJson,
  participants,
  group: z.string().nullable().describe('The name of the group that handed it in.'),
  members: z.array(z.object({ id: z.string(), name: z.string() })).describe('All with whom it was handed in.'),
  number: z.number(),
  text: z.string(),
  url: z.string(),
  statement: z.string().describe('The words that its learner agreed to.'),
  late: z.boolean(),
  lateExcused: z.boolean(),
  submittedAt: time.nullable(),
  markedAt: time.nullable(),
  files: z.array(z.object({ id: z.string(), name: z.string(), size: z.number(), type: z.string() })),
  annotations: z.array(annotationJson).describe('Comments at places of it; for its learner once the mark is released.'),
  feedback: z
    .array(z.object({ id: z.string(), name: z.string(), size: z.number(), type: z.string() }))
    .describe('Files and recordings that go back with it; for its learner once the mark is released.'),
  grade: z
    .object({
      points: z.number().nullable(),
      maxPoints: z.number(),
      penalty: z.number().describe('Points taken off for being late.'),
      comment: z.string(),
      releasedAt: time.nullable(),
    })
    .nullable()
    .describe('For its learner once it is released.'),
  rubric: rubricVersionJson.nullable().describe('The version that it was marked by, or will be.'),
  choices: z.array(choiceJson).describe('For its learner once the grade is released.'),
  draft: draftMarkJson.nullable().describe('What markers are writing; never for its learner.'),
  revision: z.number(),
})

export const markBody = z.object({
  points: z.number().min(0).nullable(),
  comment: z.string().max(MOST_COMMENT).default(''),
  choices: z.array(choiceJson).max(mostRubric.criteria).optional().describe('Left out, those that stand stay.'),
  rubricVersionId: z
    .string()
    .max(64)
    .optional()
    .describe('The version that the choices speak of; else the one that stands.'),
  revision: z
    .number()
    .int()
    .optional()
    .describe('Of the mark that you have read: 409 where somebody has written since.'),
})

export function toSubmission(page: SubmissionPage) {
  const { submission, item, course, learner, files, grade, as, mark } = page
  const rubric = versionToMark(page, as === 'learner' ? mark?.given?.rubricVersionId : undefined)
  const isShown = grade && (as === 'marker' || shownGrade(grade))
  return {
    id: submission.id,
    assignmentId: item.id,
    courseId: course.id,
    learner: page.participants ? null : { id: learner.id, name: learner.name },
    participants: page.participants,
    group: page.groupName,
    members: page.members.map(({ userId, name }) => ({ id: userId, name })),
    number: submission.number,
    text: submission.text,
    url: submission.url,
    statement: submission.statement,
    late: submission.late,
    lateExcused: submission.lateExcused,
    submittedAt: toTimeOrNull(submission.submittedAt),
    markedAt: toTimeOrNull(submission.markedAt),
    files: files
      .filter(({ submissionId }) => submissionId === submission.id)
      .map(({ id, name, size, type }) => ({ id, name, size, type })),
    annotations: page.annotations.map(toAnnotation),
    feedback: page.feedback.map(({ id, name, size, type }) => ({ id, name, size, type })),
    grade: isShown
      ? {
          points: grade.final ?? grade.raw,
          maxPoints: grade.maxPoints,
          penalty: grade.penalty,
          comment: grade.comment,
          releasedAt: toTimeOrNull(grade.releasedAt),
        }
      : null,
    rubric: rubric && toRubricVersion(rubric),
    choices: mark?.given?.choices ?? [],
    draft: mark?.draft
      ? {
          points: mark.draft.points,
          comment: mark.draft.comment,
          choices: mark.draft.choices,
          by: mark.draftByName,
        }
      : null,
    revision: as === 'marker' ? (mark?.revision ?? 0) : 0,
  }
}
