import { build } from 'esbuild'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { build as buildPublic } from '../build.ts'

export type Running = { port: number; mf: Miniflare; stop: () => Promise<void> }

/** Where the bare Worker answers. */
export const bareHost = 'bare.localhost'

/**
 * The built app with a cell of `slots` databases in workerd, through Miniflare's API. Neither wrangler's proxy nor Miniflare's asset
 * server, a stand-in for what Cloudflare does by itself, stands in front of a page; the app reaches its assets by their binding.
 * What is stored is gone with `stop`, unless `keepIn` names a folder.
 */
export async function runApp({
  slots,
  port,
  entry = 'worker/dev/bench.ts',
  cost = '14,8,5',
  keepIn,
}: {
  slots: number
  port: number
  entry?: string
  cost?: string
  keepIn?: string
}): Promise<Running> {
  await buildPublic()
  const databases = Object.fromEntries(
    Array.from({ length: slots }, (_, i) => `T${String(i).padStart(4, '0')}`).map((slot) => [slot, slot]),
  )
  const common = { modules: true, compatibilityDate: '2026-11-01' } as const
  const cell = { CELL_0001: { name: 'lyceum-cell-0001', entrypoint: 'Cell' } }
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      host: '127.0.0.1',
      port,
      cf: false,
      resourcePersistencePath: keepIn,
      handleStructuredLogs: () => {}, // a line a request would fill the screen
      workers: [
        {
          ...common,
          name: 'lyceum',
          script: await bundle(entry),
          bindings: {
            PLATFORM_ORIGIN: `http://lyceum.localhost:${port}`,
            CONTENT_ORIGIN: `http://lyceum-content.localhost:${port}`,
            PASSWORD_COST: cost,
            CONTACT_EMAIL: 'hello@lyceum.example',
            SECRETS: `bench:${Buffer.alloc(32, 9).toString('base64')}`,
          },
          d1Databases: { DIRECTORY: 'directory' },
          r2Buckets: ['MEDIA'],
          queueProducers: { QUEUE: 'lyceum' },
          queueConsumers: { lyceum: { maxBatchSize: 10, maxBatchTimeout: 0 } },
          durableObjects: {
            CLOCKS: { className: 'Clock', useSQLite: true },
            CHATS: { className: 'Chat', useSQLite: true },
            ROSTERS: { className: 'Roster', useSQLite: true },
            FORUMS: { className: 'Forum', useSQLite: true },
          },
          serviceBindings: { ...cell, ASSETS: 'assets' },
        },
        {
          ...common,
          name: 'bare',
          script: await bundle('worker/dev/bare.ts'),
          routes: [`${bareHost}/*`],
          serviceBindings: cell,
        },
        {
          ...common,
          name: 'assets',
          script: 'export default { fetch: () => new Response(null, { status: 404 }) }',
          assets: { directory: 'dist/public', routerConfig: { has_user_worker: true } },
        },
        { ...common, name: 'lyceum-cell-0001', script: await bundle('tenants/cell.ts'), d1Databases: databases },
      ],
    }),
  )
  await mf.ready
  return { port, mf, stop: () => mf.dispose() }
}

/** A Worker as one module, as it is deployed. */
export async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'esnext',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    loader: { '.sql': 'text', '.md': 'text', '.vtt': 'text' },
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    write: false,
  })
  return outputFiles[0]!.text
}
