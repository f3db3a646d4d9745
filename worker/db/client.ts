import { type DrizzleD1Database, drizzle } from 'drizzle-orm/d1'
import type { Answer, BatchAnswer, Statement } from '../../tenants/cell'
import { type OnceGuard, ridesOn } from './once'
import { type Fields, type Joins, rowReader } from './read-rows'
import { carries, type Riders } from './riders'

/** `$client` is for queries that were built before. */
export type Database = DrizzleD1Database & { $client: { prepare: (sql: string) => Prepared } }

/** What a batch of these queries answers. */
export type Answers<Queries extends readonly unknown[]> = {
  -readonly [K in keyof Queries]: Queries[K] extends PromiseLike<infer Rows> ? Rows : never
}

/** Runs statements in one transaction, in one trip. */
export type RunBatch = (statements: Statement[]) => Promise<BatchAnswer>

/** Sends a guard along with the request's act, so that the act is done once whatever becomes of the answer. */
export type Once = (guard: OnceGuard) => void

/**
 * Sends reads along with the request's first trip; `arrive` sees their rows before the trip's own are given out, and may
 * throw. A write waits for them. What comes back sends them alone, if no trip has taken them by then.
 */
export type Ride = <const Queries extends readonly PromiseLike<unknown>[]>(
  queries: Queries,
  arrive: (answers: Answers<Queries>) => void,
) => () => Promise<void>

/** What a request has spent on its database. */
export type Spent = { trips: number; statements: number; rowsRead: number; rowsWritten: number }

/**
 * drizzle on a tenant's opened slot. Whatever drizzle asks, single or batch, is one `batch` of the slot; what comes first in the
 * request begins with `check`, which breaks the batch, reads and writes alike, in a database of somebody else.
 */
export function openDatabase(run: RunBatch, check: Statement): { db: Database; spent: Spent; once: Once; ride: Ride } {
  const spent: Spent = { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 }
  let checked = false
  let waiting: OnceGuard | null = null
  let riders: Riders | null = null
  let riding: Promise<unknown> | null = null

  async function trip(statements: Statement[]): Promise<Answer[]> {
    if (carries(statements)) return go(statements)
    await settle()
    return go(statements)
  }

  async function settle(): Promise<void> {
    if (riders) await go([])
    else await riding
  }

  function go(statements: Statement[]): Promise<Answer[]> {
    const aboard = riders
    if (!aboard) return send(statements)
    riders = null
    const sent = send([...aboard.statements, ...statements]).then((answers) => {
      aboard.arrive(answers.slice(0, aboard.statements.length))
      return answers.slice(aboard.statements.length)
    })
    riding = sent
    return sent
  }

  async function send(statements: Statement[]): Promise<Answer[]> {
    const guard = waiting && ridesOn(statements) ? waiting : null
    const before = [...(checked ? [] : [check]), ...(guard ? [guard.statement] : [])]
    const all = [...before, ...statements].map(keepColumnsApart)
    spent.trips += 1
    spent.statements += all.length
    const { answers } = await run(all).catch((error) => {
      guard?.onError(error)
      throw error
    })
    for (const answer of answers) {
      spent.rowsRead += answer.rowsRead
      spent.rowsWritten += answer.rowsWritten
    }
    checked = true
    if (guard) {
      guard.state = 'rode'
      waiting = null
    }
    return answers.slice(before.length)
  }

  const client = { prepare: (sql: string) => prepare({ sql, params: [] }, trip) }
  const db = drizzle(client as unknown as D1Database)
  db.batch = (async (queries: readonly Query[]) => {
    const asked = queries.map((query) => query._prepare())
    const answers = await trip(asked.map(statementOf))
    return answers.map((answer, i) => readAnswer(asked[i]!, answer))
  }) as unknown as typeof db.batch
  const once: Once = (guard) => {
    waiting = guard
  }
  const ride: Ride = (queries, arrive) => {
    const asked = (queries as unknown as readonly Query[]).map((query) => query._prepare())
    riders = {
      statements: asked.map(statementOf),
      arrive: (answers) => arrive(answers.map((answer, i) => readAnswer(asked[i]!, answer)) as never),
    }
    return settle
  }
  return { db: db as unknown as Database, spent, once, ride }
}

const statementOf = (query: Asked): Statement => {
  const { sql, params } = query.getQuery()
  return { sql, params }
}

/** What drizzle's own batch asks of a query. */
type Query = { _prepare: () => Asked }
type Asked = {
  fields?: Fields
  joinsNotNullableMap?: Joins
  getQuery: () => Statement
  mapResult: (result: unknown, isFromBatch: true) => unknown
}

/** drizzle would make objects of the rows, lists of the objects and objects of the lists. */
const readAnswer = (query: Asked, answer: Answer) =>
  query.fields
    ? rowReader(query.fields, query.joinsNotNullableMap)(answer.rows)
    : query.mapResult(toResult(answer), true)

type Prepared = ReturnType<typeof prepare>

/** The part of D1PreparedStatement that drizzle uses. */
function prepare(statement: Statement, trip: (statements: Statement[]) => Promise<Answer[]>) {
  const answer = async () => (await trip([statement]))[0]!
  return {
    bind: (...params: unknown[]) => prepare({ ...statement, params }, trip),
    all: async () => toResult(await answer()),
    run: async () => toResult(await answer()),
    raw: async () => (await answer()).rows,
    first: async () => toResult(await answer()).results[0] ?? null,
  }
}

/** D1 keys a row by column name, so a join with two `id`s would lose one: SQLite renames them in a subquery. */
function keepColumnsApart({ sql, params }: Statement): Statement {
  return /^\s*select\b/i.test(sql) ? { sql: `select * from (${sql})`, params } : { sql, params }
}

/** D1's result. What was built before takes the rows as they are. */
function toResult({ columns, rows, changes, rowsRead, rowsWritten }: Answer) {
  return {
    success: true,
    rows,
    get results() {
      return rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])))
    },
    meta: { changes, rows_read: rowsRead, rows_written: rowsWritten },
  }
}
