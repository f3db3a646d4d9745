import { z } from 'zod'
import { isTaken } from '../../../lib/formula'
import { type Drawn, isUnique } from './question'

const bound = z
  .number('quizzes.formula.variables')
  .min(-1e12, 'quizzes.formula.variables')
  .max(1e12, 'quizzes.formula.variables')

export const variableName = /^[A-Za-z][A-Za-z0-9_]{0,19}$/

/** A number that chance gives: from one end to the other in steps. */
const variable = z
  .object({
    name: z.string().regex(variableName, 'quizzes.formula.variableName'),
    min: bound,
    max: bound,
    step: z
      .number('quizzes.formula.variables')
      .min(1e-9, 'quizzes.formula.variables')
      .max(1e12, 'quizzes.formula.variables'),
  })
  .refine(({ min, max }) => min <= max, 'quizzes.formula.variables')
  .refine(({ name }) => !isTaken(name), 'quizzes.formula.variableTaken')

export type Variable = z.infer<typeof variable>

export const mostVariables = 12
export const mostSets = 200

export const variables = z
  .array(variable)
  .max(mostVariables, 'quizzes.formula.variablesMany')
  .refine((list) => isUnique(list.map(({ name }) => name)), 'quizzes.formula.variableTwice')
  .default([])

/** Values that belong together; where there are any, an attempt is given one of them and ranges draw nothing. */
export const sets = z
  .array(z.record(z.string().regex(variableName), z.number().min(-1e12).max(1e12)))
  .max(mostSets, 'quizzes.formula.setsMany')
  .default([])

export type Ranges = { variables: Variable[]; sets: Drawn[] }

/** More sets than this are looked at by sample. */
const ALL = 2_000
const tidy = (value: number) => Number(value.toPrecision(12)) + 0

const countOf = ({ min, max, step }: Variable) => Math.floor((max - min) / step + 1e-9) + 1
const valueAt = ({ min, step }: Variable, place: number) => tidy(min + place * step)

export function drawFrom({ variables, sets }: Ranges, random: () => number): Drawn {
  if (sets.length) return sets[Math.floor(random() * sets.length)]!
  return Object.fromEntries(variables.map((one) => [one.name, valueAt(one, Math.floor(random() * countOf(one)))]))
}

/** Values to look at: all that can come, or of many the ends, what lies beside them, nought, and a thousand others. The same each time. */
export function valuesToTry(ranges: Ranges): Drawn[] {
  const { variables, sets } = ranges
  if (sets.length) return sets
  const total = variables.reduce((product, one) => product * countOf(one), 1)
  if (total <= ALL) return combined(variables, (one) => Array.from({ length: countOf(one) }, (_, place) => place))
  const edges = combined(variables, (one) => edgesOf(one, variables.length > 4 ? 2 : 5))
  const random = seeded(1)
  return [...edges, ...Array.from({ length: 1_000 }, () => drawFrom(ranges, random))]
}

function combined(variables: Variable[], placesOf: (one: Variable) => number[]): Drawn[] {
  return variables
    .reduce<Drawn[]>(
      (found, one) =>
        found.flatMap((set) => placesOf(one).map((place) => ({ ...set, [one.name]: valueAt(one, place) }))),
      [{}],
    )
    .slice(0, ALL * 3)
}

function edgesOf(one: Variable, most: number): number[] {
  const last = countOf(one) - 1
  const nought = Math.round(-one.min / one.step)
  const places = [last, 0, nought, 1, last - 1]
  return [...new Set(places.filter((place) => place >= 0 && place <= last))].slice(0, most)
}

/** Some that an author looks at, no two the same. */
export function someValues(ranges: Ranges, most: number): Drawn[] {
  if (ranges.sets.length) return ranges.sets.slice(0, most)
  const random = seeded(7)
  const found = new Map<string, Drawn>()
  for (let tries = 0; tries < most * 4 && found.size < most; tries++) {
    const drawn = drawFrom(ranges, random)
    found.set(JSON.stringify(drawn), drawn)
  }
  return [...found.values()]
}

/** Numbers in [0, 1) that are the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const sayDrawn = (drawn: Drawn): string =>
  Object.entries(drawn)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ')

const pair = /^\s*([A-Za-z]\w*)\s*=\s*([-+]?\d*[.,]?\d+(?:e[-+]?\d+)?)\s*$/i

/** `a = 3, b = 4.5`, or with semicolons where numbers have commas; null for anything else. */
export function readDrawn(text: string): Drawn | null {
  const found = text
    .split(text.includes(';') ? ';' : /,(?=\s*[A-Za-z])/)
    .filter((part) => part.trim())
    .map((part) => pair.exec(part))
  if (!found.length || found.includes(null)) return null
  return Object.fromEntries(found.map((match) => [match![1]!, Number(match![2]!.replace(',', '.'))]))
}
