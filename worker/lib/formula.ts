/** A formula as authors write it (`sqrt({a}^2 + b^2)`), read once and then computed: nothing of it is ever run as a program. */
export type Formula =
  | { kind: 'number'; value: number }
  | { kind: 'name'; name: string }
  | { kind: 'minus'; of: Formula }
  | { kind: 'operation'; sign: Sign; left: Formula; right: Formula }
  | { kind: 'call'; name: FunctionName; given: Formula[] }

type Sign = '+' | '-' | '*' | '/' | '^'

export type FormulaProblem =
  | 'empty'
  | 'long'
  | 'deep'
  | 'character'
  | 'end'
  | 'unexpected'
  | 'function'
  | 'log'
  | 'given'

/** What is wrong, and where: `at` counts characters from 1, `text` is what stands there. */
export class FormulaError extends Error {
  readonly problem: FormulaProblem
  readonly at: number
  readonly text: string

  constructor(problem: FormulaProblem, at: number, text = '') {
    super(`${problem} at ${at}: ${text}`)
    this.problem = problem
    this.at = at
    this.text = text
  }
}

export const longestFormula = 500
const DEEPEST = 40

const radians = Math.PI / 180

/** Angles are in radians. Each with how many numbers it takes. */
const functions = {
  abs: { least: 1, most: 1, of: Math.abs },
  acos: { least: 1, most: 1, of: Math.acos },
  asin: { least: 1, most: 1, of: Math.asin },
  atan: { least: 1, most: 1, of: Math.atan },
  atan2: { least: 2, most: 2, of: Math.atan2 },
  ceil: { least: 1, most: 1, of: Math.ceil },
  cos: { least: 1, most: 1, of: Math.cos },
  cosh: { least: 1, most: 1, of: Math.cosh },
  deg2rad: { least: 1, most: 1, of: (x: number) => x * radians },
  exp: { least: 1, most: 1, of: Math.exp },
  floor: { least: 1, most: 1, of: Math.floor },
  ln: { least: 1, most: 1, of: Math.log },
  log10: { least: 1, most: 1, of: Math.log10 },
  max: { least: 1, most: 10, of: Math.max },
  min: { least: 1, most: 10, of: Math.min },
  mod: { least: 2, most: 2, of: (x: number, y: number) => x % y },
  pow: { least: 2, most: 2, of: (x: number, y: number) => x ** y },
  rad2deg: { least: 1, most: 1, of: (x: number) => x / radians },
  round: { least: 1, most: 2, of: roundTo },
  sin: { least: 1, most: 1, of: Math.sin },
  sinh: { least: 1, most: 1, of: Math.sinh },
  sqrt: { least: 1, most: 1, of: Math.sqrt },
  tan: { least: 1, most: 1, of: Math.tan },
  tanh: { least: 1, most: 1, of: Math.tanh },
} as const
export type FunctionName = keyof typeof functions
export const functionNames = Object.keys(functions) as FunctionName[]

const constants: Record<string, number> = { pi: Math.PI, e: Math.E }

/** Names that a variable cannot have. */
export const isTaken = (name: string): boolean =>
  Object.hasOwn(functions, name) || Object.hasOwn(constants, name) || name === 'log'

/** Half away from zero, as it is taught; digits that binary numbers lose by the way are put right. */
export function roundTo(value: number, decimals = 0): number {
  const shift = 10 ** Math.max(-15, Math.min(15, Math.trunc(decimals)))
  if (Math.abs(value) * shift >= 1e15) return value
  const scaled = Number((Math.abs(value) * shift).toPrecision(15))
  return (Math.sign(value) * Math.round(scaled)) / shift + 0
}

/** Reads a formula. FormulaError says what is wrong with it, and where. */
export function readFormula(text: string): Formula {
  const source = text.normalize('NFC')
  if (source.length > longestFormula) throw new FormulaError('long', longestFormula)
  const tokens = tokensIn(source)
  if (tokens.length === 1) throw new FormulaError('empty', 1)
  const reading: Reading = { tokens, next: 0, depth: 0 }
  const formula = readSum(reading)
  const rest = peek(reading)
  if (rest.kind !== 'end') throw unexpected(rest)
  return formula
}

