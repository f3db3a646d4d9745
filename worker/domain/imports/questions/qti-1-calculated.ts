import { childOf, childrenOf, textOf, type XmlElement } from '../../../lib/xml'
import { mapPlaceholders } from './formulas'
import { explanationOf, type Qti1Item } from './qti-1-marking'

/** Canvas's formula questions: variables stand in square brackets in the text, and their values come with the file. */
export function readCanvasFormula(item: Qti1Item, calculated: XmlElement) {
  const { to, place, prompt, points } = item
  const [first, ...steps] = childrenOf(childOf(calculated, 'formulas'), 'formula').map((one) => textOf(one).trim())
  if (!first || steps.length) return to.leftOut(place, 'question-kind', { reason: 'imports.questionKind.calculated' })
  const variables = childrenOf(childOf(calculated, 'vars'), 'var').map((one) => ({
    name: one.attributes.name ?? '',
    min: Number(textOf(childOf(one, 'min'))),
    max: Number(textOf(childOf(one, 'max'))),
    step: 10 ** -Math.min(9, Math.max(0, Number(one.attributes.scale) || 0)),
  }))
  const names = new Set(variables.map(({ name }) => name))
  const braced = (text: string) =>
    mapPlaceholders(
      text.replace(/\\?\[(\w+)\\?\]/g, (whole, name: string) => (names.has(name) ? `{${name}}` : whole)),
      (formula) => formula,
    )
  const tolerance = textOf(childOf(calculated, 'answer_tolerance')).trim()
  const sets = childrenOf(childOf(calculated, 'var_sets'), 'var_set').map((set) =>
    Object.fromEntries(childrenOf(set, 'var').map((one) => [one.attributes.name ?? '', Number(textOf(one))])),
  )
  const places = Number(childOf(calculated, 'formulas')?.attributes.decimal_places ?? Number.NaN)
  to.add(place, {
    kind: 'calculated',
    points,
    body: {
      prompt: braced(prompt),
      explanation: braced(explanationOf(item)),
      formula: first,
      variables,
      sets: sets.slice(0, 200),
      tolerance: {
        kind: tolerance.endsWith('%') ? 'percent' : 'absolute',
        value: Math.abs(Number.parseFloat(tolerance) || 0),
      },
      unit: '',
      decimals: Number.isInteger(places) && places >= 0 && places <= 10 ? places : null,
    },
  })
}
