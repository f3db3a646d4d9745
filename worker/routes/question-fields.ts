import { z } from 'zod'
import { emptyQuestion, type Question, type QuestionKindName, questionKindNames } from '../domain/quizzes'
import type { FormState } from '../http/form'
import { cleanText } from '../lib/text'

const text = (max: number) => z.string().max(max).default('')
const list = (max: number) =>
  z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(max)).max(60))

const MOST_POINTS = 1_000

/** The fields of a question's form, whatever its kind; what a kind does not use is left out. */
export const questionFields = z.object({
  kind: z.enum(questionKindNames),
  id: z.uuid().optional().or(z.literal('')),
  prompt: text(16_000),
  explanation: text(8_000),
  points: z.coerce
    .number({ error: 'quizzes.pointsMissing' })
    .refine((points) => points >= 0 && points <= MOST_POINTS, {
      error: 'quizzes.pointsRange',
      params: { most: MOST_POINTS },
    })
    .default(1),
  choiceId: list(12),
  choiceText: list(2_000),
  choiceFeedback: list(2_000),
  right: list(12),
  partial: z.string().max(20).optional(),
  keepOrder: z.string().max(20).optional(),
  truth: z.enum(['true', 'false']).default('true'),
  accepted: text(10_000),
  matchCase: z.string().max(20).optional(),
  matchAccents: z.string().max(20).optional(),
  answer: text(100),
  tolerance: text(100),
  toleranceKind: z.enum(['absolute', 'percent']).default('absolute'),
  unit: text(30),
  /** Pressed to get one more line for an answer; nothing is saved. */
  more: z.string().max(20).optional(),
})

export type QuestionFields = z.output<typeof questionFields>

const MOST_ROWS = 26
const SPARE_ROWS = 2
const LEAST_ROWS = 4

/** What the author typed, as a question; the domain says what is still missing. */
export function questionOf(fields: QuestionFields): Question {
  const { kind } = fields
  const base = { prompt: cleanText(fields.prompt, 16_000), explanation: cleanText(fields.explanation, 8_000) }
  if (kind === 'true-false') return { kind, body: { ...base, correct: fields.truth === 'true' } }
  if (kind === 'short-text') {
    const accepted = fields.accepted
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
    const [matchCase, matchAccents] = [fields.matchCase !== undefined, fields.matchAccents !== undefined]
    return { kind, body: { ...base, accepted, matchCase, matchAccents } }
  }
  if (kind === 'number') {
    const tolerance = { kind: fields.toleranceKind, value: numberOf(fields.tolerance || '0') }
    return { kind, body: { ...base, answer: numberOf(fields.answer), tolerance, unit: fields.unit.trim() } }
  }
  const choices = fields.choiceId
    .map((id, i) => ({
      id,
      text: cleanText(fields.choiceText[i] ?? '', 2_000),
      feedback: cleanText(fields.choiceFeedback[i] ?? '', 2_000),
    }))
    .filter((choice) => choice.text !== '')
  const right = fields.right.filter((id) => choices.some((choice) => choice.id === id))
  const shuffle = fields.keepOrder === undefined
  if (kind === 'single-choice') return { kind, body: { ...base, choices, correct: right[0] ?? '', shuffle } }
  return {
    kind,
    body: { ...base, choices, correct: right, credit: fields.partial === undefined ? 'all' : 'partial', shuffle },
  }
}

/** A question as the values of its form. */
export function valuesOf(question: Question, points: number, id = ''): FormState['values'] {
  const { kind, body } = question
  const values: FormState['values'] = {
    kind,
    id,
    prompt: body.prompt,
    explanation: body.explanation,
    points: String(points),
  }
  if (kind === 'true-false') return { ...values, truth: String(body.correct) }
  if (kind === 'short-text')
    return {
      ...values,
      accepted: body.accepted.join('\n'),
      ...(body.matchCase ? { matchCase: 'on' } : {}),
      ...(body.matchAccents ? { matchAccents: 'on' } : {}),
    }
  if (kind === 'number')
    return {
      ...values,
      answer: String(body.answer),
      tolerance: body.tolerance.value ? String(body.tolerance.value) : '',
      toleranceKind: body.tolerance.kind,
      unit: body.unit,
    }
  return {
    ...values,
    choiceId: body.choices.map((choice) => choice.id),
    choiceText: body.choices.map((choice) => choice.text),
    choiceFeedback: body.choices.map((choice) => choice.feedback),
    right: [body.correct].flat(),
    ...(body.shuffle ? {} : { keepOrder: 'on' }),
    ...(kind === 'multiple-choice' && body.credit === 'partial' ? { partial: 'on' } : {}),
  }
}

/** The form of a question that is not written yet. */
export function emptyValues(kind: QuestionKindName, id: string): FormState['values'] {
  const values = valuesOf(emptyQuestion(kind), 1, id)
  return { ...values, answer: '', right: [], ...(kind === 'true-false' ? { truth: '' } : {}) }
}

export type ChoiceRow = { id: string; text: string; feedback: string; isRight: boolean }

/** Rows of the choices, with some empty ones to write on. */
export function choiceRows(values: FormState['values']): ChoiceRow[] {
  const [ids = [], texts = [], feedbacks = [], right = []] = [
    values.choiceId,
    values.choiceText,
    values.choiceFeedback,
    values.right,
  ].map((value) => (value === undefined ? [] : [value].flat()))
  const rows = ids.map((id, i) => ({
    id,
    text: texts[i] ?? '',
    feedback: feedbacks[i] ?? '',
    isRight: right.includes(id),
  }))
  const written = rows.filter((row) => row.text).length
  const asked = values.more === undefined ? 0 : rows.length + 1
  const wanted = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, written + SPARE_ROWS, asked))
  for (let n = 0; rows.length < wanted; n++) {
    const id = n < 26 ? String.fromCharCode(97 + n) : `n${n}`
    if (!rows.some((row) => row.id === id)) rows.push({ id, text: '', feedback: '', isRight: false })
  }
  return rows
}

/** A number as people type it, with a point or a comma; NaN where it is none. */
const numberOf = (typed: string) => (typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.')))
