import { embedAddress } from '../../../lib/embeds'
import { normalLabel, type References, type Rewritten, rewriteLinks } from '../../../lib/markdown-links'
import { pathReference } from '../../../lib/references'
import { fileOf, isMarkdown, resolvePath } from './paths'
import type { Report } from './plan'

/** What links may lead to. One file may hold several items: `pageWith` is the one that has the heading, `pageOf` the first. */
export type Targets = {
  files: Map<string, string>
  pageOf: (file: string) => string | null
  pageWith: (file: string, fragment: string) => string | null
  embedHosts: string[]
  use: (path: string) => void
}

/** Files by their path, and by their path in small letters. */
export const fileIndex = (paths: string[]): Map<string, string> =>
  new Map([
    ...paths.map((path): [string, string] => [path.toLowerCase(), path]),
    ...paths.map((path): [string, string] => [path, path]),
  ])

/** Turns every address of a page to `path:…` where it leads to a file of the course; what leads nowhere is said and becomes text. */
export function resolveLinks(
  markdown: string,
  part: { path: string; file: string },
  line: number,
  targets: Targets,
  report: Report,
  references: References = new Map(),
): string {
  return rewriteLinks(
    markdown,
    (link): Rewritten => {
      const say = (level: 'changed' | 'problem', key: Parameters<Report>[0]['key']) =>
        report({
          level,
          path: part.file,
          line: line + link.line + 1,
          key,
          values: { name: link.address, text: link.text.slice(0, 200) },
        })
      const isEmbed = /^\{[^}]*\.embed\b/.test(link.following)
      if (/^(?:https?:)?\/\//i.test(link.address)) {
        if (!link.image) return null
        if (embedAddress(link.address, targets.embedHosts))
          return isEmbed ? null : { text: `[${link.text || link.address}](${link.address})` }
        say('changed', isEmbed ? 'embed-refused' : 'image-remote')
        return { text: `[${link.text || link.title || link.address}](${link.address})` }
      }
      if (/^(?:mailto|media|item|path):/i.test(link.address)) return null
      if (/^[a-z][a-z0-9+.-]+:/i.test(link.address)) {
        say('changed', 'link-unsafe')
        return { text: link.text }
      }
      const [file = '', fragment = ''] = link.address.split(/#(.*)/s)
      if (file === '') {
        const page = targets.pageWith(part.file, fragment)
        if (page) return { address: page === part.path ? `#${fragment}` : pathReference(page, fragment) }
        say('changed', 'link-missing')
        return { text: link.text }
      }
      const target = findFile(part.file, file, targets.files)
      if (target && isMarkdown(target) && !link.image) {
        const page = fragment ? targets.pageWith(target, fragment) : null
        const first = page ?? targets.pageOf(target)
        if (first) return { address: pathReference(first, page ? fragment : '') }
      } else if (target && !isMarkdown(target)) {
        targets.use(target)
        return { address: pathReference(target, link.image ? '' : fragment) }
      }
      say(link.image ? 'problem' : 'changed', link.image ? 'image-missing' : 'link-missing')
      return link.image ? { address: 'media:' } : { text: link.text }
    },
    references,
  )
}

/** As written, without a query, with the extensions that site makers leave out or change, from the page or from the root. */
function findFile(from: string, address: string, files: Map<string, string>): string | null {
  const bases = [resolvePath(from, address), resolvePath('', address)].filter((path) => path !== null)
  for (const base of bases) {
    const stem = base.replace(/\.html?$/i, '')
    const tries = [
      base,
      ...['.md', '.Rmd', '.qmd', '.markdown', '/index.md', '/_index.md', '/README.md'].map((end) => `${stem}${end}`),
    ]
    for (const candidate of tries) {
      const found = files.get(candidate) ?? files.get(candidate.toLowerCase())
      if (found) return found
    }
  }
  const name = fileOf(address).toLowerCase()
  const same = [...new Set(files.values())].filter((path) => fileOf(path).toLowerCase() === name && !isMarkdown(path))
  return same.length === 1 ? same[0]! : null
}

/** Link definitions (`[label]: address "title"`) leave the text: blocks cannot share them, so every link gets its own address. */
export function takeReferences(markdown: string): { rest: string; references: References } {
  const references: References = new Map()
  const lines = markdown.split('\n')
  let fence = ''
  for (const [index, line] of lines.entries()) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark && !fence) fence = mark
    else if (mark?.startsWith(fence) && /^\s*[`~]+\s*$/.test(line)) fence = ''
    const match = fence
      ? null
      : /^ {0,3}\[([^\]^][^\]]*)\]:\s*(?:<([^>]*)>|(\S+))(?:\s+(?:"([^"]*)"|'([^']*)'|\(([^)]*)\)))?\s*$/.exec(line)
    if (!match) continue
    const [, label = '', angled, bare = '', double, single, round] = match
    if (!references.has(normalLabel(label)))
      references.set(normalLabel(label), { address: angled ?? bare, title: double ?? single ?? round ?? '' })
    lines[index] = ''
  }
  return { rest: lines.join('\n'), references }
}
