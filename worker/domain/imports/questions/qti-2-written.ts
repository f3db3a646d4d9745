import { childrenOf, htmlWithin, within, type XmlElement } from '../../../lib/xml'
import { addEssay } from './build'
import type { Qti2Item } from './qti-2-item'
import { promptOf, withoutRemarks } from './qti-2-text'
import { markdownOf } from './rich'

/** A text to write (extendedTextInteraction); what scorers are told stands in a `rubricBlock`, a model answer there or as what is right. */
export function readWritten(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation } = item
  const prompt = promptOf(item, interaction)
  const blocks = within(item.body, 'rubricBlock').filter(
    ({ attributes: { view = '', use = '' } }) => /scorer|tutor/i.test(view) && use !== 'explanation',
  )
  const isModel = ({ attributes: { use = '' } }: XmlElement) => /model|sample/i.test(use)
  const said = (list: XmlElement[]) => list.map((block) => item.markdown(innerOf(block))).join('\n\n')
  const right = item.declarations.get(interaction.attributes.responseIdentifier ?? '')?.correct.join('\n\n') ?? ''
  addEssay(to, place, {
    prompt,
    explanation,
    points,
    guide: said(blocks.filter((block) => !isModel(block))),
    model: said(blocks.filter(isModel)) || markdownOf({ text: right, format: 'plain' }, place, to),
  })
}

/** QTI 3 wraps what it shows. */
const innerOf = (block: XmlElement): string => {
  const [body] = childrenOf(block, 'contentBody')
  return htmlWithin(body ?? block, withoutRemarks)
}