/** Not a number, or infinite, where it has no result; what a variable is not given for is NaN. */
export function computeFormula(formula: Formula, values: Readonly<Record<string, number>>): number {
  const of = (part: Formula) => computeFormula(part, values)
  switch (formula.kind) {
    case 'number':
      return formula.value
    case 'name':
      return ownIn(values, formula.name) ?? ownIn(constants, formula.name) ?? Number.NaN
    case 'minus':
      return -of(formula.of)
    case 'call':
      return (functions[formula.name].of as (...numbers: number[]) => number)(...formula.given.map(of))
    case 'operation':
      return operate(formula.sign, of(formula.left), of(formula.right))
  }
}

const ownIn = (values: Readonly<Record<string, number>>, name: string): number | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined

function operate(sign: Sign, left: number, right: number): number {
  if (sign === '+') return left + right
  if (sign === '-') return left - right
  if (sign === '*') return left * right
  return sign === '/' ? left / right : left ** right
}

/** The names of variables in it, each once. */
export function variablesIn(formula: Formula): string[] {
  const found = new Set<string>()
  const look = (part: Formula): void => {
    if (part.kind === 'name' && !Object.hasOwn(constants, part.name)) found.add(part.name)
    if (part.kind === 'minus') look(part.of)
    if (part.kind === 'call') part.given.forEach(look)
    if (part.kind === 'operation') {
      look(part.left)
      look(part.right)
    }
  }
  look(formula)
  return [...found]
}

type Token = { kind: 'number' | 'name' | 'sign' | 'end'; text: string; at: number }

const token =
  /\s*(?:(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z]\w*)|\{\s*(?<braced>[A-Za-z]\w*)\s*\}|(?<sign>\*\*|[-+*/^(),×·∙÷−:]))/y

const signs: Record<string, string> = { '**': '^', '×': '*', '·': '*', '∙': '*', '÷': '/', ':': '/', '−': '-' }

function tokensIn(source: string): Token[] {
  const found: Token[] = []
  const end = source.trimEnd().length
  token.lastIndex = 0
  while (token.lastIndex < end) {
    const from = token.lastIndex
    const match = token.exec(source)
    if (!match) {
      const at = from + /^\s*/.exec(source.slice(from))![0].length
      throw new FormulaError('character', at + 1, String.fromCodePoint(source.codePointAt(at)!))
    }
    const { number, name, braced, sign } = match.groups!
    const at = from + /^\s*/.exec(match[0])![0].length + 1
    if (number !== undefined) found.push({ kind: 'number', text: number, at })
    else if (sign !== undefined) found.push({ kind: 'sign', text: signs[sign] ?? sign, at })
    else found.push({ kind: 'name', text: (name ?? braced)!, at })
  }
  return [...found, { kind: 'end', text: '', at: end + 1 }]
}

type Reading = { tokens: Token[]; next: number; depth: number }

const peek = ({ tokens, next }: Reading): Token => tokens[next]!
const take = (reading: Reading): Token => reading.tokens[reading.next++]!
const isSign = ({ kind, text }: Token, ...wanted: string[]) => kind === 'sign' && wanted.includes(text)
const unexpected = ({ kind, text, at }: Token) => new FormulaError(kind === 'end' ? 'end' : 'unexpected', at, text)

function expect(reading: Reading, sign: string) {
  const found = take(reading)
  if (!isSign(found, sign)) throw unexpected(found)
}

function readSum(reading: Reading): Formula {
  reading.depth += 1
  if (reading.depth > DEEPEST) throw new FormulaError('deep', peek(reading).at)
  let left = readProduct(reading)
  while (isSign(peek(reading), '+', '-'))
    left = { kind: 'operation', sign: take(reading).text as Sign, left, right: readProduct(reading) }
  reading.depth -= 1
  return left
}

