import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  computeFormula,
  FormulaError,
  longestFormula,
  readFormula,
  roundTo,
  variablesIn,
  writeFormula,
} from '../../worker/lib/formula'

const compute = (text: string, values = {}) => computeFormula(readFormula(text), values)
const wrong = (text: string) => {
  try {
    readFormula(text)
  } catch (error) {
    if (error instanceof FormulaError) return [error.problem, error.at, error.text]
    throw error
  }
  return null
}

test.each([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['2 ^ 3 ^ 2', 512],
  ['-2 ^ 2', -4],
  ['2 ** -1', 0.5],
  ['8 / 4 / 2', 1],
  ['10 - 3 - 2', 5],
  ['--3', 3],
  ['3 × 4 ÷ 2 − 1', 5],
  ['.5e1', 5],
  ['max(1, 7, 3) - min(4, 2)', 5],
  ['round(2.345, 2)', 2.35],
  ['round(-2.5)', -3],
  ['mod(-1, 3)', -1],
  ['pi() - pi', 0],
  ['log10(1000)', 3],
  ['sin(deg2rad(30))', 0.5],
])('%s is %d', (text, result) => {
  expect(compute(text)).toBeCloseTo(result, 12)
})

test('a variable is written bare or in braces', () => {
  expect(compute('{a}*b + a', { a: 3, b: 4 })).toBe(15)
  expect(variablesIn(readFormula('{a}*b + sin(pi*a)'))).toEqual(['a', 'b'])
  expect(compute('a + c', { a: 1 })).toBeNaN()
  expect(compute('1 / a', { a: 0 })).toBe(Number.POSITIVE_INFINITY)
})

test('what is wrong is told with its place', () => {
  expect(wrong('')).toEqual(['empty', 1, ''])
  expect(wrong('a + ')).toEqual(['end', 4, ''])
  expect(wrong('a $ b')).toEqual(['character', 3, '$'])
  expect(wrong('2 a')).toEqual(['unexpected', 3, 'a'])
  expect(wrong('(a + b')).toEqual(['end', 7, ''])
  expect(wrong('a + b)')).toEqual(['unexpected', 6, ')'])
  expect(wrong('1 + foo(2)')).toEqual(['function', 5, 'foo'])
  expect(wrong('log(2)')).toEqual(['log', 1, 'log'])
  expect(wrong('atan2(1)')).toEqual(['given', 1, 'atan2'])
  expect(wrong('sin')).toEqual(['end', 4, ''])
  expect(wrong('{ a b }')).toEqual(['character', 1, '{'])
  expect(wrong('a.constructor')).toEqual(['character', 2, '.'])
  expect(wrong('constructor(1)')).toEqual(['function', 1, 'constructor'])
  expect(wrong('1'.repeat(longestFormula + 1))?.[0]).toBe('long')
  expect(wrong(`${'('.repeat(60)}1${')'.repeat(60)}`)?.[0]).toBe('deep')
  expect(wrong(`${'-'.repeat(300)}1`)?.[0]).toBe('deep')
  expect(compute('toString + valueOf', {})).toBeNaN()
})

test('names of every object are no values', () => {
  expect(compute('constructor', {})).toBeNaN()
})

/** Formulas as text, and what JavaScript makes of them. */
const formula: fc.Arbitrary<{ text: string; value: (a: number, b: number) => number }> = fc.letrec<{
  any: { text: string; value: (a: number, b: number) => number }
}>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.nat(50).map((n) => ({ text: String(n), value: () => n })),
    fc.constantFrom({ text: 'a', value: (a: number) => a }, { text: '{b}', value: (_: number, b: number) => b }),
    fc.tuple(tie('any'), fc.constantFrom('+', '-', '*', '/'), tie('any')).map(([left, sign, right]) => ({
      text: `(${left.text}) ${sign} (${right.text})`,
      value: (a: number, b: number) => {
        const [x, y] = [left.value(a, b), right.value(a, b)]
        return sign === '+' ? x + y : sign === '-' ? x - y : sign === '*' ? x * y : x / y
      },
    })),
    tie('any').map((of) => ({ text: `-(${of.text})`, value: (a: number, b: number) => -of.value(a, b) })),
    tie('any').map((of) => ({ text: `sqrt(${of.text})`, value: (a: number, b: number) => Math.sqrt(of.value(a, b)) })),
    tie('any').map((of) => ({ text: `(${of.text})^2`, value: (a: number, b: number) => of.value(a, b) ** 2 })),
  ),
})).any

describe('any formula', () => {
  test('gives what arithmetic gives, and the same when it is written again with fewer brackets', () => {
    fc.assert(
      fc.property(
        formula,
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        ({ text, value }, a, b) => {
          fc.pre(text.length <= longestFormula)
          const read = readFormula(text)
          expect(computeFormula(read, { a, b })).toEqual(value(a, b))
          const again = writeFormula(read)
          expect(computeFormula(readFormula(again), { a, b })).toEqual(value(a, b))
          expect(writeFormula(readFormula(again))).toBe(again)
          expect(again.length).toBeLessThanOrEqual(text.length + 20)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('and any rubbish is read or refused at a place within it', () => {
    const rubbish = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc
        .array(fc.constantFrom('(', ')', '+', '-', '^', '2', 'a', '{a}', 'sin(', ',', ' ', '1e', '.'), {
          maxLength: 40,
        })
        .map((all) => all.join('')),
    )
    fc.assert(
      fc.property(rubbish, (text) => {
        const found = wrong(text)
        if (!found) return
        expect(found[1]).toBeGreaterThan(0)
        expect(found[1]).toBeLessThanOrEqual(text.normalize('NFC').length + 1)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('rounding is as it is taught, whatever binary makes of it', () => {
  expect([1.005, 2.675, -1.005, 1e21].map((value) => roundTo(value, 2))).toEqual([1.01, 2.68, -1.01, 1e21])
  expect(Object.is(roundTo(-0.001, 2), 0)).toBe(true)
})
