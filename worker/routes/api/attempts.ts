import { z } from 'zod'
import {
  type AttemptPage,
  type AttemptQuestion,
  checkPlace,
  checkResponse,
  endBreak,
  findAttempt,
  findAttemptLog,
  goToPage,
  isByClock,
  readChecked,
  readResult,
  readTried,
  saveResponse,
  shownTries,
  startAttempt,
  submitAttempt,
  takeBreak,
  tellLog,
} from '../../domain/quizzes'
import { wholeAddress } from '../../http/client-address'
import { logKinds, toldKinds } from '../../lib/attempt-log'
import { mostTries } from '../../lib/quiz-rules'
import { inSections } from '../../lib/quiz-sections'
import { whatIsShown } from '../../lib/quiz-shows'
import { annotationJson, toAnnotation } from './annotation-json'
import { door } from './door'
import { choiceJson } from './rubric-json'
import { percent, time, toPercentOrNull, toTime, toTimeOrNull } from './shapes'

const tag = 'Attempts'
const own = { tag, personal: true as const }

export const answerFileJson = z.object({
  id: z.string().describe('`GET /media/{id}` gives it.'),
  name: z.string(),
  size: z.number().describe('Bytes.'),
  type: z.string(),
})

const askedJson = z.object({
  id: z.string().describe('Of this question as it was asked.'),
  number: z.number(),
  points: z.number(),
  kind: z.string(),
  asked: z
    .unknown()
    .describe('What is asked, by kind; nothing that tells what is right. Null where answers are not shown.'),
  values: z
    .array(z.string())
    .describe('Your answer; ids of files for those that take files. Empty where answers are not shown.'),
  files: z.array(answerFileJson).describe('What of the answer are files; empty where answers are not shown.'),
  revision: z.number(),
  mark: z
    .object({
      points: z.number().nullable().describe('Null where the quiz does not show them now, or it waits for a mark.'),
      correct: z.enum(['full', 'part', 'none', 'unscored', 'waits']).describe('`waits`: somebody has to mark it.'),
      right: z.array(z.string()).describe('An answer that is right; empty where the quiz does not show it now.'),
      feedback: z.array(z.string()).describe('What the author says to this answer, in Markdown.'),
      comment: z.string().describe('What its marker said to it.'),
      choices: z.array(choiceJson).describe('How its marker chose in the rubric.'),
      annotations: z.array(annotationJson).describe('What its marker said at places of it.'),
    })
    .nullable()
    .describe(
      'Whether it is right, at the moments at which the quiz shows it: before handing in, once it was checked.',
    ),
  isChecked: z.boolean().describe('You had it checked, so it stays as it is.'),
  triesAllowed: z.number().describe('How often your answer may be checked; what each further try costs is `tryCosts`.'),
  tryCosts: z.number(),
  tries: z
    .array(
      z.object({
        values: z.array(z.string()),
        correct: z.enum(['full', 'part', 'none', 'unscored', 'waits']),
        points: z.number().nullable().describe('Less what the tries before it cost; null where points are not shown.'),
      }),
    )
    .describe('What you had checked, in order, where it may be tried again and that is shown. The best one counts.'),
  hints: z.array(z.string()).describe('One for each try that went wrong, in Markdown.'),
  page: z.number().describe('Of an attempt that only goes forwards: the page on which it stands, from 1.'),
  isOpen: z
    .boolean()
    .describe(
      'False where its page is left or not reached: while the attempt lasts it says neither what is asked nor what you answered.',
    ),
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
  toMark: z.number().describe('So many answers wait for a mark; until then there is no percent.'),
  forwardBy: z
    .enum(['question', 'section'])
    .nullable()
    .describe('What is a page where one only goes forwards; null: every answer can be changed until the end.'),
  page: z.number().describe('The page that is open, from 1, where one only goes forwards.'),
  sections: z
    .array(z.object({ title: z.string(), introduction: z.string(), count: z.number() }))
    .describe('How the questions are grouped, in order, each so many of them; those not reached yet say nothing else.'),
  moreShownAt: time.nullable().describe('Waiting until then shows more; null: it does not.'),
  questions: z.array(askedJson),
})

function toAttempt(page: AttemptPage, now: number) {
  const { attempt, item, enrollment } = page
  const result = attempt.submittedAt === null ? null : readResult(page, now)
  const shown = result?.shown ?? whatIsShown(page.quiz, 'during', false)
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
    toMark: attempt.toMark,
    forwardBy: attempt.forwardBy,
    page: attempt.reached + 1,
    sections: inSections(attempt.sections, page.questions).flatMap(({ section, list }) =>
      attempt.sections ? [list.every(({ isAhead }) => isAhead) ? { ...section, ...unread } : section] : [],
    ),
    moreShownAt: toTimeOrNull(result?.moreAt ?? null),
    questions: page.questions.map((question, i) => {
      const { versionId, number, points, asked, values, files, revision, isChecked, isOpen } = question
      const one = result ? result.questions?.[i] : readChecked(page, question)
      return {
        id: versionId,
        number,
        points,
        kind: asked.kind,
        asked: shown.answers && isOpen ? (asked.asked as unknown) : null,
        values: shown.answers && isOpen ? values : [],
        files: shown.answers && isOpen ? files : [],
        revision,
        isChecked,
        triesAllowed: question.triesAllowed,
        tryCosts: question.each,
        tries: shown.correctness && isOpen ? triesOf(question, result === null, shown.points) : [],
        hints: result ? [] : (readTried(page, question)?.hints ?? []),
        page: question.page + 1,
        isOpen,
        mark: one?.mark
          ? {
              points: shown.points && one.mark.correct !== 'waits' ? one.mark.points : null,
              correct: one.mark.correct,
              right: one.right,
              feedback: one.mark.feedback.map(({ text }) => text),
              comment: one.said?.comment ?? '',
              choices: one.said?.choices ?? [],
              annotations: one.annotations.map(toAnnotation),
            }
          : null,
      }
    }),
  }
}

/** Of an attempt under way only what was checked: what stands there now is nobody's business yet. */
const triesOf = (question: AttemptQuestion, isUnderWay: boolean, showsPoints: boolean) =>
  shownTries(question)
    .slice(0, isUnderWay ? question.tries.length : undefined)
    .map((one) => ({ ...one, points: showsPoints ? one.points : null }))

const unread = { title: '', introduction: '' }

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
