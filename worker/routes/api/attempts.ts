import { z } from 'zod'
import {
  checkPlace,
  checkResponse,
  endBreak,
  findAttempt,
  findAttemptLog,
  goToPage,
  saveResponse,
  startAttempt,
  submitAttempt,
  takeBreak,
  tellLog,
} from '../../domain/quizzes'
import { wholeAddress } from '../../http/client-address'
import { logKinds, toldKinds } from '../../lib/attempt-log'
import { mostTries } from '../../lib/quiz-rules'
import { attemptJson, toAttempt } from './attempt-json'
import { door } from './door'
import { time, toTime } from './shapes'

const tag = 'Attempts'
const own = { tag, personal: true as const }

const logEntry = z.object({
  kind: z.enum(logKinds),
  at: time,
  lastAt: time.describe('The last of those that share this line.'),
  times: z.number(),
  question: z.number().nullable().describe('The number of the question that was saved.'),
  page: z.number().nullable().describe('The page that was gone on to.'),
  seconds: z.number().nullable().describe('How long it lasted, where it has a length.'),
  address: z.string().describe('Empty where it is unknown.'),
})

export const attemptDoors = [
  door(
    {
      method: 'get',
      path: '/attempts/:id/log',
      tag,
      summary: 'How an attempt went, oldest first, for those who mark: begun, saved, left, handed in, and from where',
      scope: 'learning.read',
      answer: z.object({ items: z.array(logEntry) }),
    },
    async (c, { param }) => {
      const { entries } = await findAttemptLog(c.var.tenant, c.var.actor, param('id'))
      return {
        items: entries.map(({ kind, at, lastAt, times, number, seconds, address }) => ({
          kind,
          at: toTime(at),
          lastAt: toTime(lastAt),
          times,
          question: kind === 'saved' ? number : null,
          page: kind === 'moved' ? number : null,
          seconds,
          address,
        })),
      }
    },
  ),
  door(
    {
      ...own,
      method: 'post',
      path: '/attempts/:id/log',
      summary: 'Tell what only the place of answering sees: opened, left, come back to, or without a connection',
      scope: 'learning.write',
      body: z.object({
        kind: z.enum(toldKinds),
        seconds: z.number().int().min(0).max(604_800).nullable().default(null),
        key: z
          .string()
          .regex(/^[\w-]{1,40}$/)
          .describe('Yours; told again under the same key it is the same.'),
      }),
    },
    async (c, { param, body }) => tellLog(c.var.tenant, c.var.actor, param('id'), body, wholeAddress(c)),
  ),
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
      return toAttempt(await findAttempt(tenant, actor, id), tenant.now())
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
      return toAttempt(page, c.var.tenant.now())
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
      const { outcome, revision } = await saveResponse(c.var.tenant, c.var.actor, param('id'), change, wholeAddress(c))
      return { outcome, revision }
    },
  ),
  door(
    {
      ...own,
      method: 'put',
      path: '/attempts/:id/responses/:questionId/check',
      summary:
        'See at once whether a saved answer is right, where the quiz allows it (409 where not); once it is right or was tried as often as it may be, it stays',
      scope: 'learning.write',
      query: z.object({
        try: z.coerce
          .number()
          .int()
          .min(1)
          .max(mostTries)
          .optional()
          .describe('The try that is meant, from 1: sent again it is the same one.'),
      }),
      answer: attemptJson,
    },
    async (c, { param, query }) => {
      const { tenant, actor } = c.var
      const address = wholeAddress(c)
      await checkResponse(tenant, actor, param('id'), param('questionId'), { number: query.try, address })
      return toAttempt(await findAttempt(tenant, actor, param('id')), tenant.now())
    },
  ),
  door(
    {
      ...own,
      method: 'put',
      path: '/attempts/:id/page',
      summary:
        'Leave the open page for the next one, of an attempt that only goes forwards: what is left stays as it was saved. 409 for every other page',
      scope: 'learning.write',
      body: z.object({ page: z.number().int().min(1).max(200).describe('To which one goes, from 1.') }),
      answer: attemptJson,
    },
    async (c, { param, body: { page } }) => {
      const { tenant, actor } = c.var
      await goToPage(tenant, actor, param('id'), page - 1, wholeAddress(c))
      return toAttempt(await findAttempt(tenant, actor, param('id')), tenant.now())
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
      await takeBreak(tenant, actor, param('id'), wholeAddress(c))
      return toAttempt(await findAttempt(tenant, actor, param('id')), tenant.now())
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
      await endBreak(tenant, actor, param('id'), wholeAddress(c))
      return toAttempt(await findAttempt(tenant, actor, param('id')), tenant.now())
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
      await submitAttempt(tenant, actor, param('id'), wholeAddress(c))
      return toAttempt(await findAttempt(tenant, actor, param('id')), tenant.now())
    },
  ),
]
