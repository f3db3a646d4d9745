import {
  type Answer,
  addChoices,
  addEssay,
  addNumber,
  addShortText,
  addTrueFalse,
  between,
  type NumberAnswer,
} from './build'
import type { Gathering, Place } from './gather'
import { richOf } from './gift-text'
import { lineOf, markdownOf, plainOf } from './rich'

type Given = { to: Gathering; place: Place; format: string; prompt: string; explanation: string }

/** What stands in the braces says what kind of question it is, in the order in which Moodle's importer asks. */
export function readGiftAnswers(source: string, given: Given) {
  const { to, place } = given
  if (!source) return addEssay(to, place, given)
  if (source.startsWith('#')) return numbers(source.slice(1), given)
  if (source.includes('~')) return choices(source, given)
  if (source.includes('=') && source.includes('->')) return pairs(source, given)
  const truth = /^(true|t|false|f)\s*(?:#|$)/i.exec(source)
  if (truth) return trueOrFalse(source, /^t/i.test(truth[1]!), given)
  if (!source.includes('=')) return to.leftOut(place, 'question-no-answer')
  const answers = answersIn(source).map((one) => ({ ...one, text: plainOf(richOf(one.source, given.format)) }))
  addShortText(to, place, { ...given, answers: answers.map((one) => written(one, given)), wildcards: true })
}

type Source = { source: string; isRight: boolean; weight: number | null; feedback: string }

/** `=right`, `~wrong`, `~%50%half#why`. */
function answersIn(text: string): Source[] {
  return [...text.matchAll(/([=~])([^=~]*)/g)].map(([, mark, rest = '']) => {
    const [, percent, body = ''] = /^\s*(?:%(-?[\d.,]+)%)?([\s\S]*)$/.exec(rest) ?? []
    const at = body.indexOf('#')
    return {
      source: (at === -1 ? body : body.slice(0, at)).trim(),
      isRight: mark === '=',
      weight: percent === undefined ? null : Number(percent.replace(',', '.')) / 100,
      feedback: at === -1 ? '' : body.slice(at + 1),
    }
  })
}

const shareOf = ({ isRight, weight }: Source) => weight ?? (isRight ? 1 : 0)

const written = (one: Source & { text: string }, { to, place, format }: Given): Answer => ({
  text: one.text,
  share: shareOf(one),
  feedback: markdownOf(richOf(one.feedback, format), place, to),
})

/** Without a `=` several may be chosen. */
function choices(source: string, given: Given) {
  const { to, place, prompt, explanation, format } = given
  // "~=right" is written too.
  const found = answersIn(source.replace(/~\s*=/g, '='))
  const answers = found.map((one) =>
    written({ ...one, text: markdownOf(richOf(one.source, format), place, to) }, given),
  )
  addChoices(to, place, { prompt, explanation, answers, isMultiple: !found.some(({ isRight }) => isRight) })
}

function pairs(source: string, { to, place, prompt, explanation, format }: Given) {
  const rows = answersIn(source).map((one) => {
    const [left = '', ...right] = one.source.split('->')
    return { left: lineOf(richOf(left, format), place, to), right: lineOf(richOf(right.join('->')), place, to) }
  })
  to.add(place, {
    kind: 'matching',
    body: {
      prompt,
      explanation,
      pairs: rows.filter(({ left }) => left),
      extra: rows.filter(({ left, right }) => !left && right).map(({ right }) => right),
      credit: 'partial',
    },
  })
}

/** `T#when wrong#when right`. */
function trueOrFalse(source: string, isTrue: boolean, { to, place, prompt, explanation, format }: Given) {
  const [onWrong = '', onRight = ''] = source
    .split('#')
    .slice(1)
    .map((text) => markdownOf(richOf(text, format), place, to))
  addTrueFalse(to, place, { prompt, explanation, isTrue, onRight, onWrong })
}

/** `1822:5`, `3.141..3.142`, or several with `=` and shares. What comes after `~` is for every other number. */
function numbers(source: string, given: Given) {
  const { to, place, prompt, explanation } = given
  const list = /^\s*[=~]/.test(source) ? source : `=${source}`
  const answers = answersIn(list).flatMap((one): NumberAnswer[] => {
    const read = readNumber(one.source)
    const { share, feedback } = written({ ...one, text: '' }, given)
    return read
      ? [{ ...read, share, feedback }]
      : feedback
        ? [{ value: Number.NaN, tolerance: 0, share: 0, feedback }]
        : []
  })
  addNumber(to, place, { prompt, explanation, answers })
}

function readNumber(text: string): { value: number; tolerance: number } | null {
  const number = String.raw`[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?`
  const range = new RegExp(`^(${number})\\s*\\.\\.\\s*(${number})$`, 'i').exec(text.trim())
  const numberOf = (said: string) => Number(said.replace(',', '.'))
  if (range) return between(numberOf(range[1]!), numberOf(range[2]!))
  const plain = new RegExp(`^(${number})(?:\\s*:\\s*(${number}))?$`, 'i').exec(text.trim())
  return plain ? { value: numberOf(plain[1]!), tolerance: numberOf(plain[2] ?? '0') } : null
}
