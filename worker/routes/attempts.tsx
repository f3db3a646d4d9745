import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { AttemptLogPage } from '../../views/quizzes/attempt-log-page'
import { AttemptPage } from '../../views/quizzes/attempt-page'
import { BreakPage } from '../../views/quizzes/break-page'
import { ResultPage } from '../../views/quizzes/result-page'
import { ReviewPage } from '../../views/quizzes/review-page'
import { TimeUpPage } from '../../views/quizzes/time-up-page'
import { AnsweredPage } from '../../views/surveys/answered-page'
import type { MessageKey } from '../../views/translate'
import { discardMedia, maxPlainBytes, storeFile } from '../domain/media'
import {
  type AttemptQuestion,
  type Change,
  checkPlace,
  checkResponse,
  endBreak,
  findAttempt,
  findAttemptLog,
  goToPage,
  isOnBreak,
  isOver,
  readResult,
  saveResponse,
  saveResponses,
  submitAttempt,
  takeBreak,
  tellLog,
  whileAnswering,
} from '../domain/quizzes'
import { mostAnswerFiles, mostEssay, mostFilesOf } from '../domain/quizzes/questions'
import type { AppEnv } from '../env'
import { Conflict, Invalid } from '../errors'
import { wholeAddress } from '../http/client-address'
import { goTo } from '../http/respond'
import { toldKinds } from '../lib/attempt-log'
import { urls } from '../urls'

export const attempts = new Hono<AppEnv>()

attempts.get('/attempts/:id', async (c) => {
  const { view } = c.var
  const page = await findAttempt(c.var.tenant, c.var.actor, c.req.param('id'))
  if (page.attempt.submittedAt !== null && page.quiz.survey) return c.html(<AnsweredPage view={view} page={page} />)
  if (page.attempt.submittedAt !== null) return c.html(<ResultPage view={view} result={readResult(page, view.now)} />)
  checkPlace(page.quiz, wholeAddress(c))
  if (isOnBreak(page.attempt, view.now)) return c.html(<BreakPage view={view} page={page} />)
  return c.html(
    isOver(page.attempt, view.now) ? (
      <TimeUpPage view={view} page={page} />
    ) : (
      <AttemptPage view={view} page={page} questions={whileAnswering(page)} />
    ),
  )
})

attempts.get('/attempts/:id/review', async (c) => {
  const page = await findAttempt(c.var.tenant, c.var.actor, c.req.param('id'))
  if (page.attempt.submittedAt !== null) return c.redirect(urls.attempt(page.attempt.id), 303)
  checkPlace(page.quiz, wholeAddress(c))
  const isHalfway = page.attempt.forwardBy === 'question' && page.questions.some(({ isAhead }) => isAhead)
  if (isHalfway || isOver(page.attempt, c.var.view.now) || isOnBreak(page.attempt, c.var.view.now))
    return c.redirect(urls.attempt(page.attempt.id), 303)
  return c.html(<ReviewPage view={c.var.view} page={page} />)
})

/** One change, from the page's script. Says what is kept now, so that an older tab can follow. */
attempts.put('/attempts/:id/responses/:version', async (c) => {
  const { revision, values } = await readChange(c)
  try {
    const saved = await saveResponse(
      c.var.tenant,
      c.var.actor,
      c.req.param('id'),
      {
        versionId: c.req.param('version'),
        revision,
        values,
      },
      wholeAddress(c),
    )
    return c.json({ outcome: saved.outcome, revision: saved.revision, values: saved.values })
  } catch (error) {
    if (error instanceof Conflict)
      return c.json({ outcome: isLate(error) ? 'late' : isPageGone(error) ? 'left' : 'closed' }, 409)
    if (error instanceof Invalid)
      return c.json({ outcome: 'unreadable', says: c.var.view.t(error.reason as MessageKey, error.values) }, 422)
    throw error
  }
})

