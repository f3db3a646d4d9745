import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer } from '../../../bin/lib/server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    port: number
  }
}

/** The same server as `bin/dev`, on a free port with databases of its own, for all end-to-end tests. */
export default async function setup(project: TestProject) {
  const running = Number(process.env.LYCEUM_PORT) // one that stands already, while writing tests
  if (running) return project.provide('port', running)
  const state = mkdtempSync(join(tmpdir(), 'lyceum-e2e-'))
  const server = await startServer({ port: await freePort(), state, seed: true })
  project.provide('port', server.port)
  return async () => {
    await server.stop()
    rmSync(state, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