function readProduct(reading: Reading): Formula {
  let left = readSigned(reading)
  while (isSign(peek(reading), '*', '/'))
    left = { kind: 'operation', sign: take(reading).text as Sign, left, right: readSigned(reading) }
  return left
}

/** A minus binds less than a power, as in print: `-2^2` is -4. */
function readSigned(reading: Reading): Formula {
  if (!isSign(peek(reading), '-', '+')) return readPower(reading)
  reading.depth += 1
  if (reading.depth > DEEPEST) throw new FormulaError('deep', peek(reading).at)
  const isMinus = take(reading).text === '-'
  const of = readSigned(reading)
  reading.depth -= 1
  return isMinus ? { kind: 'minus', of } : of
}

/** From the right: `2^3^2` is 2^9. */
function readPower(reading: Reading): Formula {
  const left = readAtom(reading)
  if (!isSign(peek(reading), '^')) return left
  take(reading)
  return { kind: 'operation', sign: '^', left, right: readSigned(reading) }
}

function readAtom(reading: Reading): Formula {
  const found = take(reading)
  if (found.kind === 'number') return { kind: 'number', value: Number(found.text) }
  if (isSign(found, '(')) {
    const inside = readSum(reading)
    expect(reading, ')')
    return inside
  }
  if (found.kind !== 'name') throw unexpected(found)
  const name = found.text
  if (isSign(peek(reading), '(')) return readCall(reading, found)
  if (Object.hasOwn(functions, name)) throw unexpected(peek(reading))
  return { kind: 'name', name }
}

function readCall(reading: Reading, { text, at }: Token): Formula {
  take(reading)
  if (Object.hasOwn(constants, text)) {
    expect(reading, ')')
    return { kind: 'name', name: text }
  }
  // Natural to one, to base ten for the other: whoever writes it says which.
  if (text === 'log') throw new FormulaError('log', at, text)
  if (!Object.hasOwn(functions, text)) throw new FormulaError('function', at, text)
  const name = text as FunctionName
  const given = [readSum(reading)]
  while (isSign(peek(reading), ',')) {
    take(reading)
    given.push(readSum(reading))
  }
  expect(reading, ')')
  const { least, most } = functions[name]
  if (given.length < least || given.length > most) throw new FormulaError('given', at, text)
  return { kind: 'call', name, given }
}

const strength = (part: Formula): number => {
  if (part.kind === 'call' && part.name === 'pow') return 3
  if (part.kind === 'minus') return 1.5
  if (part.kind !== 'operation') return 4
  return part.sign === '^' ? 3 : part.sign === '+' || part.sign === '-' ? 1 : 2
}

/** How another system writes a name, a call or a power. */
export type FormulaWords = {
  variable?: (name: string) => string
  constant?: (name: string) => string
  call?: (name: string) => string
  power?: (left: string, right: string) => string
}

/** The formula again, with no more brackets than it needs. */
export function writeFormula(formula: Formula, words: FormulaWords = {}): string {
  const write = (part: Formula) => writeFormula(part, words)
  const within = (part: Formula, least: number) => (strength(part) < least ? `(${write(part)})` : write(part))
  switch (formula.kind) {
    case 'number':
      return String(formula.value)
    case 'name':
      if (Object.hasOwn(constants, formula.name)) return words.constant?.(formula.name) ?? formula.name
      return words.variable?.(formula.name) ?? formula.name
    case 'minus':
      return `-${within(formula.of, 3)}`
    case 'call':
      if (formula.name === 'pow')
        return write({ kind: 'operation', sign: '^', left: formula.given[0]!, right: formula.given[1]! })
      return `${words.call?.(formula.name) ?? formula.name}(${formula.given.map(write).join(', ')})`
    case 'operation': {
      const { sign, left, right } = formula
      if (sign === '^')
        return words.power ? words.power(write(left), write(right)) : `${within(left, 4)}^${within(right, 3)}`
      const own = strength(formula)
      return `${within(left, own)} ${sign} ${within(right, own + 1)}`
    }
  }
}
