import { z } from 'zod'
import { computeFormula, longestFormula, readFormula, roundTo } from '../../../lib/formula'
import { readCalculated, writeCalculated } from './calculated-lines'
import { checkFormula, hasResult } from './check-formula'
import { isRightNumber, type NumberAsked, type NumberResponse, numberAnswer, numberQuestion } from './number'
import { fillPlaceholders } from './placeholders'
import { type Drawn, mapBase, markShare, type QuestionKind, questionBase } from './question'
import { baseIn, linesIn, listIn, numberIn, type Typed, textIn } from './typed'
import { drawFrom, readDrawn, sayDrawn, sets, someValues, type Variable, variables } from './variables'

const { tolerance, unit } = numberAnswer

const bodySchema = z
  .object({
    ...questionBase,
    /** What is right, of the variables: see lib/formula. */
    formula: z.string().trim().min(1, 'quizzes.formula.wrong.empty').max(longestFormula),
    variables,
    sets,
    tolerance,
    unit,
    /** So many the right answer is said with, and one that is rounded so is right; null: as it is. */
    decimals: z
      .number('quizzes.formula.decimals')
      .int('quizzes.formula.decimals')
      .min(0, 'quizzes.formula.decimals')
      .max(10, 'quizzes.formula.decimals')
      .nullable()
      .default(null),
  })
  .superRefine(checkFormula)

export type CalculatedBody = z.infer<typeof bodySchema> & {
  /** What chance gave an attempt: prompt and explanation say it. Never stored with the question. */
  drawn?: Drawn
}

/** A number that every attempt computes from values of its own. */
export const calculated: QuestionKind<'calculated', CalculatedBody, NumberResponse, NumberAsked> = {
  kind: 'calculated',
  bodySchema,
  responseSchema: numberQuestion.responseSchema,
  emptyBody: () => ({
    prompt: '',
    explanation: '',
    formula: '',
    variables: [],
    sets: [],
    tolerance: { kind: 'absolute', value: 0 },
    unit: '',
    decimals: null,
  }),
  emptyResponse: numberQuestion.emptyResponse,
  isAnswered: numberQuestion.isAnswered,
  fromFields: numberQuestion.fromFields,
  toFields: numberQuestion.toFields,
  draw: drawResult,
  settle: (body, drawn) => (body.drawn ? body : settle(body, { ...sampleOf(body), ...drawn })),
  choiceIds: () => [],
  asAsked: (body) => ({ prompt: asked(body).prompt, unit: body.unit }),
  modelResponse: (body) => ({ text: String(resultOf(asked(body)).shown) }),
  mark(body, { text }, maxPoints) {
    const { answer, shown } = resultOf(asked(body))
    const exactly = { kind: 'absolute' as const, value: 0 }
    const isRight =
      isRightNumber(text, { ...body, answer }) || isRightNumber(text, { ...body, answer: shown, tolerance: exactly })
    return markShare(isRight ? 1 : 0, maxPoints, asked(body).explanation)
  },
  fromTyped: (typed) => ({
    ...baseIn(typed),
    formula: textIn(typed, 'formula', longestFormula + 1),
    variables: variablesIn(typed),
    sets: linesIn(typed, 'sets').map((line) => readDrawn(line) ?? { [line.slice(0, 20)]: Number.NaN }),
    tolerance: {
      kind: textIn(typed, 'toleranceKind') || 'absolute',
      value: numberIn(textIn(typed, 'tolerance', 100) || '0'),
    },
    unit: textIn(typed, 'unit', 100),
    decimals: textIn(typed, 'decimals', 100) === '' ? null : numberIn(textIn(typed, 'decimals', 100)),
  }),
  toTyped: ({ formula, variables, sets, tolerance, unit, decimals }) => ({
    formula,
    variable: variables.map(({ name }) => name),
    from: variables.map(({ min }) => String(min)),
    to: variables.map(({ max }) => String(max)),
    step: variables.map(({ step }) => String(step)),
    sets: sets.map(sayDrawn).join('\n'),
    tolerance: tolerance.value ? String(tolerance.value) : '',
    toleranceKind: tolerance.kind,
    unit,
    decimals: decimals === null ? '' : String(decimals),
  }),
  readMarkdown: (markdown, _values, isNamed) => (isNamed ? readCalculated(markdown) : null),
  writeMarkdown: (body) => ({ text: writeCalculated(body), values: { kind: 'calculated' } }),
  mapTexts: mapBase,
}

/** What the formula gives for what was drawn, and as it is said. */
function resultOf({ formula, decimals, drawn = {} }: CalculatedBody): { answer: number; shown: number } {
  const answer = computeFormula(readFormula(formula), drawn)
  // 0.1 + 0.2 is said as 0.3.
  return { answer, shown: decimals === null ? Number(answer.toPrecision(14)) : roundTo(answer, decimals) }
}

const settle = (body: CalculatedBody, drawn: Drawn): CalculatedBody => ({
  ...body,
  prompt: fillPlaceholders(body.prompt, drawn),
  explanation: fillPlaceholders(body.explanation, drawn),
  drawn,
})

const sampleOf = (body: CalculatedBody): Drawn => someValues(body, 1)[0] ?? {}

/** As it was asked; where nobody is asked, with an example. */
const asked = (body: CalculatedBody) => (body.drawn ? body : settle(body, sampleOf(body)))

/** Of very many values a few may have no result that checking did not meet: those are drawn again. */
function drawResult(body: CalculatedBody, random: () => number): Drawn {
  let drawn = drawFrom(body, random)
  for (let tries = 0; tries < 100 && !hasResult(resultOf({ ...body, drawn }).answer); tries++)
    drawn = drawFrom(body, random)
  return drawn
}

export type Sample = { drawn: Drawn; answer: number }

/** Values that chance could give, and what is right then, for those who write it; none where it cannot be read yet. */
export function samplesOf(body: unknown, most = 5): Sample[] {
  const read = bodySchema.safeParse(body)
  if (!read.success) return []
  return someValues(read.data, most).map((drawn) => ({ drawn, answer: resultOf({ ...read.data, drawn }).shown }))
}

/** Rows in which nothing is written are none; without a step it counts by ones. */
function variablesIn(typed: Typed): Variable[] {
  const [names, from, to, step] = ['variable', 'from', 'to', 'step'].map((name) => listIn(typed, name))
  return names!.flatMap((name, i) => {
    const row = [name, from![i] ?? '', to![i] ?? '', step![i] ?? ''].map((text) => text.trim())
    if (!row.slice(0, 3).some(Boolean)) return []
    return [{ name: row[0]!, min: numberIn(row[1]!), max: numberIn(row[2]!), step: numberIn(row[3]! || '1') }]
  })
}
