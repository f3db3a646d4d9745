import { createHash } from 'node:crypto'
import { watch as watchFolder } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { makeZip } from 'client-zip'
import { build as bundle, type Plugin } from 'esbuild'
import { helpLocales, readHelp } from './help.ts'
import { pdfFiles } from './pdf-files.ts'

const root = resolve(import.meta.dirname, '../..')
const source = join(root, 'public')
const target = join(root, 'dist/public')
const folder = 'assets'

/** Files that are served as they are, under a name with their hash. */
const staticFolders = ['fonts', 'icons', 'images']

/** Gzip limits of docs: quality, budgets. The build says so and fails when an entry outgrows its limit. */
const limits: Record<string, number> = { 'js/app.js': 25_000, 'css/lyceum.css': 10_000 }

const headers = `/${folder}/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
  Cross-Origin-Resource-Policy: same-origin
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(self), geolocation=(), microphone=(self), payment=(), usb=()
  Referrer-Policy: same-origin
  Strict-Transport-Security: max-age=63072000; includeSubDomains; preload

/${folder}/*.svg
  Content-Security-Policy: default-src 'none'

/${folder}/*.mjs
  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'
`

/** Logical name ("css/lyceum.css") to the path it is served under ("/assets/lyceum-1f2e3d4c.css"). */
export type Assets = Record<string, string>
export type Built = { assets: Assets; sizes: { name: string; bytes: number; gzip: number; limit?: number }[] }

/** Bundles and hashes public/ into dist/public, and writes dist/assets.json and dist/public/_headers. */
export async function build({ minify = true, sweep = true } = {}): Promise<Built> {
  const files = new Map<string, Uint8Array>()
  const assets: Assets = {}
  const sizes: Built['sizes'] = []

  const keep = (name: string, contents: Uint8Array) => {
    const hash = createHash('sha256').update(contents).digest('hex').slice(0, 8)
    const extension = extname(name)
    const path = `/${folder}/${basename(name, extension)}-${hash}${extension}`
    files.set(path, contents)
    assets[name] = path
    return path
  }

  for (const name of await staticFiles()) keep(name, await readFile(join(source, name)))

  const pdf = await pdfFiles()
  keep('pdf/worker.mjs', pdf.worker)
  for (const [name, contents] of pdf.files) files.set(`/${folder}/${pdf.folder}/${name}`, contents)
  assets['pdf/'] = `/${folder}/${pdf.folder}/`

  keep('courses/how-to-learn-online.zip', await zipFolder(join(root, 'tenants/demo/how-to-learn-online')))

  for (const locale of await helpLocales())
    keep(`help/${locale}.json`, Buffer.from(JSON.stringify(await readHelp(locale))))

  const entries = [...(await entriesOf('css', '.css')), ...(await entriesOf('js', '.ts'))]
  const result = await bundle({
    entryPoints: entries.map((name) => join(source, name)),
    outbase: source,
    outdir: join(target, folder),
    bundle: true,
    write: false,
    minify,
    format: 'esm',
    target: 'esnext',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [hashedUrls(assets)],
  })
  for (const { path, contents } of result.outputFiles) {
    const name = relative(join(target, folder), path).split(sep).join('/')
    keep(name, contents)
    sizes.push({ name, bytes: contents.length, gzip: gzipSync(contents, { level: 9 }).length, limit: limits[name] })
  }

  await writeAll(files, assets)
  if (sweep) await removeOthers(files)
  return { assets, sizes }
}

/**
 * Builds, then again whenever something in public/, a help page or a text that it quotes changes. Old files stay until the next start:
 * wrangler stumbles over one that goes.
 */
export async function watch() {
  await build({ minify: false })
  let timer: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve() // one after the other: of two at once the older might be written last
  const again = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      last = last.then(() => build({ minify: false, sweep: false })).catch((error) => console.error(String(error)))
    }, 60)
  }
  const folders = [source, join(root, 'views/help'), join(root, 'views/locales')]
  const watchers = folders.map((watched) => watchFolder(watched, { recursive: true }, again))
  return { stop: () => watchers.map((watcher) => watcher.close()) }
}

async function staticFiles() {
  const lists = await Promise.all(
    staticFolders.map(async (name) =>
      (await readdir(join(source, name), { recursive: true, withFileTypes: true }).catch(() => []))
        .filter((file) => file.isFile() && !file.name.startsWith('.') && extname(file.name) !== '.txt')
        .map((file) => relative(source, join(file.parentPath, file.name)).split(sep).join('/')),
    ),
  )
  return lists.flat().sort()
}

/** The sample course, as the import takes it; the same bytes on every run. */
export async function zipFolder(folder: string) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name))
  const entries = paths.sort().map(async (path) => ({
    name: relative(folder, path).split(sep).join('/'),
    input: await readFile(path),
    lastModified: new Date(2026, 0, 1),
  }))
  return new Uint8Array(await new Response(makeZip(await Promise.all(entries))).arrayBuffer())
}

/** Files directly in a folder are entries; what they share lies in folders below. */
async function entriesOf(name: string, extension: string) {
  const files = await readdir(join(source, name))
  return files.filter((file) => extname(file) === extension).map((file) => `${name}/${file}`)
}

function hashedUrls(assets: Assets): Plugin {
  return {
    name: 'hashed-urls',
    setup(build) {
      build.onResolve({ filter: /./ }, ({ kind, path, resolveDir }) => {
        if (kind !== 'url-token' || path.startsWith('data:')) return
        const name = relative(source, resolve(resolveDir, path)).split(sep).join('/')
        const hashed = assets[name]
        return hashed ? { path: hashed, external: true } : { errors: [{ text: `${name} is not in public/` }] }
      })
    },
  }
}

async function writeAll(files: Map<string, Uint8Array>, assets: Assets) {
  const folders = new Set([...files.keys()].map((path) => dirname(join(target, path))))
  await Promise.all([...folders].map((path) => mkdir(path, { recursive: true })))
  await Promise.all([...files].map(([path, contents]) => writeChanged(join(target, path), contents)))
  await writeChanged(join(target, '_headers'), Buffer.from(headers))
  const sorted = Object.fromEntries(Object.entries(assets).sort(([a], [b]) => (a < b ? -1 : 1)))
  await writeChanged(join(root, 'dist/assets.json'), Buffer.from(`${JSON.stringify(sorted, null, 2)}\n`))
}

/** Last, so that a page that was just rendered still finds what it names. */
async function removeOthers(files: Map<string, Uint8Array>) {
  for (const file of await readdir(join(target, folder), { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name)
    if (file.isFile() && !files.has(`/${relative(target, path).split(sep).join('/')}`)) await rm(path)
  }
}

/** wrangler restarts on every write, so files that did not change are left alone. */
async function writeChanged(path: string, contents: Uint8Array) {
  const old = await readFile(path).catch(() => null)
  if (!old?.equals(contents)) await writeFile(path, contents)
}

function printSizes({ sizes }: Built) {
  for (const { name, bytes, gzip, limit } of sizes) {
    const note = limit ? ` of ${limit}` : ''
    console.log(`${name.padEnd(24)}${String(bytes).padStart(9)} bytes ${String(gzip).padStart(8)} gzip${note}`)
  }
  return sizes.every(({ gzip, limit }) => !limit || gzip <= limit)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (!printSizes(await build())) {
    console.error('An entry is larger than its limit.')
    process.exitCode = 1
  }
}
