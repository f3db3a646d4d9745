import { escapeText } from '../../../../lib/xml'
import { quoted } from './xhtml'

/** What an item asks for, where it asks for one thing. */
export const R = 'RESPONSE'

const TEMPLATES = 'http://www.imsglobal.org/question/qti_v2p1/rptemplates'

const rounded = (value: number) => Number(value.toFixed(6))

/** What may be answered and what is right (QTI 2.1, responseDeclaration), with what each right part is worth. */
export function declaration(
  id: string,
  cardinality: string,
  type: string,
  right: string[],
  shares: [string, number][] | null,
  points: number,
) {
  const values = right.map((value) => `<value>${quoted(value)}</value>`).join('')
  const entries = shares?.map(
    ([key, share]) => `<mapEntry mapKey="${quoted(key)}" mappedValue="${rounded(share * (points || 1))}"/>`,
  )
  const mapping = entries ? `<mapping defaultValue="0" lowerBound="0">${entries.join('')}</mapping>` : ''
  return `<responseDeclaration identifier="${id}" cardinality="${cardinality}" baseType="${type}"><correctResponse>${values}</correctResponse>${mapping}</responseDeclaration>`
}

/** The same of words that are typed: each wording that counts. */
export function wordings(id: string, accepted: string[], matchCase: boolean, points: number): string {
  const entries = accepted.map(
    (text) =>
      `<mapEntry mapKey="${attribute(text)}" mappedValue="${rounded(points || 1)}" caseSensitive="${matchCase}"/>`,
  )
  return `<responseDeclaration identifier="${id}" cardinality="single" baseType="string"><correctResponse><value>${escapeText(accepted[0]!.replace(/&/g, '&amp;'))}</value></correctResponse><mapping defaultValue="0">${entries.join('')}</mapping></responseDeclaration>`
}

const attribute = (text: string) => quoted(text.replace(/&/g, '&amp;'))

const set = (points: string) => `<setOutcomeValue identifier="SCORE">${points}</setOutcomeValue>`
const value = (points: number) => `<baseValue baseType="float">${points}</baseValue>`

/** How the score comes about (QTI 2.1, responseProcessing), and which feedback is shown. */
export function processing(how: 'match' | 'map', isExplained: boolean, hasRemarks: boolean, points: number): string {
  if (!isExplained && !hasRemarks && how === 'map') return `<responseProcessing template="${TEMPLATES}/map_response"/>`
  const score =
    how === 'map'
      ? set(`<mapResponse identifier="${R}"/>`)
      : `<responseCondition><responseIf><match><variable identifier="${R}"/><correct identifier="${R}"/></match>${set(value(points))}</responseIf></responseCondition>`
  const told = [
    hasRemarks ? `<variable identifier="${R}"/>` : '',
    isExplained ? '<baseValue baseType="identifier">explanation</baseValue>' : '',
  ].join('')
  const feedback = told ? `<setOutcomeValue identifier="FEEDBACK"><multiple>${told}</multiple></setOutcomeValue>` : ''
  return `<responseProcessing>${score}${feedback}</responseProcessing>`
}

/** The explanation is shown whatever was answered. */
export const explain = (isExplained: boolean) =>
  isExplained
    ? '<setOutcomeValue identifier="FEEDBACK"><multiple><baseValue baseType="identifier">explanation</baseValue></multiple></setOutcomeValue>'
    : ''

type Near = { id: string; tolerance: { kind: string; value: number } }

const isNear = ({ id, tolerance }: Near) =>
  `<equal toleranceMode="${tolerance.kind === 'percent' ? 'relative' : 'absolute'}" tolerance="${tolerance.value} ${tolerance.value}"><variable identifier="${id}"/><correct identifier="${id}"/></equal>`

export const nearly = (numbers: Near[], isExplained: boolean, points: number) =>
  `<responseProcessing><responseCondition><responseIf>${numbers.map(isNear).join('')}${set(value(points))}</responseIf></responseCondition>${explain(isExplained)}</responseProcessing>`

export function gapProcessing(
  gaps: { id: string; kind: string }[],
  numbers: Near[],
  isExplained: boolean,
  each: number,
): string {
  const more = (points: string) => set(`<sum><variable identifier="SCORE"/>${points}</sum>`)
  const scored = gaps.map(({ id, kind }) => {
    const near = numbers.find((one) => one.id === id)
    if (kind === 'text') return more(`<mapResponse identifier="${id}"/>`)
    const test = near ? isNear(near) : `<match><variable identifier="${id}"/><correct identifier="${id}"/></match>`
    return `<responseCondition><responseIf>${test}${more(value(rounded(each)))}</responseIf></responseCondition>`
  })
  return `<responseProcessing>${scored.join('')}${explain(isExplained)}</responseProcessing>`
}
