import { z } from 'zod'
import { type DryRun, findRegrade, makeRuling, type RegradePage, revokeRuling } from '../../domain/quizzes'
import { mostAccepted, rulingKinds } from '../../lib/rulings'
import { door } from './door'
import { undoable } from './reversals'
import { id, time, toTime, toTimeOrNull } from './shapes'

const tag = 'Quizzes'

const answer = z.object({
  values: z
    .array(z.string().max(500))
    .min(1)
    .max(40)
    .describe('As the values of its form’s fields: ids of choices, texts.'),
  gap: z.number().int().min(0).max(39).optional().describe('From 0, where it fills one gap of a text.'),
})

const ruling = z.object({
  versionId: id.describe('Of the question, as attempts ask it.'),
  kind: z
    .enum(rulingKinds)
    .describe(
      'Everyone gets the points, further answers are right, it counts for nobody, or the newest version marks.',
    ),
  answers: z.array(answer).max(mostAccepted).default([]).describe('Of `accept`.'),
  keepsBest: z.boolean().default(false).describe('Of `newest`: nobody loses points by it.'),
})

const rulingJson = z.object({
  id: z.string(),
  versionId: z.string(),
  kind: z.enum(rulingKinds),
  answers: z.array(answer),
  keepsBest: z.boolean(),
  by: z.string().nullable(),
  at: time,
  revokedAt: time.nullable().describe('It holds no more since then.'),
})

const counts = z.object({ points: z.number(), most: z.number(), isPassed: z.boolean() })

const dryJson = z.object({
  learners: z.number(),
  isCut: z.boolean().describe('More have handed in than were looked at; it holds for all.'),
  up: z.number(),
  down: z.number(),
  won: z.number().describe('Who pass by it.'),
  lost: z.number().describe('Who pass no more; what they completed stays completed.'),
  changes: z.array(
    z.object({
      enrollmentId: z.string(),
      name: z.string(),
      before: counts,
      after: counts,
      way: z.enum(['up', 'down', 'same']),
      pass: z.enum(['won', 'lost', 'same']),
      stays: z
        .enum(['locked', 'override', 'excused'])
        .nullable()
        .describe('Why the grade stays as it is all the same.'),
      grade: z.number().nullable(),
    }),
  ),
})

const toDry = ({ learners, isCut, up, down, won, lost, lines }: DryRun) => ({
  learners,
  isCut,
  up,
  down,
  won,
  lost,
  changes: lines,
})

const toRuling = ({ id, versionId, kind, data, by, createdAt, revokedAt }: RegradePage['rulings'][number]) => ({
  id,
  versionId,
  kind,
  answers: data.answers ?? [],
  keepsBest: data.keepsBest ?? false,
  by,
  at: toTime(createdAt),
  revokedAt: toTimeOrNull(revokedAt),
})

/** Marking a quiz otherwise that was handed in already. */
export const quizRegradeDoors = [
  door(
    {
      method: 'get',
      path: '/quizzes/:id/rulings',
      tag,
      summary: 'What attempts at a quiz asked, and how it is marked otherwise, the newest first',
      scope: 'learning.read',
      query: z.object({ versionId: id.optional().describe('Says what was answered to this one, too.') }),
      answer: z.object({
        rulings: z.array(rulingJson),
        questions: z.array(
          z.object({
            versionId: z.string(),
            questionId: z.string(),
            version: z.number(),
            kind: z.string(),
            prompt: z.string(),
            attempts: z.number(),
            possible: z.array(z.enum(rulingKinds)),
          }),
        ),
        given: z
          .array(answer.extend({ text: z.string(), count: z.number() }))
          .describe('Answers to the question asked about that could be accepted, the most frequent first.'),
      }),
    },
    async (c, { param, query: { versionId } }) => {
      const { rulings, questions, chosen } = await findRegrade(c.var.tenant, c.var.actor, param('id'), {
        versionId: versionId ?? '',
      })
      return {
        rulings: rulings.map(toRuling),
        questions: questions.map(({ versionId, questionId, number, question, prompt, attempts, kinds }) => ({
          versionId,
          questionId,
          version: number,
          kind: question.kind,
          prompt,
          attempts,
          possible: kinds,
        })),
        given: chosen?.given ?? [],
      }
    },
  ),
  door(
    {
      method: 'post',
      path: '/quizzes/:id/regrade',
      tag,
      summary: 'What marking a question otherwise would change, or taking that back; nothing is written',
      scope: 'learning.read',
      body: z.union([ruling, z.object({ takeBack: id.describe('Of a ruling that holds.') })]),
      answer: dryJson,
    },
    async (c, { param, body }) =>
      toDry((await findRegrade(c.var.tenant, c.var.actor, param('id'), { change: body })).plan()!),
  ),
  door(
    {
      method: 'post',
      path: '/quizzes/:id/rulings',
      tag,
      summary: 'Mark a question otherwise in every attempt that asks it; grades follow, and it can be taken back',
      scope: 'learning.write',
      body: ruling,
      answer: z.object({ id: z.string() }),
      status: 201,
    },
    async (c, { param, body }) => {
      const actId = await makeRuling(c.var.tenant, c.var.actor, param('id'), body)
      undoable(c, 'learning', actId)
      return { id: actId }
    },
  ),
  door(
    {
      method: 'delete',
      path: '/quizzes/:id/rulings/:rulingId',
      tag,
      summary: 'Mark a question as before; grades follow',
      scope: 'learning.write',
    },
    async (c, { param }) => {
      undoable(c, 'learning', await revokeRuling(c.var.tenant, c.var.actor, param('id'), param('rulingId')))
    },
  ),
]
