import { within, type XmlElement } from '../../../lib/xml'
import { type Answer, addChoices, addTrueFalse, readsTrueOrFalse } from './build'
import { bestOf, equals, explanationOf, type Qti1Item, remarkOn } from './qti-1-marking'

export const labelsIn = (response: XmlElement): XmlElement[] => within(response, 'response_label')
const identOf = ({ attributes }: XmlElement) => attributes.ident ?? ''

/** One list to choose from. */
export function readQti1Choices(item: Qti1Item) {
  const { to, place, prompt, points, conditions, responses, type } = item
  const [response] = responses as [XmlElement]
  const ident = identOf(response)
  const labels = labelsIn(response)
  const isMultiple = /^multiple$/i.test(response.attributes.rcardinality ?? '') || type === 'multiple_answers_question'
  const shuffle = !within(response, 'render_choice').some(({ attributes }) => /^no$/i.test(attributes.shuffle ?? ''))
  const best = bestOf(conditions)
  const isAll = best !== null && (equals(best).length > 1 || best.tests.some(({ isNot }) => isNot))
  const shares = isMultiple && isAll ? new Map(equals(best).map(({ value }) => [value, 1])) : sharesOf(item)
  const explanation = explanationOf(item, isMultiple ? 'none' : 'both')
  const answers = labels.map((label): Answer => {
    const share = shares.get(identOf(label)) ?? 0
    const whole = isMultiple ? '' : item.remarks.get(share >= 0.999 ? 'correct_fb' : 'general_incorrect_fb')
    return {
      text: item.markdown(label),
      share,
      feedback: [remarkOn(item, ident, identOf(label)), whole].filter(Boolean).join('\n\n'),
    }
  })
  const asked = { prompt, explanation, points }
  if (!isMultiple && readsTrueOrFalse(answers.map((one) => ({ ...one, feedback: '' })))) {
    const [yes, no] = answers as [Answer, Answer]
    if (yes.share === no.share) return to.leftOut(place, 'question-no-answer')
    if (type === 'true_false_question' || !(yes.feedback || no.feedback)) {
      const [right, wrong] = yes.share > no.share ? [yes, no] : [no, yes]
      return addTrueFalse(to, place, {
        ...asked,
        isTrue: right === yes,
        onRight: right.feedback,
        onWrong: wrong.feedback,
      })
    }
  }
  addChoices(to, place, { ...asked, answers, isMultiple, shuffle, credit: isAll ? 'all' : 'partial' })
}

/** What each choice earns of the most that one earns, or of what all right ones earn together. */
function sharesOf({ conditions, responses }: Qti1Item): Map<string, number> {
  const scores = new Map<string, number>()
  for (const { tests, score, isRight } of conditions)
    for (const { name, value, isNot } of tests)
      if (name === 'varequal' && !isNot) scores.set(value, (scores.get(value) ?? 0) + (score || (isRight ? 1e-6 : 0)))
  const positive = [...scores.values()].filter((score) => score > 0)
  const isMultiple = /^multiple$/i.test(responses[0]?.attributes.rcardinality ?? '')
  const whole = isMultiple ? positive.reduce((sum, score) => sum + score, 0) : Math.max(0, ...positive)
  return new Map([...scores].map(([value, score]) => [value, whole > 0 ? score / whole : 0]))
}

/** The right one comes in the order of the best condition. */
export function readQti1Order(item: Qti1Item) {
  const { to, place, prompt, points, conditions, responses } = item
  const texts = new Map(labelsIn(responses[0]!).map((label) => [identOf(label), item.line(label)]))
  const best = bestOf(conditions)
  const order = best ? equals(best).map(({ value }) => value) : []
  const isWhole = order.length === texts.size && new Set(order).size === order.length
  if (!isWhole) return to.leftOut(place, 'question-no-answer')
  const items = order.map((ident) => texts.get(ident) ?? '')
  to.add(place, { kind: 'ordering', points, body: { prompt, explanation: explanationOf(item), items, credit: 'all' } })
}

/** Several lists, each with what it belongs to in front. */
export function readQti1Pairs(item: Qti1Item) {
  const { to, place, prompt, points, conditions, responses } = item
  const right = new Map(
    conditions
      .filter(({ score, isRight }) => score > 0 || isRight)
      .flatMap(equals)
      .map(({ response, value }) => [response, value]),
  )
  const texts = new Map(responses.flatMap(labelsIn).map((label) => [identOf(label), item.line(label)]))
  const pairs = responses.map((response) => ({
    left: item.line(
      response.children.find((child) => typeof child !== 'string' && child.name === 'material') as
        | XmlElement
        | undefined,
    ),
    right: texts.get(right.get(identOf(response)) ?? '') ?? '',
  }))
  if (pairs.some((pair) => !pair.right)) return to.leftOut(place, 'question-no-answer')
  const used = new Set(pairs.map((pair) => pair.right))
  const extra = [...new Set([...texts.values()].filter((text) => text && !used.has(text)))]
  const isWhole = /allornothing/i.test(item.fields.get('scoring_algorithm') ?? '')
  to.add(place, {
    kind: 'matching',
    points,
    body: { prompt, explanation: explanationOf(item), pairs, extra, credit: isWhole ? 'all' : 'partial' },
  })
}
