import { htmlWithin, within, type XmlElement } from '../../../lib/xml'
import { type Answer, addNumber, addShortText } from './build'
import { choiceGap, type Gap, gapMark, placeGaps, textGap } from './gaps'
import { type Declaration, type Qti2Item, rightOf, toleranceFor } from './qti-2-item'
import { textWithin, withoutRemarks } from './qti-2-text'

const idOf = ({ attributes }: XmlElement) => attributes.responseIdentifier ?? ''
const isNumeric = ({ baseType }: Declaration) => baseType === 'integer' || baseType === 'float'

/** Fields in a text: one that stands alone in its paragraph is a question of its own, others are gaps. */
export function readFields(item: Qti2Item, interactions: XmlElement[]) {
  const { to, place, body } = item
  if (interactions.some((one) => !item.declarations.has(idOf(one)))) return to.leftOut(place, 'question-no-answer')
  const [first, second] = interactions as [XmlElement, XmlElement | undefined]
  if (!second && first.name === 'textEntryInteraction' && standsAlone(body, first)) return readField(item, first)
  const gaps: (Gap | null)[] = []
  const write = (element: XmlElement): string | null =>
    interactions.includes(element) ? gapMark(gaps.push(gapOf(item, element))) : withoutRemarks(element)
  const text = placeGaps(item.markdown(htmlWithin(body, write)))
  if (gaps.includes(null)) return to.leftOut(place, 'question-no-answer')
  const isCased = [...item.declarations.values()].some(({ mapping }) => mapping.some((entry) => entry.isCased))
  to.add(place, {
    kind: 'cloze',
    points: item.points,
    body: {
      prompt: '',
      explanation: item.explanation,
      text,
      gaps,
      matchCase: isCased,
      matchAccents: false,
      credit: 'partial',
    },
  })
}

/** Nothing else is in its paragraph. */
function standsAlone(body: XmlElement, interaction: XmlElement): boolean {
  const parent = parentOf(body, interaction)
  return parent !== null && parent !== body && textWithin(parent) === ''
}

function parentOf(element: XmlElement, wanted: XmlElement): XmlElement | null {
  for (const child of element.children) {
    if (child === wanted) return element
    const found = typeof child === 'string' ? null : parentOf(child, wanted)
    if (found) return found
  }
  return null
}

function readField(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation } = item
  const declaration = item.declarations.get(idOf(interaction))!
  const around = htmlWithin(item.body, (element) => (element === interaction ? '' : withoutRemarks(element)))
  const asked = { prompt: item.markdown(around), explanation, points }
  if (isNumeric(declaration)) {
    const tolerance = toleranceFor(item, idOf(interaction))
    const answers = rightOf(declaration).map((value) => ({
      value: Number(value),
      tolerance: tolerance.value,
      kind: tolerance.kind,
      share: 1,
      feedback: '',
    }))
    return addNumber(to, place, { ...asked, answers })
  }
  const matchCase = declaration.mapping.some(({ isCased }) => isCased)
  addShortText(to, place, { ...asked, answers: wordingsIn(declaration), matchCase })
}

/** The right one first, then all that earn as much; what earns less is a share. */
function wordingsIn(declaration: Declaration): Answer[] {
  const right = rightOf(declaration)
  const most = Math.max(0, ...declaration.mapping.map(({ value }) => value))
  return [
    ...right.map((text) => ({ text, share: 1, feedback: '' })),
    ...declaration.mapping
      .filter(({ key, value }) => value > 0 && !right.includes(key))
      .map(({ key, value }) => ({ text: key, share: value / most, feedback: '' })),
  ]
}

function gapOf(item: Qti2Item, interaction: XmlElement): Gap | null {
  const { to, place } = item
  const declaration = item.declarations.get(idOf(interaction))!
  if (interaction.name === 'inlineChoiceInteraction') {
    const right = new Set(rightOf(declaration))
    const answers = within(interaction, 'inlineChoice').map((choice): Answer => {
      const isRight = right.has(choice.attributes.identifier ?? '')
      return { text: textWithin(choice), share: isRight ? 1 : 0, feedback: '' }
    })
    return choiceGap(answers, to, place)
  }
  if (!isNumeric(declaration)) return textGap(wordingsIn(declaration), to, place)
  const [value] = rightOf(declaration).map(Number)
  if (value === undefined || !Number.isFinite(value)) return null
  return { kind: 'number', answer: value, tolerance: toleranceFor(item, idOf(interaction)), unit: '' }
}
