import { childrenOf, htmlWithin, within, type XmlElement } from '../../../lib/xml'
import { type Answer, addChoices, addTrueFalse, readsTrueOrFalse } from './build'
import { gapMark, placeGaps } from './gaps'
import { type Declaration, type Qti2Item, rightOf } from './qti-2-item'
import { promptOf, textWithin, withoutRemarks } from './qti-2-text'

const idOf = ({ attributes }: XmlElement) => attributes.identifier ?? ''
const none: Declaration = { cardinality: 'single', baseType: 'identifier', correct: [], mapping: [] }
const declared = ({ declarations }: Qti2Item, { attributes }: XmlElement) =>
  declarations.get(attributes.responseIdentifier ?? '') ?? none

export function readChoices(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation, remarks } = item
  const declaration = declared(item, interaction)
  const isMultiple = declaration.cardinality !== 'single'
  const right = new Set(rightOf(declaration))
  const isPartial = declaration.mapping.length > 0 && (item.isMapped || declaration.correct.length === 0)
  const shares = isPartial ? mappedShares(declaration, isMultiple) : new Map<string, number>()
  const answers = within(interaction, 'simpleChoice').map((choice): Answer => {
    const id = idOf(choice)
    return {
      text: item.markdown(htmlWithin(choice, withoutRemarks)),
      share: isPartial ? (shares.get(id) ?? 0) : right.has(id) ? 1 : 0,
      feedback: remarks.get(id) ?? '',
    }
  })
  const asked = { prompt: promptOf(item, interaction), explanation, points }
  if (!isMultiple && readsTrueOrFalse(answers) && answers.some(({ share }) => share > 0))
    return addTrueFalse(to, place, { ...asked, isTrue: answers[0]!.share > answers[1]!.share })
  addChoices(to, place, {
    ...asked,
    answers,
    isMultiple,
    shuffle: /^true$/i.test(interaction.attributes.shuffle ?? 'false'),
    credit: isPartial ? 'partial' : 'all',
  })
}

function mappedShares({ mapping }: Declaration, isMultiple: boolean): Map<string, number> {
  const positive = mapping.map(({ value }) => value).filter((value) => value > 0)
  const whole = isMultiple ? positive.reduce((sum, value) => sum + value, 0) : Math.max(0, ...positive)
  return new Map(mapping.map(({ key, value }) => [key, whole > 0 ? value / whole : 0]))
}

export function readOrder(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation } = item
  const texts = new Map(within(interaction, 'simpleChoice').map((choice) => [idOf(choice), item.line(choice)]))
  const order = rightOf(declared(item, interaction))
  if (order.length !== texts.size) return to.leftOut(place, 'question-no-answer')
  const items = order.map((id) => texts.get(id) ?? '')
  const body = { prompt: promptOf(item, interaction), explanation, items, credit: 'all' }
  to.add(place, { kind: 'ordering', points, body })
}

/** Each on the left belongs to one on the right; where the right side takes any number they are groups. */
export function readMatches(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation } = item
  const [left, right] = childrenOf(interaction, 'simpleMatchSet').map((set) =>
    childrenOf(set, 'simpleAssociableChoice'),
  )
  if (!left || !right) return to.leftOut(place, 'question-no-answer')
  const partners = partnersIn(declared(item, interaction))
  if (left.some((one) => (partners.get(idOf(one)) ?? []).length > 1)) return to.leftOut(place, 'question-two-right')
  const texts = new Map(right.map((one) => [idOf(one), item.line(one)]))
  const pairs = left.map((one) => ({
    left: item.line(one),
    right: texts.get(partners.get(idOf(one))?.[0] ?? '') ?? '',
  }))
  if (pairs.some((pair) => !pair.right)) return to.leftOut(place, 'question-no-answer')
  const credit = item.isMapped ? 'partial' : 'all'
  const base = { prompt: promptOf(item, interaction), explanation, credit }
  if (right.every(({ attributes }) => attributes.matchMax === '0')) {
    const items = pairs.map((pair) => ({ text: pair.left, category: pair.right }))
    return to.add(place, { kind: 'categorisation', points, body: { ...base, categories: [...texts.values()], items } })
  }
  const used = new Set(pairs.map((pair) => pair.right))
  const extra = [...texts.values()].filter((text) => !used.has(text))
  to.add(place, { kind: 'matching', points, body: { ...base, pairs, extra } })
}

const partnersIn = (declaration: Declaration): Map<string, string[]> => {
  const partners = new Map<string, string[]>()
  for (const pair of rightOf(declaration)) {
    const [from = '', into = ''] = pair.split(/\s+/)
    partners.set(from, [...(partners.get(from) ?? []), into])
  }
  return partners
}

/** Pairs out of one list: one of each stands left. */
export function readAssociations(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation } = item
  const choices = childrenOf(interaction, 'simpleAssociableChoice')
  const texts = new Map(choices.map((choice) => [idOf(choice), item.line(choice)]))
  const found = [...partnersIn(declared(item, interaction))].map(([from, [into = '']]) => ({ from, into }))
  const used = new Set(found.flatMap(({ from, into }) => [from, into]))
  if (used.size !== found.length * 2) return to.leftOut(place, 'question-two-right')
  to.changed(place, 'question-became', { reason: 'quizzes.kind.matching' })
  to.add(place, {
    kind: 'matching',
    points,
    body: {
      prompt: promptOf(item, interaction),
      explanation,
      pairs: found.map(({ from, into }) => ({ left: texts.get(from) ?? '', right: texts.get(into) ?? '' })),
      extra: [...texts].filter(([id]) => !used.has(id)).map(([, text]) => text),
      credit: item.isMapped ? 'partial' : 'all',
    },
  })
}

/** Words for the gaps of a text. */
export function readGapMatch(item: Qti2Item, interaction: XmlElement) {
  const { to, place, points, explanation, markdown } = item
  if (within(interaction, 'gapImg').length)
    return to.leftOut(place, 'question-kind', { reason: 'imports.questionKind.drawing' })
  const words = within(interaction, 'gapText').map((word) => ({ id: idOf(word), text: textWithin(word) }))
  const wordFor = new Map(
    rightOf(declared(item, interaction)).map((pair) => {
      const [word = '', gap = ''] = pair.split(/\s+/)
      return [gap, words.find(({ id }) => id === word)]
    }),
  )
  const gaps: (string | undefined)[] = []
  const used = new Set<string | undefined>()
  const write = (element: XmlElement): string | null => {
    if (element.name === 'gapText' || element.name === 'prompt') return ''
    if (element.name !== 'gap') return withoutRemarks(element)
    const word = wordFor.get(idOf(element))
    used.add(word?.id)
    return gapMark(gaps.push(word?.text))
  }
  const text = placeGaps(markdown(htmlWithin(interaction, write)))
  if (gaps.includes(undefined)) return to.leftOut(place, 'question-no-answer')
  to.add(place, {
    kind: 'word-bank',
    points,
    body: {
      prompt: promptOf(item, interaction),
      explanation,
      text,
      gaps,
      extra: words.filter(({ id }) => !used.has(id)).map((word) => word.text),
      credit: item.isMapped ? 'partial' : 'all',
    },
  })
}
