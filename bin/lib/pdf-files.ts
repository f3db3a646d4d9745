import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What pdf.js fetches while it draws, by the names it asks for: these cannot carry a hash, so their folder carries the version. */
const folders = ['cmaps', 'iccs', 'standard_fonts', 'wasm']

/** Scripts of PDF forms are never run, and without WebAssembly a picture is left out. */
const isLeftOut = (name: string) => name.startsWith('quickjs') || name.endsWith('.js')

/** The parts of pdf.js (Apache-2.0; its fonts and decoders with their own licences beside them) that are served as they are. */
export async function pdfFiles() {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string }
  const files = new Map<string, Uint8Array>()
  for (const folder of folders) {
    const names = (await readdir(join(home, folder))).filter((name) => !isLeftOut(name)).sort()
    for (const name of names) files.set(`${folder}/${name}`, await readFile(join(home, folder, name)))
  }
  files.set('LICENSE', await readFile(join(home, 'LICENSE')))
  return { folder: `pdfjs-${version}`, worker: await readFile(join(home, 'build/pdf.worker.min.mjs')), files }
}
