import { z } from 'zod'
import { readAnswerLines, readNumberAnswer, writeAnswerLines, writeNumberAnswer } from './answer-lines'
import { mapBase, markShare, type QuestionKind, questionBase } from './question'
import { baseIn, numberIn, textIn } from './typed'

const finite = z.number().min(-1e15).max(1e15)
export const numberAnswer = {
  answer: finite,
  /** How far off still counts: in the answer's own unit, or in percent of the answer. */
  tolerance: z
    .object({ kind: z.enum(['absolute', 'percent']), value: z.number().min(0).max(1e15) })
    .default({ kind: 'absolute', value: 0 }),
  /** Shown behind the field; a learner who types it loses nothing. */
  unit: z.string().trim().max(30).default(''),
}
const bodySchema = z.object({ ...questionBase, ...numberAnswer })
const responseSchema = z.object({ text: z.string().max(100) })

export type NumberBody = z.infer<typeof bodySchema>
export type NumberResponse = z.infer<typeof responseSchema>
export type NumberAsked = { prompt: string; unit: string }

export const numberQuestion: QuestionKind<'number', NumberBody, NumberResponse, NumberAsked> = {
  kind: 'number',
  bodySchema,
  responseSchema,
  emptyBody: () => ({
    prompt: '',
    explanation: '',
    answer: 0,
    tolerance: { kind: 'absolute', value: 0 },
    unit: '',
  }),
  emptyResponse: () => ({ text: '' }),
  isAnswered: (response) => response.text.trim() !== '',
  fromFields: ([value]) => responseSchema.safeParse({ text: value ?? '' }).data ?? null,
  toFields: ({ text }) => [text],
  choiceIds: () => [],
  asAsked: (body) => ({ prompt: body.prompt, unit: body.unit }),
  modelResponse: (body) => ({ text: String(body.answer) }),
  mark(body, response, maxPoints) {
    return markShare(isRightNumber(response.text, body) ? 1 : 0, maxPoints, body.explanation)
  },
  alternatives: (body, [text]) => readNumbers(text ?? '', body.unit).map((answer) => ({ ...body, answer })),
  fromTyped: (typed) => ({
    ...baseIn(typed),
    answer: numberIn(textIn(typed, 'answer', 100)),
    tolerance: {
      kind: textIn(typed, 'toleranceKind') || 'absolute',
      value: numberIn(textIn(typed, 'tolerance', 100) || '0'),
    },
    unit: textIn(typed, 'unit', 100),
  }),
  toTyped: ({ answer, tolerance, unit }) => ({
    answer: String(answer),
    tolerance: tolerance.value ? String(tolerance.value) : '',
    toleranceKind: tolerance.kind,
    unit,
  }),
  readMarkdown(markdown) {
    const read = readAnswerLines(markdown)
    const number = read?.answers.length === 1 ? readNumberAnswer(read.answers[0]!) : null
    return read && number && { prompt: read.prompt, explanation: read.explanation, ...number }
  },
  writeMarkdown: (body) => ({ text: writeAnswerLines(body.prompt, [writeNumberAnswer(body)], body.explanation) }),
  mapTexts: mapBase,
}

type RightNumber = Pick<NumberBody, 'answer' | 'tolerance' | 'unit'>

export const isRightNumber = (text: string, right: RightNumber): boolean =>
  readNumbers(text, right.unit).some((value) => isClose(value, right))

function isClose(value: number, { answer, tolerance }: RightNumber) {
  const off = tolerance.kind === 'percent' ? (Math.abs(answer) * tolerance.value) / 100 : tolerance.value
  // 0.1 + 0.2 is not 0.3 in binary: what differs only in the last bits is the same number.
  const slack = Number.EPSILON * 8 * Math.max(Math.abs(answer), Math.abs(value), off)
  return Math.abs(value - answer) <= off + slack
}

/**
 * What a typed number may mean: decimal point or comma, groups by space, apostrophe, point or comma, digits of any script.
 * `1,000` is one to a German and a thousand to a Briton: both readings are given. Empty when it is no number.
 */
export function readNumbers(text: string, unit = ''): number[] {
  let form = westernDigits(text.normalize('NFKC'))
    .replace(/\u2212/g, '-')
    .replace(/[\s'’_٬]/g, '')
    .replace(/٫/g, ',')
  const suffix = unit.normalize('NFKC').replace(/\s/g, '')
  if (suffix && form.toLowerCase().endsWith(suffix.toLowerCase())) form = form.slice(0, -suffix.length)
  const match = /^([+-]?)([\d.,]*\d[\d.,]*)(?:(?:e|[x×*]10\^?)([+-]?\d{1,3}))?$/i.exec(form)
  if (!match) return []
  const [, sign, digits = '', exponent] = match
  return readings(digits)
    .map((plain) => Number(`${sign}${plain}${exponent ? `e${exponent}` : ''}`))
    .filter(Number.isFinite)
}

function readings(digits: string): string[] {
  const marks = digits.replace(/\d/g, '')
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  const whole = digits.replace(/[.,]/g, '')
  const decimal = `${digits.slice(0, last).replace(/[.,]/g, '') || '0'}.${digits.slice(last + 1) || '0'}`
  if (marks === '') return [whole]
  const isGrouped = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(digits)
  if (marks.length === 1) return isGrouped ? [decimal, whole] : [decimal]
  if (isGrouped) return [whole]
  const groups = digits.slice(0, last)
  const isMixed = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(groups) && !groups.includes(digits.charAt(last))
  return isMixed ? [decimal] : []
}

/** Digits of every script to 0-9: within Unicode a script's ten digits stand in one run that begins at its zero. */
function westernDigits(text: string) {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let zero = digit.codePointAt(0)!
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && digit.codePointAt(0)! - zero < 9) zero -= 1
    return String(digit.codePointAt(0)! - zero)
  })
}
