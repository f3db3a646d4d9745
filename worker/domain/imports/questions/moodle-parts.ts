import { childOf, childrenOf, htmlWithin, isElement, textOf, type XmlElement } from '../../../lib/xml'
import type { Gathering, Place } from './gather'
import { keepBase64, keepDataAddress } from './pictures'
import type { Rich } from './rich'

/** What a reader of one of Moodle's kinds is given. */
export type MoodleQuestion = {
  element: XmlElement
  to: Gathering
  place: Place
  prompt: string
  explanation: string
  points: number
  /** The text of a part, with its pictures. */
  markdown: (part: XmlElement | undefined) => string
  line: (part: XmlElement | undefined) => string
  plain: (part: XmlElement | undefined) => string
}

/** The `<text>` of a part, whether it is escaped, in CDATA or HTML as it stands. */
export const textIn = (part: XmlElement | undefined): string => {
  const text = childOf(part, 'text')
  if (!text)
    return (
      part?.children
        .filter((child) => !isElement(child))
        .join('')
        .trim() ?? ''
    )
  return text.children.some(isElement) ? htmlWithin(text) : textOf(text)
}

const formats: Record<string, Rich['format']> = {
  html: 'html',
  moodle_auto_format: 'moodle',
  plain_text: 'plain',
  markdown: 'markdown',
}

export const richIn = (part: XmlElement | undefined): Rich => ({
  text: textIn(part),
  format: formats[part?.attributes.format ?? 'html'] ?? 'html',
})

/** Files lie in the part whose text shows them, as `@@PLUGINFILE@@/name`. */
export const picturesOf = (part: XmlElement | undefined, to: Gathering) => ({
  picture(src: string) {
    if (/^data:/i.test(src)) return keepDataAddress(to, src)
    const name = decoded(/^@@PLUGINFILE@@\/(.+?)(?:\?.*)?$/.exec(src)?.[1] ?? '')
    const file = childrenOf(part, 'file').find(({ attributes }) => name !== '' && pathOf(attributes) === name)
    return file ? keepBase64(to, name, textOf(file)) : null
  },
})

const pathOf = ({ path = '/', name = '' }: Record<string, string>) => `${path.replace(/^\//, '')}${name}`

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
