import { env } from 'cloudflare:workers'

const { FILES } = env as unknown as { FILES: Fetcher }

/** A file of `test/` or of `fixtures/` (made by others); null, said once, where the fixtures are not there. */
export async function readFile(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await FILES.fetch(`http://files/${path}`)
  if (answer.ok) return new Uint8Array(await answer.arrayBuffer())
  console.warn(`skipped: ${path} is not there (../shared/fixtures, or set LYCEUM_FIXTURES)`)
  return null
}
