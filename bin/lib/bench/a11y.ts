import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../build.ts'
import { startServer } from '../server.ts'
import { sweep } from '../sweep/sweep.ts'
import type { Bench } from './bench.ts'

const PORT = 8953

/** Every page of the sample organization as everybody sees it, in three themes, at four widths, in both directions. */
export const bench: Bench = async () => {
  await build()
  const state = await mkdtemp(join(tmpdir(), 'lyceum-a11y-'))
  const server = await startServer({ port: PORT, state, seed: true })
  try {
    const { stands, sights, findings } = await sweep(PORT, 'whole')
    for (const { what, where } of findings) console.log(`${what}\n    ${where.length} times, first as ${where[0]}`)
    console.log(`${stands.length} pages, ${sights.length} sights, ${findings.length} faults`)
    const figures = { pages: stands.length, sights: sights.length, faults: findings.length }
    return { figures, limits: { faults: 0 }, ok: findings.length === 0 && stands.length > 120 }
  } finally {
    await server.stop()
    rmSync(state, { recursive: true, force: true })
  }
}
