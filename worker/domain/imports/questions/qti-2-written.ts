import { childrenOf, htmlWithin, within, type XmlElement } from '../../../lib/xml'
import { addEssay, addFiles, fileKindsOf } from './build'
import type { Qti2Item } from './qti-2-item'
import { promptOf, withoutRemarks } from './qti-2-text'
import { markdownOf } from './rich'

/** A text to write (extendedTextInteraction); what scorers are told stands in a `rubricBlock`, a model answer there or as what is right. */
export function readWritten(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation } = item
  const prompt = promptOf(item, interaction)
  const blocks = toldToScorers(item)
  const isModel = ({ attributes: { use = '' } }: XmlElement) => /model|sample/i.test(use)
  const right = item.declarations.get(interaction.attributes.responseIdentifier ?? '')?.correct.join('\n\n') ?? ''
  addEssay(to, place, {
    prompt,
    explanation,
    points,
    guide: textOf(
      item,
      blocks.filter((block) => !isModel(block)),
    ),
    model: textOf(item, blocks.filter(isModel)) || markdownOf({ text: right, format: 'plain' }, place, to),
  })
}

/** A file to hand in (uploadInteraction). */
export function readUpload(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation } = item
  addFiles(to, place, {
    prompt: promptOf(item, interaction),
    explanation,
    points,
    guide: textOf(item, toldToScorers(item)),
    fileKinds: fileKindsOf(interaction.attributes.type ?? ''),
    maxFiles: Number(interaction.attributes.maxFiles ?? interaction.attributes['data-max-files'] ?? 1),
  })
}

const toldToScorers = ({ body }: Qti2Item) =>
  within(body, 'rubricBlock').filter(
    ({ attributes: { view = '', use = '' } }) => /scorer|tutor/i.test(view) && use !== 'explanation',
  )

const textOf = (item: Qti2Item, blocks: XmlElement[]) =>
  blocks.map((block) => item.markdown(innerOf(block))).join('\n\n')

/** QTI 3 wraps what it shows. */
const innerOf = (block: XmlElement): string => {
  const [body] = childrenOf(block, 'contentBody')
  return htmlWithin(body ?? block, withoutRemarks)
}
