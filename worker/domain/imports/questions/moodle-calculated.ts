import { childOf, childrenOf, textOf, type XmlElement } from '../../../lib/xml'
import type { Drawn } from '../../quizzes/questions'
import { fromMoodle, mapPlaceholders, withBraces } from './formulas'
import { type MoodleQuestion, textIn } from './moodle-parts'

const numberIn = (part: XmlElement | undefined) => Number(textIn(part).trim() || Number.NaN)

/** A formula with wildcards and the values that Moodle drew for them beforehand: an attempt is given one of those. */
export function addCalculated({ element, to, place, prompt, explanation, points, markdown }: MoodleQuestion) {
  const answers = childrenOf(element, 'answer')
  const right = answers.find(({ attributes }) => Number(attributes.fraction ?? 0) >= 99.9)
  if (!right) return to.leftOut(place, 'question-no-answer')
  if (answers.some((one) => one !== right && Number(one.attributes.fraction ?? 0) > 0))
    to.changed(place, 'question-numbers')
  const remarks = answers.map((one) => markdown(childOf(one, 'feedback')))
  if (remarks.some((text) => text && text !== explanation)) to.changed(place, 'question-feedback')
  const definitions = childOf(element, 'dataset_definitions')
  const found = childrenOf(definitions, 'dataset_definition')
  const decimals = Number(textOf(childOf(right, 'correctanswerlength')).trim() || 2)
  const isPlaces = textOf(childOf(right, 'correctanswerformat')).trim() !== '2'
  const [unit, ...units] = childrenOf(childOf(element, 'units'), 'unit').map((one) =>
    textOf(childOf(one, 'unit_name')).trim(),
  )
  if (units.length) to.changed(place, 'question-units')
  to.add(place, {
    kind: 'calculated',
    points,
    body: {
      prompt: mapPlaceholders(withBraces(prompt), fromMoodle),
      explanation: mapPlaceholders(withBraces(explanation), fromMoodle),
      formula: fromMoodle(textIn(right).trim()),
      variables: found.map(variableOf),
      sets: definitions?.attributes.drawn === 'ranges' ? [] : setsOf(found),
      tolerance: toleranceOf(right),
      unit: unit ?? '',
      decimals: isPlaces && definitions?.attributes.decimals !== 'all' ? decimals : null,
    },
  })
}

function variableOf(definition: XmlElement) {
  const places = numberIn(childOf(definition, 'decimals'))
  return {
    name: textIn(childOf(definition, 'name')).trim(),
    min: numberIn(childOf(definition, 'minimum')),
    max: numberIn(childOf(definition, 'maximum')),
    step: Number(definition.attributes.step ?? 10 ** -(Number.isFinite(places) ? Math.min(9, Math.max(0, places)) : 1)),
  }
}

/** The values with one number belong together. */
function setsOf(definitions: XmlElement[]): Drawn[] {
  const sets = new Map<string, Drawn>()
  for (const definition of definitions) {
    const name = textIn(childOf(definition, 'name')).trim()
    for (const item of childrenOf(childOf(definition, 'dataset_items'), 'dataset_item')) {
      const key = textOf(childOf(item, 'number')).trim()
      sets.set(key, { ...sets.get(key), [name]: Number(textOf(childOf(item, 'value')).trim() || Number.NaN) })
    }
  }
  return [...sets.values()].slice(0, 200)
}

/** 1 is a share of the answer, 2 its own unit, 3 a factor: near enough to a share. */
function toleranceOf(answer: XmlElement) {
  const value = Math.abs(Number(textOf(childOf(answer, 'tolerance')).trim() || 0))
  const isNominal = textOf(childOf(answer, 'tolerancetype')).trim() === '2'
  return isNominal ? { kind: 'absolute', value } : { kind: 'percent', value: Number((value * 100).toPrecision(12)) }
}
