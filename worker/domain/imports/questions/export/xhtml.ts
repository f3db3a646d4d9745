import { renderInline, renderMarkdown } from '../../../../lib/markdown'
import { childrenOf, escapeText, isElement, readXml, type XmlElement } from '../../../../lib/xml'

/** Where a stored picture lies in the package; null where it does not come along. */
export type PlaceOf = (mediaId: string) => string | null

/** What QTI 2.1 knows of XHTML (section 4), and the attributes that mean something there. */
const known = new Set(
  'p br hr h2 h3 h4 h5 h6 strong em b i sub sup code samp kbd var cite q small blockquote pre ul ol li dl dt dd a img table caption thead tbody tfoot tr th td span div object'.split(
    ' ',
  ),
)
const kept = new Set('href src alt colspan rowspan scope title width height'.split(' '))
const mathsAttributes = new Set('display displaystyle mathvariant stretchy fence separator form'.split(' '))

/** Markdown as well-formed XHTML, with maths as MathML. */
export const xhtmlOf = (markdown: string, placeOf: PlaceOf): string => written(renderMarkdown(markdown), placeOf)

/** The same for a line. */
export const xhtmlLine = (markdown: string, placeOf: PlaceOf): string => written(renderInline(markdown), placeOf)

function written(html: string, placeOf: PlaceOf): string {
  const root = readXml(`<div>${html.replace(/&nbsp;/g, '\u00a0')}</div>`, { file: '' })
  return within(root, placeOf)
}

const within = (element: XmlElement, placeOf: PlaceOf): string =>
  element.children.map((child) => (isElement(child) ? write(child, placeOf) : escapeText(child))).join('')

function write(element: XmlElement, placeOf: PlaceOf): string {
  const { name, attributes } = element
  if (name === 'math') return maths(element, true)
  if (!known.has(name)) return within(element, placeOf)
  if (name === 'img') {
    const id = /^\/media\/([^/?#]+)/.exec(attributes.src ?? '')?.[1]
    const src = id ? placeOf(decodeURIComponent(id)) : attributes.src
    return src ? `<img src="${quoted(src)}" alt="${quoted(attributes.alt ?? '')}"/>` : escapeText(attributes.alt ?? '')
  }
  const said = Object.entries(attributes)
    .filter(([key]) => kept.has(key))
    .map(([key, value]) => ` ${key}="${quoted(value)}"`)
  const inside = within(element, placeOf)
  return childrenOf(element).length || inside
    ? `<${name}${said.join('')}>${inside}</${name}>`
    : `<${name}${said.join('')}/>`
}

function maths(element: XmlElement, isOutermost = false): string {
  const space = isOutermost ? ' xmlns="http://www.w3.org/1998/Math/MathML"' : ''
  const said = Object.entries(element.attributes)
    .filter(([key]) => mathsAttributes.has(key))
    .map(([key, value]) => ` ${key}="${quoted(value)}"`)
  const inside = element.children.map((child) => (isElement(child) ? maths(child) : escapeText(child))).join('')
  return `<${element.name}${space}${said.join('')}>${inside}</${element.name}>`
}

export const quoted = (text: string) => escapeText(text).replace(/"/g, '&quot;')
