import type { Statement } from '../../tenants/cell'
import { findRecord } from '../../tenants/directory/records'
import type { Platform } from '../../tenants/platform'
import { openSlot } from '../../tenants/slots'
import type { Tenant } from '../../tenants/tenant'

/** Every row of a tenant's database, by table. */
export type Dump = Record<string, Record<string, unknown>[]>

/** A line to the tenant's database beside the product's own. */
export async function tablesOf(platform: Platform, tenant: Tenant) {
  const { slot } = (await findRecord(platform.directory, tenant.id))!
  async function run(statements: Statement[]) {
    const line = openSlot(platform, slot!)
    const { answers } = await line.batch(statements)
    line.close()
    return answers
  }
  const [found] = await run([statement("select name from sqlite_master where type = 'table'")])
  const names = found!.rows.map(([name]) => String(name)).filter((name) => !/^(_|sqlite|search_index)/.test(name))

  async function dump(): Promise<Dump> {
    const answers = await run(names.map((name) => statement(`select * from "${name}" order by rowid`)))
    const rowsOf = ({ columns, rows }: (typeof answers)[number]) =>
      rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])))
    return Object.fromEntries(names.map((name, i) => [name, rowsOf(answers[i]!)]))
  }

  /** Brings the tables that changed back to what they were. Deleting a row may take others with it, so every row is offered again. */
  async function restore(to: Dump, now?: Dump): Promise<void> {
    const stands = now ?? (await dump())
    const changed = names.filter((name) => JSON.stringify(stands[name]) !== JSON.stringify(to[name]))
    if (!changed.length) return
    await run([
      statement('pragma defer_foreign_keys = on'),
      ...changed.map((name) => statement(`delete from "${name}"`)),
      ...refill(to),
    ])
  }

  /** One statement a table: a dump is restored many times, so they are made once. */
  const made = new WeakMap<Dump, Statement[]>()
  function refill(to: Dump): Statement[] {
    const known = made.get(to) ?? names.flatMap((name) => inserts(name, to[name]!))
    made.set(to, known)
    return known
  }
  return { dump, restore }
}

const statement = (sql: string): Statement => ({ sql, params: [] })

/** All rows in one parameter, where they hold nothing that JSON cannot say. */
function inserts(table: string, rows: Record<string, unknown>[]): Statement[] {
  if (!rows.length) return []
  const columns = Object.keys(rows[0]!)
  const into = `insert or ignore into "${table}" (${columns.map((name) => `"${name}"`)})`
  const isPlain = rows.every((row) => Object.values(row).every((value) => value === null || typeof value !== 'object'))
  if (!isPlain)
    return rows.map((row) => ({ sql: `${into} values (${columns.map(() => '?')})`, params: Object.values(row) }))
  const values = columns.map((_, i) => `value ->> ${i}`)
  const list = JSON.stringify(rows.map((row) => Object.values(row)))
  return [{ sql: `${into} select ${values} from json_each(?)`, params: [list] }]
}

/**
 * What differs between two dumps, comparable between two runs: rows that came, went or changed, without what is new by
 * chance (ids, codes, hashes).
 */
export function effectOf(before: Dump, after: Dump, besides: string[] = []): Record<string, string[]> {
  const effects = Object.keys(after).map((table) => {
    const had = new Set(before[table]!.map((row) => JSON.stringify(row)))
    const has = new Set(after[table]!.map((row) => JSON.stringify(row)))
    const came = after[table]!.filter((row) => !had.has(JSON.stringify(row))).map((row) => `+ ${plain(row)}`)
    const went = before[table]!.filter((row) => !has.has(JSON.stringify(row))).map((row) => `- ${plain(row)}`)
    return [table, [...came, ...went].sort()] as const
  })
  return Object.fromEntries(effects.filter(([table, rows]) => ![...told, ...besides].includes(table) && rows.length))
}

/** What was tried twice may be told, and counts, twice. */
const told = ['audit_entries', 'idempotency_keys', 'throttles']
const byChance = /(^|_)(id|code|hash|prefix|key|token|secret|seq|rowid)$/
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const blockId = /"id\\*":\\*"[0-9a-z]{10}\\*"|fn(ref)?-[0-9a-z]{10}-/g
const etag = /etag\\*":\\*"[^"\\]*\\*"/g
const plain = (row: Record<string, unknown>) =>
  JSON.stringify(Object.fromEntries(Object.entries(row).filter(([name]) => !byChance.test(name))))
    .replace(uuid, '#')
    .replace(blockId, '#')
    .replace(etag, '#')
