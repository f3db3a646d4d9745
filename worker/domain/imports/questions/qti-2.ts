import { childOf, childrenOf, htmlWithin, within, type XmlElement } from '../../../lib/xml'
import type { Gathering } from './gather'
import type { QtiPictures } from './qti-1-material'
import { readAssociations, readChoices, readGapMatch, readMatches, readOrder } from './qti-2-choices'
import { readFields } from './qti-2-fields'
import { declarationsIn, inQti2, pointsIn, type Qti2Item } from './qti-2-item'
import { type Stimuli, stimulusOf } from './qti-2-stimuli'
import { withoutRemarks } from './qti-2-text'
import { readUpload, readWritten } from './qti-2-written'
import { lineOf, markdownOf, plainOf } from './rich'

const readers: Record<string, (item: Qti2Item, interaction: XmlElement) => void> = {
  choiceInteraction: readChoices,
  orderInteraction: readOrder,
  matchInteraction: readMatches,
  associateInteraction: readAssociations,
  gapMatchInteraction: readGapMatch,
  extendedTextInteraction: readWritten,
  uploadInteraction: readUpload,
}

const unknown: Record<string, string> = {
  hotspotInteraction: 'hotspot',
  selectPointInteraction: 'hotspot',
  graphicOrderInteraction: 'hotspot',
  graphicAssociateInteraction: 'hotspot',
  graphicGapMatchInteraction: 'drawing',
  positionObjectInteraction: 'drawing',
  drawingInteraction: 'drawing',
}

/** An item of QTI 2.1, 2.2 or 3.0 (1EdTech ASI). */
export function readQti2(
  root: XmlElement,
  path: string,
  to: Gathering,
  pictures: QtiPictures,
  stimuli: Stimuli = { files: new Map(), items: [] },
) {
  const source = inQti2(root)
  const body = childOf(source, 'itemBody') ?? { name: 'itemBody', attributes: {}, children: [], line: source.line }
  const named = {
    path,
    line: root.line,
    name: source.attributes.title || plainOf({ text: htmlWithin(body), format: 'html' }),
  }
  const stimulus = stimulusOf(source, path, stimuli)
  const passage =
    stimulus &&
    markdownOf({ text: stimulus.html, format: 'html' }, named, to, {
      picture: (src) => pictures(src, stimulus.path, to),
    })
  const place = passage ? { ...named, passage } : named
  const picture = { picture: (src: string) => pictures(src, path, to) }
  const interactions = interactionsIn(body)
  const names = new Set(interactions.map(({ name }) => name))
  const strange = [...names].map((name) => unknown[name]).find(Boolean)
  const leave = (kind: string) => to.leftOut(place, 'question-kind', { reason: `imports.questionKind.${kind}` })
  if (strange) return leave(strange)
  if (childrenOf(source, 'templateDeclaration').length) return leave('calculated')
  const [first] = interactions
  if (!first) return leave('description')
  const declarations = declarationsIn(source)
  const processing = childOf(source, 'responseProcessing')
  const markdown = (html: string) => markdownOf({ text: html, format: 'html' }, place, to, picture)
  const remarks = remarksIn(source, markdown)
  const item: Qti2Item = {
    to,
    place,
    body,
    processing,
    declarations,
    points: pointsIn(source, declarations.values()),
    remarks,
    explanation: explanationIn(source, remarks, markdown),
    picture,
    isMapped:
      /map_response/.test(processing?.attributes.template ?? '') || within(processing, 'mapResponse').length > 0,
    markdown,
    line: (element) => lineOf({ text: htmlWithin(element, withoutRemarks), format: 'html' }, place, to, picture),
  }
  const areFields = [...names].every((name) => name === 'textEntryInteraction' || name === 'inlineChoiceInteraction')
  if (areFields) return readFields(item, interactions)
  if (interactions.length > 1) return leave('several')
  const read = readers[first.name]
  if (read) read(item, first)
  else to.leftOut(place, 'question-kind-other', { kind: first.name.replace(/Interaction$/, '') })
}

/** All that is answered, in the order of the text; `endAttempt` and players are no questions. */
const interactionsIn = (element: XmlElement): XmlElement[] =>
  childrenOf(element).flatMap((child) => {
    if (/^(?:endAttempt|media)Interaction$/.test(child.name)) return []
    return child.name.endsWith('Interaction') ? [child] : interactionsIn(child)
  })

function remarksIn(item: XmlElement, markdown: (html: string) => string): Map<string, string> {
  const parts = within(item, 'modalFeedback', 'feedbackInline', 'feedbackBlock').filter(
    ({ attributes }) => attributes.showHide !== 'hide',
  )
  return new Map(parts.map((part) => [part.attributes.identifier ?? '', markdown(htmlWithin(part, contentBody))]))
}

/** QTI 3 wraps what it shows. */
const contentBody = (element: XmlElement): string | null =>
  element.name === 'contentBody' ? htmlWithin(element) : null

/** Remarks that are not about a single choice; the one on the right answer where there are several. */
function explanationIn(item: XmlElement, remarks: Map<string, string>, markdown: (html: string) => string): string {
  const choices = new Set(
    within(item, 'simpleChoice', 'inlineChoice', 'simpleAssociableChoice').map(
      ({ attributes }) => attributes.identifier,
    ),
  )
  const general = [...remarks].filter(([name, text]) => text && !choices.has(name))
  const right = general.find(([name]) => /^(?:general|explanation|correct|right|solution)/i.test(name)) ?? general[0]
  const solution = within(item, 'rubricBlock').find(({ attributes }) => attributes.use === 'explanation')
  return right?.[1] ?? (solution ? markdown(htmlWithin(solution)) : '')
}
