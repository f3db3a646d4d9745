import type { Context } from 'hono'
import { z } from 'zod'
import {
  findResponseToMark,
  listMarking,
  markingStates,
  type ResponsePage,
  releaseResponseMark,
  saveResponseMark,
  versionForResponse,
} from '../../domain/assignments'
import type { AppEnv } from '../../env'
import { annotationJson, toAnnotation } from './annotation-json'
import { answerFileJson } from './attempt-json'
import { door } from './door'
import { pageOf, pageQuery } from './page'
import { choiceJson, rubricVersionJson, toRubricVersion } from './rubric-json'
import { id, percent, time, toPercentOrNull, toTime } from './shapes'
import { draftMarkJson, markBody } from './submission-json'

const tag = 'Marking'

const lineJson = z.object({
  kind: z.enum(['submission', 'attempt']),
  id: z.string().nullable().describe('Of the submission or the attempt; null where nothing was handed in.'),
  learner: z.object({ id: z.string(), name: z.string() }).describe('Empty while names are hidden.'),
  participant: z.number().nullable().describe('The number instead of the name, while names are hidden.'),
  item: z.object({ id: z.string(), title: z.string() }),
  submittedAt: time.describe('When it was due, where nothing was handed in.'),
  late: z.boolean(),
  toMark: z.number().describe('So many answers of an attempt wait.'),
  percent: percent.nullable(),
})

const responseJson = z.object({
  attemptId: z.string(),
  questionId: z.string().describe('Of this question as it was asked.'),
  learner: z.object({ id: z.string(), name: z.string() }),
  number: z.number(),
  kind: z.string(),
  question: z.unknown().describe('As its author wrote it, with what is said to those who mark.'),
  values: z.array(z.string()),
  files: z.array(answerFileJson),
  maxPoints: z.number(),
  points: z.number().nullable().describe('Null while it waits.'),
  comment: z.string(),
  choices: z.array(choiceJson),
  rubric: rubricVersionJson.nullable(),
  annotations: z.array(annotationJson).describe('Comments at places of it.'),
  draft: draftMarkJson.nullable().describe('What markers are writing.'),
  revision: z.number(),
  awaiting: z.array(z.object({ attemptId: z.string(), questionId: z.string() })).describe('What waits in this quiz.'),
})

function toResponse(page: ResponsePage) {
  const { whole, question, mark, awaiting } = page
  const rubric = versionForResponse(page)
  return {
    attemptId: whole.attempt.id,
    questionId: question.versionId,
    learner: { id: whole.learner.id, name: whole.learner.name },
    number: question.number,
    kind: question.question.kind,
    question: question.question.body as unknown,
    values: question.values,
    files: question.files,
    maxPoints: question.points,
    points: question.given,
    comment: mark?.given?.comment ?? '',
    choices: mark?.given?.choices ?? [],
    rubric: rubric && toRubricVersion(rubric),
    annotations: page.annotations.map(toAnnotation),
    draft: mark?.draft
      ? {
          points: mark.draft.points,
          comment: mark.draft.comment,
          choices: mark.draft.choices,
          by: mark.draftByName,
        }
      : null,
    revision: mark?.revision ?? 0,
    awaiting: awaiting.map(({ attemptId, versionId }) => ({ attemptId, questionId: versionId })),
  }
}

const read = async (c: Context<AppEnv>, attemptId: string, versionId: string, by?: 'learner' | 'question') =>
  toResponse(await findResponseToMark(c.var.tenant, c.var.actor, { attemptId, versionId }, { by }))

/** What somebody marks: work and answers in one queue, and the marks of answers. */
export const markingDoors = [
  door(
    {
      method: 'get',
      path: '/courses/:id/marking',
      tag,
      summary:
        'Work and attempts that await marking in a course, longest waiting first; that were marked or late, newest first; or who is missing',
      scope: 'learning.read',
      query: pageQuery.extend({
        state: z.enum(markingStates).default('awaiting'),
        item: id.optional(),
        group: id.optional(),
      }),
      answer: pageOf(lineJson),
    },
    async (c, { param, query: { state, item, group, cursor, limit } }) => {
      const filter = { state, itemId: item, groupId: group, after: cursor, size: limit }
      const { lines, next } = await listMarking(c.var.tenant, c.var.actor, param('id'), filter)
      const items = lines.map(({ kind, id, learner, participant, item, submittedAt, late, waiting, percent }) => ({
        kind,
        id,
        learner: { id: learner.id, name: learner.name },
        participant,
        item,
        submittedAt: toTime(submittedAt),
        late,
        toMark: waiting,
        percent: toPercentOrNull(percent),
      }))
      return { items, next }
    },
  ),
  door(
    {
      method: 'get',
      path: '/attempts/:id/responses/:questionId/mark',
      tag,
      summary: 'An answer that somebody marks, with what waits beside it: by learner, or this question of everybody',
      scope: 'learning.read',
      query: z.object({ by: z.enum(['learner', 'question']).default('learner') }),
      answer: responseJson,
    },
    async (c, { param, query: { by } }) => read(c, param('id'), param('questionId'), by),
  ),
  door(
    {
      method: 'put',
      path: '/attempts/:id/responses/:questionId/mark',
      tag,
      summary:
        'Keep the mark of an answer that is being written; the learner sees nothing of it. The header Revision says which it is now',
      scope: 'learning.write',
      body: markBody,
    },
    async (c, { param, body }) => {
      const place = { attemptId: param('id'), versionId: param('questionId') }
      const { revision } = await saveResponseMark(c.var.tenant, c.var.actor, place, body)
      c.header('Revision', String(revision))
    },
  ),
  door(
    {
      method: 'post',
      path: '/attempts/:id/responses/:questionId/release',
      tag,
      summary:
        'Give the mark of an answer to its learner; given again it replaces what was given. The last one that waits makes the score',
      scope: 'learning.write',
      body: markBody,
      answer: responseJson,
    },
    async (c, { param, body }) => {
      const place = { attemptId: param('id'), versionId: param('questionId') }
      await releaseResponseMark(c.var.tenant, c.var.actor, place, body)
      return read(c, place.attemptId, place.versionId)
    },
  ),
]
