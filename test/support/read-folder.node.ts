import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { entriesOf } from './read-folder'

/** A folder of this repository as an archive would give it. Only in Node's tests. */
export function readFolder(path: string) {
  const root = fileURLToPath(new URL(`../../${path}`, (import.meta as unknown as { url: string }).url))
  const names: string[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => /\.[a-z0-9]+$/i.test(name))
  return entriesOf(Object.fromEntries(files.map((name) => [name, new Uint8Array(readFileSync(join(root, name)))])))
}
