import { z } from 'zod'
import {
  type AttemptPage,
  checkPlace,
  endBreak,
  findAttempt,
  isByClock,
  readResult,
  saveResponse,
  startAttempt,
  submitAttempt,
  takeBreak,
} from '../../domain/quizzes'
import { wholeAddress } from '../../http/client-address'
import { door } from './door'
import { percent, time, toPercentOrNull, toTime, toTimeOrNull } from './shapes'

const tag = 'Attempts'
const own = { tag, personal: true as const }

const askedJson = z.object({
  id: z.string().describe('Of this question as it was asked.'),
  number: z.number(),
  points: z.number(),
  kind: z.string(),
  asked: z.unknown().describe('What is asked, by kind; nothing that tells what is right.'),
  values: z.array(z.string()).describe('Your answer.'),
  revision: z.number(),
  mark: z
    .object({
      points: z.number(),
      correct: z.enum(['full', 'part', 'none', 'unscored']),
      right: z.array(z.string()).describe('An answer that is right.'),
    })
    .nullable()
    .describe('After handing in, where the quiz shows answers.'),
})

const attemptJson = z.object({
  id: z.string(),
  quizId: z.string(),
  learnerId: z.string(),
  number: z.number(),
  startedAt: time,
  endsAt: time.nullable().describe('When the time is up; null: never.'),
  takenUntil: time.nullable().describe('From then on nothing is taken (409), and what was saved is handed in.'),
  breakUntil: time.nullable().describe('The clock stands still until then; null: it runs.'),
  breakSecondsLeft: z.number().describe('For which it may still stand still.'),
  submittedAt: time.nullable(),
  isByClock: z.boolean().describe('Handed in because the time was up.'),
  percent: percent.nullable(),
  isPassed: z.boolean().nullable(),
  questions: z.array(askedJson),
})

function toAttempt(page: AttemptPage) {
  const { attempt, item, enrollment } = page
  const result = attempt.submittedAt === null ? null : readResult(page)
  const marked = new Map(result?.questions?.map((one) => [one.versionId, one]))
  return {
    id: attempt.id,
    quizId: item.id,
    learnerId: enrollment.userId,
    number: attempt.number,
    startedAt: toTime(attempt.startedAt),
    endsAt: toTimeOrNull(attempt.endsAt),
    takenUntil: toTimeOrNull(attempt.takenUntil),
    breakUntil: toTimeOrNull(attempt.breakUntil),
    breakSecondsLeft: Math.floor(page.breakLeft / 1_000),
    submittedAt: toTimeOrNull(attempt.submittedAt),
    isByClock: isByClock(attempt),
    percent: toPercentOrNull(result?.percent ?? null),
    isPassed: result?.isPassed ?? null,
    questions: page.questions.map(({ versionId, number, points, asked, values, revision }) => {
      const one = marked.get(versionId)
      return {
        id: versionId,
        number,
        points,
        kind: asked.kind,
        asked: asked.asked as unknown,
        values,
        revision,
        mark: one ? { points: one.mark.points, correct: one.mark.correct, right: one.right } : null,
      }
    }),
  }
}

export const attemptDoors = [
  door(
    {
      ...own,
      method: 'post',
      path: '/quizzes/:id/attempts',
      summary:
        'Start an attempt, or go on with the one under way; 409 before the quiz opens, after it closes, or too soon',
      scope: 'learning.write',
      status: 201,
      query: z.object({ code: z.string().max(200).optional().describe('Where the quiz asks for one.') }),
      answer: attemptJson,
    },
    async (c, { param, query }) => {
      const { tenant, actor } = c.var
      const bringing = { code: query.code ?? '', address: wholeAddress(c) }
      const { id } = await startAttempt(tenant, actor, param('id'), bringing)
      return toAttempt(await findAttempt(tenant, actor, id))
    },
  ),
  door(
    {
      method: 'get',
      path: '/attempts/:id',
      tag,
      summary: 'An attempt: your own, or a submitted one that you mark',
      scope: 'learning.read',
      answer: attemptJson,
    },
    async (c, { param }) => {
      const page = await findAttempt(c.var.tenant, c.var.actor, param('id'))
      if (page.attempt.submittedAt === null) checkPlace(page.quiz, wholeAddress(c))
      return toAttempt(page)
    },
  ),
  door(
    {
      ...own,
      method: 'put',
      path: '/attempts/:id/responses/:questionId',
      summary: 'Save an answer; an older revision never overwrites a newer one, and 409 when the time is up',
      scope: 'learning.write',
      body: z.object({
        revision: z.number().int().min(1).max(1_000_000_000),
        values: z.array(z.string().max(20_000)).max(100),
      }),
      answer: z.object({ outcome: z.enum(['saved', 'stale']), revision: z.number() }),
    },
    async (c, { param, body }) => {
      const change = { ...body, versionId: param('questionId') }
      const { outcome, revision } = await saveResponse(c.var.tenant, c.var.actor, param('id'), change)
      return { outcome, revision }
    },
  ),
  door(
    {
      ...own,
      method: 'put',
      path: '/attempts/:id/break',
      summary: 'Stop the clock for as long as breaks are left; 409 where none is',
      scope: 'learning.write',
      answer: attemptJson,
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      await takeBreak(tenant, actor, param('id'))
      return toAttempt(await findAttempt(tenant, actor, param('id')))
    },
  ),
  door(
    {
      ...own,
      method: 'delete',
      path: '/attempts/:id/break',
      summary: 'Let the clock run again; what was not used of the break is left',
      scope: 'learning.write',
      answer: attemptJson,
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      await endBreak(tenant, actor, param('id'))
      return toAttempt(await findAttempt(tenant, actor, param('id')))
    },
  ),
  door(
    {
      ...own,
      method: 'post',
      path: '/attempts/:id/submission',
      summary:
        'Hand an attempt in; a second time gets the first result. When the time is up, what was saved in time counts',
      scope: 'learning.write',
      answer: attemptJson,
    },
    async (c, { param }) => {
      const { tenant, actor } = c.var
      await submitAttempt(tenant, actor, param('id'))
      return toAttempt(await findAttempt(tenant, actor, param('id')))
    },
  ),
]
