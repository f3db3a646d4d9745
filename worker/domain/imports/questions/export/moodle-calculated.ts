import { escapeText } from '../../../../lib/xml'
import { type CalculatedBody, samplesOf } from '../../../quizzes/questions'
import { toMoodle } from '../formulas'

/** So many sets of values Moodle is given where chance would draw from ranges. */
const EXAMPLES = 50

const text = (value: string | number) => `<text>${escapeText(String(value))}</text>`

/** The parts of Moodle's `calculatedsimple`: the formula, the units and the values. What only we read is in attributes. */
export function calculatedParts(body: CalculatedBody): string[] {
  const { formula, tolerance, unit, decimals, variables } = body
  const isPercent = tolerance.kind === 'percent'
  const value = isPercent ? Number((tolerance.value / 100).toPrecision(12)) : tolerance.value
  const sets = samplesOf(body, body.sets.length || EXAMPLES).map(({ drawn }) => drawn)
  const name = (said: string) => escapeText(said.replace(/&/g, '&amp;'))
  return [
    '<synchronize>0</synchronize>',
    `<answer fraction="100">${text(toMoodle(formula))}<tolerance>${value}</tolerance><tolerancetype>${isPercent ? 1 : 2}</tolerancetype><correctanswerformat>1</correctanswerformat><correctanswerlength>${Math.min(9, decimals ?? 9)}</correctanswerlength></answer>`,
    ...(unit ? [`<units><unit><multiplier>1</multiplier><unit_name>${name(unit)}</unit_name></unit></units>`] : []),
    `<dataset_definitions${body.sets.length ? '' : ' drawn="ranges"'}${decimals === null ? ' decimals="all"' : ''}>`,
    ...variables.map(
      (one) =>
        `<dataset_definition step="${one.step}"><status><text>private</text></status><name>${text(one.name)}</name><type>calculatedsimple</type><distribution><text>uniform</text></distribution><minimum>${text(one.min)}</minimum><maximum>${text(one.max)}</maximum><decimals>${text(placesOf(one.step))}</decimals><itemcount>${sets.length}</itemcount><dataset_items>${sets
          .map((set, i) => `<dataset_item><number>${i + 1}</number><value>${set[one.name]}</value></dataset_item>`)
          .join('')}</dataset_items><number_of_items>${sets.length}</number_of_items></dataset_definition>`,
    ),
    '</dataset_definitions>',
  ]
}

const placesOf = (step: number) => {
  for (let places = 0; places < 9; places++) if (Number((step * 10 ** places).toPrecision(12)) % 1 === 0) return places
  return 9
}
