import type { Context } from 'hono'
import { z } from 'zod'
import {
  findSubmission,
  handIn,
  listMarking,
  MOST_TEXT,
  markingStates,
  releaseMark,
  type SubmissionPage,
  saveDraft,
  saveMark,
  versionToMark,
  waiveLateness,
} from '../../domain/assignments'
import { shownGrade } from '../../domain/grades'
import { MOST_COMMENT } from '../../domain/rubrics'
import type { AppEnv } from '../../env'
import { newId } from '../../lib/ids'
import { mostRubric } from '../../lib/rubric'
import { annotationJson, toAnnotation } from './annotation-json'
import { door } from './door'
import { pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { choiceJson, rubricVersionJson, toRubricVersion } from './rubric-json'
import { id, percent, time, toPercentOrNull, toTime, toTimeOrNull } from './shapes'

const tag = 'Submissions'

export const draftMarkJson = z.object({
  points: z.number().nullable(),
  comment: z.string(),
  choices: z.array(choiceJson),
  by: z.string().nullable(),
})

const learnerJson = z
  .object({ id: z.string(), name: z.string() })
  .nullable()
  .describe('Null while it is marked without names.')
const participants = z
  .array(z.number())
  .nullable()
  .describe('The numbers of its learners while it is marked without names; moments are days then.')

const submissionJson = z.object({
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

const revision = z
  .number()
  .int()
  .min(0)
  .optional()
  .describe('Of the draft that you have read: 409 where somebody of your group has changed it since.')

const lineJson = z.object({
  id: z.string().nullable().describe('Null where nothing was handed in.'),
  learner: learnerJson,
  participants,
  group: z.string().nullable(),
  assignment: z.object({ id: z.string(), title: z.string() }),
  submittedAt: time.describe('When it was due, where nothing was handed in.'),
  late: z.boolean(),
  percent: percent.nullable(),
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

function toSubmission(page: SubmissionPage) {
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

const read = async (c: Context<AppEnv>, id: string) => toSubmission(await findSubmission(c.var.tenant, c.var.actor, id))

export const submissionDoors = [
  door(
    {
      method: 'post',
      path: '/assignments/:id/submissions',
      tag,
      personal: true,
      summary: 'Hand work in; until it is marked it may be handed in again',
      scope: 'learning.write',
      status: 201,
      body: z.object({
        text: z.string().max(MOST_TEXT).default(''),
        files: z.array(id).max(50).default([]).describe('Your own files, uploaded for a submission.'),
        url: z.string().max(2_000).default(''),
        revision,
        agreed: z.boolean().default(false).describe('That you stand by the statement, where there is one.'),
        nonce: id.optional().describe('The same one twice hands in once.'),
      }),
      answer: submissionJson,
    },
    async (c, { param, body: { files, nonce = newId(), ...work } }) =>
      read(c, (await handIn(c.var.tenant, c.var.actor, param('id'), { ...work, fileIds: files, nonce })).id),
  ),
  door(
    {
      method: 'put',
      path: '/assignments/:id/draft',
      tag,
      personal: true,
      summary: 'Keep what you have written so far; nobody else sees it',
      scope: 'learning.write',
      body: z.object({
        text: z.string().max(MOST_TEXT).default(''),
        files: z.array(id).max(50).default([]).describe('Your own files, uploaded for a submission.'),
        url: z.string().max(2_000).default(''),
        revision,
      }),
      answer: z.object({ id: z.string(), text: z.string(), revision: z.number() }),
    },
    async (c, { param, body: { files, ...work } }) => {
      const draft = await saveDraft(c.var.tenant, c.var.actor, param('id'), { ...work, fileIds: files })
      return { id: draft.id, text: draft.text, revision: draft.revision }
    },
  ),
  door(
    {
      method: 'get',
      path: '/submissions/:id',
      tag,
      summary: 'Work that was handed in: your own, or what you mark',
      scope: 'learning.read',
      answer: submissionJson,
    },
    async (c, { param }) => read(c, param('id')),
  ),
  door(
    {
      method: 'get',
      path: '/courses/:id/submissions',
      tag,
      summary:
        'What awaits marking in a course, longest waiting first; what was marked or late, newest first; or who is missing',
      scope: 'learning.read',
      query: pageQuery.extend({
        state: z.enum(markingStates).default('awaiting'),
        assignment: id.optional(),
        group: id.optional(),
      }),
      answer: pageOf(lineJson),
    },
    async (c, { param, query: { state, assignment, group, cursor, limit } }) => {
      const filter = {
        state,
        itemId: assignment,
        groupId: group,
        after: cursor,
        size: limit,
        only: 'submission' as const,
      }
      const { lines, next } = await listMarking(c.var.tenant, c.var.actor, param('id'), filter)
      const items = lines.map(({ id, learner, participant, group, item, submittedAt, late, percent }) => ({
        id,
        learner: participant === null ? { id: learner.id, name: learner.name } : null,
        participants: participant === null ? null : participant ? [participant] : [],
        group: group?.name ?? null,
        assignment: item,
        submittedAt: toTime(submittedAt),
        late,
        percent: toPercentOrNull(percent),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'put',
      path: '/submissions/:id/mark',
      tag,
      summary:
        'Keep a mark that is being written; the learner sees nothing of it. The header Revision says which it is now',
      scope: 'learning.write',
      body: markBody,
    },
    async (c, { param, body }) => {
      const { revision } = await saveMark(c.var.tenant, c.var.actor, param('id'), body)
      c.header('Revision', String(revision))
    },
  ),
  door(
    {
      method: 'post',
      path: '/submissions/:id/release',
      tag,
      summary: 'Give the mark to the learner; given again it replaces what was given',
      scope: 'learning.write',
      body: markBody,
      answer: submissionJson,
    },
    async (c, { param, body }) => {
      await releaseMark(c.var.tenant, c.var.actor, param('id'), body)
      return read(c, param('id'))
    },
  ),
  door(
    {
      method: 'post',
      path: '/submissions/:id/waiver',
      tag,
      summary: 'Being late costs nothing for this piece of work',
      scope: 'learning.write',
    },
    async (c, { param }) => undoable(c, 'learning', await waiveLateness(c.var.tenant, c.var.actor, param('id'), true)),
  ),
  door(
    {
      method: 'delete',
      path: '/submissions/:id/waiver',
      tag,
      summary: 'Being late counts again',
      scope: 'learning.write',
    },
    async (c, { param }) => undoable(c, 'learning', await waiveLateness(c.var.tenant, c.var.actor, param('id'), false)),
  ),
]
