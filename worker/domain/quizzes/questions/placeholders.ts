import { computeFormula, type Formula, FormulaError, readFormula } from '../../../lib/formula'
import type { Drawn } from './question'

/** `{x}`, and `{= x + {y} }` for what is computed; `\{x}` is text. */
const placeholder = /(?<!\\)\{=((?:[^{}\n]|\{\s*[A-Za-z]\w*\s*\}){1,500})\}|(?<!\\)\{([A-Za-z]\w*)\}/g
const maths = /(\$\$[\s\S]+?\$\$|\$(?![\s$])(?:\\.|[^$\\])+\$)/
const code = /`[^`]*`/g

/** Text with the values in their places; in maths they stay a group of their own, so that `$\frac{a}{b}$` and `${a}^2$` hold. */
export const fillPlaceholders = (text: string, drawn: Drawn): string =>
  text
    .split(maths)
    .map((part, i) => fillIn(part, drawn, i % 2 === 1))
    .join('')

function fillIn(part: string, drawn: Drawn, isMaths: boolean): string {
  return part.replace(placeholder, (whole, formula: string | undefined, name: string | undefined, at: number) => {
    const value = formula === undefined ? ownIn(drawn, name!) : computed(formula, drawn)
    if (value === undefined) return whole
    if (!isMaths) return writeValue(value)
    const isRaised = value < 0 && /^\s*\^/.test(part.slice(at + whole.length))
    return isRaised ? `{(${writeValue(value)})}` : `{${writeValue(value)}}`
  })
}

const ownIn = (drawn: Drawn, name: string) => (Object.hasOwn(drawn, name) ? drawn[name] : undefined)

function computed(text: string, drawn: Drawn): number | undefined {
  try {
    return computeFormula(readFormula(text), drawn)
  } catch (error) {
    if (error instanceof FormulaError) return undefined
    throw error
  }
}

const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 12, useGrouping: false })

/** In digits alone, without the dust that binary numbers leave behind. */
export const writeValue = (value: number): string => (Number.isFinite(value) ? plain.format(value + 0) : '?')

/** What a text computes; FormulaError where it cannot be read. */
export const formulasIn = (text: string): Formula[] =>
  [...text.matchAll(placeholder)].flatMap(([, formula]) => (formula === undefined ? [] : [readFormula(formula)]))

/** Names in braces, in text alone: in maths and in code braces have a meaning of their own. */
export const namesIn = (text: string): string[] =>
  text
    .split(maths)
    .filter((_, i) => i % 2 === 0)
    .flatMap((part) => [...part.replace(code, '').matchAll(placeholder)].flatMap(([, , name]) => name ?? []))
