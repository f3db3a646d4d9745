import { z } from 'zod'
import { cleanLine } from '../../../lib/text'
import { oneLine } from './question'
import { listIn, type Typed } from './typed'

/** A text on one side: in one line, as Markdown. */
export const side = z
  .string()
  .trim()
  .max(500)
  .regex(/^[^\n]*$/)

export type Pair = { left: string; right: string }

/** An answer says what is paired by the texts themselves: an id of ours could tell what belongs together. */
export const pairsResponse = z.object({ pairs: z.array(z.object({ left: side, right: side })).max(60) })
export type PairsResponse = z.infer<typeof pairsResponse>

export const pairsFromFields = (values: string[], lefts: string[]): PairsResponse | null =>
  pairsResponse.safeParse({
    pairs: lefts.map((left, i) => ({ left, right: values[i] ?? '' })).filter(({ right }) => right !== ''),
  }).data ?? null

export const pairsToFields = ({ pairs }: PairsResponse, lefts: string[]): string[] =>
  lefts.map((left) => pairs.find((pair) => pair.left === left)?.right ?? '')

export const isPaired = ({ pairs }: PairsResponse, { left, right }: Pair): boolean =>
  pairs.find((pair) => pair.left === left)?.right === right

/** Rows of the author's form; one without a left side is a right side that nothing belongs to. */
export function rowsIn(typed: Typed): Pair[] {
  const rights = listIn(typed, 'right')
  return listIn(typed, 'left')
    .map((left, i) => ({ left: cleanLine(left, 600), right: cleanLine(rights[i] ?? '', 600) }))
    .filter(({ left, right }) => left || right)
}

export const typedRows = (rows: Pair[]): Typed => ({
  left: rows.map(({ left }) => left),
  right: rows.map(({ right }) => right),
})

/** `- Paris -> France`; `- -> Spain` where nothing belongs. */
export const pairLine = /^[-*] ((?:.*? )?(?<!\\)->(?: .*)?)$/

export function readPairLine(line: string): Pair {
  const at = line.search(/(?<=^|\s)->(?= |$)/)
  const plain = (text: string) => text.trim().replace(/\\(\\*->)/g, '$1')
  return { left: plain(line.slice(0, at)), right: plain(line.slice(at + 2)) }
}

export const writePairLine = ({ left, right }: Pair): string => {
  const escaped = (text: string) => oneLine(text).replace(/\\*->/g, '\\$&')
  return `- ${left && `${escaped(left)} `}-> ${escaped(right)}`
}
