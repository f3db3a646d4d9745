import { joinBars, splitBars } from './gap-text'
import { type Drawn, oneLine } from './question'
import { readTail, writeTail } from './tail-lines'
import { readDrawn, sayDrawn, type Variable } from './variables'

const number = String.raw`[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?`
const range = new RegExp(String.raw`^([A-Za-z]\w*) = (${number}) \.\. (${number})(?: step (${number}))?$`, 'i')
const line = /^((?:- [A-Za-z]\w* = |= ).+)$/
const off = /^± ?(\d+(?:\.\d+)?(?:e[-+]?\d+)?) ?(%)?$/i

type Written = {
  prompt: string
  explanation: string
  formula: string
  variables: Variable[]
  sets: Drawn[]
  tolerance: { kind: 'absolute' | 'percent'; value: number }
  unit: string
  decimals: number | null
}

/** Markdown that ends in `- a = 1 .. 9 step 2` for each variable, `- a = 3, b = 4` for each set, and `= a * b | ± 1 % | in m² | to 2`. */
export function readCalculated(markdown: string): Written | null {
  const { prompt, lines, explanation } = readTail(markdown, line)
  const answers = lines.filter((one) => one.startsWith('='))
  if (answers.length !== 1) return null
  const [formula = '', ...said] = splitBars(answers[0]!.slice(1))
  const body: Written = {
    prompt,
    explanation,
    formula,
    variables: [],
    sets: [],
    tolerance: { kind: 'absolute', value: 0 },
    unit: '',
    decimals: null,
  }
  for (const part of said) {
    const near = off.exec(part)
    if (near) body.tolerance = { kind: near[2] ? 'percent' : 'absolute', value: Number(near[1]) }
    else if (part.startsWith('in ')) body.unit = part.slice(3).trim()
    else if (/^to \d+$/.test(part)) body.decimals = Number(part.slice(3))
    else return null
  }
  for (const one of lines.filter((text) => text.startsWith('-'))) {
    const [, name, min, max, step = '1'] = range.exec(one.slice(2)) ?? []
    const set = name ? null : readDrawn(one.slice(2))
    if (name) body.variables.push({ name, min: Number(min), max: Number(max), step: Number(step) })
    else if (set) body.sets.push(set)
    else return null
  }
  return body
}

export function writeCalculated({
  prompt,
  explanation,
  formula,
  variables,
  sets,
  tolerance,
  unit,
  decimals,
}: Written): string {
  const percent = tolerance.kind === 'percent' ? ' %' : ''
  const said = [
    oneLine(formula),
    tolerance.value || percent ? `± ${tolerance.value}${percent}` : '',
    unit && `in ${unit}`,
    decimals === null ? '' : `to ${decimals}`,
  ].filter(Boolean)
  return writeTail(
    prompt,
    [
      ...variables.map(
        ({ name, min, max, step }) => `- ${name} = ${min} .. ${max}${step === 1 ? '' : ` step ${step}`}`,
      ),
      ...sets.map((set) => `- ${sayDrawn(set)}`),
      `= ${joinBars(said)}`,
    ],
    explanation,
  )
}
