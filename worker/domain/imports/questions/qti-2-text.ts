import { htmlWithin, textOf, within, type XmlElement } from '../../../lib/xml'
import type { Qti2Item } from './qti-2-item'

/** Feedback stands beside what it is about; it is no part of the text. */
export const withoutRemarks = (element: XmlElement): string | null =>
  /^(?:feedbackInline|feedbackBlock|rubricBlock|templateBlock|templateInline|stylesheet|infoControl)$/.test(
    element.name,
  )
    ? ''
    : element.name === 'prompt'
      ? `<p>${htmlWithin(element, withoutRemarks)}</p>`
      : null

/** What is read before the field: the text around it, then its own prompt. */
export function promptOf({ body, markdown }: Qti2Item, interaction: XmlElement): string {
  const around = htmlWithin(body, (element) => (element === interaction ? '' : withoutRemarks(element)))
  const [own] = within(interaction, 'prompt')
  return [markdown(around), own ? markdown(htmlWithin(own, withoutRemarks)) : ''].filter(Boolean).join('\n\n')
}

export const textWithin = (element: XmlElement): string => textOf(element).replace(/\s+/g, ' ').trim()
