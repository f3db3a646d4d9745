import type { ChildNode, Element, Text } from 'domhandler'
import { writeAttributes } from './attributes'
import { writeAddress } from './markdown-links'

export const isTag = (node: ChildNode): node is Element => 'attribs' in node
const isText = (node: ChildNode): node is Text => node.type === 'text'

export type HtmlOptions = {
  /** Told the name of every element that has no Markdown and was left out with what it held. */
  leftOut?: (name: string) => void
  /** The Markdown of an element that is more than text (a frame, a player); null to go on as usual. */
  special?: (element: Element) => string | null
}

/** Nothing of what these hold is text. */
export const silent = new Set(
  'head title meta link style script noscript template colgroup col object embed applet canvas svg math select button input textarea iframe video audio source track'.split(
    ' ',
  ),
)
const kept: Record<string, string> = {
  kbd: 'kbd',
  sub: 'sub',
  sup: 'sup',
  mark: 'mark',
  u: 'u',
  ins: 'ins',
  small: 'small',
  q: 'q',
  cite: 'cite',
  var: 'var',
  samp: 'samp',
}

/** Words with their marks, links and pictures, in one paragraph of Markdown. */
export function inlineOf(nodes: ChildNode[], options: HtmlOptions): string {
  return nodes
    .map((node) => (isText(node) ? escapeText(node.data) : isTag(node) ? inlineElement(node, options) : ''))
    .join('')
}

function inlineElement(element: Element, options: HtmlOptions): string {
  const { name, attribs, children } = element
  const special = options.special?.(element)
  if (special !== null && special !== undefined) return special
  const inside = () => inlineOf(children, options)
  if (silent.has(name)) {
    options.leftOut?.(name)
    return ''
  }
  if (name === 'br') return '\\\n'
  if (name === 'img') return imageOf(attribs)
  if (name === 'code' || name === 'tt') return codeSpan(textOf(element))
  if (name === 'a') return linkOf(attribs.href, inside())
  const isBold = name === 'strong' || name === 'b' || /font-weight:\s*(?:bold|[6-9]00)/.test(attribs.style ?? '')
  const isItalic = name === 'em' || name === 'i' || /font-style:\s*italic/.test(attribs.style ?? '')
  if (name === 'b' && /font-weight:\s*normal/.test(attribs.style ?? '')) return inside() // Google Docs wraps everything in this
  if (name === 's' || name === 'del' || name === 'strike') return around(inside(), '~~')
  if (isBold && isItalic) return around(inside(), '***')
  if (isBold) return around(inside(), '**')
  if (isItalic) return around(inside(), '*')
  const tag = kept[name]
  return tag && inside().trim() ? `<${tag}>${inside()}</${tag}>` : inside()
}

const imageOf = (attribs: Record<string, string>) => {
  if (!attribs.src || /^data:/i.test(attribs.src)) return ''
  const alt = attribs.alt ?? ''
  const isPlain = /^[\p{L}\p{N} ,.;()?]+$/u.test(alt)
  const said = isPlain || attribs.alt === undefined ? '' : writeAttributes([], { alt })
  return `![${isPlain ? alt : ''}](${writeAddress(attribs.src)})${said}`
}

function linkOf(href: string | undefined, text: string) {
  if (!text.trim()) return text
  if (!href || /^\s*(?:javascript|data|vbscript):/i.test(href)) return text
  return around(text, '[', `](${writeAddress(href.trim())})`)
}

/** A break at the start or the end of a paragraph breaks nothing. */
export const trimBreaks = (text: string) => text.replace(/^(?:\s*\\\n)+|(?:\\\n\s*)+$/g, '')

/** Marks must touch the word: spaces and breaks inside them move out. */
function around(text: string, open: string, close = open) {
  const [, before = '', inner = '', after = ''] = /^((?:\s|\\\n)*)(.*?)((?:\s|\\\n)*)$/s.exec(text) ?? []
  return inner ? `${before}${open}${inner}${close}${after}` : text
}

function codeSpan(text: string) {
  const flat = text.replace(/\s+/g, ' ')
  if (!flat.trim()) return flat
  const ticks = '`'.repeat(1 + Math.max(0, ...(flat.match(/`+/g) ?? []).map((run) => run.length)))
  const pad = flat.startsWith('`') || flat.endsWith('`') ? ' ' : ''
  return `${ticks}${pad}${flat}${pad}${ticks}`
}

export const textOf = (node: ChildNode): string =>
  isText(node) ? node.data : isTag(node) ? (node.name === 'br' ? '\n' : node.children.map(textOf).join('')) : ''

export const escapeText = (text: string) =>
  text
    .replace(/[\s\u200b]+/g, (space) =>
      space.includes('\u00a0') ? '\u00a0' : space.replace(/\u200b/g, '') === '' ? '' : ' ',
    )
    .replace(/[\\`*[\]<{]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~~|\$(?=\S)|&(?=#?\w+;)/gu, '\\$&')