/** The whole page, from a browser without JavaScript. */
attempts.put('/attempts/:id/responses', async (c) => {
  const id = c.req.param('id')
  const fields = await c.req.parseBody({ all: true })
  try {
    const changes = changesIn(fields)
    const { questions } = await saveResponses(c.var.tenant, c.var.actor, id, changes, wholeAddress(c))
    const refused = await takeFiles(c, id, fields, changes, questions)
    if (refused) return refused
    const checked = questions.find(({ versionId }) => versionId === fields.check)
    if (checked) return await check(c, id, checked, triesIn(fields, checked.versionId))
    if (fields.go === 'next') await goToPage(c.var.tenant, c.var.actor, id, pageIn(fields), wholeAddress(c))
    if (fields.go === 'break') await takeBreak(c.var.tenant, c.var.actor, id, wholeAddress(c))
  } catch (error) {
    return turnedBack(c, id, error)
  }
  if (fields.go === 'break' || fields.go === 'next') return goTo(c, urls.attempt(id))
  return fields.go === 'review'
    ? goTo(c, urls.attemptReview(id))
    : goTo(c, urls.attempt(id), 'quizzes.notice.saved' satisfies MessageKey)
})

/** Files that came with a plain form go to their answers; the page again where one cannot be taken, with all else saved. */
async function takeFiles(c: Context<AppEnv>, id: string, fields: Fields, changes: Change[], asked: AttemptQuestion[]) {
  const { tenant, actor, view } = c.var
  const stored: string[] = []
  try {
    const added = []
    for (const change of changes) {
      const question = asked.find(({ versionId }) => versionId === change.versionId)?.asked
      const most = question ? mostFilesOf(question) : 0
      const files = [fields[`file-${change.versionId}`]].flat().filter((one) => one instanceof File && one.size > 0)
      if (!most || !files.length) continue
      const ids: string[] = []
      for (const file of (files as File[]).slice(0, mostAnswerFiles)) {
        if (file.size > maxPlainBytes) throw new Invalid('file', 'media.tooLarge', { megabytes: 16 })
        const bytes = new Uint8Array(await file.arrayBuffer())
        ids.push((await storeFile(tenant, actor, { name: file.name, bytes, purpose: 'submission' })).id)
        stored.push(ids.at(-1)!)
      }
      // Where there is one, a new one takes its place.
      const values = most === 1 ? ids : [...change.values, ...ids]
      added.push({ ...change, revision: change.revision + 1, values })
    }
    if (added.length) await saveResponses(tenant, actor, id, added, wholeAddress(c))
    return null
  } catch (error) {
    await discardMedia(tenant, stored)
    if (!(error instanceof Invalid)) throw error
    const page = await findAttempt(tenant, actor, id)
    const problem = view.t(error.reason as MessageKey, error.values)
    return c.html(<AttemptPage view={view} page={page} questions={whileAnswering(page)} problem={problem} />, 422)
  }
}

/** To the next page, where one only goes forwards. */
attempts.put('/attempts/:id/page', async (c) => {
  const id = c.req.param('id')
  try {
    await goToPage(c.var.tenant, c.var.actor, id, pageIn(await c.req.parseBody()), wholeAddress(c))
  } catch (error) {
    return turnedBack(c, id, error)
  }
  return goTo(c, urls.attempt(id))
})

/** Pages are counted from 1 on the screen. What cannot be read is the first one. */
const pageIn = ({ page }: Record<string, unknown>) => Math.max(0, Math.trunc(Number(page)) - 1 || 0)

/** Too late for all of it, or for this page: where the learner is now, and why. */
async function turnedBack(c: Context<AppEnv>, id: string, error: unknown) {
  if (isPageGone(error)) return goTo(c, urls.attempt(id), error.reason as MessageKey)
  if (!isLate(error)) throw error
  const page = await findAttempt(c.var.tenant, c.var.actor, id)
  if (page.attempt.submittedAt !== null) throw error
  return c.html(<TimeUpPage view={c.var.view} page={page} isLate />, 409)
}

