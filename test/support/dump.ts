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
      ...names.flatMap((name) => to[name]!.map((row) => insert(name, row))),
    ])
  }
  return { dump, restore }
}

const statement = (sql: string): Statement => ({ sql, params: [] })

function insert(table: string, row: Record<string, unknown>): Statement {
  const columns = Object.keys(row)
  return {
    sql: `insert or ignore into "${table}" (${columns.map((name) => `"${name}"`)}) values (${columns.map(() => '?')})`,
    params: Object.values(row),
  }
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
