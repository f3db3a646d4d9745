import { z } from 'zod'
import { credit, creditIn, readCredit, typedCredit, writeCredit } from './credit'
import {
  isPaired,
  type Pair,
  type PairsResponse,
  pairLine,
  pairsFromFields,
  pairsResponse,
  pairsToFields,
  readPairLine,
  rowsIn,
  side,
  typedRows,
  writePairLine,
} from './pairs'
import { isUnique, mapBase, markParts, places, type QuestionKind, questionBase, shown } from './question'
import { readTail, writeTail } from './tail-lines'
import { baseIn } from './typed'

const filled = side.min(1, 'quizzes.pairsMissing')
const bodySchema = z
  .object({
    ...questionBase,
    pairs: z
      .array(z.object({ left: filled, right: filled }))
      .min(2, 'quizzes.pairsMissing')
      .max(30),
    /** Right sides that belong to nothing. */
    extra: z.array(filled).max(30).default([]),
    credit,
  })
  .refine(({ pairs }) => isUnique(pairs.map(({ left }) => left)), { path: ['pairs'], message: 'quizzes.onlyOnce' })

export type MatchingBody = z.infer<typeof bodySchema>
export type MatchingAsked = { prompt: string; lefts: string[]; rights: string[] }

export const matching: QuestionKind<'matching', MatchingBody, PairsResponse, MatchingAsked> = {
  kind: 'matching',
  bodySchema,
  responseSchema: pairsResponse,
  emptyBody: () => ({ prompt: '', explanation: '', pairs: [], extra: [], credit: 'partial' }),
  emptyResponse: () => ({ pairs: [] }),
  isAnswered: ({ pairs }) => pairs.length > 0,
  fromFields: (values, { lefts }) => pairsFromFields(values, lefts),
  toFields: (response, { lefts }) => pairsToFields(response, lefts),
  alwaysShuffles: true,
  choiceIds: (body) => places(rightsOf(body)),
  asAsked: (body, order) => ({
    prompt: body.prompt,
    lefts: body.pairs.map(({ left }) => left),
    rights: shown(rightsOf(body), order),
  }),
  modelResponse: ({ pairs }) => ({ pairs }),
  mark: (body, response, maxPoints) =>
    markParts(
      body.pairs.map((pair) => isPaired(response, pair)),
      body,
      maxPoints,
    ),
  fromTyped: (typed) => ({
    ...baseIn(typed),
    ...splitRows(rowsIn(typed)),
    credit: creditIn(typed),
  }),
  toTyped: (body) => ({ ...typedRows(rowsOf(body)), ...typedCredit(body.credit) }),
  readMarkdown(markdown, values) {
    const { prompt, lines, explanation } = readTail(markdown, pairLine)
    if (!lines.length) return null
    return { prompt, explanation, ...splitRows(lines.map(readPairLine)), credit: readCredit(values) }
  },
  writeMarkdown: (body) => ({
    text: writeTail(body.prompt, rowsOf(body).map(writePairLine), body.explanation),
    values: { kind: 'matching', credit: writeCredit(body.credit) },
  }),
  mapTexts: (body, change) => ({
    ...mapBase(body, change),
    pairs: body.pairs.map(({ left, right }) => ({ left: change(left), right: change(right) })),
    extra: body.extra.map(change),
  }),
}

const rightsOf = ({ pairs, extra }: MatchingBody) => [...new Set([...pairs.map(({ right }) => right), ...extra])]

const rowsOf = ({ pairs, extra }: MatchingBody): Pair[] => [...pairs, ...extra.map((right) => ({ left: '', right }))]

const splitRows = (rows: Pair[]) => ({
  pairs: rows.filter(({ left }) => left),
  extra: rows.filter(({ left }) => !left).map(({ right }) => right),
})
