import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build as bundle } from 'esbuild'
import { parse } from 'yaml'

const root = resolve(import.meta.dirname, '../..')
const source = join(root, 'views/help')

/** One help page as it is served: `html` is safe, `text` is what the search reads. */
export type HelpText = { title: string; summary: string; html: string; text: string }

type Markdown = { renderMarkdown: (markdown: string) => string; plainText: (markdown: string) => string }

/** The languages that have help pages. */
export const helpLocales = async () =>
  (await readdir(source, { withFileTypes: true })).filter((one) => one.isDirectory()).map(({ name }) => name)

/** All help pages of a language, rendered, by name. Throws, naming the file, where a page quotes a label that is not there. */
export async function readHelp(locale: string): Promise<Record<string, HelpText>> {
  const { renderMarkdown, plainText } = await markdown()
  const labels = JSON.parse(await readFile(join(root, `views/locales/${locale}.json`), 'utf8')) as Record<
    string,
    string
  >
  const names = (await readdir(join(source, locale))).filter((name) => name.endsWith('.md')).sort()
  const pages = names.map(async (name) => {
    try {
      const { title, summary, body } = cut(await readFile(join(source, locale, name), 'utf8'))
      const said = body.replace(/\{t:([\w.-]+)\}/g, (_, key: string) => quote(labels, key))
      return [name.slice(0, -3), { title, summary, html: renderMarkdown(said), text: plainText(said) }] as const
    } catch (error) {
      throw new Error(`views/help/${locale}/${name}: ${error instanceof Error ? error.message : error}`)
    }
  })
  return Object.fromEntries(await Promise.all(pages))
}

function cut(file: string) {
  const [, head, body] = /^---\n([\s\S]*?)\n---\n([\s\S]+)$/.exec(file) ?? []
  const { title, summary } = (head ? parse(head) : {}) as { title?: unknown; summary?: unknown }
  if (typeof title !== 'string' || typeof summary !== 'string' || !body) throw new Error('needs a title and a summary')
  return { title, summary, body }
}

/** What stands on the button, in bold. As an element: stars beside Chinese or Japanese letters would stay stars. */
function quote(labels: Record<string, string>, key: string) {
  const label = labels[key]
  if (!label) throw new Error(`there is no text ${key}`)
  if (/[{}]/.test(label)) throw new Error(`${key} has gaps to fill, so it cannot be quoted`)
  return `<strong>${label.replace(/[\\`*_[\]<>&$~]/g, '\\$&')}</strong>`
}

/** Pages are rendered as lessons are. The Worker's modules name each other without endings, so they are bundled for Node. */
async function markdown(): Promise<Markdown> {
  const outfile = join(root, 'dist/markdown.mjs')
  await mkdir(join(root, 'dist'), { recursive: true })
  await bundle({
    entryPoints: [join(root, 'worker/lib/markdown.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  })
  return (await import(pathToFileURL(outfile).href)) as Markdown
}
