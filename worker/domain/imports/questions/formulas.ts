import { FormulaError, type FormulaWords, readFormula, writeFormula } from '../../../lib/formula'

/** `log` is the natural one in Moodle, and `fmod` what is left of a division. What cannot be read stays as it is, and is refused with its place. */
export const fromMoodle = (formula: string): string =>
  rewritten(formula.replace(/\blog(?=\s*\()/g, 'ln').replace(/\bfmod(?=\s*\()/g, 'mod'))

const moodle: FormulaWords = {
  variable: (name) => `{${name}}`,
  constant: (name) => (name === 'pi' ? 'pi()' : 'exp(1)'),
  call: (name) => ({ ln: 'log', mod: 'fmod' })[name as string] ?? name,
  power: (left, right) => `pow(${left}, ${right})`,
}

export const toMoodle = (formula: string): string => rewritten(formula, moodle)

function rewritten(formula: string, words?: FormulaWords): string {
  try {
    return writeFormula(readFormula(formula), words)
  } catch (error) {
    if (error instanceof FormulaError) return formula
    throw error
  }
}

const maths = /(\$\$[\s\S]+?\$\$|\$(?![\s$])(?:\\.|[^$\\])+\$)/
const placeholder = /(?<!\\)\{=((?:[^{}\n]|\{[^{}\n]+\}){1,500})\}|(?<!\\)\{([A-Za-z][\w\\]*)\}/g

/** A text whose `{=…}` are in another system's words. */
export const mapPlaceholders = (text: string, change: (formula: string) => string): string =>
  text.replace(placeholder, (_, formula: string | undefined, name: string | undefined) =>
    formula === undefined ? `{${bare(name!)}}` : `{=${change(bare(formula))}}`,
  )

/** Turning HTML into Markdown escapes braces outside maths: there a placeholder is one again. */
export const withBraces = (text: string): string =>
  text
    .split(maths)
    .map((part, i) => (i % 2 ? part : part.replace(/\\([{}])/g, '$1')))
    .join('')

const bare = (text: string) => text.replace(/\\([^A-Za-z0-9\s])/g, '$1')
