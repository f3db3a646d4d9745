import { Parser } from 'htmlparser2'
import { Invalid } from '../errors'

/** An element without the prefix of its name; `line` counts from 1. */
export type XmlElement = {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
  line: number
}

export const xmlLimits = { depth: 50, elements: 200_000 }

/**
 * Reads XML into elements, within bounds. Nothing outside of the text is ever fetched, and no entity but XML's own five is known: one
 * that declares others is refused. Throws `Invalid` about `field` with the file's name and the line.
 */
export function readXml(text: string, { file, field = 'file' }: { file: string; field?: string }): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], line: 1 }
  const open = [root]
  const lineAt = lineCounter(text)
  let count = 0
  const refuse = (problem: string, values: Record<string, string | number> = {}): never => {
    throw new Invalid(field, `imports.xml.${problem}`, {
      file,
      line: lineAt(Math.min(parser.startIndex, text.length)),
      ...values,
    })
  }
  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > xmlLimits.depth) refuse('deep', { most: xmlLimits.depth })
        if (++count > xmlLimits.elements) refuse('large', { most: xmlLimits.elements })
        const element = { name: name.replace(/^.*:/, ''), attributes, children: [], line: lineAt(parser.startIndex) }
        open.at(-1)!.children.push(element)
        open.push(element)
      },
      onclosetag(_name, isImplied) {
        const element = open.pop()!
        if (isImplied && !isEmptyTag(text, parser)) refuse('unclosed', { name: element.name, line: element.line })
      },
      ontext(piece) {
        const { children } = open.at(-1)!
        if (typeof children.at(-1) === 'string') children[children.length - 1] += piece
        else children.push(piece)
      },
      onprocessinginstruction(_name, instruction) {
        const declared = /^!(?:entity|doctype\b[^>]*<!entity)/is.test(instruction)
        if (declared) refuse('entities', { line: lineAt(text.toLowerCase().indexOf('<!entity', parser.startIndex)) })
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(text)
  parser.end()
  const [first] = root.children.filter(isElement)
  return first ?? refuse('none')
}

/** `<br/>` closes itself. */
const isEmptyTag = (text: string, { startIndex, endIndex }: Parser) =>
  text[startIndex] === '<' && text[startIndex + 1] !== '/' && text[endIndex - 1] === '/'

/** Offsets come in order: each line is counted once. */
function lineCounter(text: string) {
  let [line, end] = [1, endOfLine(text, 0)]
  return (offset: number) => {
    while (end < offset) {
      line += 1
      end = endOfLine(text, end + 1)
    }
    return line
  }
}

const endOfLine = (text: string, from: number) => {
  const at = text.indexOf('\n', from)
  return at === -1 ? Number.POSITIVE_INFINITY : at
}

export const isElement = (node: XmlElement | string): node is XmlElement => typeof node !== 'string'

/** Its children of these names; of any where none is said. */
export const childrenOf = (element: XmlElement | undefined, ...names: string[]): XmlElement[] =>
  element?.children.filter(isElement).filter(({ name }) => names.length === 0 || names.includes(name)) ?? []

export const childOf = (element: XmlElement | undefined, ...names: string[]): XmlElement | undefined =>
  childrenOf(element, ...names)[0]

/** All within it of these names, in the order of the text, but not what lies in one of them. */
export const within = (element: XmlElement | undefined, ...names: string[]): XmlElement[] =>
  childrenOf(element).flatMap((child) => (names.includes(child.name) ? [child] : within(child, ...names)))

/** The text alone, as it stands. */
export const textOf = (element: XmlElement | undefined): string =>
  element?.children.map((child) => (isElement(child) ? textOf(child) : child)).join('') ?? ''

const empty = /^(?:area|br|col|hr|img|input|source|track|wbr)$/

/** What an element holds, as HTML; `write` may say how an element is written, null for as it is. */
export const htmlWithin = (
  element: XmlElement | undefined,
  write: (element: XmlElement) => string | null = () => null,
): string =>
  element?.children
    .map((child) => (isElement(child) ? (write(child) ?? htmlOf(child, write)) : escapeText(child)))
    .join('') ?? ''

export function htmlOf(element: XmlElement, write: (element: XmlElement) => string | null = () => null): string {
  const attributes = Object.entries(element.attributes).map(
    ([name, value]) => ` ${name}="${escapeText(value).replace(/"/g, '&quot;')}"`,
  )
  const tag = `<${element.name}${attributes.join('')}>`
  return empty.test(element.name) ? tag : `${tag}${htmlWithin(element, write)}</${element.name}>`
}

/** Names of entities that XML does not know are HTML's. */
export const escapeText = (text: string): string =>
  text.replace(/&(?!#?\w{1,30};)|[<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'))
