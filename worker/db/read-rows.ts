import { Column, getTableName, is, SQL, Subquery } from 'drizzle-orm'

/** What drizzle's prepared query knows of its columns: where each goes in the object, and what it is. */
export type Fields = { path: string[]; field: unknown }[]
/** By table: whether every row has one of its rows. Absent where nothing is joined. */
export type Joins = Record<string, boolean>
type Decoder = { mapFromDriverValue: (value: unknown) => unknown }
type Values = Record<string, unknown>

/**
 * Makes objects of rows as drizzle's `mapResultRow` does, which asks in every row anew what each column is: that took longer than
 * anything else in a page of fifty lines.
 */
export function rowReader(fields: Fields, joins?: Joins): (rows: unknown[][]) => Values[] {
  const columns = fields.map(({ path, field }) => ({
    path: path.slice(0, -1),
    name: path.at(-1)!,
    as: decoderOf(field),
  }))
  const joined = joins ? joinedObjects(fields, joins) : []
  return (rows) =>
    rows.map((row) => {
      const line: Values = {}
      columns.forEach(({ path, name, as }, i) => {
        const value = row[i]
        const object = path.length ? within(line, path) : line
        object[name] = value === null ? null : as.mapFromDriverValue(value)
      })
      for (const { name, key } of joined) if ((line[name] as Values)[key] === null) line[name] = null
      return line
    })
}

function within(line: Values, path: string[]): Values {
  let object = line
  for (const name of path) {
    object[name] ??= {}
    object = object[name] as Values
  }
  return object
}

function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field
  if (is(field, SQL)) return (field as unknown as { decoder: Decoder }).decoder
  if (is(field, Subquery)) return (field._.sql as unknown as { decoder: Decoder }).decoder
  return (field as { sql: { decoder: Decoder } }).sql.decoder
}

/** Objects of one table that a left join may leave without a row, each with the column that is then null. */
function joinedObjects(fields: Fields, isThere: Joins) {
  const objects = new Map<string, { key: string; tables: Set<string> }>()
  for (const { path, field } of fields) {
    if (path.length !== 2 || !is(field, Column)) continue
    const [name, key] = path as [string, string]
    const object = objects.get(name) ?? { key, tables: new Set() }
    object.tables.add(getTableName(field.table))
    objects.set(name, object)
  }
  return [...objects].flatMap(([name, { key, tables }]) => {
    const [table, other] = tables
    return other === undefined && !isThere[table!] ? [{ name, key }] : []
  })
}
