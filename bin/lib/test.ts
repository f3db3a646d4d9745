/** Types, style, migrations, then every test. The last line is `N passed, N failed, N skipped`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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
// One after the other: the browser's tests want the machine for themselves.
runVitest('workerd', 'node')
runVitest('e2e')

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

function runVitest(...projects: string[]): void {
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
  const { status } = spawnSync('node_modules/.bin/vitest', options, { stdio: 'inherit' })
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
  rmSync(folder, { recursive: true, force: true })
}
