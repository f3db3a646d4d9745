import type { ChildNode, Element } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { writeAttributes } from './attributes'
import { escapeText, type HtmlOptions, inlineOf, isTag, silent, textOf, trimBreaks } from './html-inline'
import { writeAddress } from './markdown-links'

export type { HtmlOptions } from './html-inline'

/** HTML of an editor, a paste or another site to Markdown. What Markdown cannot say (colours, fonts, layout) is left out, its text stays. */
export function htmlToMarkdown(html: string, options: HtmlOptions = {}): string {
  const source = html.replace(/<!--\[if.*?<!\[endif\]-->/gs, '')
  const nodes = parseDocument(source, { decodeEntities: true }).children
  if (isDeep(nodes)) return escapeLineStart(escapeText(source.replace(/<[^<>]*>/g, ' ')).trim())
  return blocksOf(nodes, options)
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^(?:[^\S\n]*\n)+|\s+$/g, '')
}

/** Nested beyond any page that people write. */
function isDeep(nodes: ChildNode[]): boolean {
  let level = nodes
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 150) return true
    level = level.flatMap((node) => (isTag(node) ? node.children : []))
  }
  return false
}

const blockNames = new Set(
  'address article aside blockquote body center details dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table ul iframe video audio'.split(
    ' ',
  ),
)
const isBlock = (node: ChildNode, options: HtmlOptions): node is Element =>
  isTag(node) && (blockNames.has(node.name) || node.children.some((child) => isBlock(child, options)))

function blocksOf(nodes: ChildNode[], options: HtmlOptions): string[] {
  const blocks: string[] = []
  let line: ChildNode[] = []
  const endLine = () => {
    const text = trimBreaks(inlineOf(line, options)).trim()
    if (text) blocks.push(escapeLineStart(text))
    line = []
  }
  for (const node of nodes) {
    if (!isBlock(node, options)) line.push(node)
    else {
      endLine()
      blocks.push(...blockOf(node, options).filter((block) => block.trim()))
    }
  }
  endLine()
  return blocks
}

function blockOf(element: Element, options: HtmlOptions): string[] {
  const special = options.special?.(element)
  if (special !== null && special !== undefined) return [special]
  const { name, children } = element
  const heading = /^h([1-6])$/.exec(name)
  if (heading) {
    const text = inlineOf(children, options).replace(/\s+/g, ' ').trim()
    return text ? [`${'#'.repeat(Number(heading[1]))} ${text}`] : []
  }
  if (name === 'hr') return ['***']
  if (name === 'pre') return [fenced(element)]
  if (name === 'blockquote') return [prefixed(blocksOf(children, options).join('\n\n'), '> ', '> ')]
  if (name === 'ul' || name === 'ol') return [listOf(element, options)]
  if (name === 'table') return tableOf(element, options)
  if (name === 'figure') return figureOf(element, options)
  if (silent.has(name)) {
    options.leftOut?.(name)
    return []
  }
  return blocksOf(children, options)
}

function listOf(element: Element, options: HtmlOptions): string {
  const start = Number(element.attribs.start ?? 1)
  const items = element.children.filter(isTag)
  const isTight = items.every(
    (item) =>
      item.children.filter((child) => isTag(child) && /^(?:p|pre|table|blockquote)$/.test(child.name)).length < 2,
  )
  return items
    .map((item, index) => {
      const marker = element.name === 'ol' ? `${start + index}. ` : '- '
      // A list may stand directly in a list, as Word and older editors write it.
      const nested = item.name === 'ul' || item.name === 'ol'
      const inside = nested ? listOf(item, options) : blocksOf(item.children, options).join(isTight ? '\n' : '\n\n')
      return prefixed(inside || ' ', nested ? '  ' : marker, ' '.repeat(marker.length))
    })
    .join(isTight ? '\n' : '\n\n')
}

function tableOf(element: Element, options: HtmlOptions): string[] {
  const rows = descendants(element, ['tr'])
  const isLayout = descendants(element, ['table']).length > 0 || rows.every((row) => cellsOf(row).length < 2)
  if (isLayout) return rows.flatMap((row) => cellsOf(row).flatMap((cell) => blocksOf(cell.children, options)))
  const cells = rows.map((row) => cellsOf(row).map((cell) => cellText(cell, options)))
  const width = Math.max(...cells.map((row) => row.length))
  const hasHead = rows[0] ? cellsOf(rows[0]).every((cell) => cell.name === 'th') || isIn(rows[0], 'thead') : false
  const head = hasHead ? cells.shift()! : []
  const write = (row: string[]) => `| ${Array.from({ length: width }, (_, at) => row[at] || ' ').join(' | ')} |`
  const caption = descendants(element, ['caption'])[0]
  const said = caption ? inlineOf(caption.children, options).trim() : ''
  const table = [write(head), write(Array(width).fill('---')), ...cells.map(write)].join('\n')
  return said ? [table, `Table: ${said}`] : [table]
}

const cellsOf = (row: Element) => row.children.filter(isTag).filter((cell) => cell.name === 'td' || cell.name === 'th')
const cellText = (cell: Element, options: HtmlOptions) =>
  blocksOf(cell.children, options)
    .join('<br>')
    .replace(/\\?\n/g, '<br>')
    .replace(/(?<!\\)\|/g, '\\|')
    .trim()
const isIn = (element: Element, name: string) =>
  element.parent && isTag(element.parent as ChildNode) && (element.parent as Element).name === name

function descendants(element: Element, names: string[]): Element[] {
  return element.children
    .filter(isTag)
    .flatMap((child) => [
      ...(names.includes(child.name) ? [child] : []),
      ...(child.name === 'table' && names.includes('tr') ? [] : descendants(child, names)),
    ])
}

function figureOf(element: Element, options: HtmlOptions): string[] {
  const images = descendants(element, ['img'])
  const caption = descendants(element, ['figcaption'])[0]
  const said = caption ? inlineOf(caption.children, options).replace(/\s+/g, ' ').trim() : ''
  const [image] = images
  if (images.length !== 1 || !image || !said) return blocksOf(element.children, options)
  const alt = image.attribs.alt === undefined ? {} : { alt: image.attribs.alt }
  return [`![${said}](${writeAddress(image.attribs.src ?? '')})${writeAttributes([], alt)}`]
}

function fenced(element: Element): string {
  const code = textOf(element).replace(/^\n|\n+$/g, '')
  const inner = element.children.find((child): child is Element => isTag(child) && child.name === 'code')
  const language =
    /(?:^|\s)(?:language|lang)-([\w+#-]+)/.exec(`${element.attribs.class ?? ''} ${inner?.attribs.class ?? ''}`)?.[1] ??
    ''
  const fence = '`'.repeat(Math.max(3, ...(code.match(/`+/g) ?? []).map((run) => run.length + 1)))
  return `${fence}${language}\n${code}\n${fence}`
}

/** What would be a heading, a list, a quote or a line at the start of a paragraph. */
const escapeLineStart = (text: string) =>
  text.replace(
    /^(?:(#{1,6})(?=\s|$)|([-+])(?=\s|$)|(>)|(:{3,})|(\d{1,9})([.)])(?=\s|$))/gm,
    (whole, hash, sign, quote, colons, number, dot) =>
      number ? `${number}\\${dot}` : hash || sign || quote || colons ? `\\${whole}` : whole,
  )

const prefixed = (text: string, first: string, others: string) =>
  text
    .split('\n')
    .map((line, index) => (index === 0 ? first + line : line || others.trim() ? others + line : line))
    .join('\n')
    .replace(/^> $/gm, '>')
