import { childrenOf, isElement, textOf, type XmlElement } from '../../../lib/xml'

/** Presentation MathML as TeX; what it has no word for gives its text. */
export function texOf(element: XmlElement): string {
  const said = annotationOf(element)
  if (said) return said
  const parts = childrenOf(element)
  const part = (at: number) => (parts[at] ? texOf(parts[at]) : '')
  switch (element.name) {
    case 'mfrac':
      return `\\frac{${part(0)}}{${part(1)}}`
    case 'msup':
    case 'mover':
      return `{${part(0)}}^{${part(1)}}`
    case 'msub':
    case 'munder':
      return `{${part(0)}}_{${part(1)}}`
    case 'msubsup':
    case 'munderover':
      return `{${part(0)}}_{${part(1)}}^{${part(2)}}`
    case 'msqrt':
      return `\\sqrt{${parts.map(texOf).join('')}}`
    case 'mroot':
      return `\\sqrt[${part(1)}]{${part(0)}}`
    case 'mfenced':
      return `(${parts.map(texOf).join(',')})`
    case 'mtext':
      return `\\text{${plain(element)}}`
    case 'mi':
      return plain(element).length > 1 ? `\\mathrm{${plain(element)}}` : plain(element)
    case 'mspace':
      return '\\;'
    case 'annotation':
      return ''
    default:
      return element.children.map((child) => (isElement(child) ? texOf(child) : plainText(child))).join('')
  }
}

const annotationOf = (element: XmlElement): string | undefined =>
  element.name === 'semantics'
    ? childrenOf(element, 'annotation')
        .find(({ attributes }) => /tex/i.test(attributes.encoding ?? ''))
        ?.children.filter((child) => typeof child === 'string')
        .join('')
        .trim()
    : undefined

const plain = (element: XmlElement) => plainText(textOf(element))
const plainText = (text: string) => text.trim().replace(/[\\{}$#%&_^]/g, (sign) => (sign === '\\' ? '' : `\\${sign}`))
