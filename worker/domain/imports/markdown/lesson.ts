import MarkdownIt from 'markdown-it'
import { writeAttributes } from '../../../lib/attributes'
import { fenceLength } from '../../../lib/fenced-code'
import { plainText, slugOf } from '../../../lib/markdown'
import { writeAddress } from '../../../lib/markdown-links'
import {
  allBlocks,
  type Block,
  blocksFromMarkdown,
  coalesce,
  type LessonContent,
  maxBlocks,
  prepareContent,
  type Remark,
} from '../../lessons/blocks'
import { cleanHtml } from './html'
import { resolveLinks, type Targets, takeReferences } from './links'
import type { Report, ReportLine } from './plan'

const finder = new MarkdownIt({ html: true })

/** The Markdown of a page as our blocks can hold it: no raw HTML, no shortcodes, headings from the second level, links resolved. */
export function readyMarkdown(
  body: string,
  part: { path: string; file: string },
  line: number,
  targets: Targets,
  report: Report,
): string {
  const say = (at: number, level: ReportLine['level'], key: ReportLine['key'], values: ReportLine['values'] = {}) =>
    report({ level, path: part.file, line: line + at + 1, key, values })
  const told = new Set<string>()
  let markdown = readShortcodes(body, (at, name) => say(at, 'left-out', 'shortcode', { name }))
  markdown = cleanHtml(markdown, (name, at) => {
    if (!told.has(name)) say(at, 'left-out', 'html-left-out', { name })
    told.add(name)
  })
  markdown = lowerHeadings(markdown, () => say(0, 'changed', 'headings-shifted'))
  const { rest, references } = takeReferences(markdown)
  return resolveLinks(rest, part, line, targets, report, references)
}

/** The blocks of a page. */
export function readLesson(markdown: string, path: string, line: number, report: Report): LessonContent {
  const blocks = blocksFromMarkdown(markdown, line, (remark) => report(lineOf(remark, path)))
  const whole = placeFootnotes(markdown, blocks)
  const fits = allBlocks(whole).length <= maxBlocks
  const kept = fits ? whole : coalesce(whole)
  if (!fits)
    report({
      level: 'changed',
      path,
      line: null,
      key: 'too-many-blocks',
      values: { count: allBlocks(whole).length, limit: maxBlocks },
    })
  return prepareContent({ blocks: kept.slice(0, maxBlocks) })
}

const levels: Record<Remark['kind'], ReportLine['level']> = {
  'div-unknown': 'changed',
  'div-unclosed': 'problem',
  'div-stray': 'changed',
  comment: 'left-out',
  'instructor-notes': 'left-out',
  'too-deep': 'changed',
}
const lineOf = (remark: Remark, path: string): ReportLine => ({
  level: levels[remark.kind],
  path,
  line: remark.line + 1,
  key: remark.kind,
  values: { name: remark.detail },
})

/** Hugo's and Jekyll's: players and figures are read, the rest is left out and said. Code is left alone. */
function readShortcodes(body: string, leftOut: (line: number, name: string) => void): string {
  if (!/\{\{[<%]|\{%/.test(body)) return body
  const lines = body.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const fenced = fenceLength(lines, at)
    if (fenced) {
      at += fenced - 1
      continue
    }
    lines[at] = lines[at]!.replace(
      /(`[^`]*`)|\{\{[<%]\s*(\/?[\w-]+)\s*(.*?)\s*[%>]\}\}|\{%-?\s*(\w+)\s*(.*?)\s*-?%\}/g,
      (whole, code, name, values = '', tag) => {
        if (code) return whole
        const first = /^"?([\w-]+)"?/.exec(values)?.[1] ?? ''
        if (name === 'youtube' && first)
          return `![](https://www.youtube.com/watch?v=${named(values, 'id') || first}){.embed}`
        if (name === 'vimeo' && first) return `![](https://vimeo.com/${named(values, 'id') || first}){.embed}`
        if (name === 'figure' && named(values, 'src')) {
          const alt = named(values, 'alt')
          return `![${named(values, 'caption') || named(values, 'title')}](${writeAddress(named(values, 'src'))})${writeAttributes([], alt ? { alt } : {})}`
        }
        leftOut(at, name ?? tag)
        return ''
      },
    )
  }
  return lines.join('\n')
}

const named = (values: string, key: string) => new RegExp(String.raw`(?:^|\s)${key}="([^"]*)"`).exec(values)?.[1] ?? ''

/** A page's title is its one first-level heading: where the text has others, all of its headings go down a level. */
function lowerHeadings(markdown: string, changed: () => void): string {
  const headings = finder.parse(markdown, {}).filter((token) => token.type === 'heading_open' && token.map)
  if (!headings.some((token) => token.tag === 'h1')) return markdown
  const lines = markdown.split('\n')
  for (const { map, markup } of headings) {
    const line = lines[map![0]]!
    if (markup.startsWith('#')) lines[map![0]] = line.replace(/#{1,5}(?=\s|$)/, '#$&')
    else {
      lines[map![0]] = `${markup === '=' ? '##' : '###'} ${line.trim()}`
      lines[map![1] - 1] = ''
    }
  }
  changed()
  return lines.join('\n')
}

/** A note is kept in the block that refers to it, wherever in the page it was written. */
function placeFootnotes(markdown: string, blocks: Block[]): Block[] {
  const notes = new Map([...markdown.matchAll(noteForm)].map(([whole, label = '']) => [label, whole.trimEnd()]))
  if (notes.size === 0) return blocks
  const place = (block: Block): Block[] => {
    if ('blocks' in block) return [{ ...block, blocks: block.blocks.flatMap(place) }]
    if (block.kind !== 'text' && block.kind !== 'quote' && block.kind !== 'table') return [block]
    const body = block.markdown.replace(noteForm, '')
    const own = new Set([...block.markdown.matchAll(noteForm)].map(([, label]) => label))
    const wanted = new Set([...block.markdown.matchAll(/\[\^([^\]\s]+)\](?!:)/g)].map(([, label]) => label!))
    const isComplete =
      [...wanted].every((label) => own.has(label) || !notes.has(label)) && [...own].every((label) => wanted.has(label!))
    if (isComplete) return [block]
    const added = [...wanted].flatMap((label) => notes.get(label) ?? [])
    const whole = [body.trimEnd(), ...added].filter((part) => part.trim()).join('\n\n')
    return whole ? [{ ...block, markdown: whole }] : []
  }
  return blocks.flatMap(place)
}

// Lines that go on without being indented belong to the note, too, as long as nothing else begins.
const noteForm = /^\[\^([^\]\s]+)\]:[^\n]*(?:\n(?:[ \t]+\S[^\n]*|(?!\[\^)[^\s#>|`~:*+-][^\n]*|(?=\n[ \t]{2,}\S)))*\n?/gm

/** Slugs of the headings of a source: what fragments may name. */
export function headingSlugs(markdown: string): Set<string> {
  const tokens = finder.parse(markdown, {})
  return new Set(
    tokens.flatMap((token, index) => {
      if (token.type !== 'heading_open') return []
      const content = tokens[index + 1]?.content ?? ''
      const named = /\{[^{}]*#([\w-]+)[^{}]*\}\s*$/.exec(content)?.[1]
      return [slugOf(named ?? plainText(content.replace(/\s*\{[^{}]*\}\s*$/, '')))]
    }),
  )
}
