import { childOf, childrenOf, isElement, textOf, within, type XmlElement } from '../../../lib/xml'
import type { Gathering, Place } from './gather'
import type { RichOptions } from './rich'

/** A response of an item: what is right, and what else earns points. */
export type Declaration = {
  cardinality: string
  baseType: string
  correct: string[]
  mapping: { key: string; value: number; isCased: boolean }[]
}

export type Qti2Item = {
  to: Gathering
  place: Place
  body: XmlElement
  processing: XmlElement | undefined
  declarations: Map<string, Declaration>
  points: number
  /** Remarks by the identifier that shows them. */
  remarks: Map<string, string>
  explanation: string
  picture: RichOptions
  /** Marked by what is mapped, not by what is right as a whole. */
  isMapped: boolean
  markdown: (html: string) => string
  line: (element: XmlElement) => string
}

/** QTI 3 says `qti-simple-choice` and `response-identifier` where QTI 2 says `simpleChoice` and `responseIdentifier`. */
export function inQti2(element: XmlElement): XmlElement {
  const isThird = element.name.startsWith('qti-')
  const children = element.children.map((child) => (isElement(child) ? inQti2(child) : child))
  if (!isThird) return { ...element, children }
  const attributes = Object.fromEntries(
    Object.entries(element.attributes).map(([name, value]) => [name.startsWith('data-') ? name : camel(name), value]),
  )
  return { ...element, name: camel(element.name.slice(4)), attributes, children }
}

const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

export const declarationsIn = (item: XmlElement): Map<string, Declaration> =>
  new Map(
    childrenOf(item, 'responseDeclaration').map((one) => [
      one.attributes.identifier ?? '',
      {
        cardinality: one.attributes.cardinality ?? 'single',
        baseType: one.attributes.baseType ?? 'identifier',
        correct: childrenOf(childOf(one, 'correctResponse'), 'value').map((value) => textOf(value).trim()),
        mapping: childrenOf(childOf(one, 'mapping'), 'mapEntry').map(({ attributes }) => ({
          key: (attributes.mapKey ?? '').trim(),
          value: Number(attributes.mappedValue ?? 0) || 0,
          isCased: attributes.caseSensitive === 'true',
        })),
      },
    ]),
  )

/** What is right as a whole, or what earns most where only that is written down. */
export function rightOf({ correct, mapping, cardinality }: Declaration): string[] {
  if (correct.length) return correct
  const positive = mapping.filter(({ value }) => value > 0)
  if (cardinality !== 'single') return positive.map(({ key }) => key)
  const most = Math.max(0, ...positive.map(({ value }) => value))
  return positive.filter(({ value }) => value === most).map(({ key }) => key)
}

/** What the score can reach, as far as the item says it. */
export function pointsIn(item: XmlElement, declarations: Iterable<Declaration>): number {
  const outcomes = childrenOf(item, 'outcomeDeclaration')
  const named = (name: string) => outcomes.find(({ attributes }) => attributes.identifier === name)
  const maximum = Number(named('SCORE')?.attributes.normalMaximum ?? Number.NaN)
  if (maximum > 0) return maximum
  const said = Number(textOf(within(named('MAXSCORE'), 'value')[0]).trim() || Number.NaN)
  if (said > 0) return said
  const mapped = [...declarations].reduce((sum, one) => sum + mappedMost(one), 0)
  return mapped > 0 ? mapped : 1
}

const mappedMost = ({ mapping, cardinality }: Declaration) => {
  const positive = mapping.map(({ value }) => value).filter((value) => value > 0)
  return cardinality === 'single' ? Math.max(0, ...positive) : positive.reduce((sum, value) => sum + value, 0)
}

/** How far off a number may be: what an `equal` of the item's own processing says. */
export function toleranceFor(
  { processing }: Qti2Item,
  response: string,
): { kind: 'absolute' | 'percent'; value: number } {
  const equal = within(processing, 'equal').find((one) =>
    within(one, 'variable').some(({ attributes }) => attributes.identifier === response),
  )
  const { toleranceMode, tolerance = '0' } = equal?.attributes ?? {}
  const value = Math.max(0, ...tolerance.trim().split(/\s+/).map(Number).filter(Number.isFinite))
  return { kind: toleranceMode === 'relative' ? 'percent' : 'absolute', value: toleranceMode === 'exact' ? 0 : value }
}
