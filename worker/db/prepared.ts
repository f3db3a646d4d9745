import { Placeholder, sql } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { type D1PreparedQuery, drizzle } from 'drizzle-orm/d1'
import type { RunnableQuery } from 'drizzle-orm/runnable-query'
import type { Database } from './client'
import { type Fields, type Joins, rowReader } from './read-rows'

/** Stands in a prepared query for a value that each request has its own of. A condition wants `sql` around its arithmetic. */
export type Given<T> = Placeholder<string, T>

type Query = BatchItem<'sqlite'> & { prepare: () => unknown }
type Values<Slots> = { [K in keyof Slots]: Slots[K] extends Given<infer T> ? T : never }
type Result<Asked> = Asked extends BatchItem<'sqlite'> ? Asked['_']['result'] : never

/** A query with its values: it goes into a batch, or is awaited, as the query that it was made from. */
export type Ready<Asked> = RunnableQuery<Result<Asked>, 'sqlite'> & PromiseLike<Result<Asked>>

/**
 * A query that is built once an isolate: building costs more than the database needs to answer. `say` gets a stand-in for each value, so what it
 * says must not depend on them.
 */
export function prepared<Slots extends Given<unknown>[], Asked extends Query>(
  say: (db: Database, ...given: Slots) => Asked,
): (db: Database, ...values: Values<Slots>) => Ready<Asked> {
  const all = preparedAll((db, ...given: Slots) => [say(db, ...given)] as const, say.length - 1)
  return (db, ...values) => all(db, ...values)[0]
}

/** The same for several queries that share their values. */
export function preparedAll<Slots extends Given<unknown>[], Asked extends readonly Query[]>(
  say: (db: Database, ...given: Slots) => Asked,
  count = say.length - 1,
): (db: Database, ...values: Values<Slots>) => { [K in keyof Asked]: Ready<Asked[K]> } {
  let built: Built[] | undefined
  return (db, ...values) => {
    built ??= say(nowhere, ...(slots(count) as Slots)).map(build)
    return built.map((query) => ready(db, query, values)) as { [K in keyof Asked]: Ready<Asked[K]> }
  }
}

type Built = { sql: string; params: unknown[]; read: (rows: unknown[][]) => unknown }

/** Only builds: whoever ran something here would get an error. */
const nowhere = drizzle({ prepare: () => null } as unknown as D1Database) as unknown as Database

const slots = (count: number) => Array.from({ length: count }, (_, i) => sql.placeholder(String(i)))

function build(query: Query): Built {
  const made = query.prepare() as D1PreparedQuery & { fields?: Fields; joinsNotNullableMap?: Joins }
  const { sql: text, params } = made.getQuery()
  // What only writes answers no rows.
  return { sql: text, params, read: made.fields ? rowReader(made.fields, made.joinsNotNullableMap) : () => [] }
}

/** What drizzle's batch asks of a query, and `await` of a promise. */
function ready<Asked>(db: Database, { sql: text, params, read }: Built, values: readonly unknown[]): Ready<Asked> {
  const filled = params.map((param) => (param instanceof Placeholder ? values[Number(param.name)] : param))
  const query = {
    getQuery: () => ({ sql: text, params: filled }),
    mapResult: ({ rows }: { rows: unknown[][] }) => read(rows),
  }
  return {
    _prepare: () => query,
    // biome-ignore lint/suspicious/noThenProperty: it is awaited as drizzle's own queries are
    then: (...on: Parameters<Promise<unknown>['then']>) =>
      db.$client
        .prepare(text)
        .bind(...filled)
        .raw()
        .then(read)
        .then(...on),
  } as unknown as Ready<Asked>
}
