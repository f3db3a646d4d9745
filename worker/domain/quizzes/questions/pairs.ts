import { z } from 'zod'
import { cleanLine } from '../../../lib/text'
import { type Credit, creditIn, readCredit, typedCredit, writeCredit } from './credit'
import { type Mark, markParts, oneLine } from './question'
import { readTail, writeTail } from './tail-lines'
import { baseIn, listIn, type Typed } from './typed'

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

/** What every kind has whose answer is pairs. */
export const paired = {
  responseSchema: pairsResponse,
  emptyResponse: (): PairsResponse => ({ pairs: [] }),
  isAnswered: ({ pairs }: PairsResponse) => pairs.length > 0,
  alwaysShuffles: true as const,
}

type Marked = { credit: Credit; explanation: string }

export const markPairs = (pairs: Pair[], body: Marked, response: PairsResponse, maxPoints: number): Mark =>
  markParts(
    pairs.map((pair) => isPaired(response, pair)),
    body,
    maxPoints,
  )

const isPaired = ({ pairs }: PairsResponse, { left, right }: Pair): boolean =>
  pairs.find((pair) => pair.left === left)?.right === right

/** An author's form, its rows read by `split`; one without a left side is a right side that nothing belongs to. */
export const fromTypedPairs = <Parts>(typed: Typed, split: (rows: Pair[]) => Parts) => ({
  ...baseIn(typed),
  ...split(rowsIn(typed)),
  credit: creditIn(typed),
})

function rowsIn(typed: Typed): Pair[] {
  const rights = listIn(typed, 'right')
  return listIn(typed, 'left')
    .map((left, i) => ({ left: cleanLine(left, 600), right: cleanLine(rights[i] ?? '', 600) }))
    .filter(({ left, right }) => left || right)
}

export const toTypedPairs = (rows: Pair[], credit: Credit): Typed => ({
  left: rows.map(({ left }) => left),
  right: rows.map(({ right }) => right),
  ...typedCredit(credit),
})

/** `- Paris -> France`; `- -> Spain` where nothing belongs. */
const pairLine = /^[-*] ((?:.*? )?(?<!\\)->(?: .*)?)$/

/** A question that ends in lines of pairs, read by `split`; null where none does. */
export function readPairs<Parts>(markdown: string, values: Record<string, string>, split: (rows: Pair[]) => Parts) {
  const { prompt, lines, explanation } = readTail(markdown, pairLine)
  return lines.length ? { prompt, explanation, ...split(lines.map(readPairLine)), credit: readCredit(values) } : null
}

export const writePairs = (kind: string, { prompt, ...body }: Marked & { prompt: string }, rows: Pair[]) => ({
  text: writeTail(prompt, rows.map(writePairLine), body.explanation),
  values: { kind, credit: writeCredit(body.credit) },
})

function readPairLine(line: string): Pair {
  const at = line.search(/(?<=^|\s)->(?= |$)/)
  const plain = (text: string) => text.trim().replace(/\\(\\*->)/g, '$1')
  return { left: plain(line.slice(0, at)), right: plain(line.slice(at + 2)) }
}

const writePairLine = ({ left, right }: Pair): string => {
  const escaped = (text: string) => oneLine(text).replace(/\\*->/g, '\\$&')
  return `- ${left && `${escaped(left)} `}-> ${escaped(right)}`
}
