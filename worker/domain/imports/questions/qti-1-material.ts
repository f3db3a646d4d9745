import { childrenOf, escapeText, htmlWithin, isElement, textOf, type XmlElement } from '../../../lib/xml'
import type { Gathering } from './gather'
import type { Rich } from './rich'

/** The name under which a package's picture is kept, by what stands in `src` of a file; null where it is not there. */
export type QtiPictures = (src: string, path: string, to: Gathering) => string | null

/** What stands before the fields, as HTML. Where nothing does, what stands in the only field's own material. */
export function promptParts(presentation: XmlElement | undefined, responses: XmlElement[]): Rich {
  const text = presentation ? htmlOutside(presentation) : ''
  const [only] = responses
  const inside = !text.trim() && responses.length === 1 ? childrenOf(only, 'material').map(htmlOfMaterial).join('') : ''
  return { text: text.trim() ? text : inside, format: 'html' }
}

/** Every material that lies in no field; `mark` says what stands for a field. */
export function htmlOutside(element: XmlElement, mark: (response: XmlElement) => string = () => ''): string {
  return childrenOf(element)
    .map((child) => {
      if (child.name === 'material') return htmlOfMaterial(child)
      if (/^response_/.test(child.name)) return mark(child)
      return /^flow/.test(child.name) ? htmlOutside(child, mark) : ''
    })
    .join('')
}

/** A part's text: its materials, or itself where it is one. */
export const richOfMaterial = (part: XmlElement | undefined): Rich => ({
  text: part ? (part.name === 'material' ? htmlOfMaterial(part) : materialsIn(part).map(htmlOfMaterial).join('')) : '',
  format: 'html',
})

const materialsIn = (part: XmlElement): XmlElement[] =>
  childrenOf(part).flatMap((child) => (child.name === 'material' ? [child] : materialsIn(child)))

function htmlOfMaterial(material: XmlElement): string {
  return childrenOf(material)
    .map((part) => {
      if (part.name === 'matbreak') return '<br>'
      if (part.name === 'matimage')
        return `<img src="${quoted(part.attributes.uri)}" alt="${quoted(part.attributes.label)}">`
      if (part.name !== 'mattext' && part.name !== 'matemtext') return ''
      if (part.children.some(isElement)) return htmlWithin(part)
      const isHtml = /html/i.test(part.attributes.texttype ?? '') || /<\/?[a-z][^>]*>|&\w+;/i.test(textOf(part))
      const html = isHtml ? textOf(part) : escapeText(textOf(part))
      return part.name === 'matemtext' ? `<em>${html}</em>` : html
    })
    .join('')
}

const quoted = (text = '') => escapeText(text).replace(/"/g, '&quot;')
