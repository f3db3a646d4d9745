import type { Context } from 'hono'
import { z } from 'zod'
import {
  findSubmission,
  handIn,
  listMarking,
  MOST_TEXT,
  markingStates,
  releaseMark,
  saveDraft,
  saveMark,
  waiveLateness,
} from '../../domain/assignments'
import type { AppEnv } from '../../env'
import { newId } from '../../lib/ids'
import { door } from './door'
import { pageOf, pageQuery } from './page'
import { undoable } from './reversals'
import { id, percent, time, toPercentOrNull, toTime } from './shapes'
import { learnerJson, markBody, participants, submissionJson, toSubmission } from './submission-json'

const tag = 'Submissions'

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
