import MarkdownIt from 'markdown-it'
import { writeAttributes } from '../../../lib/attributes'
import { embedAddress } from '../../../lib/embeds'
import { htmlToMarkdown } from '../../../lib/html-to-markdown'
import { writeAddress } from '../../../lib/markdown-links'

/** Names that are HTML; anything else in angle brackets (`<your name>`) is text that the author meant to show. */
const known =
  'a abbr address article aside b bdi big blockquote body br button center cite code col colgroup dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins kbd label li link main mark meta nav object ol p picture pre q s samp script section small source span strike strong style sub summary sup svg table tbody td tfoot th thead tr tt u ul var video audio'
const tag = new RegExp(String.raw`^</?(${known.split(' ').join('|')})(?:\s[^<>]*)?/?>`, 'i')
/** What the renderer keeps as it is. */
const plain = /^<\/?(?:kbd|sub|sup|mark|u|s|small|ins|del|q|cite|var|samp|b|i|em|strong|bdi|br)\s*\/?>$/i

const finder = new MarkdownIt({ html: true })

/**
 * The same Markdown without raw HTML: blocks of it become Markdown, inline elements too. Line numbers stay where they are as far as that
 * can be. `leftOut` hears the name of every element that has no place in a lesson.
 */
export function cleanHtml(markdown: string, leftOut: (name: string, line: number) => void): string {
  if (!/<[a-z!/]/i.test(markdown)) return markdown
  const lines = inGrids(markdown.split('\n'))
  for (const token of finder.parse(markdown, {})) {
    if (!token.map) continue
    const [from, to] = token.map
    const source = lines.slice(from, to).join('\n')
    if (
      token.type === 'html_block' &&
      !/^\s*<(?:!--|\/?details\b|\/?summary\b)/i.test(source) &&
      tag.test(source.trim())
    ) {
      const written = htmlToMarkdown(source, { leftOut: (name) => leftOut(name, from), special: players }).split('\n')
      lines.fill('', from, to)
      lines[from] = written.join('\n')
    } else if ((token.type === 'inline' || token.type === 'tr_open') && /<[a-z/]/i.test(source)) {
      const cleaned = inlineLines(lines.slice(from, to), (name) => leftOut(name, from))
      const count = to - from
      const kept = [...cleaned.slice(0, count - 1), cleaned.slice(count - 1).join(' ')]
      lines.splice(from, count, ...kept, ...Array(count - kept.length).fill(''))
    }
  }
  return lines.join('\n')
}

/** Cells of grid tables often begin with an empty paragraph, so that a list in them is one; ours need none. */
function inGrids(lines: string[]): string[] {
  let isInside = false
  return lines.map((line) => {
    isInside = /^\+[-=:+]+\+\s*$/.test(line) || (isInside && line.startsWith('|'))
    return isInside ? line.replace(/<p>\s*<\/p>/gi, (empty) => ' '.repeat(empty.length)) : line
  })
}

/** Keeps what the renderer knows, turns images and links to Markdown, drops other tags and keeps what they hold. */
function inlineLines(lines: string[], leftOut: (name: string) => void): string[] {
  let result = ''
  const source = lines.join('\n')
  for (let at = 0; at < source.length; ) {
    const code = /`+/y
    code.lastIndex = at
    const ticks = code.exec(source)?.[0]
    const end = ticks ? near(source, ticks, at + ticks.length) : -1
    if (ticks && end !== -1) {
      result += source.slice(at, end + ticks.length)
      at = end + ticks.length
      continue
    }
    const match = source[at] === '<' && source[at - 1] !== '\\' ? tag.exec(source.slice(at, at + 2_000)) : null
    if (!match) {
      result += source[at++]
      continue
    }
    const [whole, name = ''] = match
    at += whole.length
    if (plain.test(whole)) result += whole
    else if (/^<(?:img|video|audio|iframe)\b/i.test(whole)) result += inlineImage(whole)
    else if (/^<a\b[^>]*href/i.test(whole)) {
      const close = near(source, '</a>', at)
      const text = close === -1 ? '' : source.slice(at, close)
      const href = /href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(whole)
      result += close === -1 ? '' : `[${text}](${writeAddress((href?.[1] ?? href?.[2] ?? href?.[3] ?? '').trim())})`
      at = close === -1 ? at : close + 4
    } else if (/^(?:script|style|object|embed|form|input|button|svg)$/i.test(name)) leftOut(name.toLowerCase())
    else if (/^\s*[|+]/.test(lines[0] ?? '')) result += ' '.repeat(whole.length) // the columns of a table stay in line
  }
  return result.split('\n')
}

/** Where it next stands, if not too far away. */
function near(source: string, wanted: string, from: number) {
  const found = source.slice(from, from + 5_000).indexOf(wanted)
  return found === -1 ? -1 : from + found
}

const inlineImage = (whole: string) => htmlToMarkdown(whole, { special: players })

/** Frames and players become the form that gives their blocks. */
function players(element: { name: string; attribs: Record<string, string>; children: unknown[] }): string | null {
  const { name, attribs } = element
  const nested = (element.children as { name?: string; attribs?: Record<string, string> }[]).find(
    (child) => child.name === 'source',
  )
  const address = attribs.src ?? nested?.attribs?.src ?? ''
  const title = attribs.title ? { title: attribs.title } : {}
  if (name === 'iframe' && /^(?:https?:)?\/\//.test(address)) {
    const url = address.replace(/^\/\//, 'https://')
    return embedAddress(url)
      ? `![](${writeAddress(url)})${writeAttributes(['embed'], title)}`
      : `[${attribs.title || url}](${writeAddress(url)})`
  }
  if ((name === 'video' || name === 'audio') && address)
    return `![](${writeAddress(address)})${writeAttributes([name], title)}`
  return null
}
