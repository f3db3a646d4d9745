import { childOf, childrenOf, textOf, within, type XmlElement } from '../../../lib/xml'
import { addEssay, addFiles } from './build'
import type { Gathering, Place } from './gather'
import { readCanvasFormula } from './qti-1-calculated'
import { readQti1Choices, readQti1Order, readQti1Pairs } from './qti-1-choices'
import { readQti1Blanks, readQti1Fields } from './qti-1-fields'
import { explanationOf, pointsOfItem, type Qti1Item, readConditions, remarksOf } from './qti-1-marking'
import { promptParts, type QtiPictures, richOfMaterial } from './qti-1-material'
import { lineOf, markdownOf, plainOf } from './rich'

/** What Canvas and others call kinds that quizzes do not have. */
const unknown: Record<string, string> = {
  hot_spot_question: 'hotspot',
}

/** QTI 1.2 (IMS ASI 1.2.1), with what Canvas adds to it. Items are found in assessments, sections and banks, or alone. */
export function readQti1(root: XmlElement, path: string, to: Gathering, pictures: QtiPictures) {
  for (const entry of within(root, 'bankentry_item', 'sourcebank_ref'))
    to.leftOut({ path, line: entry.line, name: '' }, 'question-bank-entry')
  const shared = passagesIn(root, path, to, pictures)
  for (const item of within(root, 'item')) if (!to.isFull()) readItem(item, path, to, pictures, shared.get(item))
  to.text(null)
}

/** Material that the items of a section share. */
function passagesIn(root: XmlElement, path: string, to: Gathering, pictures: QtiPictures): Map<XmlElement, string> {
  const found = new Map<XmlElement, string>()
  for (const section of within(root, 'section')) {
    const material = childOf(section, 'presentation_material')
    const at = { path, line: section.line, name: section.attributes.title ?? '' }
    const picture = { picture: (src: string) => pictures(src, path, to) }
    const text = material ? markdownOf(richOfMaterial(material), at, to, picture) : ''
    if (text) for (const item of within(section, 'item')) found.set(item, text)
  }
  return found
}

function readItem(element: XmlElement, path: string, to: Gathering, pictures: QtiPictures, shared?: string) {
  const fields = new Map(
    within(childOf(element, 'itemmetadata'), 'qtimetadatafield').map((field) => [
      textOf(childOf(field, 'fieldlabel')).trim(),
      textOf(childOf(field, 'fieldentry')).trim(),
    ]),
  )
  const presentation = childOf(element, 'presentation')
  const responses = within(presentation, 'response_lid', 'response_str', 'response_num', 'response_xy', 'response_grp')
  const asked = promptParts(presentation, responses)
  const at = { path, line: element.line }
  const title = element.attributes.title ?? ''
  const named: Place = { ...at, name: /^question\b/i.test(title) || !title ? plainOf(asked) || title : title }
  const picture = { picture: (src: string) => pictures(src, path, to) }
  const type = fields.get('question_type') ?? ''
  if (type === 'text_only_question') return to.text(named, markdownOf(asked, named, to, picture))
  const passage = to.passage() ?? shared
  const place = passage ? { ...named, passage } : named
  const item: Qti1Item = {
    element,
    to,
    place,
    type,
    fields,
    responses,
    asked,
    prompt: markdownOf(asked, place, to, picture),
    points: pointsOfItem(element, fields),
    conditions: readConditions(element),
    markdown: (part) => markdownOf(richOfMaterial(part), place, to, picture),
    line: (part) => lineOf(richOfMaterial(part), place, to, picture),
    plain: (part) => plainOf(richOfMaterial(part)),
    picture,
    remarks: new Map(),
  }
  item.remarks = remarksOf(item)
  const [formula] = within(element, 'calculated')
  if (formula) return readCanvasFormula(item, formula)
  const kind = kindOf(item)
  if (item.type === 'file_upload_question')
    addFiles(to, place, { prompt: item.prompt, points: item.points, explanation: explanationOf(item) })
  else if (kind === 'essay') readWritten(item)
  else if (kind) to.leftOut(place, 'question-kind', { reason: `imports.questionKind.${kind}` })
  else readResponses(item)
}

/** The kind that quizzes do not have, or `essay`; null where they may have it. */
function kindOf({ element, type, responses, conditions }: Qti1Item): string | null {
  if (Object.hasOwn(unknown, type)) return unknown[type]!
  if (type === 'essay_question') return 'essay'
  if (responses.length === 0) return element.children.length ? 'description' : 'other'
  if (responses.some(({ name }) => name === 'response_xy')) return 'hotspot'
  const isWritten = responses.every(({ name }) => name === 'response_str')
  return isWritten && conditions.every(({ tests }) => tests.length === 0) ? 'essay' : null
}

/** One field to write in that nothing marks. */
function readWritten(item: Qti1Item) {
  const { to, place, prompt, points, responses } = item
  if (responses.length > 1) return to.leftOut(place, 'question-kind', { reason: 'imports.questionKind.several' })
  addEssay(to, place, { prompt, points, explanation: explanationOf(item) })
}

function readResponses(item: Qti1Item) {
  const { to, place, responses, type, asked } = item
  const [first] = responses
  const lists = responses.filter(({ name }) => name === 'response_lid')
  const isBlank = (ident: string) => asked.text.includes(`[${ident.replace(/^response_/, '')}]`)
  if (lists.length === responses.length) {
    if (type !== 'matching_question' && lists.some(({ attributes }) => isBlank(attributes.ident ?? '')))
      return readQti1Blanks(item)
    if (lists.length > 1 || type === 'matching_question') return readQti1Pairs(item)
    if (/^ordered$/i.test(first!.attributes.rcardinality ?? '')) return readQti1Order(item)
    return readQti1Choices(item)
  }
  if (responses.every(({ name }) => name === 'response_str' || name === 'response_num')) return readQti1Fields(item)
  const kind = childrenOf(first)[0]?.name ?? first!.name
  to.leftOut(place, 'question-kind-other', { kind })
}
