import type { z } from 'zod'
import { computeFormula, type Formula, FormulaError, readFormula, roundTo, variablesIn } from '../../../lib/formula'
import { formulasIn, namesIn } from './placeholders'
import { isUnique } from './question'
import { type Ranges, sayDrawn, valuesToTry } from './variables'

type Checked = Ranges & {
  prompt: string
  explanation: string
  formula: string
  tolerance: { value: number }
  decimals: number | null
}

/** A result with more decimals than this cannot be typed as it is. */
const TYPED = 6

/** What is wrong with a formula and its variables, each beside its field: so that no attempt is asked what has no answer. */
export function checkFormula(body: Checked, ctx: z.core.$RefinementCtx<Checked>) {
  const wrong = (field: string, message: string, params: Record<string, string | number> = {}) =>
    void ctx.addIssue({ code: 'custom', path: [field], message: `quizzes.formula.${message}`, params })
  const read = <T>(field: string, of: () => T): T | null => {
    try {
      return of()
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error
      wrong(field, `wrong.${error.problem}`, { at: error.at, text: error.text })
      return null
    }
  }
  const names = new Set(body.variables.map(({ name }) => name))
  const given = (field: string, formulas: Formula[]) => {
    const strange = formulas.flatMap(variablesIn).find((name) => !names.has(name))
    if (strange) wrong(field, 'noVariable', { name: strange })
    return strange === undefined
  }
  const formula = read('formula', () => readFormula(body.formula))
  const isGiven = formula !== null && given('formula', [formula])
  for (const field of ['prompt', 'explanation'] as const) {
    const computed = read(field, () => formulasIn(body[field]))
    const strange = namesIn(body[field]).find((name) => !names.has(name))
    if (computed && given(field, computed) && strange) wrong(field, 'noVariable', { name: strange })
  }
  const odd = body.sets.find(
    (set) => Object.keys(set).length !== names.size || Object.keys(set).some((one) => !names.has(one)),
  )
  if (odd) return wrong('sets', 'setsOdd', { set: sayDrawn(odd) })
  if (!isGiven || !isUnique([...names])) return
  checkResults(body, formula, wrong)
}

function checkResults(
  body: Checked,
  formula: Formula,
  wrong: (field: string, message: string, params: Record<string, string | number>) => void,
) {
  const results = valuesToTry(body).map((drawn) => ({ drawn, result: computeFormula(formula, drawn) }))
  const none = results.find(({ result }) => !hasResult(result))
  if (none) return wrong('formula', 'noResult', { set: sayDrawn(none.drawn) || '–' })
  if (body.decimals !== null || body.tolerance.value > 0) return
  const endless = results.find(({ result }) => Math.abs(result - roundTo(result, TYPED)) > Math.abs(result) * 1e-12)
  if (endless) wrong('decimals', 'endless', { set: sayDrawn(endless.drawn) || '–' })
}

export const hasResult = (result: number): boolean => Number.isFinite(result) && Math.abs(result) <= 1e15
