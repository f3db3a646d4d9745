import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../../tenants/tenant'
import { type Given, prepared } from '../../db/prepared'
import { attempts, responses } from '../../db/schema'
import { Conflict, Invalid } from '../../errors'
import type { Actor } from '../policy'
import { checkAnswerFiles, linkAnswerFiles } from './answer-files'
import { savesLogged } from './attempt-log'
import { endBreakStatements } from './breaks'
import { findAsked, insistOpen, refuseClosed } from './find-asked'
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
  const { attempt, ...question } = await findAsked(tenant, actor, attemptId, versionId)
  const { asked, number, page } = question
  const response = readResponse(asked, values)
  if (response === null) throw new Invalid('response', 'quizzes.unreadable')
  await checkAnswerFiles(tenant, actor, [{ question, response }])
  const kept = await write(tenant, attempt, [{ versionId, revision, response, number, page, question }], address)
  const isKept = kept.revision === revision && JSON.stringify(kept.response) === JSON.stringify(response)
  return {
    outcome: isKept ? 'saved' : 'stale',
    revision: kept.revision ?? 0,
    values: responseValues(asked, kept.response),
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
  const [first, ...others] = rows
  if (first) await write(tenant, page.attempt, [first, ...others], address)
  return page
}

export async function findOpenAttempt(tenant: Tenant, actor: Actor, attemptId: string) {
  const page = await findAttempt(tenant, actor, attemptId)
  refuseClosed(actor, page, tenant.now())
  return page
}

type Row = {
  versionId: string
  revision: number
  response: unknown
  number: number
  page: number
  question: Pick<AttemptQuestion, 'asked'>
}

/** One guarded write, and what is kept of its first question after it. */
async function write({ db, now }: Tenant, before: Attempt, rows: [Row, ...Row[]], address: string) {
  const at = now()
  const numbers = rows.map(({ number }) => number)
  const written = JSON.stringify(rows.map(({ question: _, ...row }) => row))
  const [, , [kept]] = await db.batch([
    upsert(db, before.id, written, at),
    savesLogged(db, before.id, numbers, at, address),
    keptQuery(db, before.id, rows[0].versionId),
    ...endBreakStatements(db, before, at, address),
    ...linkAnswerFiles(db, before.id, rows),
  ])
  if (!kept || kept.submittedAt !== null) throw new Conflict('quizzes.alreadyHandedIn')
  if (isTimeUp(kept, at)) throw new Conflict('quizzes.timeIsUp')
  if (kept.forwardBy && rows.some((row) => row.page !== kept.reached)) throw new Conflict('quizzes.pageLeft')
  return kept
}

const keptQuery = prepared((db, attemptId: Given<string>, versionId: Given<string>) =>
  db
    .select({
      submittedAt: attempts.submittedAt,
      takenUntil: attempts.takenUntil,
      forwardBy: attempts.forwardBy,
      reached: attempts.reached,
      revision: responses.revision,
      response: responses.response,
    })
    .from(attempts)
    .leftJoin(responses, and(eq(responses.attemptId, attempts.id), sql`${responses.versionId} = ${versionId}`))
    .where(eq(attempts.id, attemptId))
    .limit(1),
)

/** Writes nothing once the attempt is submitted, its time is up or the page is left, nor over a newer revision or one that was checked. */
const upsert = prepared((db, attemptId: Given<string>, rows: Given<string>, at: Given<number>) =>
  db
    .insert(responses)
    .select(
      sql`select a.id, json_extract(j.value, '$.versionId'), json_extract(j.value, '$.revision'),
        json_extract(j.value, '$.response'), ${at}, null, null
      from attempts a, json_each(${rows}) j where a.id = ${attemptId} and a.submitted_at is null
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
    }),
)
