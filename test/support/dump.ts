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

  async function dump(only = names): Promise<Dump> {
    const answers = await run(only.map((name) => statement(`select * from "${name}" order by rowid`)))
    const rowsOf = ({ columns, rows }: (typeof answers)[number]) =>
      rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])))
    return Object.fromEntries(only.map((name, i) => [name, rowsOf(answers[i]!)]))
  }

  /** From now on triggers note which tables change, so that only those are read again and refilled. */
  async function watch(): Promise<{ dump: () => Promise<Dump>; restore: () => Promise<void> }> {
    const untouched = await dump()
    const acts = ['insert', 'update', 'delete']
    // Not `or ignore`: the statement that fires a trigger decides what a conflict in it does.
    const note = (name: string) =>
      `begin insert into _changed select '${name}' where not exists (select 1 from _changed where name = '${name}'); end`
    await run([
      statement('create table _changed (name text primary key)'),
      ...names.flatMap((name) =>
        acts.map((act) => statement(`create trigger "_${act}_${name}" after ${act} on "${name}" ${note(name)}`)),
      ),
    ])
    const children = await childrenOf()
    /** One statement a table; they are made once. */
    const refills = new Map<string, Statement[]>()
    const refill = (name: string) => {
      const known = refills.get(name) ?? inserts(name, untouched[name]!)
      refills.set(name, known)
      return known
    }
    const changed = async () =>
      (await run([statement('select name from _changed')]))[0]!.rows.map(([name]) => `${name}`)
    return {
      async dump() {
        const again = await changed()
        return again.length ? { ...untouched, ...(await dump(again)) } : untouched
      },
      /** Deleting a row may take others with it, so what hangs on a table that changed is emptied and filled again, too. */
      async restore() {
        const again = new Set(await changed())
        for (const name of again) for (const child of children.get(name) ?? []) again.add(child)
        if (!again.size) return
        await run([
          statement('pragma defer_foreign_keys = on'),
          ...[...again].map((name) => statement(`delete from "${name}"`)),
          ...[...again].flatMap(refill),
          statement('delete from _changed'),
        ])
      },
    }
  }

  async function childrenOf(): Promise<Map<string, string[]>> {
    const answers = await run(names.map((name) => statement(`pragma foreign_key_list("${name}")`)))
    const parents = answers.flatMap(({ columns, rows }, i) =>
      rows.map((row) => ({ child: names[i]!, parent: String(row[columns.indexOf('table')]) })),
    )
    const grouped = Map.groupBy(parents, ({ parent }) => parent)
    return new Map([...grouped].map(([parent, some]) => [parent, [...new Set(some.map(({ child }) => child))]]))
  }

  return { dump: () => dump(), watch }
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
  const changed = Object.keys(after).filter((table) => after[table] !== before[table])
  const effects = changed.map((table) => {
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
const byChance = /(^|_)(id|code|hash|prefix|key|token|secret|sealed|seq|rowid)$/
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const blockId = /"(?:id|blockId)\\*":\\*"[0-9a-z]{10}\\*"|fn(ref)?-[0-9a-z]{10}-/g
const etag = /etag\\*":\\*"[^"\\]*\\*"/g
const plain = (row: Record<string, unknown>) =>
  JSON.stringify(Object.fromEntries(Object.entries(row).filter(([name]) => !byChance.test(name))))
    .replace(uuid, '#')
    .replace(blockId, '#')
    .replace(etag, '#')
