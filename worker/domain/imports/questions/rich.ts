import type { Element } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { htmlToMarkdown } from '../../../lib/html-to-markdown'
import { writeAddress } from '../../../lib/markdown-links'
import { pathReference } from '../../../lib/references'
import { escapeText, readXml } from '../../../lib/xml'
import { cleanHtml } from '../markdown/html'
import type { Gathering, Place } from './gather'
import { texOf } from './mathml'

/** A text of a question file. `moodle` is HTML whose line breaks count. */
export type Rich = { text: string; format: 'html' | 'plain' | 'markdown' | 'moodle' }

export type RichOptions = {
  /** The name under which a picture is kept among the gathering's, by what stands in `src`; null where the file lacks it. */
  picture?: (src: string) => string | null
}

const noPictures = () => null

/** The text as Markdown. What Markdown cannot say is told to the report. */
export function markdownOf(
  rich: Rich,
  place: Place,
  to: Gathering,
  { picture = noPictures }: RichOptions = {},
): string {
  const { format } = rich
  const { text, addresses } = withoutData(rich.text)
  if (!text.trim()) return ''
  if (text.length > MOST_LETTERS) return text.slice(0, MOST_LETTERS)
  const leftOut = (name: string) => to.changed(place, 'html-left-out', { name })
  if (format === 'markdown') return cleanHtml(text, leftOut).trim()
  const html = format === 'html' ? text : format === 'plain' ? linesToHtml(escapeAll(text)) : linesToHtml(text)
  const kept: string[] = []
  const keep = (tex: string, isBlock = false) => {
    const [open, clean] = [isBlock ? '$$' : '$', tex.replace(/\s+/g, ' ').trim()]
    return clean ? `\ue000${kept.push(`${open}${clean}${open}`) - 1}\ue001` : ''
  }
  const withMaths = html
    .replace(/[\ue000-\ue001]/g, '')
    .replace(/<math\b[^>]*>.{0,20000}?<\/math>/gs, (maths) => keep(readMaths(maths)))
    .replace(/\\\(([^\n]{1,1000}?)\\\)/g, (_, tex: string) => keep(unescaped(tex)))
    .replace(/\\\[([^\n]{1,1000}?)\\\]/g, (_, tex: string) => keep(unescaped(tex), true))
    .replace(/\$\$([^$\n]{1,1000}?)\$\$/g, (_, tex: string) => keep(unescaped(tex), true))
  const written = htmlToMarkdown(withMaths, {
    leftOut,
    special: (element) => specialOf(element, { place, to, picture: (src) => picture(addresses[src] ?? src), keep }),
  })
  return written.replace(/\ue000(\d+)\ue001/g, (_, at: string) => kept[Number(at)] ?? '')
}

/** Longer than any text of a question may be: it goes on as it is, and is refused for its length. */
export const MOST_LETTERS = 60_000

/** Pictures that stand in the text as `data:` do not count as its length. */
export function withoutData(text: string) {
  const addresses: Record<string, string> = {}
  const without = text.replace(/(["'])(data:image\/[^"']{100,})\1/gi, (_, quote: string, address: string) => {
    const name = `data:${Object.keys(addresses).length}`
    addresses[name] = address
    return quote + name + quote
  })
  return { text: without, addresses }
}

/** The same in one line: what stands on one side of a pair. */
export const lineOf = (rich: Rich, place: Place, to: Gathering, options?: RichOptions): string =>
  markdownOf(rich, place, to, options)
    .replace(/\\?\s*\n\s*/g, ' ')
    .trim()

/** Its letters alone, in one line: what is typed or chosen from a list. */
export function plainOf({ text, format }: Rich): string {
  const letters = format === 'plain' || !/[<&]/.test(text) ? text : lettersOf(parseDocument(text).children)
  return letters.replace(/\s+/g, ' ').trim()
}

type Nodes = ReturnType<typeof parseDocument>['children']
const lettersOf = (nodes: Nodes): string =>
  nodes
    .map((node) =>
      'attribs' in node ? (node.name === 'br' ? ' ' : lettersOf(node.children)) : node.type === 'text' ? node.data : '',
    )
    .join('')

const linesToHtml = (text: string) =>
  text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => `<p>${part.replace(/\n/g, '<br>')}</p>`)
    .join('')

const escapeAll = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const unescaped = (html: string) =>
  html.replace(/&(lt|gt|amp|nbsp);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', nbsp: ' ' })[name]!)

function readMaths(source: string): string {
  try {
    return texOf(readXml(source, { file: '' }))
  } catch {
    return ''
  }
}

type Specials = Required<RichOptions> & {
  place: Place
  to: Gathering
  keep: (tex: string) => string
}

function specialOf({ name, attribs }: Element, { place, to, picture, keep }: Specials): string | null {
  if (name === 'object' && /^image\//i.test(attribs.type ?? '')) return pictureOf(attribs.data, '')
  if (name !== 'img') return null
  const tex =
    attribs['data-equation-content'] ?? (/equation_image/.test(attribs.class ?? '') ? attribs.title : undefined)
  return tex ? keep(tex) : pictureOf(attribs.src, attribs.alt ?? '')

  function pictureOf(src: string | undefined, alt: string): string {
    const said = escapeText(alt)
      .replace(/\s+/g, ' ')
      .replace(/[\\`*[\]_]/g, '\\$&')
      .trim()
    const known = src ? picture(src) : null
    if (known !== null) return `![${said}](${pathReference(known)})`
    if (/^https?:/i.test(src ?? '')) {
      to.changed(place, 'image-remote', { name: src!.slice(0, 200) })
      return `[${said || escapeText(src!)}](${writeAddress(src!)})`
    }
    to.changed(place, 'image-missing', { name: (src ?? '').slice(0, 200) })
    return said
  }
}
