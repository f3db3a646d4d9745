import { eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import type { Database } from '../../db/client'
import { attempts, responses } from '../../db/schema'
import { Conflict, Invalid, NotFound } from '../../errors'
import { type Actor, authorize } from '../policy'
import { checkAnswerFiles, linkAnswerFiles } from './answer-files'
import { savesLogged } from './attempt-log'
import { endBreakStatements } from './breaks'
import { type AttemptPage, type AttemptQuestion, findAttempt } from './find-attempt'
import { readResponse, responseValues } from './questions'
import { type Attempt, isTimeUp } from './quiz-queries'

export type Saved = {
  /** `stale`: something newer is kept, and given back. */
  outcome: 'saved' | 'stale'
  revision: number
  /** As the values of its form fields. */
  values: string[]
}

/** What a form says about one question, and the revision that this makes. */
export type Change = { versionId: string; revision: number; values: string[] }

/** Saves one change. An older revision never overwrites a newer one, nor anything one that was checked; after submitting, or when the time is up, nothing is saved (Conflict). */
export async function saveResponse(
  tenant: Tenant,
  actor: Actor,
  attemptId: string,
  { versionId, revision, values }: Change,
  address = '',
): Promise<Saved> {
  const page = await findOpenAttempt(tenant, actor, attemptId)
  const asked = page.questions.find((one) => one.versionId === versionId)
  if (!asked) throw new NotFound()
  insistOpen(asked)
  const response = readResponse(asked.asked, values)
  if (response === null) throw new Invalid('response', 'quizzes.unreadable')
  await checkAnswerFiles(tenant, actor, [{ question: asked, response }])
  const rows = [{ versionId, revision, response, number: asked.number, page: asked.page, question: asked }]
  const kept = await write(tenant, page.attempt, rows, address)
  const now = kept.find((row) => row.versionId === versionId)
  const isKept = now?.revision === revision && JSON.stringify(now.response) === JSON.stringify(response)
  return {
    outcome: isKept ? 'saved' : 'stale',
    revision: now?.revision ?? 0,
    values: responseValues(asked.asked, now?.response ?? null),
  }
}

/** Saves a whole page at once, as a browser without JavaScript sends it: only what differs from what is kept. */
export async function saveResponses(
  tenant: Tenant,
  actor: Actor,
  attemptId: string,
  changes: Change[],
  address = '',
): Promise<AttemptPage> {
  const page = await findOpenAttempt(tenant, actor, attemptId)
  const rows = page.questions.flatMap((question) => {
    const { versionId, number, page: onPage, asked, response: kept, isChecked } = question
    const change = changes.find((one) => one.versionId === versionId)
    const response = change ? readResponse(asked, change.values) : null
    if (isChecked || !change || response === null || JSON.stringify(response) === JSON.stringify(kept)) return []
    insistOpen(question)
    return [{ versionId, revision: change.revision, response, number, page: onPage, question }]
  })
  await checkAnswerFiles(tenant, actor, rows)
  if (rows.length) await write(tenant, page.attempt, rows, address)
  return page
}

export async function findOpenAttempt(tenant: Tenant, actor: Actor, attemptId: string) {
  const page = await findAttempt(tenant, actor, attemptId)
  authorize(actor, 'attempt.answer', page.enrollment)
  if (page.attempt.submittedAt !== null) throw new Conflict('quizzes.alreadyHandedIn')
  if (isTimeUp(page.attempt, tenant.now())) throw new Conflict('quizzes.timeIsUp')
  if (page.isReadOnly) throw new Conflict('quizzes.isReadOnly')
  return page
}

/** Conflict where its page is left, or not reached yet. */
export function insistOpen({ isOpen, isAhead }: Pick<AttemptQuestion, 'isOpen' | 'isAhead'>): void {
  if (!isOpen) throw new Conflict(isAhead ? 'quizzes.pageAhead' : 'quizzes.pageLeft')
}

type Row = {
  versionId: string
  revision: number
  response: unknown
  number: number
  page: number
  question: AttemptQuestion
}

/** One guarded write, and what is kept after it. */
async function write(tenant: Tenant, before: Attempt, rows: Row[], address: string) {
  const { db } = tenant
  const at = tenant.now()
  const attemptId = before.id
  const numbers = rows.map(({ number }) => number)
  const [, , [attempt], kept] = await db.batch([
    upsert(db, attemptId, rows, at),
    savesLogged(db, attemptId, numbers, at, address),
    db.select().from(attempts).where(eq(attempts.id, attemptId)).limit(1),
    db.select().from(responses).where(eq(responses.attemptId, attemptId)),
    ...endBreakStatements(db, before, at, address),
    ...linkAnswerFiles(db, attemptId, rows),
  ])
  if (attempt?.submittedAt != null) throw new Conflict('quizzes.alreadyHandedIn')
  if (attempt && isTimeUp(attempt, at)) throw new Conflict('quizzes.timeIsUp')
  if (attempt?.forwardBy && rows.some((row) => row.page !== attempt.reached)) throw new Conflict('quizzes.pageLeft')
  return kept
}

/** Writes nothing once the attempt is submitted, its time is up or the page is left, nor over a newer revision or one that was checked. */
function upsert(db: Database, attemptId: string, rows: Row[], at: number) {
  return db
    .insert(responses)
    .select(
      sql`select a.id, json_extract(j.value, '$.versionId'), json_extract(j.value, '$.revision'),
        json_extract(j.value, '$.response'), ${at}, null, null
      from attempts a, json_each(${JSON.stringify(rows.map(({ question: _, ...row }) => row))}) j where a.id = ${attemptId} and a.submitted_at is null
        and (a.taken_until is null or a.taken_until > ${at})
        and (a.forward_by is null or a.reached = json_extract(j.value, '$.page'))`,
    )
    .onConflictDoUpdate({
      target: [responses.attemptId, responses.versionId],
      set: {
        revision: sql`excluded.revision`,
        response: sql`excluded.response`,
        savedAt: sql`excluded.saved_at`,
      },
      setWhere: sql`excluded.revision > ${responses.revision} and ${responses.checkedAt} is null`,
    })
}
