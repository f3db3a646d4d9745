import { readdirSync, readFileSync } from 'node:fs'

/** Migrations only add. Rebuilding a table that others reference deletes their rows on D1, and no pragma prevents it. */
export function lintMigrations(folders = ['migrations/directory', 'migrations/tenant']): void {
  const faults = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.sql'))
      .flatMap((file) => faultsOf(`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8'))),
  )
  if (faults.length) throw new Error(faults.join('\n'))
}

export function faultsOf(file: string, sql: string): string[] {
  const lines = sql.split('\n')
  return lines.flatMap((line, i) => {
    if (/__new_/.test(line)) return [`${file}:${i + 1} rebuilds a table`]
    if (/\bDROP\s+(TABLE|COLUMN)\b/i.test(line) && !/^--\s*removes:\s*\S+/.test(lines[i - 1] ?? ''))
      return [`${file}:${i + 1} drops something without "-- removes: <release>" above it`]
    return []
  })
}
