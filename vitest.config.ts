import { readdir, readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { makeZip } from 'client-zip'
import { buildSync } from 'esbuild'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/support/longest-first.ts'

const slots = Object.fromEntries(
  Array.from({ length: 48 }, (_, i) => `T${String(i).padStart(4, '0')}`).map((slot) => [slot, slot]),
)

/** The cell as its own Worker, as it is deployed. */
const cell = buildSync({
  entryPoints: ['tenants/cell.ts'],
  bundle: true,
  format: 'esm',
  external: ['cloudflare:*'],
  write: false,
}).outputFiles[0]!.text

/** Files for tests inside workerd: `/fixtures/...` made by others, `/test/...` and `/tenants/...` our own, a folder as `<folder>.zip`; 404 where one is absent. */
async function file(request: { url: string }) {
  const [, place, path = ''] =
    /^\/(fixtures|test|tenants)\/(.*)$/.exec(decodeURIComponent(new URL(request.url).pathname)) ?? []
  const roots =
    place !== 'fixtures' ? [place ?? ''] : [process.env.LYCEUM_FIXTURES ?? '../shared/fixtures', '../shared/fixtures']
  for (const root of place ? roots : []) {
    const full = resolve(import.meta.dirname, root, path)
    const bytes = await readFile(full).catch(() => zipFolder(full.replace(/\.zip$/, '')))
    if (bytes) return new Response(new Uint8Array(bytes))
  }
  return new Response(null, { status: 404 })
}

async function zipFolder(folder: string) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name))
  if (paths.length === 0) return null
  const entries = await Promise.all(
    paths.map(async (path) => ({ name: relative(folder, path), input: await readFile(path) })),
  )
  return new Uint8Array(await new Response(makeZip(entries)).arrayBuffer())
}

/** What others wrote comes without source maps: the whole import graph of a test file goes to workerd in one message of at most 32 MiB. */
const withoutMaps = {
  name: 'without-maps',
  transform: (code: string, id: string) =>
    /node_modules|\.json$/.test(id) ? { code, map: { mappings: '' as const } } : null,
}

export default defineConfig({
  test: {
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    // One line a request is for operators.
    onConsoleLog: (log) => !log.startsWith('{"id"'),
    projects: [
      {
        json: { namedExports: false, stringify: true },
        plugins: [
          withoutMaps,
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              // Tests drain by themselves: nothing happens behind their backs.
              queueConsumers: { lyceum: { maxBatchSize: 100, maxBatchTimeout: 60, maxRetries: 0 } },
              bindings: {
                PLATFORM_ORIGIN: 'http://lyceum.localhost',
                CONTENT_ORIGIN: 'http://lyceum-content.localhost',
                PASSWORD_COST: '4,8,1',
                SECRETS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
                VAPID:
                  'BDUTp1DJmKFKs9jDki_z8cepqpfhS4mXxu68zfnNCfUl0Fh_j4CxbxmUkgZmHwCdw_jksA3fIXLlwvP8U-a5k3I:JKiXTNSyPHJysKlvclcK1abqirOua52iuVfNbTR_AAM',
              },
              serviceBindings: { FILES: file as never },
              workers: [
                {
                  name: 'lyceum-cell-0001',
                  modules: true,
                  script: cell,
                  compatibilityDate: '2026-11-01',
                  d1Databases: slots,
                },
              ],
            },
          }),
        ],
        test: {
          name: 'workerd',
          isolate: false, // a workerd a file would cost seconds each; `fresh` empties it instead
          setupFiles: ['test/support/fresh.ts'],
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/**/*.node.test.ts', 'test/e2e/**'],
          // The first object of a class takes seconds to start on a busy machine; a test that is given up goes on writing into the next file's databases.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: { name: 'node', include: ['test/**/*.node.test.ts'] },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // One server and one sample for all files, two at once: who changes the sample's people is the sweep alone.
          globalSetup: ['test/e2e/support/server.ts'],
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
