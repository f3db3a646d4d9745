import { childOf, within, type XmlElement } from '../../../lib/xml'
import { type Answer, addNumber, addShortText, between, type NumberAnswer } from './build'
import { choiceGap, type Gap, gapMark, numberGap, placeGaps, textGap } from './gaps'
import { labelsIn } from './qti-1-choices'
import { type Condition, equals, explanationOf, type Qti1Item, remarkOn } from './qti-1-marking'
import { htmlOutside } from './qti-1-material'
import { markdownOf, plainOf } from './rich'

/** Fields to type into: one is a question of its own, several are gaps of a text. */
export function readQti1Fields(item: Qti1Item) {
  const { to, place, prompt, points, responses, type } = item
  const [response, more] = responses as [XmlElement, XmlElement | undefined]
  if (more) return readGaps(item, (mark) => htmlOutside(childOf(item.element, 'presentation')!, mark), textGapOf)
  const ident = response.attributes.ident ?? ''
  const explanation = explanationOf(item)
  if (type === 'numerical_question' || isNumeric(response))
    return addNumber(to, place, { prompt, points, explanation, answers: numbersFor(item, ident) })
  addShortText(to, place, {
    prompt,
    points,
    explanation,
    answers: wordingsFor(item, ident).map((one) => ({ ...one, feedback: remarkOn(item, ident, one.text) })),
    matchCase: item.conditions.some(({ tests }) =>
      tests.some(({ attributes }) => /^yes$/i.test(attributes.case ?? '')),
    ),
  })
}

const isNumeric = (response: XmlElement) =>
  response.name === 'response_num' ||
  within(response, 'render_fib').some(({ attributes }) =>
    /^(?:decimal|integer|scientific)$/i.test(attributes.fibtype ?? ''),
  )

/** Canvas writes the name of a blank in brackets in the text, and a list for each. */
export function readQti1Blanks(item: Qti1Item) {
  readGaps(
    item,
    (mark) =>
      item.responses.reduce(
        (text, response) =>
          text.replaceAll(`[${(response.attributes.ident ?? '').replace(/^response_/, '')}]`, () => mark(response)),
        item.asked.text,
      ),
    blankOf,
  )
}

type Write = (mark: (response: XmlElement) => string) => string

function readGaps(item: Qti1Item, write: Write, gapOf: (item: Qti1Item, response: XmlElement) => Gap | null) {
  const { to, place, points, picture } = item
  const gaps: (Gap | null)[] = []
  const html = write((response) => gapMark(gaps.push(gapOf(item, response))))
  // In the order in which they stand in the text.
  const order = [...html.matchAll(/\ue010(\d+)\ue011/g)].map(([, number]) => Number(number))
  const text = html.replace(/\ue010(\d+)\ue011/g, (_, number: string) => gapMark(order.indexOf(Number(number)) + 1))
  if (gaps.includes(null) || new Set(order).size !== order.length) return to.leftOut(place, 'question-no-answer')
  to.add(place, {
    kind: 'cloze',
    points,
    body: {
      prompt: '',
      explanation: explanationOf(item),
      text: placeGaps(markdownOf({ text, format: 'html' }, place, to, picture)),
      gaps: order.map((number) => gaps[number - 1]),
      matchCase: false,
      matchAccents: false,
      credit: 'partial',
    },
  })
}

/** A list is offered, unless every label of it is a wording that counts. */
function blankOf(item: Qti1Item, response: XmlElement): Gap | null {
  const { to, place, conditions, type } = item
  const ident = response.attributes.ident ?? ''
  const labels = labelsIn(response)
  const kinds = labels.map(({ attributes }) => attributes.answer_type ?? '')
  const right = conditions
    .filter(({ score }) => score > 0)
    .flatMap(equals)
    .filter((test) => test.response === ident)
  const isTyped =
    kinds.some((kind) => /openentry/i.test(kind)) ||
    (type === 'fill_in_multiple_blanks_question' && !kinds.some(Boolean))
  const answers = labels.map(
    (label): Answer => ({
      text: plainOf({ text: item.plain(label), format: 'plain' }),
      share: isTyped || right.some(({ value }) => value === label.attributes.ident) ? 1 : 0,
      feedback: '',
    }),
  )
  if (labels.some((label) => remarkOn(item, ident, label.attributes.ident ?? '')))
    to.changed(place, 'question-feedback')
  return isTyped ? textGap(answers, to, place) : choiceGap(answers, to, place)
}

function textGapOf(item: Qti1Item, response: XmlElement): Gap | null {
  const ident = response.attributes.ident ?? ''
  if (!isNumeric(response)) return textGap(wordingsFor(item, ident), item.to, item.place)
  const [first] = numbersFor(item, ident)
  return first && Number.isFinite(first.value) ? numberGap(first.value, first.tolerance) : null
}

const about = (conditions: Condition[], ident: string) =>
  conditions.filter(
    ({ tests, score, isRight }) => (score > 0 || isRight) && tests.some(({ response }) => response === ident),
  )

const mostOf = (conditions: Condition[]) => Math.max(...conditions.map(({ score }) => score), 0)

function wordingsFor({ conditions }: Qti1Item, ident: string): Answer[] {
  const own = about(conditions, ident)
  const most = mostOf(own)
  return own.flatMap((condition) =>
    equals(condition)
      .filter(({ response }) => response === ident)
      .map(({ value }) => ({ text: value, share: most > 0 ? condition.score / most : 1, feedback: '' })),
  )
}

/** A value, with a margin or a precision beside it, or the two ends of a range. */
function numbersFor({ conditions }: Qti1Item, ident: string): NumberAnswer[] {
  const own = about(conditions, ident)
  const most = mostOf(own)
  return own.flatMap(({ tests, score }): NumberAnswer[] => {
    const share = most > 0 ? score / most : 1
    const numberOf = (...names: string[]) => {
      const test = tests.find(({ name, response, isNot }) => names.includes(name) && response === ident && !isNot)
      return test ? Number(test.value) : Number.NaN
    }
    const exact = tests.find(({ name, isNot, response }) => name === 'varequal' && !isNot && response === ident)
    const [low, high] = [numberOf('vargte', 'vargt'), numberOf('varlte', 'varlt')]
    const value = Number(exact?.value ?? Number.NaN)
    const { margintype, margin, precisiontype, precision } = exact?.attributes ?? {}
    if (margin !== undefined)
      return [
        {
          value,
          tolerance: Number(margin) || 0,
          kind: margintype === 'percent' ? 'percent' : 'absolute',
          share,
          feedback: '',
        },
      ]
    if (precision !== undefined)
      return [{ value, tolerance: halfOf(value, precisiontype, Number(precision)), share, feedback: '' }]
    if (!Number.isFinite(low) || !Number.isFinite(high)) return [{ value, tolerance: 0, share, feedback: '' }]
    const range = Number.isFinite(value)
      ? { value, tolerance: Math.max(value - low, high - value) }
      : between(low, high)
    return [{ ...range, share, feedback: '' }]
  })
}

/** Half of the last digit that counts. */
function halfOf(value: number, type: string | undefined, digits: number): number {
  if (!Number.isFinite(digits)) return 0
  const places = type === 'decimals' ? digits : digits - Math.floor(Math.log10(Math.abs(value) || 1)) - 1
  return 0.5 * 10 ** -places
}
