import { childOf, childrenOf, isElement, textOf, within, type XmlElement } from '../../../lib/xml'
import type { Gathering, Place } from './gather'
import type { Rich, RichOptions } from './rich'

export type Qti1Item = {
  element: XmlElement
  to: Gathering
  place: Place
  /** What Canvas calls its kind; '' where nothing does. */
  type: string
  fields: Map<string, string>
  responses: XmlElement[]
  asked: Rich
  prompt: string
  points: number
  conditions: Condition[]
  markdown: (part: XmlElement | undefined) => string
  line: (part: XmlElement | undefined) => string
  plain: (part: XmlElement | undefined) => string
  picture: RichOptions
  /** Feedback by its name. */
  remarks: Map<string, string>
}

export type Test = { name: string; response: string; value: string; isNot: boolean; attributes: Record<string, string> }

/** One `respcondition`: what must be, and what it gives. */
export type Condition = { tests: Test[]; score: number; action: string; isRight: boolean; feedback: string[] }

export const readConditions = (item: XmlElement): Condition[] =>
  within(childOf(item, 'resprocessing'), 'respcondition').map((condition) => {
    const set = childrenOf(condition, 'setvar')
    return {
      tests: testsIn(childOf(condition, 'conditionvar'), false),
      score: set.reduce((sum, one) => sum + signOf(one) * (Number(textOf(one).trim()) || 0), 0),
      action: (set[0]?.attributes.action ?? '').toLowerCase(),
      isRight:
        /^yes$/i.test(condition.attributes.correctanswer ?? '') || /^correct$/i.test(condition.attributes.title ?? ''),
      feedback: childrenOf(condition, 'displayfeedback').map(({ attributes }) => attributes.linkrefid ?? ''),
    }
  })

const signOf = (set: XmlElement) => (/^subtract$/i.test(set.attributes.action ?? '') ? -1 : 1)

function testsIn(element: XmlElement | undefined, isNot: boolean): Test[] {
  return childrenOf(element).flatMap((child) => {
    if (child.name === 'not') return testsIn(child, !isNot)
    if (!/^var/.test(child.name)) return testsIn(child, isNot)
    const { attributes, name } = child
    const value = child.children
      .filter((one) => !isElement(one))
      .join('')
      .trim()
    return [{ name, response: attributes.respident ?? '', value, isNot, attributes }]
  })
}

export const equals = (condition: Condition) =>
  condition.tests.filter(({ name, isNot }) => /^varequal|^varsubset/.test(name) && !isNot)

/** The one that gives most; null where none gives anything. */
export function bestOf(conditions: Condition[]): Condition | null {
  const known = conditions.filter(({ tests }) => tests.length > 0)
  const marked = known.filter(({ score }) => score > 0)
  if (marked.length === 0) return known.find(({ isRight }) => isRight) ?? null
  return marked.reduce((most, one) => (one.score > most.score ? one : most))
}

/** Canvas says what an item is worth; elsewhere its score has a greatest value, unless that is percent. */
export function pointsOfItem(item: XmlElement, fields: Map<string, string>): number {
  const said = Number(fields.get('points_possible') || Number.NaN)
  if (Number.isFinite(said)) return said
  const [variable] = within(childOf(item, 'resprocessing'), 'decvar')
  const most = Number(variable?.attributes.maxvalue ?? Number.NaN)
  return most > 0 && most < 100 ? most : 1
}

export const remarksOf = ({ element, markdown }: Qti1Item): Map<string, string> =>
  new Map(childrenOf(element, 'itemfeedback').map((part) => [part.attributes.ident ?? '', markdown(part)]))

/** What explains the answer, whatever it was; remarks on right and wrong as a whole are told to the report where they cannot stay. */
export function explanationOf({ remarks, to, place, conditions }: Qti1Item, keeps: 'none' | 'both' = 'none'): string {
  const right = remarks.get('correct_fb') ?? ''
  const wrong = remarks.get('general_incorrect_fb') ?? ''
  const always = conditions.filter(({ tests }) => tests.length === 0).flatMap(({ feedback }) => feedback)
  const shown = always.filter((name) => !/^(?:correct|general_incorrect)_fb$/.test(name))
  const general = remarks.get('general_fb') || shown.map((name) => remarks.get(name) ?? '').find(Boolean) || ''
  if (keeps === 'both') return general
  const byCondition =
    bestOf(conditions)
      ?.feedback.map((name) => remarks.get(name) ?? '')
      .find(Boolean) ?? ''
  const used = general || right || byCondition || wrong
  if ([right, wrong].some((said) => said && said !== used)) to.changed(place, 'question-feedback')
  return used
}

/** What is said where exactly this was chosen. */
export function remarkOn({ conditions, remarks }: Qti1Item, response: string, value: string): string {
  const own = conditions.filter((condition) => {
    const [only, more] = equals(condition)
    return only && !more && only.response === response && only.value === value
  })
  const names = own.flatMap(({ feedback }) => feedback).filter((name) => name !== 'correct_fb')
  return names.map((name) => remarks.get(name) ?? '').find(Boolean) ?? ''
}