/** What is on the page is saved, so nothing is lost where there is no answer to check yet. */
async function check(
  c: Context<AppEnv>,
  id: string,
  { versionId, number }: AttemptQuestion,
  tried: number | undefined,
) {
  const here = `${urls.attempt(id)}#q${number}`
  try {
    await checkResponse(c.var.tenant, c.var.actor, id, versionId, { number: tried, address: wholeAddress(c) })
    return goTo(c, here)
  } catch (error) {
    const isMended = error instanceof Conflict && (mended as string[]).includes(error.reason)
    if (!isMended) throw error
    return goTo(c, here, error.reason as MessageKey)
  }
}

/** Why nothing was checked, where one can go on at once. */
const mended: MessageKey[] = ['quizzes.answerFirst', 'quizzes.sameAnswer']

/** The try that the page was made for. */
function triesIn(fields: Record<string, unknown>, versionId: string): number | undefined {
  const tried = Number(fields[`try-${versionId}`])
  return Number.isInteger(tried) && tried > 0 ? tried : undefined
}

attempts.put('/attempts/:id/break', async (c) => {
  const id = c.req.param('id')
  await takeBreak(c.var.tenant, c.var.actor, id, wholeAddress(c))
  return goTo(c, urls.attempt(id))
})

attempts.delete('/attempts/:id/break', async (c) => {
  const id = c.req.param('id')
  await endBreak(c.var.tenant, c.var.actor, id, wholeAddress(c))
  return goTo(c, urls.attempt(id))
})

attempts.post('/attempts/:id/submission', async (c) => {
  const attempt = await submitAttempt(c.var.tenant, c.var.actor, c.req.param('id'), wholeAddress(c))
  return goTo(c, urls.attempt(attempt.id))
})

attempts.get('/attempts/:id/log', async (c) => {
  const log = await findAttemptLog(c.var.tenant, c.var.actor, c.req.param('id'))
  return c.html(<AttemptLogPage view={c.var.view} log={log} />)
})

const toldFields = z.object({
  kind: z.enum(toldKinds),
  seconds: z.coerce.number().int().min(0).max(604_800).nullable().default(null),
  key: z.string().regex(/^[\w-]{1,40}$/),
})

attempts.post('/attempts/:id/log', async (c) => {
  const told = toldFields.safeParse(await c.req.parseBody())
  if (!told.success) throw new Invalid('kind', 'form.check')
  await tellLog(c.var.tenant, c.var.actor, c.req.param('id'), told.data, wholeAddress(c))
  return c.body(null, 204)
})

const isLate = (error: unknown) => error instanceof Conflict && error.reason === 'quizzes.timeIsUp'

const isPageGone = (error: unknown): error is Conflict =>
  error instanceof Conflict && (error.reason === 'quizzes.pageLeft' || error.reason === 'quizzes.pageAhead')

type Fields = Record<string, unknown>

/** Every field has its place, so what is too long leaves its place empty. */
const textsIn = (value: unknown): string[] =>
  [value ?? []].flat().map((one) => (typeof one === 'string' && one.length <= mostEssay ? one : ''))

/** Revisions are small whole numbers; whatever else comes is older than everything. */
function revisionIn(value: unknown): number {
  const revision = Number(value)
  return Number.isSafeInteger(revision) && revision >= 0 && revision < 1e9 ? revision : 0
}

async function readChange(c: Context<AppEnv>) {
  const fields = await c.req.parseBody({ all: true })
  return { revision: revisionIn(fields.revision), values: textsIn(fields.value) }
}

/** Every question on the page has its revision, answered or not; a saved change is one more. */
function changesIn(fields: Fields): Change[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (!name.startsWith('revision-')) return []
    const versionId = name.slice('revision-'.length)
    return [{ versionId, revision: revisionIn(value) + 1, values: answersIn(fields, `answer-${versionId}`) }]
  })
}

/** Fields of one answer have one name, or that name with a number behind it where some are radio buttons. */
const answersIn = (fields: Fields, name: string): string[] =>
  Object.keys(fields)
    .filter((key) => key === name || key.startsWith(`${name}.`))
    .flatMap((key) => textsIn(fields[key]))
