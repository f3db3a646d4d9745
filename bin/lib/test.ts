/** Types, style, migrations, then every test. The last line is `N passed, N failed, N skipped`. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { finished } from 'node:stream/promises'
import { build } from './build.ts'
import { findChromium } from './chromium.ts'
import { lintMigrations } from './lint-migrations.ts'

const counts = { passed: 0, failed: 0, skipped: 0 }
const filters = process.argv.slice(2)

await step('the public folder builds', () => build())
if (!filters.length) {
  for (const project of ['.', 'bin', 'public'])
    await step(`types of ${project}`, () => run('tsc', '--noEmit', '-p', project))
  await step('style', () => run('biome', 'check', '--error-on-warnings', '.'))
  await step('migrations', lintMigrations)
}
await step('a browser', () => {
  process.env.CHROMIUM = findChromium()
})
// Side by side: each waits for its workerd about half of the time.
const suites = [startVitest('workerd', 'node'), startVitest('e2e')]
for (const suite of suites) await suite()

console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed ? 1 : 0)

async function step(name: string, check: () => unknown): Promise<void> {
  try {
    await check()
    counts.passed += 1
    console.log(`ok: ${name}`)
  } catch (error) {
    counts.failed += 1
    console.error(`FAILED: ${name}\n${error instanceof Error ? error.message : String(error)}`)
  }
}

function run(command: string, ...options: string[]): void {
  const { status } = spawnSync(`node_modules/.bin/${command}`, options, { stdio: 'inherit' })
  if (status !== 0) throw new Error(`${command} ${options.join(' ')} ended with ${status}`)
}

/** Starts some projects of the suite; what is given back waits for them, shows what they say from then on and before, and counts. */
function startVitest(...projects: string[]): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lyceum-test-'))
  const report = join(folder, 'report.json')
  const chosen = projects.flatMap((project) => ['--project', project])
  const options = [
    'run',
    ...chosen,
    ...(filters.length ? ['--passWithNoTests'] : []), // a filter may leave a project out; a whole run may not
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...filters,
  ]
  const child = spawn('node_modules/.bin/vitest', options, { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = new PassThrough({ highWaterMark: 64 << 20 }) // a suite never waits for its turn to speak
  for (const stream of [child.stdout, child.stderr]) stream.pipe(said, { end: false })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return async () => {
    said.pipe(process.stdout, { end: false })
    const status = await ended
    said.end()
    await finished(said)
    count(report, status)
    rmSync(folder, { recursive: true, force: true })
  }
}

function count(report: string, status: number | null): void {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    counts.passed += result.numPassedTests
    counts.failed += result.numFailedTests
    counts.skipped += result.numPendingTests + (result.numTodoTests ?? 0)
    if (status !== 0 && result.numFailedTests === 0) counts.failed += Math.max(1, result.numFailedTestSuites ?? 0)
  } catch {
    counts.failed += 1
    console.error('FAILED: vitest left no report')
  }
}
