import { RpcTarget, WorkerEntrypoint } from 'cloudflare:workers'

export type Statement = { sql: string; params: unknown[] }
/** Rows as arrays in the order of `columns`; counts as D1 measures them. */
export type Answer = { columns: string[]; rows: unknown[][]; changes: number; rowsRead: number; rowsWritten: number }
export type BatchAnswer = { answers: Answer[] }

/** Holds nothing but D1 bindings: a tenant's database is opened by the name of its slot. */
export class Cell extends WorkerEntrypoint<Record<string, D1Database>> {
  /** Every read is from the primary (docs/decisions/0009). */
  open(slot: string): OpenSlot {
    const database = this.env[slot]
    if (!database) throw new Error(`No slot ${slot} in this cell`)
    return new OpenSlot(database.withSession('first-primary'))
  }
}

export class OpenSlot extends RpcTarget {
  #session: D1DatabaseSession

  constructor(session: D1DatabaseSession) {
    super()
    this.#session = session
  }

  /** Runs the statements in order, in one transaction. */
  async batch(statements: Statement[]): Promise<BatchAnswer> {
    const prepared = statements.map(({ sql, params }) => this.#session.prepare(sql).bind(...params))
    const results = await this.#session.batch<Record<string, unknown>>(prepared)
    return { answers: results.map(toAnswer) }
  }
}

function toAnswer({ results, meta }: D1Result<Record<string, unknown>>): Answer {
  return {
    columns: results[0] ? Object.keys(results[0]) : [],
    rows: results.map((row) => Object.values(row)),
    changes: meta.changes,
    rowsRead: meta.rows_read,
    rowsWritten: meta.rows_written,
  }
}

export default { fetch: () => new Response(null, { status: 404 }) }
