import { childOf, childrenOf, textOf, within, type XmlElement } from '../../../lib/xml'
import { addChoices, addEssay, addShortText, addTrueFalse } from './build'
import type { Gathering, Place } from './gather'
import { keepDataAddress } from './pictures'
import { lineOf, markdownOf, plainOf, type Rich } from './rich'

/** A pool of Blackboard's older export: `<POOL>` with a list of questions, then each in an element of its kind. */
export function readBlackboard(pool: XmlElement, path: string, to: Gathering) {
  const points = new Map(
    within(pool, 'QUESTION').map(({ attributes }) => [attributes.id ?? '', Number(attributes.points ?? 1)] as const),
  )
  for (const element of childrenOf(pool).filter(({ name }) => /^QUESTION_/.test(name))) {
    const body = childOf(element, 'BODY')
    const isHtml = saidIn(within(body, 'ISHTML')[0]) !== 'false'
    const rich = (text: string): Rich => ({ text, format: isHtml ? 'html' : 'plain' })
    const asked = rich(textOf(childOf(body, 'TEXT')))
    const place = { path, line: element.line, name: plainOf(asked) }
    const markdown = (text: string) => markdownOf(rich(text), place, to, { picture: (src) => keepDataAddress(to, src) })
    readOne(element, to, place, {
      markdown,
      side: (text) => lineOf(rich(text), place, to),
      plain: (text) => plainOf(rich(text)),
      prompt: markdown(asked.text),
      points: points.get(element.attributes.id ?? '') ?? 1,
    })
  }
}

type Read = {
  markdown: (text: string) => string
  side: (text: string) => string
  plain: (text: string) => string
  prompt: string
  points: number
}

function readOne(element: XmlElement, to: Gathering, place: Place, { prompt, points, markdown, side, plain }: Read) {
  const gradable = childOf(element, 'GRADABLE')
  const right = childrenOf(gradable, 'CORRECTANSWER').map(({ attributes }) => attributes)
  const given = childrenOf(element, 'ANSWER').map((answer) => ({
    id: answer.attributes.id ?? '',
    text: textOf(childOf(answer, 'TEXT')),
  }))
  const said = (name: string) => markdown(textOf(childOf(gradable, name)))
  const [onRight, onWrong] = [said('FEEDBACK_WHEN_CORRECT'), said('FEEDBACK_WHEN_INCORRECT')]
  const explanation = onWrong || onRight
  const isRight = (id: string) => right.some(({ answer_id }) => answer_id === id)
  const asked = { prompt, points, explanation }
  const told = () => {
    if (onRight && onWrong && onRight !== onWrong) to.changed(place, 'question-feedback')
  }
  switch (element.name) {
    case 'QUESTION_TRUEFALSE': {
      const answer = given.find(({ id }) => isRight(id))
      if (!answer) return to.leftOut(place, 'question-no-answer')
      const isTrue = /^true$/i.test(plain(answer.text))
      return addTrueFalse(to, place, { ...asked, explanation: '', isTrue, onRight, onWrong })
    }
    case 'QUESTION_MULTIPLECHOICE':
    case 'QUESTION_MULTIPLEANSWER': {
      told()
      const isMultiple = element.name === 'QUESTION_MULTIPLEANSWER'
      const answers = given.map(({ id, text }) => ({ text: markdown(text), share: isRight(id) ? 1 : 0, feedback: '' }))
      return addChoices(to, place, { ...asked, answers, isMultiple, credit: 'all' })
    }
    case 'QUESTION_FILLINBLANK':
      told()
      return addShortText(to, place, {
        ...asked,
        answers: given.map(({ text }) => ({ text: plain(text), share: 1, feedback: '' })),
      })
    case 'QUESTION_MATCH': {
      told()
      const choices = childrenOf(element, 'CHOICE').map((choice) => ({
        id: choice.attributes.id ?? '',
        text: side(textOf(childOf(choice, 'TEXT'))),
      }))
      const partnerOf = (id: string) => right.find(({ answer_id }) => answer_id === id)?.choice_id
      const textOfChoice = (id: string | undefined) => choices.find((choice) => choice.id === id)?.text ?? ''
      const pairs = given.map(({ id, text }) => ({ left: side(text), right: textOfChoice(partnerOf(id)) }))
      const used = new Set(right.map(({ choice_id }) => choice_id))
      const extra = choices.filter(({ id, text }) => !used.has(id) && text).map(({ text }) => text)
      return to.add(place, { kind: 'matching', points, body: { prompt, explanation, pairs, extra, credit: 'partial' } })
    }
    case 'QUESTION_ORDER': {
      told()
      const order = new Map(right.map(({ answer_id, order: at }) => [answer_id ?? '', Number(at ?? 0)] as const))
      const items = [...given]
        .sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))
        .map(({ text }) => side(text))
      return to.add(place, { kind: 'ordering', points, body: { prompt, explanation, items, credit: 'partial' } })
    }
    case 'QUESTION_ESSAY':
      return addEssay(to, place, asked)
    default:
      return to.leftOut(place, 'question-kind-other', { kind: element.name.replace(/^QUESTION_/, '').toLowerCase() })
  }
}

const saidIn = (element: XmlElement | undefined) => element?.attributes.value
