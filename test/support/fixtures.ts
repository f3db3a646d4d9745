import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const beside = fileURLToPath(new URL('../../../shared/fixtures', (import.meta as unknown as { url: string }).url))
let isTold = false

/** A file or folder made by others that tests read where it is there; null (said once) where it is not. Only in Node's tests. */
export function fixtures(path: string): string | null {
  const found = [process.env.LYCEUM_FIXTURES, beside]
    .flatMap((root) => (root ? [resolve(root, path)] : []))
    .find((candidate) => existsSync(candidate))
  if (!found && !isTold)
    console.warn('skipped: the fixtures are not there (../shared/fixtures, or set LYCEUM_FIXTURES)')
  isTold ||= !found
  return found ?? null
}
