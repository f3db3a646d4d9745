import { z } from 'zod'
import { credit } from './credit'
import {
  fromTypedPairs,
  markPairs,
  type Pair,
  type PairsResponse,
  paired,
  pairsFromFields,
  pairsToFields,
  readPairs,
  side,
  toTypedPairs,
  writePairs,
} from './pairs'
import { isUnique, mapBase, places, type QuestionKind, questionBase, shown } from './question'

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
  ...paired,
  bodySchema,
  emptyBody: () => ({ prompt: '', explanation: '', pairs: [], extra: [], credit: 'partial' }),
  fromFields: (values, { lefts }) => pairsFromFields(values, lefts),
  toFields: (response, { lefts }) => pairsToFields(response, lefts),
  choiceIds: (body) => places(rightsOf(body)),
  asAsked: (body, order) => ({
    prompt: body.prompt,
    lefts: body.pairs.map(({ left }) => left),
    rights: shown(rightsOf(body), order),
  }),
  modelResponse: ({ pairs }) => ({ pairs }),
  mark: (body, response, maxPoints) => markPairs(body.pairs, body, response, maxPoints),
  fromTyped: (typed) => fromTypedPairs(typed, splitRows),
  toTyped: (body) => toTypedPairs(rowsOf(body), body.credit),
  readMarkdown: (markdown, values) => readPairs(markdown, values, splitRows),
  writeMarkdown: (body) => writePairs('matching', body, rowsOf(body)),
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
